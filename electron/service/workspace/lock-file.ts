import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isUnreadable } from '../db/connect.ts';
import { alreadyOpen, unwritableFolder } from './refusals.ts';

export interface HeldLock {
  release(): void;
}

/** Takes the workspace for this process; the system frees it when the process dies. Throws `already-open`. */
export function takeLock(file: string): HeldLock {
  try {
    return hold(file);
  } catch (error) {
    if (!isUnreadable(error)) throw refusalOf(error);
    rmSync(file, { force: true });
    return hold(file);
  }
}

function hold(file: string): HeldLock {
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw error;
  }
  return { release: () => db.close() };
}

function refusalOf(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY')) return alreadyOpen();
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return unwritableFolder();
  return error;
}
