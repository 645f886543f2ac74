import { create } from 'zustand';
import { fromErrorShape, StowageError } from '../../shared/errors.ts';
import type { MessageValues } from '../../shared/report/message-format.ts';
import type { Progress } from '../../shared/rpc.ts';

export type JobState = 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled';

/** What work is called: a message, so that it is said in the language of the moment it is read. */
export interface JobLabel {
  key: string;
  values?: MessageValues;
}

/** One piece of long work as the tray shows it. */
export interface Job {
  id: number;
  label: JobLabel;
  state: JobState;
  progress: Progress;
  error: StowageError | null;
  /** The screen shows how it ended; the tray then only drops the line. */
  quiet: boolean;
  /** Null where the work cannot be cancelled. */
  cancel: (() => void) | null;
}

interface Jobs {
  jobs: Job[];
  dismiss(id: number): void;
  clear(): void;
}

export const useJobs = create<Jobs>((set) => ({
  jobs: [],
  dismiss: (id) => set((state) => ({ jobs: state.jobs.filter((job) => job.id !== id) })),
  clear: () => set({ jobs: [] }),
}));

let nextId = 1;

function amend(id: number, change: Partial<Job>): void {
  useJobs.setState((state) => ({ jobs: state.jobs.map((job) => (job.id === id ? { ...job, ...change } : job)) }));
}

export interface JobOptions {
  label: JobLabel;
  /** False for the few jobs that cannot stop midway (verify, re-key). */
  cancellable?: boolean;
  /** The caller shows the result and a failure itself. */
  quiet?: boolean;
  signal?: AbortSignal;
}

/** Runs work in the tray. The promise settles as the work does; a failure is shown in the tray as well. */
export async function trackJob<T>(
  options: JobOptions,
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const id = nextId++;
  const controller = new AbortController();
  const cancel = () => {
    amend(id, { state: 'cancelling' });
    controller.abort();
  };
  options.signal?.addEventListener('abort', cancel, { once: true });
  const job: Job = {
    id,
    label: options.label,
    state: 'running',
    progress: { fraction: null, step: '' },
    error: null,
    quiet: options.quiet ?? false,
    cancel: options.cancellable === false ? null : cancel,
  };
  useJobs.setState((state) => ({ jobs: [...state.jobs, job] }));
  try {
    const output = await work(controller.signal, (progress) => amend(id, { progress }));
    amend(id, { state: 'done', progress: { fraction: 1, step: '' } });
    return output;
  } catch (error) {
    const known = asStowageError(error);
    amend(id, known.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', error: known });
    throw known;
  }
}

/** Whatever was thrown, as the one kind of error the page can explain. */
export function asStowageError(error: unknown): StowageError {
  if (error instanceof StowageError) return error;
  return fromErrorShape({
    code: 'internal',
    message: 'Something unexpected went wrong in the window. Nothing that was saved is lost. Reload and try again.',
  });
}
