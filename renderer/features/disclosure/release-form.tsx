import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Missing } from '../../../shared/contract/disclosure.ts';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { numbered } from '../../ui/numbered.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import classes from './disclosure.module.css';
import { today } from './today.ts';

type MissingText = Extract<Missing, { kind: 'text' }>;

/** A text in full, with what may speak of figures that are kept back marked, to be read by a person who lets it leave. */
export function ReleaseForm({ text, onClose }: { text: MissingText; onClose(): void }) {
  const words = useWords();
  const save = useCommand('permissions.record');
  const [by, setBy] = useState('');
  const [reference, setReference] = useState('');
  const [isRead, setRead] = useState(false);
  const isReady = isRead && by.trim() !== '';
  const submit = () => {
    const done = () => {
      noteSaved();
      onClose();
    };
    save.mutate({ kind: 'text', ...subjectOf(text), grantedBy: by, grantedOn: today(), reference }, { onSuccess: done });
  };
  return (
    <FormDialog
      title={words.text('disclosure.screen.release.title')}
      act={words.text('disclosure.screen.release.act')}
      isReady={isReady}
      save={save}
      onSubmit={submit}
      onClose={onClose}
    >
      <ScrollRegion className={classes.texts} label={words.text('disclosure.screen.release.languages')}>
        {LANGUAGES.map((language) => (
          <InLanguage key={language} text={text} language={language} />
        ))}
      </ScrollRegion>
      <TextInput
        label={words.text('disclosure.screen.form.by')}
        description={words.text('disclosure.screen.form.byNote')}
        required
        maxLength={300}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={words.text('disclosure.screen.form.reference')}
        maxLength={300}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <Checkbox
        label={words.text('disclosure.screen.release.read')}
        checked={isRead}
        onChange={(event) => setRead(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

function subjectOf({ about, item, texts, wording }: MissingText) {
  if (about === 'title') return { about, title: texts[0]?.en ?? wording };
  return about === 'document' ? { document: item } : { about, item };
}

function InLanguage({ text, language }: { text: MissingText; language: Language }) {
  const written = text.texts.flatMap((one) => one[language]?.trim() || []);
  if (written.length === 0) return null;
  const marked = text.mentions.map((mention) => mention.words);
  return (
    <>
      <h3>{language.toUpperCase()}</h3>
      {numbered(written).map(({ at, item }) => (
        <p key={at} lang={language} dir="auto">
          {numbered(splitBy(item, marked)).map((piece) =>
            piece.item.isMarked ? <mark key={piece.at}>{piece.item.text}</mark> : <span key={piece.at}>{piece.item.text}</span>,
          )}
        </p>
      ))}
    </>
  );
}

interface Piece {
  text: string;
  isMarked: boolean;
}

/** A text cut at whole words that are to be marked. */
export function splitBy(text: string, marked: readonly string[]): Piece[] {
  if (marked.length === 0) return [{ text, isMarked: false }];
  const plain = marked.toSorted((a, b) => b.length - a.length).map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${plain.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.split(pattern).flatMap((piece, at) => (piece ? [{ text: piece, isMarked: at % 2 === 1 }] : []));
}
