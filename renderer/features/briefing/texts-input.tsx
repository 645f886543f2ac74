import { Textarea } from '@mantine/core';
import { countWords } from '../../../shared/document/checks.ts';
import type { Texts } from '../../../shared/document/composition.ts';
import { withText } from '../../../shared/document/edits.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import classes from './briefing.module.css';

interface TextsInputProps {
  label: string;
  texts: Texts;
  onChange(texts: Texts): void;
  /** Says how many words there are of so many. */
  most?: number;
}

/** A text in each of the four languages, one field under the other. */
export function TextsInput({ label, texts, onChange, most }: TextsInputProps) {
  const words = useWords();
  return (
    <fieldset className={classes.texts}>
      <legend>{label}</legend>
      {LANGUAGES.map((language) => {
        const count = countWords(texts[language] ?? '');
        return (
          <Textarea
            key={language}
            autosize
            minRows={1}
            size="xs"
            label={language.toUpperCase()}
            aria-label={`${label} ${language.toUpperCase()}`}
            lang={language}
            value={texts[language] ?? ''}
            error={most !== undefined && count > most ? words.text('tracker.tooLong', { count, most }) : undefined}
            onChange={(event) => onChange(withText(texts, language, event.currentTarget.value))}
          />
        );
      })}
    </fieldset>
  );
}
