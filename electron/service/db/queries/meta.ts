import type { ReadDb, WriteDb } from '../connect.ts';

/**
 * Small facts about the workspace, as text by name:
 * `workspace_id`, `name`, `keyring` (JSON of the key ring last seen), `log_head` (JSON of the last entry), `data_version`, and settings.
 */
export function getMeta(db: ReadDb | WriteDb, key: string): string | undefined {
  return db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
}

export function setMeta(db: WriteDb, key: string, value: string): void {
  db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}

/** Counts the changes of case data; 0 in a new workspace. */
export function dataVersion(db: ReadDb | WriteDb): number {
  return Number(getMeta(db, 'data_version') ?? 0);
}

/** One higher, in the caller's transaction; returns the new version. */
export function raiseDataVersion(db: WriteDb): number {
  const next = dataVersion(db) + 1;
  setMeta(db, 'data_version', String(next));
  return next;
}
