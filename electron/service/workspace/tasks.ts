import { checkpoint, type WriteDb } from '../db/connect.ts';
import { appendLog, type LogEntry } from '../db/queries/log.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import type { KdfParameters } from './derive.ts';
import { addAnalyst, changePassphrase, type OpenWorkspace, removeAnalyst } from './members.ts';
import { type VerifyResult, verifyWorkspace } from './verify.ts';

/** What every task that changes the key ring is told; the key arrives as plain bytes from another thread. */
export interface KeyHolder {
  dataKey: Uint8Array;
  slotId: string;
}

export async function changePassphraseTask(
  db: WriteDb,
  input: KeyHolder & { current: string; next: string; kdf?: KdfParameters },
  task: TaskContext,
): Promise<void> {
  await changePassphrase(db, holder(input, task), input);
}

export async function addAnalystTask(
  db: WriteDb,
  input: KeyHolder & { sign: string; passphrase: string; kdf?: KdfParameters },
  task: TaskContext,
): Promise<void> {
  await addAnalyst(db, holder(input, task), input);
}

/** Answers with the new data key. Close every reading connection before, and open it again with that key. */
export function removeAnalystTask(db: WriteDb, input: KeyHolder & { sign: string }, task: TaskContext): { dataKey: Uint8Array } {
  task.progress({ fraction: null, step: 'rekey' });
  return { dataKey: new Uint8Array(removeAnalyst(db, holder(input, task), input)) };
}

export function verifyTask(db: WriteDb, _input: Record<string, never>, task: TaskContext): VerifyResult {
  task.progress({ fraction: null, step: 'verify' });
  return verifyWorkspace(db, task.folder);
}

export function checkpointTask(db: WriteDb): void {
  checkpoint(db);
}

/** An entry of its own, for what changes nothing else in the database. */
export function appendLogTask(db: WriteDb, input: Omit<LogEntry, 'analyst'>, task: TaskContext): void {
  db.transaction(() => appendLog(db, { ...input, analyst: task.analyst }))();
}

function holder(input: KeyHolder, task: TaskContext): OpenWorkspace {
  return { folder: task.folder, dataKey: input.dataKey, slotId: input.slotId, analyst: task.analyst };
}
