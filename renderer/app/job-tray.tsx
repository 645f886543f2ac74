import { Button, Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Wording } from '../../shared/report/wording.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { clockText, textOr } from '../ui/format.ts';
import { announce } from './announce.tsx';
import classes from './frame.module.css';
import { type Job, useJobs } from './jobs.ts';
import { useSavedState } from './keep-view.ts';
import { useWords } from './words.tsx';

const SHOW_AFTER_MS = 300;
const KEEP_DONE_MS = 6000;

/** The strip at the foot: work under way with progress and cancel, its result or its error, and when something was last saved. */
export function JobTray() {
  const words = useWords();
  const jobs = useJobs((state) => state.jobs);
  const at = useSavedState((state) => state.at);
  return (
    <section className={classes.tray} aria-label={words.text('frame.jobs.label')} data-pane tabIndex={-1}>
      <ul className={classes.jobs}>
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
      <span className={classes.saved}>
        {at ? words.text('frame.jobs.saved', { time: clockText(at) }) : words.text('frame.jobs.nothing')}
      </span>
    </section>
  );
}

function JobLine({ job }: { job: Job }) {
  const words = useWords();
  const dismiss = useJobs((state) => state.dismiss);
  const late = useLate(job.id);
  const running = job.state === 'running' || job.state === 'cancelling';
  const failed = job.state === 'failed' && !job.quiet;
  const label = words.text(job.label.key, job.label.values);
  useAnnounced(job, label, words);
  useEffect(() => {
    if (running || failed) return;
    const timer = setTimeout(() => dismiss(job.id), late && !job.quiet ? KEEP_DONE_MS : 0);
    return () => clearTimeout(timer);
  }, [running, failed, late, job.quiet, job.id, dismiss]);
  if (!late && !failed) return null;
  return (
    <li className={classes.job}>
      <span>{label}</span>
      {running ? <Running job={job} label={label} /> : null}
      {job.state === 'done' ? <Ended icon text={words.text('frame.jobs.done')} /> : null}
      {job.state === 'cancelled' ? <Ended text={words.text('frame.jobs.cancelled')} /> : null}
      {failed && job.error ? (
        <div className={classes.jobError}>
          <ErrorNote error={job.error} />
          <Button variant="subtle" mt={4} onClick={() => dismiss(job.id)}>
            {words.text('frame.jobs.dismiss')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function Running({ job, label }: { job: Job; label: string }) {
  const words = useWords();
  const { fraction, step } = job.progress;
  const percent = fraction === null ? null : Math.floor(fraction * 100);
  return (
    <>
      <Progress.Root className={classes.jobBar} size={8}>
        <Progress.Section value={percent ?? 100} animated={percent === null} striped={percent === null} aria-label={label} />
      </Progress.Root>
      {percent === null ? null : <span>{words.text('frame.jobs.percent', { percent })}</span>}
      <span className={classes.jobStep}>{textOr(words, `frame.progress.${step}`, '')}</span>
      {job.cancel ? (
        <Button variant="default" onClick={job.cancel} disabled={job.state === 'cancelling'}>
          {words.text(job.state === 'cancelling' ? 'frame.jobs.cancelling' : 'frame.cancel')}
        </Button>
      ) : (
        <Text c="dimmed">{words.text('frame.jobs.cannotCancel')}</Text>
      )}
    </>
  );
}

function Ended({ text, icon }: { text: string; icon?: boolean }) {
  return (
    <span className={classes.jobStep}>
      {icon ? <IconCheck size={14} aria-hidden /> : null} {text}
    </span>
  );
}

function useLate(id: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(id > 0), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return late;
}

/** Tells a screen reader the quarters and the end, not every step; and nothing again when the language changes. */
function useAnnounced(job: Job, label: string, words: Wording): void {
  const said = useRef('');
  const quarter = job.progress.fraction === null ? 0 : Math.floor(job.progress.fraction * 4) * 25;
  const text =
    job.state === 'running'
      ? words.text('frame.jobs.running', { label, percent: quarter })
      : job.state === 'done'
        ? words.text('frame.jobs.ended', { label })
        : '';
  const moment = `${job.state} ${quarter}`;
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text && moment !== said.current) announce(text);
      said.current = moment;
    }, SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, moment]);
}
