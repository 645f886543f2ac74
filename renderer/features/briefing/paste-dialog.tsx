import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';
import type { InputOf } from '../../../shared/rpc.ts';
import { asStowageError } from '../../app/jobs.ts';
import { useClient } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { numbered } from '../../ui/numbered.ts';
import classes from './briefing.module.css';
import { type PastedLine, pastedLines } from './pasted-list.ts';

const FIELDS = ['meeting', 'issue', 'paragraph', 'addressee', 'theme'] as const;
type Fields = Record<(typeof FIELDS)[number] | 'adopted', string>;
const EMPTY: Fields = { meeting: '', issue: '', paragraph: '', addressee: '', theme: '', adopted: '' };

/** Recommendations of one meeting from typed or pasted text; what will be entered is shown beforehand. */
export function PasteDialog({ onClose, onEntered }: { onClose(): void; onEntered(ids: number[]): void }) {
  const words = useWords();
  const [language, setLanguage] = useState<Language>(words.language);
  const [pasted, setPasted] = useState('');
  const [fields, setFields] = useState(EMPTY);
  const lines = pastedLines(pasted);
  const { isRunning, error, enter } = useEnter(onClose, onEntered);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={words.text('tracker.paste.title')}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <Stack gap="sm">
        <Group grow align="end">
          {(['meeting', 'issue'] as const).map((name) => (
            <LineField key={name} name={name} fields={fields} onChange={setFields} />
          ))}
        </Group>
        <Group grow align="end">
          <TextInput
            type="date"
            label={words.text('tracker.field.adopted')}
            value={fields.adopted}
            onChange={(event) => setFields({ ...fields, adopted: event.currentTarget.value })}
          />
          {(['paragraph', 'addressee', 'theme'] as const).map((name) => (
            <LineField key={name} name={name} fields={fields} onChange={setFields} />
          ))}
        </Group>
        <NativeSelect
          w={120}
          label={words.text('tracker.paste.language')}
          value={language}
          onChange={(event) => setLanguage(LANGUAGES.find((one) => one === event.currentTarget.value) ?? language)}
          data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
        />
        <Textarea
          autosize
          minRows={6}
          maxRows={14}
          lang={language}
          label={words.text('tracker.paste.field')}
          description={words.text('tracker.paste.hint')}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <Found lines={lines} language={language} />
        {error ? <ErrorNote error={error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.text('frame.cancel')}
          </Button>
          <Button disabled={lines.length === 0} loading={isRunning} onClick={() => void enter(lines, fields, language)}>
            {words.text('tracker.paste.act', { count: lines.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function LineField(props: { name: (typeof FIELDS)[number]; fields: Fields; onChange(fields: Fields): void }) {
  const words = useWords();
  const { name, fields, onChange } = props;
  return (
    <TextInput
      maxLength={300}
      label={words.text(name === 'paragraph' ? 'tracker.field.reference' : `tracker.field.${name}`)}
      value={fields[name]}
      onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
    />
  );
}

function Found({ lines, language }: { lines: PastedLine[]; language: Language }) {
  if (lines.length === 0) return null;
  return (
    <ol className={classes.pasted} lang={language}>
      {numbered(lines).map(({ at, item }) => (
        <li key={at}>
          <span>{item.mark}</span>
          <span>{item.text}</span>
        </li>
      ))}
    </ol>
  );
}

/** Enters one after the other; those entered before an error are told, so that they can be taken back. */
function useEnter(onClose: () => void, onEntered: (ids: number[]) => void) {
  const client = useClient();
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const enter = async (lines: PastedLine[], fields: Fields, language: Language) => {
    setIsRunning(true);
    setError(null);
    const ids: number[] = [];
    try {
      for (const line of lines) ids.push((await client.call('recommendations.save', recommendationOf(line, fields, language))).id);
      onClose();
    } catch (thrown) {
      setError(asStowageError(thrown));
    } finally {
      setIsRunning(false);
      if (ids.length > 0) onEntered(ids);
    }
  };
  return { isRunning, error, enter };
}

function recommendationOf(
  { mark, text }: PastedLine,
  fields: Fields,
  language: Language,
): InputOf<StowageContract['recommendations.save']> {
  const inLanguage = (value: string) => (value.trim() ? { [language]: value.trim() } : {});
  return {
    meeting: inLanguage(fields.meeting),
    adopted: fields.adopted || null,
    reference: [fields.paragraph.trim(), mark].filter(Boolean).join(' '),
    issue: inLanguage(fields.issue),
    addressee: fields.addressee.trim(),
    theme: fields.theme.trim(),
    text: { [language]: text },
    state: 'open',
  };
}
