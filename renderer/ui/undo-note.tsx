import { Button, Group } from '@mantine/core';
import type { StowageError } from '../../shared/errors.ts';
import { useWords } from '../app/words.tsx';
import { ErrorNote } from './error-note.tsx';

interface UndoNoteProps {
  /** What was done. */
  text: string;
  error: StowageError | null;
  isUndoing: boolean;
  onUndo(): void;
}

/** Says what was just removed, and takes it back. */
export function UndoNote({ text, error, isUndoing, onUndo }: UndoNoteProps) {
  const words = useWords();
  return (
    <>
      <Group gap="sm" my={6} role="status">
        <span>{text}</span>
        <Button size="compact-xs" variant="default" loading={isUndoing} onClick={onUndo}>
          {words.text('compose.act.undo')}
        </Button>
      </Group>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
