import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../workspace/files.ts';

export interface NewFile {
  name: string;
  bytes: Uint8Array;
}

/** The process that made a temporary file stands in its name, so that another's unfinished work is never taken away. */
const TEMPORARY = /^\.stowage-(\d+)-[0-9a-f]{12}\.tmp$/;

/**
 * Writes several files into a folder so that a crash leaves each of them old or new, never half: all are written and synced
 * under temporary names first, then renamed in the given order, then the folder is synced. What an earlier crash left is removed.
 */
export function writeTogether(folder: string, files: NewFile[]): void {
  mkdirSync(folder, { recursive: true });
  removeLeftovers(folder);
  const temporary = files.map(() => join(folder, `.stowage-${process.pid}-${randomBytes(6).toString('hex')}.tmp`));
  try {
    for (const [index, file] of files.entries()) writeSynced(temporary[index] ?? '', file.bytes);
    for (const [index, file] of files.entries()) renameSync(temporary[index] ?? '', join(folder, file.name));
  } catch (error) {
    for (const path of temporary) rmSync(path, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Removes temporary files of processes that have ended. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = Number(TEMPORARY.exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(maker) && maker !== process.pid && !isRunning(maker)) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function writeSynced(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
