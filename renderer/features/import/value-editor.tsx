import { Button, Checkbox, MultiSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CodeField } from '../../../shared/contract/recipe.ts';
import type { PlacedValue } from '../../../shared/contract/understanding.ts';
import { MISSING_KINDS } from '../../../shared/domain/missing.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import benchClasses from './bench.module.css';
import type { Target } from './edits.ts';
import { choosableCodes } from './outcomes.ts';
import type { Suggestion } from './suggestions.ts';
import valuesClasses from './values.module.css';

/** Where one value goes: suggestions with their reason, any code by search, or a kind of missing; for it alone or for others as well. */
export function ValueEditor(props: {
  field: CodeField;
  value: PlacedValue;
  /** Other values that were ticked. */
  ticked: string[];
  /** Other values written alike. */
  alike: string[];
  suggestions: Suggestion[];
  onPlace(values: string[], target: Target): void;
  onFree(values: string[]): void;
  onClose(): void;
}) {
  const words = useWords();
  const [withAlike, setWithAlike] = useState(false);
  const [withTicked, setWithTicked] = useState(props.ticked.length > 0);
  const box = useRef<HTMLFieldSetElement>(null);
  const offered = props.suggestions.length;
  // Suggestions may arrive after the editor has opened: they take the focus unless the person has begun to type or gone on.
  useEffect(() => {
    const { current } = box;
    const search = current?.querySelector<HTMLInputElement>('input:not([type=checkbox])');
    const isFree = !current?.contains(document.activeElement) || (document.activeElement === search && search?.value === '');
    if (isFree) ((offered > 0 ? current?.querySelector<HTMLElement>('[data-item]') : null) ?? search)?.focus();
  }, [offered]);
  const { value, alike, ticked } = props;
  const values = [...new Set([value.value, ...(withAlike ? alike : []), ...(withTicked ? ticked : [])])];
  const place = (target: Target) => props.onPlace(values, target);
  return (
    <fieldset
      ref={box}
      className={valuesClasses.editor}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <legend className={benchClasses.spoken}>{words.text('import.values.place', { value: value.value })}</legend>
      <ScopeChoice
        alike={alike}
        ticked={ticked}
        withAlike={withAlike}
        withTicked={withTicked}
        onAlike={setWithAlike}
        onTicked={setWithTicked}
      />
      {props.suggestions.length > 0 ? (
        <ul className={valuesClasses.suggestions} aria-label={words.text('import.values.suggestions')} onKeyDown={moveInList}>
          {props.suggestions.slice(0, 6).map((one) => (
            <li key={one.codes.join(' ')}>
              <Button data-item variant="default" justify="space-between" fullWidth onClick={() => place({ codes: one.codes })}>
                <span>
                  {one.codes.map((code) => words.label(props.field, code)).join(' + ')}{' '}
                  <span className={valuesClasses.aside}>{one.codes.join(' ')}</span>
                </span>
                <span className={valuesClasses.aside}>{words.text(`import.how.${one.how}`, { matched: one.matched })}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <CodeSearch field={props.field} onPlace={place} />
      <MissingChoice onPlace={place} onFree={value.by === 'choice' ? () => props.onFree(values) : undefined} />
    </fieldset>
  );
}

function ScopeChoice(props: {
  alike: string[];
  ticked: string[];
  withAlike: boolean;
  withTicked: boolean;
  onAlike(on: boolean): void;
  onTicked(on: boolean): void;
}) {
  const words = useWords();
  const { alike, ticked } = props;
  if (alike.length + ticked.length === 0) return null;
  return (
    <div className={valuesClasses.scope}>
      {alike.length > 0 ? (
        <Checkbox
          checked={props.withAlike}
          onChange={(event) => props.onAlike(event.currentTarget.checked)}
          label={words.text('import.values.alike', { values: alike.length, shown: words.number(alike.length) })}
          description={alike.slice(0, 6).join(' · ')}
        />
      ) : null}
      {ticked.length > 0 ? (
        <Checkbox
          checked={props.withTicked}
          onChange={(event) => props.onTicked(event.currentTarget.checked)}
          label={words.text('import.values.alsoTicked', { values: ticked.length, shown: words.number(ticked.length) })}
        />
      ) : null}
    </div>
  );
}

/** Any code of the vocabulary, or several where the value stands for a set. */
function CodeSearch({ field, onPlace }: { field: CodeField; onPlace(target: Target): void }) {
  const words = useWords();
  const [codes, setCodes] = useState<string[]>([]);
  return (
    <div className={valuesClasses.search}>
      <MultiSelect
        label={words.text('import.values.search')}
        searchable
        limit={100}
        maxDropdownHeight={240}
        nothingFoundMessage={words.text('import.values.noCode')}
        value={codes}
        data={choosableCodes(words, field)}
        onChange={setCodes}
      />
      <Button variant="default" disabled={codes.length === 0} onClick={() => onPlace({ codes })}>
        {words.text('import.values.use')}
      </Button>
    </div>
  );
}

function MissingChoice({ onPlace, onFree }: { onPlace(target: Target): void; onFree: (() => void) | undefined }) {
  const words = useWords();
  return (
    <div className={valuesClasses.missing}>
      <span>{words.text('import.values.missing')}</span>
      {MISSING_KINDS.map((missing) => (
        <Button key={missing} variant="subtle" size="compact-xs" onClick={() => onPlace({ codes: [], missing })}>
          {words.text(`import.missing.${missing}`)}
        </Button>
      ))}
      {onFree ? (
        <Button variant="subtle" size="compact-xs" color="gray" onClick={onFree}>
          {words.text('import.values.free')}
        </Button>
      ) : null}
    </div>
  );
}
