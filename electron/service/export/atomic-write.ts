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

/** Files that lie whole in a folder under temporary names. */
export interface Staged {
  /** Renames them in the given order and syncs the folder; throws at the first that cannot be renamed. */
  place(): void;
  /** How many bear their own name. */
  placed(): number;
  /** Removes those that do not. */
  drop(): void;
}

/**
 * Writes several files into a folder so that a crash leaves each of them old or new, never half: all are written and synced
 * under temporary names, to be renamed when the caller says so. What an earlier crash left is removed.
 */
export function stageTogether(folder: string, files: NewFile[]): Staged {
  mkdirSync(folder, { recursive: true });
  removeLeftovers(folder);
  const waiting = files.map(({ name }) => ({
    name,
    temporary: join(folder, `.stowage-${process.pid}-${randomBytes(6).toString('hex')}.tmp`),
  }));
  let placed = 0;
  const drop = () => {
    for (const { temporary } of waiting.slice(placed)) rmSync(temporary, { force: true });
  };
  try {
    for (const [index, file] of files.entries()) writeSynced(waiting[index]?.temporary ?? '', file.bytes);
  } catch (error) {
    drop();
    throw error;
  }
  return {
    place() {
      for (const { name, temporary } of waiting) {
        renameSync(temporary, join(folder, name));
        placed += 1;
      }
      syncFolder(folder);
    },
    placed: () => placed,
    drop,
  };
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
