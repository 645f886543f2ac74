import { Button, Checkbox, SegmentedControl, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CodeField } from '../../../shared/contract/recipe.ts';
import type { PlacedValue } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import type { Placing, Target } from './edits.ts';
import { isLost, lostOf } from './outcomes.ts';
import { certain, useSuggestions } from './suggestions.ts';
import { ValueEditor } from './value-editor.tsx';
import { inOrder, ValueFacts, ValueList } from './value-list.tsx';
import classes from './values.module.css';

export interface PlacingActs {
  /** All of it is one decision, which one undo takes back. */
  onPlace(placings: Placing[]): void;
  onFree(values: string[]): void;
}

/** Values that become codes: what does not match comes first, with suggestions; one, all like it, or all that are ticked are placed at once. */
export function ValuesToPlace(props: { field: CodeField; source: string; values: PlacedValue[] } & PlacingActs) {
  const words = useWords();
  // The order of the moment the column was opened: a value that is placed keeps its line.
  const [order] = useState(() => new Map(inOrder(props.values).map(({ value }, at) => [value, at])));
  const [only, setOnly] = useState<'all' | 'lost'>('all');
  const [ticked, setTicked] = useState<string[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const lost = lostOf(props.values);
  const suggestions = useSuggestions(props.field, props.source, props.values);
  const sure = certain(suggestions, props.values);
  const values = [...props.values]
    .sort((a, b) => (order.get(a.value) ?? order.size) - (order.get(b.value) ?? order.size))
    .filter((value) => only === 'all' || isLost(value) || value.value === open);
  const close = (value: string) => {
    setOpen(null);
    setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(value)}"]`)?.focus(), 0);
  };
  const place = (chosen: string[], target: Target, from: string) => {
    props.onPlace([{ values: chosen, target }]);
    setTicked([]);
    close(from);
  };
  return (
    <div ref={list}>
      <div className={classes.valueTools}>
        <SegmentedControl
          aria-label={words.text('import.values.show')}
          value={only}
          onChange={(value) => setOnly(value === 'lost' ? 'lost' : 'all')}
          data={[
            { value: 'all', label: words.text('import.values.all', { shown: words.number(props.values.length) }) },
            { value: 'lost', label: words.text('import.values.lost', { shown: words.number(lost.values) }) },
          ]}
        />
        {sure.length > 0 ? (
          <Button variant="light" onClick={() => props.onPlace(byTarget(sure))}>
            {words.text('import.values.accept', { values: sure.length, shown: words.number(sure.length) })}
          </Button>
        ) : null}
        {ticked.length > 0 ? (
          <Button variant="subtle" onClick={() => setOpen(ticked[0] ?? null)}>
            {words.text('import.values.ticked', { values: ticked.length, shown: words.number(ticked.length) })}
          </Button>
        ) : null}
      </div>
      <ValueList
        field={props.field}
        values={values}
        line={(value) => (
          <>
            <span className={classes.valueLine}>
              <Checkbox
                tabIndex={-1}
                aria-label={words.text('import.values.tick', { value: value.value })}
                checked={ticked.includes(value.value)}
                onChange={() => setTicked(toggled(ticked, value.value))}
              />
              <UnstyledButton
                data-item
                data-value={value.value}
                tabIndex={value === values[0] ? 0 : -1}
                aria-expanded={open === value.value}
                className={classes.valueButton}
                onClick={() => setOpen(open === value.value ? null : value.value)}
                onKeyDown={(event) => {
                  if (event.key !== ' ') return;
                  event.preventDefault();
                  setTicked(toggled(ticked, value.value));
                }}
              >
                <ValueFacts field={props.field} value={value} />
              </UnstyledButton>
            </span>
            {open === value.value ? (
              <ValueEditor
                field={props.field}
                value={value}
                ticked={ticked.filter((one) => one !== value.value)}
                alike={suggestions.alike.get(value.value) ?? []}
                suggestions={suggestions.of.get(value.value) ?? []}
                onPlace={(chosen, target) => place(chosen, target, value.value)}
                onFree={(chosen) => {
                  props.onFree(chosen);
                  close(value.value);
                }}
                onClose={() => close(value.value)}
              />
            ) : null}
          </>
        )}
      />
    </div>
  );
}

function toggled(values: string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

/** Values that go to the same codes stand together. */
function byTarget(sure: { value: string; codes: string[] }[]): Placing[] {
  const placings = new Map<string, Placing>();
  for (const { value, codes } of sure) {
    const key = codes.join(' ');
    const placing = placings.get(key) ?? { values: [], target: { codes } };
    placing.values.push(value);
    placings.set(key, placing);
  }
  return [...placings.values()];
}
