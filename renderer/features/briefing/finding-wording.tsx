import { Button, Group, SegmentedControl, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Finding, FindingWording } from '../../../shared/contract/findings.ts';
import { behindIn, piecesOf } from '../../../shared/document/written.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import { BehindNote } from './behind-note.tsx';
import classes from './briefing.module.css';
import { Marked } from './marked.tsx';
import { TrackedText } from './tracked-text.tsx';

const isSwitch = (value: unknown): value is boolean => typeof value === 'boolean';
const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

/** The sentence of a finding as it is worded now, to be worded anew in each language, with its open changes and its earlier wordings. */
export function FindingSentence({ finding }: { finding: Finding }) {
  const words = useWords();
  const [isEditing, setEditing] = useState(false);
  const [isHistory, setHistory] = useState(false);
  const [chosen, setChosen] = useState<Language>(words.language);
  const language = isEditing ? chosen : words.language;
  const { wording } = finding;
  const pieces = wording ? piecesOf(wording, language) : undefined;
  const settle = useCommand('findings.settle');
  const from = wording?.number ?? 0;
  return (
    <>
      {isEditing || pieces ? null : <p className={classes.findingText}>{finding.text[language]}</p>}
      {isEditing ? <Editor finding={finding} language={chosen} onLanguage={setChosen} onDone={() => setEditing(false)} /> : null}
      {pieces ? (
        <TrackedText
          pieces={pieces}
          language={language}
          onDecide={(decision) => settle.mutate({ id: finding.id, from, language, ...decision })}
        />
      ) : null}
      {settle.error ? <ErrorNote error={settle.error} /> : null}
      <Behind finding={finding} language={language} />
      <Group gap="xs" mb="xs">
        {isEditing ? null : (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              setChosen(words.language);
              setEditing(true);
            }}
          >
            {words.text('findings.wording.edit')}
          </Button>
        )}
        {wording ? (
          <Button size="compact-xs" variant="subtle" aria-expanded={isHistory} onClick={() => setHistory(!isHistory)}>
            {words.text('findings.wording.history', { count: wording.number + 1 })}
          </Button>
        ) : null}
      </Group>
      {isHistory && wording ? <History finding={finding} from={from} language={language} /> : null}
    </>
  );
}

/** Which translations are of an earlier wording; that of the language shown says what changed since. */
function Behind({ finding: { id, wording }, language }: { finding: Finding; language: Language }) {
  const words = useWords();
  const right = useCommand('findings.still-right');
  if (!wording) return null;
  const behind = behindIn(wording);
  const earlier = behind.includes(language) ? wording.earlier?.[language] : undefined;
  const others = behind.filter((one) => one !== language);
  return (
    <>
      {earlier === undefined ? null : (
        <BehindNote
          earlier={earlier}
          now={wording.text[wording.original] ?? ''}
          original={wording.original}
          onStillRight={() => right.mutate({ id, from: wording.number, language })}
        />
      )}
      {others.length > 0 ? (
        <p className={classes.stale}>
          {words.text('findings.wording.behind', { languages: others.map((one) => one.toUpperCase()).join(', ') })}
        </p>
      ) : null}
      {right.error ? <ErrorNote error={right.error} /> : null}
    </>
  );
}

interface EditorProps {
  finding: Finding;
  language: Language;
  onLanguage(language: Language): void;
  onDone(): void;
}

function Editor({ finding, language, onLanguage, onDone }: EditorProps) {
  const words = useWords();
  const [tracked, setTracked] = useSaved('findings.tracking', true, isSwitch);
  const [draft, setDraft] = useState<string | null>(null);
  const reword = useCommand('findings.reword');
  const text = finding.text[language];
  const keep = () => {
    if (draft !== null && draft.trim() !== '' && draft.trim() !== text)
      reword.mutate({ id: finding.id, from: finding.wording?.number ?? 0, language, text: draft.trim(), tracked });
    setDraft(null);
  };
  return (
    <div className={classes.rewording}>
      <Group gap="md" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label={words.text('findings.wording.language')}
          value={language}
          onChange={(value) => isLanguage(value) && onLanguage(value)}
          data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
        />
        <Switch
          size="xs"
          label={words.text('compose.tracked.mode')}
          checked={tracked}
          onChange={(event) => setTracked(event.currentTarget.checked)}
        />
      </Group>
      <Textarea
        autosize
        minRows={1}
        lang={language}
        spellCheck
        aria-label={words.text('findings.wording.text', { language: language.toUpperCase() })}
        description={words.text('findings.wording.hint')}
        value={draft ?? text}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      {reword.error ? <ErrorNote error={reword.error} /> : null}
      <Button size="compact-xs" mt={6} variant="default" onClick={onDone}>
        {words.text('findings.wording.done')}
      </Button>
    </div>
  );
}

/** Every wording, the newest first, each to be taken up again. */
function History({ finding, from, language }: { finding: Finding; from: number; language: Language }) {
  const words = useWords();
  const query = useQueryOf('findings.wordings', { id: finding.id }, { areas: ['findings'] });
  const restore = useCommand('findings.restore');
  const error: StowageError | null = query.error ?? restore.error;
  return (
    <>
      {error ? <ErrorNote error={error} /> : null}
      <ol className={classes.wordings} reversed>
        {(query.data?.wordings ?? []).map((wording) => (
          <li key={wording.number} value={wording.number}>
            <p lang={language}>
              <Marked pieces={piecesOf(wording, language) ?? [{ text: wording.text[language] ?? '' }]} />
            </p>
            <p className={classes.soft}>
              {[whenText(wording, from, words), `${wording.by}, ${instantText(words, wording.at)}`].filter(Boolean).join(' · ')}
            </p>
            {wording.number === from ? null : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={words.text('findings.wording.restoreNamed', { number: wording.number })}
                onClick={() => restore.mutate({ id: finding.id, from, wording: wording.number })}
              >
                {words.text('findings.wording.restore')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function whenText({ number }: FindingWording, now: number, words: ReturnType<typeof useWords>): string {
  if (number === now) return words.text('findings.wording.now');
  return number === 0 ? words.text('findings.wording.said') : '';
}
