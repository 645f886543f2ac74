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

/**
 * What a change of case data touched: the rows with these ids (none where only regimes changed), rows added with ids above a number, or no one
 * knows what. Columns that stand for an older version are brought up to date with it.
 */
export type DataChange = { ids: readonly number[] } | { above: number } | 'all';

const CHANGES = 'data_changes';
const [MOST_CHANGES, MOST_IDS] = [32, 2000];

/** One higher, in the caller's transaction; returns the new version. */
export function raiseDataVersion(db: WriteDb, change: DataChange = 'all'): number {
  const next = dataVersion(db) + 1;
  const isLong = change !== 'all' && 'ids' in change && change.ids.length > MOST_IDS;
  const kept = [...readChanges(db), { version: next, change: isLong ? 'all' : change }].slice(-MOST_CHANGES);
  setMeta(db, CHANGES, JSON.stringify(kept));
  setMeta(db, 'data_version', String(next));
  return next;
}

/** What changed after a version up to now; undefined when that is not known to the row. */
export function changesSince(db: ReadDb | WriteDb, version: number): Exclude<DataChange, 'all'>[] | undefined {
  const later = readChanges(db).filter((one) => one.version > version);
  const known = later.flatMap(({ change }) => (change === 'all' ? [] : [change]));
  return known.length === later.length && later.length === dataVersion(db) - version ? known : undefined;
}

function readChanges(db: ReadDb | WriteDb): { version: number; change: DataChange }[] {
  return JSON.parse(getMeta(db, CHANGES) ?? '[]') as { version: number; change: DataChange }[];
}
