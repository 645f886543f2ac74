import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { RegimeLane } from '../../../../shared/contract/regimes.ts';
import type { StowageError } from '../../../../shared/errors.ts';
import { useActions } from '../../../app/actions.ts';
import { announce } from '../../../app/announce.tsx';
import { asStowageError } from '../../../app/jobs.ts';
import { noteSaved } from '../../../app/keep-view.ts';
import { startJob, useQueryOf } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { BreakList } from './break-list.tsx';
import { LaneChart } from './lane-chart.tsx';
import { keyOf, LaneList } from './lane-list.tsx';
import { RegimeList } from './regime-list.tsx';
import classes from './regimes.module.css';

/** How each reporter reports to each source, month by month, where that changed, and what the analyst says of it. */
export function RegimesTab() {
  const words = useWords();
  const timeline = useQueryOf('regimes.timeline', { language: words.language }, { areas: ['cases', 'imports'] });
  const [chosen, setChosen] = useState<string | null>(null);
  const { find, busy, error, found } = useFind();
  useActions([{ id: 'regimes-find', titleKey: 'checks.regimes.find', keys: 'f', group: 'screen', when: () => !busy, run: find }]);
  const lanes = timeline.data?.lanes ?? [];
  const lane = lanes.find((one) => keyOf(one) === chosen) ?? withBreaksFirst(lanes);
  return (
    <div aria-busy={timeline.isFetching}>
      <div className={classes.tools}>
        <Button loading={busy} onClick={find}>
          {words.text('checks.regimes.find')}
        </Button>
        <span role="status" className={classes.soft}>
          {found ? words.text('checks.regimes.found', found) : words.text('checks.regimes.findNote')}
        </span>
      </div>
      {error ? <ErrorNote error={error} /> : null}
      {timeline.error ? <ErrorNote error={timeline.error} onRetry={() => void timeline.refetch()} /> : null}
      {!timeline.data && !timeline.error ? <Loader size="sm" role="progressbar" aria-label={words.text('frame.waiting')} /> : null}
      {lane ? (
        <div className={classes.panes}>
          <LaneList lanes={lanes} chosen={keyOf(lane)} onChoose={setChosen} />
          <OneLane key={keyOf(lane)} lane={lane} />
        </div>
      ) : null}
    </div>
  );
}

/** The reporter with most cases among those with a break that waits for a decision; else the one with most cases. */
function withBreaksFirst(lanes: RegimeLane[]): RegimeLane | undefined {
  return lanes.find(({ breaks }) => breaks.some(({ state }) => state === 'found')) ?? lanes[0];
}

function OneLane({ lane }: { lane: RegimeLane }) {
  const words = useWords();
  const [at, setAt] = useState<number | null>(null);
  return (
    <section
      className={classes.lane}
      aria-label={words.text('checks.regimes.lane', { reporter: lane.reporterLabel, source: lane.sourceLabel })}
    >
      <LaneChart lane={lane} chosen={at} onChoose={setAt} />
      <BreakList lane={lane} chosen={at} onChoose={setAt} />
      <RegimeList lane={lane} />
    </section>
  );
}

function useFind() {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const [found, setFound] = useState<{ reporters: number; tested: number; breaks: number; added: number } | null>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const done = await startJob('regimes.find', {}, { label: { key: 'checks.regimes.job' }, quiet: true });
      setFound(done);
      noteSaved();
      announce(words.text('checks.regimes.found', done));
    } catch (thrown) {
      const known = asStowageError(thrown);
      if (known.code !== 'cancelled') setError(known);
    }
    setBusy(false);
  };
  return { busy, error, found, find: () => void run() };
}
