import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { StowageError } from '../../../shared/errors.ts';
import { asStowageError } from '../../app/jobs.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './disclosure.module.css';

/** Something that was just done, and how to take it back. */
export interface Done {
  text: string;
  takeBack(): Promise<unknown>;
}

/** Says what was done and takes it back on request. */
export function UndoLine({ done, onGone }: { done: Done | null; onGone(): void }) {
  const words = useWords();
  const [error, setError] = useState<StowageError | null>(null);
  if (!done) return null;
  const takeBack = () => {
    setError(null);
    done.takeBack().then(onGone, (thrown: unknown) => setError(asStowageError(thrown)));
  };
  return (
    <>
      <Group gap="sm" my="sm" role="status" className={classes.done}>
        {done.text}
        <Button size="compact-xs" variant="default" onClick={takeBack}>
          {words.text('disclosure.screen.undo')}
        </Button>
      </Group>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
