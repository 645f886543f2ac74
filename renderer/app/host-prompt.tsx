import { Button, FileInput, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { StowageError } from '../../shared/errors.ts';
import type { Picked } from '../../shared/native.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { grantPath, grantUpload, type PromptKind, usePrompt } from './host-native.ts';
import { asStowageError } from './jobs.ts';
import { useWords } from './words.tsx';

/** A dialog of a screen may have asked; the kit gives each of them 200. */
const ABOVE_DIALOGS = 300;

/** Stands in for the native dialogs where the page runs in a browser. */
export function HostPrompt() {
  const words = useWords();
  const { kind, resolve } = usePrompt();
  return (
    <Modal
      opened={kind !== null}
      onClose={() => resolve(null)}
      zIndex={ABOVE_DIALOGS}
      title={kind ? words.text(`frame.prompt.${kind}.title`) : ''}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      {kind ? <PathForm kind={kind} onPicked={resolve} /> : null}
    </Modal>
  );
}

function PathForm({ kind, onPicked }: { kind: PromptKind; onPicked(picked: Picked | null): void }) {
  const words = useWords();
  const [path, setPath] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onPicked(await (file ? grantUpload(file) : grantPath(kind, path.trim())));
    } catch (thrown) {
      setError(asStowageError(thrown));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {kind === 'import' ? (
          <FileInput
            label={words.text('frame.prompt.file')}
            description={words.text('frame.prompt.fileNote')}
            placeholder={words.text('frame.prompt.choose')}
            value={file}
            onChange={setFile}
            clearable
            clearButtonProps={{ 'aria-label': words.text('frame.prompt.clear') }}
          />
        ) : null}
        <TextInput
          data-autofocus
          label={words.text(kind === 'import' ? 'frame.prompt.orPath' : 'frame.prompt.path')}
          description={words.text(`frame.prompt.${kind}.note`)}
          value={path}
          disabled={file !== null}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        {error ? <ErrorNote error={error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onPicked(null)}>
            {words.text('frame.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!file && path.trim() === ''}>
            {words.text('frame.prompt.accept')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
