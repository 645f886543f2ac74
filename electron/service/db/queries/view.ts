import { StowageError } from '../../../../shared/errors.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import { getMeta, setMeta } from './meta.ts';

const MAX_VALUE_CHARACTERS = 65_536;

/** What the person left: one JSON value for each key. */
export function viewValues(db: ReadDb): Record<string, unknown> {
  const rows = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM view_value ORDER BY key').all();
  return Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)]));
}

export function setViewValue(db: WriteDb, input: { key: string; value: unknown }): void {
  const value = JSON.stringify(input.value ?? null);
  if (value.length > MAX_VALUE_CHARACTERS)
    throw new StowageError('invalid-input', 'This view is too large to be kept. Nothing was changed.');
  db.prepare('INSERT INTO view_value (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(
    input.key,
    value,
  );
}

const DEFAULT_IDLE_MINUTES = 10;

/** Minutes without a call after which the workspace locks by itself. */
export function idleMinutes(db: ReadDb): number {
  return Number(getMeta(db, 'idle_minutes') ?? DEFAULT_IDLE_MINUTES);
}

export function setIdleMinutes(db: WriteDb, input: { minutes: number }): void {
  setMeta(db, 'idle_minutes', String(input.minutes));
}
