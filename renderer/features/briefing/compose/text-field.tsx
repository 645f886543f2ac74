import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useContext } from 'react';
import type { Texts } from '../../../../shared/document/composition.ts';
import { withText } from '../../../../shared/document/edits.ts';
import { LANGUAGES, type Language } from '../../../../shared/report/wording.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';
import { BesideContext } from './paper-context.ts';
import { TextTrack } from './text-track.tsx';

interface TextFieldProps {
  label: string;
  texts: Texts;
  language: Language;
  onChange(texts: Texts): void;
  /** What stands there while nothing is written in any language. */
  hint?: string;
  /** What the document says by itself while nothing is written. */
  made?: string;
  /** The look of the text in the document. */
  look?: 'title' | 'heading' | 'body' | 'small';
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void;
  onFocus?(): void;
  /** Names the field for the check list, which leads to it. */
  place?: string;
}

/** Free text as it stands in the document, with another language beside it where one was chosen; else what is written elsewhere stands below. */
export function TextField(props: TextFieldProps) {
  const { texts, language, place, look = 'body' } = props;
  const chosen = useContext(BesideContext);
  const beside = chosen === language ? null : chosen;
  const other = texts[language] || beside ? undefined : LANGUAGES.find((one) => texts[one]);
  return (
    <div className={classes.textField} data-look={look} data-missing={isMissing(texts, language) || undefined}>
      <div className={classes.pair} data-beside={beside ?? undefined}>
        <Field {...props} />
        {beside ? <Field {...props} language={beside} label={`${props.label} ${beside.toUpperCase()}`} isSecond /> : null}
      </div>
      {place === undefined ? null : (
        <>
          <TextTrack place={place} texts={texts} language={language} />
          {beside ? <TextTrack place={place} texts={texts} language={beside} /> : null}
        </>
      )}
      {other ? (
        <p className={classes.otherLanguage} lang={other}>
          {texts[other]}
        </p>
      ) : null}
    </div>
  );
}

function Field({ isSecond = false, ...props }: TextFieldProps & { isSecond?: boolean }) {
  const words = useWords();
  const { label, texts, language, onChange, hint, made, onKeyDown, onFocus, place } = props;
  const isWritten = LANGUAGES.some((one) => texts[one]);
  const speaks = !isWritten && !isSecond && Boolean(made);
  return (
    <Textarea
      autosize
      minRows={1}
      variant="unstyled"
      aria-label={label}
      data-place={isSecond ? undefined : place}
      data-made={speaks || undefined}
      lang={language}
      spellCheck
      value={texts[language] ?? ''}
      placeholder={isWritten ? words.text(`compose.notWritten.${language}`) : (isSecond ? '' : made) || hint || label}
      onChange={(event) => onChange(withText(texts, language, event.currentTarget.value))}
      {...(onKeyDown ? { onKeyDown } : {})}
      {...(onFocus ? { onFocus } : {})}
    />
  );
}

/** Written, but not in this language. */
function isMissing(texts: Texts, language: Language): boolean {
  return !texts[language] && LANGUAGES.some((one) => texts[one]);
}
