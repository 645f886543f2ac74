import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { StowageError } from '../../../shared/errors.ts';
import { asStowageError } from '../../app/jobs.ts';
import { useClient } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './briefing.module.css';

/** Says how many recommendations were entered at once, and takes them back. */
export function TakeBack({ ids, onDone }: { ids: number[]; onDone(): void }) {
  const words = useWords();
  const client = useClient();
  const [error, setError] = useState<StowageError | null>(null);
  if (ids.length === 0) return null;
  const takeBack = async () => {
    try {
      for (const id of ids) await client.call('recommendations.remove', { id });
      onDone();
    } catch (thrown) {
      setError(asStowageError(thrown));
    }
  };
  return (
    <>
      <Group gap="sm" mt="sm" role="status" className={classes.good}>
        {words.text('tracker.paste.done', { count: ids.length })}
        <Button size="compact-xs" variant="default" onClick={() => void takeBack()}>
          {words.text('tracker.paste.takeBack')}
        </Button>
      </Group>
      {error ? <ErrorNote error={error} /> : null}
    </>
  );
}
