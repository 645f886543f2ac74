import { Button, Group, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { StowageError } from '../../../shared/errors.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { announce } from '../../app/announce.tsx';
import { asStowageError } from '../../app/jobs.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { startJob } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './quality.module.css';

type Count = OutputOf<StowageContract['quality.repeats']>['counts'][number];

/** Merges all candidates of a kind from a score on, after the person has seen how many that are. */
export function MergeAll({ count }: { count: Count }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const steps = count.atLeast.filter(({ candidates }) => candidates > 0);
  const [score, setScore] = useState<number | null>(null);
  const chosen = steps.find((one) => one.score === score) ?? steps.at(-1);
  if (!chosen) return null;
  const numbers = {
    candidates: chosen.candidates,
    shown: words.number(chosen.candidates),
    cases: chosen.cases,
    shownCases: words.number(chosen.cases),
  };
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const input = { kind: count.kind, leastScore: chosen.score, expected: chosen.candidates };
      const done = await startJob('quality.merge-all', input, { label: { key: 'checks.bulk.job' }, quiet: true });
      noteSaved();
      announce(words.text('checks.bulk.done', { merges: done.merges, shown: words.number(done.merges) }));
      setOpen(false);
    } catch (thrown) {
      const known = asStowageError(thrown);
      if (known.code !== 'cancelled') setError(known);
    }
    setBusy(false);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.text('checks.bulk.open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={words.text('checks.bulk.title', { kind: words.text(`quality.repeat.${count.kind}`) })}
        closeButtonProps={{ 'aria-label': words.text('frame.close') }}
      >
        <NativeSelect
          label={words.text('checks.bulk.score')}
          value={String(chosen.score)}
          data={steps.map((one) => ({
            value: String(one.score),
            label: words.text('checks.bulk.step', { score: words.percentSign(one.score), shown: words.number(one.candidates) }),
          }))}
          onChange={(event) => setScore(Number(event.currentTarget.value))}
        />
        <p className={classes.bulkText}>{words.text('checks.bulk.text', numbers)}</p>
        {error ? <ErrorNote error={error} /> : null}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setOpen(false)} data-autofocus>
            {words.text('frame.close')}
          </Button>
          <Button loading={busy} onClick={() => void run()}>
            {words.text('checks.bulk.act', numbers)}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
