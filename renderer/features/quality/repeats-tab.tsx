import { Loader, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { REPEAT_KINDS, type RepeatKind } from '../../../shared/quality/candidate.ts';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CandidateReview } from './candidate-review.tsx';
import { MergeAll } from './merge-all.tsx';
import { MergeList } from './merge-list.tsx';
import { Pages } from './pages.tsx';
import classes from './quality.module.css';
import { useJobOf } from './use-job.ts';

const PAGE = 25;
const JOB = { key: 'checks.repeats.job' };
const isKind = (value: unknown): value is RepeatKind => REPEAT_KINDS.some((kind) => kind === value);

/** Records that may stand for one event, kind by kind: looked at side by side, merged or found different, and taken apart again. */
export function RepeatsTab() {
  const words = useWords();
  const [kind, setKind] = useSaved<RepeatKind>('quality.repeat', 'exact', isKind);
  const [offset, setOffset] = useState(0);
  const found = useJobOf('quality.repeats', { kind, offset, limit: PAGE }, { label: JOB, areas: ['cases', 'imports', 'quality'] });
  const counts = found.data?.counts ?? [];
  const count = counts.find((one) => one.kind === kind);
  const choose = (value: string) => {
    if (!isKind(value)) return;
    setKind(value);
    setOffset(0);
  };
  const total = found.data?.total ?? 0;
  // The last page may have been emptied by decisions.
  const lastPage = Math.max(0, Math.floor((total - 1) / PAGE) * PAGE);
  if (found.data && !found.isPlaceholderData && offset > lastPage) setOffset(lastPage);
  return (
    <div aria-busy={found.isFetching}>
      <div className={classes.tools}>
        <SegmentedControl
          className={classes.kinds}
          aria-label={words.text('checks.repeats.kind')}
          value={kind}
          onChange={choose}
          data={REPEAT_KINDS.map((value) => ({
            value,
            label: words.text('checks.repeats.kindCount', {
              kind: words.text(`quality.repeat.${value}`),
              shown: words.number(counts.find((one) => one.kind === value)?.candidates ?? 0),
            }),
          }))}
        />
        {count && count.candidates > 0 ? <MergeAll key={kind} count={count} /> : null}
      </div>
      <p className={classes.soft}>{words.text(`checks.repeats.what.${kind}`)}</p>
      {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {!found.data && !found.error ? <Loader size="sm" mt="md" role="progressbar" aria-label={words.text(JOB.key)} /> : null}
      {found.data ? (
        <>
          <CandidateReview key={`${kind} ${offset}`} candidates={found.data.candidates} isStale={found.isPlaceholderData} />
          <Pages offset={offset} page={PAGE} total={total} onPage={setOffset} label={words.text(`quality.repeat.${kind}`)} />
        </>
      ) : null}
      <MergeList />
    </div>
  );
}
