import type { MessagePort } from 'node:worker_threads';
import { StowageError, toErrorShape } from '../../../shared/errors.ts';
import { checkpoint, openWriteDb, type WriteDb } from '../db/connect.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { letGo } from './let-go.ts';
import type { TaskContext, WriteTask } from './write-tasks.ts';
import type { FromWriter, ToWriter, WriterBirth } from './writer-protocol.ts';

type Run = Extract<ToWriter, { kind: 'run' }>;

/** Milliseconds without a task after which the log is moved into the database file. */
const CHECKPOINT_WHEN_IDLE = 3000;

export type WriteTasks = Readonly<Record<string, WriteTask<never, unknown>>>;

/** The one thread that writes: tasks run one after another on one connection. */
export function work(port: MessagePort, birth: WriterBirth, tasks: WriteTasks): void {
  const post = (message: FromWriter) => port.postMessage(message);
  const db = open(birth, post);
  if (!db) return;
  const inboxes = new Map<number, Inbox>();
  let current: Run | undefined;
  let last: Promise<void> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  db.function('alive', { deterministic: false }, () => {
    if (current) refuseCancelled(current);
    return 1;
  });

  const perform = async (run: Run, inbox: Inbox) => {
    current = run;
    clearTimeout(idle);
    try {
      refuseCancelled(run);
      const task = tasks[run.task];
      if (!task) throw new Error(`No task named ${run.task}`);
      post({ kind: 'result', id: run.id, output: await task(db, run.input as never, contextOf(run, inbox, birth, post)) });
    } catch (error) {
      undo(db);
      report(error);
      post({ kind: 'error', id: run.id, error: toErrorShape(error) });
    } finally {
      current = undefined;
      inboxes.delete(run.id);
      idle = setTimeout(() => settleLog(db), CHECKPOINT_WHEN_IDLE);
    }
  };

  port.on('message', (message: ToWriter) => {
    if (message.kind === 'run') {
      const inbox = createInbox();
      inboxes.set(message.id, inbox);
      last = last.then(() => perform(message, inbox));
    } else if (message.kind === 'message') inboxes.get(message.id)?.put(message.message);
    else if (message.kind === 'cancel') inboxes.get(message.id)?.refuse(cancelled());
    else
      last = last.then(() => {
        clearTimeout(idle);
        settleLog(db);
        db.close();
        port.close();
      });
  });
  post({ kind: 'ready' });
}

function open(birth: WriterBirth, post: (message: FromWriter) => void): WriteDb | undefined {
  const key = Buffer.from(birth.key);
  try {
    return openWriteDb(birth.file, key);
  } catch (error) {
    report(error);
    post({ kind: 'failed', error: toErrorShape(error) });
    return undefined;
  } finally {
    key.fill(0);
  }
}

function contextOf(run: Run, inbox: Inbox, birth: WriterBirth, post: (message: FromWriter) => void): TaskContext {
  return {
    analyst: birth.analyst,
    folder: birth.folder,
    alive: () => refuseCancelled(run),
    progress: (progress) => post({ kind: 'progress', id: run.id, progress }),
    receive: () => {
      letGo('new');
      return inbox.take();
    },
    reply: (message) => post({ kind: 'reply', id: run.id, message }),
  };
}

/** Moves the log into the database file; what cannot be moved now stays in the log and is not lost. */
function settleLog(db: WriteDb): void {
  try {
    checkpoint(db);
  } catch (error) {
    report(error);
  }
}

/** A task that failed between BEGIN and COMMIT must leave nothing behind for the next one. */
function undo(db: WriteDb): void {
  if (db.open && db.inTransaction) db.exec('ROLLBACK');
}

function refuseCancelled(run: Run): void {
  if (Atomics.load(run.cancelled, 0) === 1) throw cancelled();
}

function cancelled(): StowageError {
  return new StowageError('cancelled', 'Cancelled. Nothing was changed.');
}

/** The text of an unexpected error may quote case data, so it is shown only to a developer who asks for it. */
function report(error: unknown): void {
  if (process.env.STOWAGE_DEBUG && !(error instanceof StowageError)) console.error(error);
}
