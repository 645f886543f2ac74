import type { ErrorShape } from '../../../shared/errors.ts';
import type { Progress } from '../../../shared/rpc.ts';

/** What the writer thread is born with. `key` is moved to it and overwritten once the database is open. */
export interface WriterBirth {
  file: string;
  folder: string;
  analyst: string;
  key: ArrayBuffer;
}

export type ToWriter =
  /** `cancelled[0]` becomes 1 when the caller has cancelled. */
  | { kind: 'run'; id: number; task: string; input: unknown; cancelled: Int32Array<SharedArrayBuffer> }
  | { kind: 'message'; id: number; message: unknown }
  | { kind: 'cancel'; id: number }
  /** Checkpoints, closes the database and ends the thread. */
  | { kind: 'close' };

export type FromWriter =
  | { kind: 'ready' }
  | { kind: 'failed'; error: ErrorShape }
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'reply'; id: number; message: unknown }
  | { kind: 'result'; id: number; output: unknown }
  | { kind: 'error'; id: number; error: ErrorShape };
