import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { entryOf } from '../../../shared/code-entry.ts';
import { type ErrorShape, fromErrorShape, StowageError } from '../../../shared/errors.ts';
import type { FromScanner, ToScanner } from './protocol.ts';
import type { ScanTaskInput, ScanTaskName, ScanTaskOutput } from './tasks.ts';

/** Threads that compute and hold nothing but shared columns: no key, no database. They start with the first task and end with `close`. */
export interface ScanPool {
  /** How many threads share the work. */
  size: number;
  /** Runs a task in the thread with this number; outputs are copied. Throws what the task throws, `cancelled` once the signal is given. */
  run<T extends ScanTaskName>(task: T, input: ScanTaskInput<T>, thread: number, signal?: AbortSignal): Promise<ScanTaskOutput<T>>;
  /**
   * Runs a task for each input, as threads become free; outputs stand in the order of inputs, whatever the order in which they ended.
   * `done` is told how many have ended.
   */
  each<T extends ScanTaskName>(
    task: T,
    inputs: readonly ScanTaskInput<T>[],
    signal?: AbortSignal,
    done?: (count: number) => void,
  ): Promise<ScanTaskOutput<T>[]>;
  /** Sends something to every thread, now and to those that start later; `name` is what `drop` takes back. */
  share(name: string, message: ToScanner): void;
  drop(names: readonly string[], message: ToScanner): void;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (output: never) => void;
  reject: (error: Error) => void;
  release: () => void;
}
interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

const ENTRY = new URL(
  entryOf(import.meta.url, { source: './scan-thread.ts', built: 'scan-thread.mjs' }, process.env.STOWAGE_BUILT),
  import.meta.url,
);
const MOST_THREADS = 8;
const ENDED =
  'A part of Stowage that computes has ended. Nothing was changed. Try again; if it happens again, lock and unlock the workspace.';
const CLOSED = 'The workspace is being locked. Unlock it and try again.';
const CANCELLED = 'Cancelled. Nothing was changed.';

/** `size` threads; as many as there are cores unless told otherwise. */
export function createScanPool(size = Math.min(MOST_THREADS, availableParallelism())): ScanPool {
  const shared = new Map<string, ToScanner>();
  const threads: (Thread | undefined)[] = [];
  let closed = false;
  let nextId = 1;

  const threadAt = (at: number): Thread => {
    threads[at] ??= bear(shared.values(), () => {
      threads[at] = undefined;
    });
    return threads[at];
  };

  const run: ScanPool['run'] = (task, input, at, signal) => {
    if (closed) return Promise.reject(new StowageError('not-permitted', CLOSED));
    if (signal?.aborted) return Promise.reject(new StowageError('cancelled', CANCELLED));
    const thread = threadAt(at % size);
    const id = nextId++;
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    return new Promise((resolve, reject) => {
      const stop = () => {
        Atomics.store(cancelled, 0, 1);
        settle(thread, id)?.reject(new StowageError('cancelled', CANCELLED));
      };
      signal?.addEventListener('abort', stop, { once: true });
      thread.worker.ref();
      thread.waiting.set(id, { resolve, reject, release: () => signal?.removeEventListener('abort', stop) });
      post(thread, { kind: 'run', id, task, input, cancelled });
    });
  };

  return {
    size,
    run,
    async each(task, inputs, signal, done) {
      const outputs = new Array<ScanTaskOutput<typeof task>>(inputs.length);
      let next = 0;
      let ended = 0;
      const work = async (at: number): Promise<void> => {
        while (next < inputs.length) {
          const index = next++;
          outputs[index] = await run(task, inputs[index] as never, at, signal);
          done?.(++ended);
        }
      };
      await Promise.all(Array.from({ length: Math.min(size, inputs.length) }, (_, at) => work(at)));
      return outputs;
    },
    share(name, message) {
      shared.set(name, message);
      for (const thread of threads) if (thread) post(thread, message);
    },
    drop(names, message) {
      for (const name of names) shared.delete(name);
      for (const thread of threads) if (thread) post(thread, message);
    },
    async close() {
      closed = true;
      for (const thread of threads) if (thread) refuseAll(thread, new StowageError('not-permitted', CLOSED));
      await Promise.all(threads.flatMap((thread) => (thread ? [thread.worker.terminate()] : [])));
    },
  };
}

function post({ worker }: Thread, message: ToScanner): void {
  worker.postMessage(message);
}

function settle(thread: Thread, id: number): Waiting | undefined {
  const waiting = thread.waiting.get(id);
  thread.waiting.delete(id);
  if (thread.waiting.size === 0) thread.worker.unref();
  waiting?.release();
  return waiting;
}

function refuseAll(thread: Thread, error: StowageError): void {
  for (const id of [...thread.waiting.keys()]) settle(thread, id)?.reject(error);
}

function bear(shared: Iterable<ToScanner>, onEnd: () => void): Thread {
  const thread: Thread = { worker: new Worker(ENTRY), waiting: new Map() };
  // A thread at rest keeps no process alive.
  thread.worker.unref();
  for (const message of shared) post(thread, message);
  thread.worker.on('message', (message: FromScanner) => {
    const waiting = settle(thread, message.id);
    if (message.kind === 'result') waiting?.resolve(message.output as never);
    else waiting?.reject(fromErrorShape(message.error as ErrorShape));
  });
  const end = () => {
    onEnd();
    refuseAll(thread, new StowageError('internal', ENDED));
  };
  thread.worker.on('error', end);
  thread.worker.on('exit', end);
  return thread;
}
