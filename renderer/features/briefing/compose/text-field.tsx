import { Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Texts } from '../../../../shared/document/composition.ts';
import { withText } from '../../../../shared/document/edits.ts';
import { LANGUAGES, type Language } from '../../../../shared/report/wording.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';

interface TextFieldProps {
  label: string;
  texts: Texts;
  language: Language;
  onChange(texts: Texts): void;
  /** What stands there while nothing is written in any language. */
  hint?: string;
  /** The look of the text in the document. */
  look?: 'title' | 'heading' | 'body' | 'small';
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void;
  onFocus?(): void;
  /** Names the field for the check list, which leads to it. */
  place?: string;
}

/** Free text as it stands in the document. Where another language has it and this one not, the other stands below, dimmed, to write from. */
export function TextField({ label, texts, language, onChange, hint, look = 'body', onKeyDown, onFocus, place }: TextFieldProps) {
  const words = useWords();
  const other = texts[language] ? undefined : LANGUAGES.find((one) => texts[one]);
  return (
    <div className={classes.textField} data-look={look}>
      <Textarea
        autosize
        minRows={1}
        variant="unstyled"
        aria-label={label}
        data-place={place}
        lang={language}
        spellCheck
        value={texts[language] ?? ''}
        placeholder={other ? words.text(`compose.notWritten.${language}`) : (hint ?? label)}
        onChange={(event) => onChange(withText(texts, language, event.currentTarget.value))}
        {...(onKeyDown ? { onKeyDown } : {})}
        {...(onFocus ? { onFocus } : {})}
      />
      {other ? (
        <p className={classes.otherLanguage} lang={other}>
          {texts[other]}
        </p>
      ) : null}
    </div>
  );
}
