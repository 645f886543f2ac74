import { TextInput } from '@mantine/core';
import type { Composition, Masthead } from '../../../../shared/document/composition.ts';
import { MASTHEAD_TEXTS } from '../../../../shared/document/places.ts';
import type { Language } from '../../../../shared/report/wording.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';
import { TextField } from './text-field.tsx';

interface MastheadFormProps {
  document: Composition;
  masthead: Masthead;
  language: Language;
  onEdit(next: Composition, stroke?: string): void;
}

const LINES = ['symbol', 'rapporteur', 'state', 'jobNumber'] as const;
const DAYS = ['date', 'from', 'to'] as const;

/** What stands above the text of a meeting document: texts in each language, names and days once. */
export function MastheadForm({ document, masthead, language, onEdit }: MastheadFormProps) {
  const words = useWords();
  const change = (part: Partial<Masthead>, stroke: string) =>
    onEdit({ ...document, masthead: { ...masthead, ...part } }, `masthead ${stroke}`);
  return (
    <fieldset className={classes.masthead}>
      <legend>{words.text('compose.masthead.title')}</legend>
      <div className={classes.lines}>
        {LINES.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={words.text(`compose.masthead.${name}`)}
            maxLength={name === 'state' ? 3 : 300}
            value={masthead[name]}
            error={name === 'state' && !/^([A-Z]{3})?$/.test(masthead.state) ? words.text('compose.masthead.stateHint') : undefined}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change({ [name]: name === 'state' ? value.toUpperCase().replace(/[^A-Z]/g, '') : value }, name);
            }}
          />
        ))}
        {DAYS.map((name) => (
          <TextInput
            key={name}
            size="xs"
            type="date"
            label={words.text(`compose.masthead.${name}`)}
            value={masthead[name] ?? ''}
            onChange={(event) => change({ [name]: event.currentTarget.value || null }, name)}
          />
        ))}
      </div>
      {MASTHEAD_TEXTS.map((name) => (
        <div key={name} className={classes.mastheadText}>
          <span aria-hidden>{words.text(`compose.masthead.${name}`)}</span>
          <TextField
            label={words.text(`compose.masthead.${name}`)}
            texts={masthead[name]}
            language={language}
            place={`masthead-${name}`}
            onChange={(texts) => change({ [name]: texts }, name)}
          />
        </div>
      ))}
    </fieldset>
  );
}
