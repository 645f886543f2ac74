import { type TransferListItem, Worker } from 'node:worker_threads';
import { entryOf } from '../../../shared/code-entry.ts';
import { fromErrorShape, StowageError } from '../../../shared/errors.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { FedTask, Writer } from '../context.ts';
import { letGo } from './let-go.ts';
import type { FromWriter, ToWriter, WriterBirth } from './writer-protocol.ts';

export interface WriterOptions {
  /** Path of `data.db`. */
  file: string;
  folder: string;
  analyst: string;
  /** Copied; the caller keeps its own. */
  key: Buffer;
  /** A cancelled task has not stopped in time: whoever owns the process must end it. */
  onStuck: () => void;
  /** Milliseconds a cancelled task may take to stop. */
  stopWithin?: number;
  /** Another thread than the usual one, with other tasks. */
  entry?: URL;
}

export interface WriterThread extends Writer {
  /** Cancels what runs, checkpoints, closes the database and ends the thread. */
  close(): Promise<void>;
}

interface Running {
  long: boolean;
  cancelled: Int32Array<SharedArrayBuffer>;
  call: CallContext | undefined;
  listeners: ((message: unknown) => void)[];
  settle: { resolve: (output: never) => void; reject: (error: Error) => void };
  release: () => void;
}

const STOP_WITHIN = 2000;
/**
 * Megabytes of new objects, and as many again of their bytes, before the thread looks for those no longer used. V8's own choice is eight
 * times as much; an import takes as long with this and 150 MB less.
 */
const YOUNG_MB = 12;
const ENTRY = new URL(
  entryOf(import.meta.url, { source: './writer-thread.ts', built: 'writer-thread.mjs' }, process.env.STOWAGE_BUILT),
  import.meta.url,
);
const ENDED = 'The part of Stowage that writes has ended. What was saved is safe. Lock and unlock the workspace, then try again.';
const UNSENDABLE = 'What was asked for cannot be handed to the part of Stowage that writes. Nothing was changed.';
const BUSY = 'Another long task is still running, and nothing was changed. Wait until it has ended, or cancel it, then try again.';

/** Starts the thread; fails as `openWriteDb` fails. */
export async function startWriter(options: WriterOptions): Promise<WriterThread> {
  const worker = await bear(options);
  const running = new Map<number, Running>();
  let nextId = 1;
  let closing: Promise<void> | undefined;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const post = (message: ToWriter, transfer: TransferListItem[] = []) => worker.postMessage(message, transfer);

  const settle = (id: number): Running | undefined => {
    const task = running.get(id);
    running.delete(id);
    task?.release();
    return task;
  };
  const cancel = (id: number) => {
    const task = running.get(id);
    if (!task || Atomics.exchange(task.cancelled, 0, 1) === 1) return;
    post({ kind: 'cancel', id });
    const timer = setTimeout(options.onStuck, options.stopWithin ?? STOP_WITHIN);
    const release = task.release;
    task.release = () => {
      clearTimeout(timer);
      release();
    };
  };

  worker.on('message', (message: FromWriter) => {
    if (message.kind === 'result') settle(message.id)?.settle.resolve(message.output as never);
    else if (message.kind === 'error') settle(message.id)?.settle.reject(fromErrorShape(message.error));
    else if (message.kind === 'progress') running.get(message.id)?.call?.progress(message.progress);
    else if (message.kind === 'reply') for (const listener of running.get(message.id)?.listeners ?? []) listener(message.message);
  });
  const fail = () => {
    for (const id of [...running.keys()]) settle(id)?.settle.reject(new StowageError('internal', ENDED));
  };
  worker.on('error', fail);
  worker.on('exit', fail);

  const begin = (name: string, input: unknown, call: CallContext | undefined, long: boolean): { id: number; result: Promise<never> } => {
    const id = nextId++;
    const refused = refusal(closing !== undefined, long && [...running.values()].some((task) => task.long), call);
    if (refused) return { id, result: Promise.reject(refused) };
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const stop = () => cancel(id);
    const result = new Promise<never>((resolve, reject) => {
      const release = () => call?.signal.removeEventListener('abort', stop);
      running.set(id, { long, cancelled, call, listeners: [], settle: { resolve, reject }, release });
    });
    call?.signal.addEventListener('abort', stop, { once: true });
    try {
      post({ kind: 'run', id, task: name, input, cancelled });
    } catch {
      settle(id)?.settle.reject(new StowageError('invalid-input', UNSENDABLE));
    }
    return { id, result };
  };

  return {
    run: (task, input, call) => begin(task, input, call, call !== undefined).result,
    feed(task, input, call): FedTask<never> {
      const { id, result } = begin(task, input, call, true);
      letGo('all');
      return {
        send: (message, transfer = []) => {
          if (running.has(id)) post({ kind: 'message', id, message }, transfer);
          letGo('new');
        },
        onMessage: (listener) => running.get(id)?.listeners.push(listener),
        result,
      };
    },
    close() {
      if (closing) return closing;
      for (const id of running.keys()) cancel(id);
      post({ kind: 'close' });
      closing = ended;
      return closing;
    },
  };
}

function refusal(closed: boolean, busy: boolean, call: CallContext | undefined): Error | undefined {
  if (closed) return new StowageError('not-permitted', 'The workspace is being locked. Unlock it and try again.');
  if (call?.signal.aborted) return new StowageError('cancelled', 'Cancelled. Nothing was changed.');
  return busy ? new StowageError('busy', BUSY) : undefined;
}

/** The thread with its database open. */
function bear(options: WriterOptions): Promise<Worker> {
  const key = Uint8Array.from(options.key).buffer;
  const workerData: WriterBirth = { file: options.file, folder: options.folder, analyst: options.analyst, key };
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
  const worker = new Worker(options.entry ?? ENTRY, { workerData, transferList: [key], resourceLimits });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: FromWriter) => {
      worker.removeListener('error', reject);
      if (message.kind === 'failed') reject(fromErrorShape(message.error));
      else resolve(worker);
    });
  });
}
