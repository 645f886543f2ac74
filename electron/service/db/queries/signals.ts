import type { SignalState } from '../../../../shared/contract/signals.ts';
import type { Signal } from '../../../../shared/signals/signal.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

type Db = ReadDb | WriteDb;

export interface ScanRow {
  id: number;
  at: string;
  by: string;
  dataVersion: number;
  /** JSON. */
  filter: string;
  summary: string;
}

export interface SignalRow {
  key: string;
  month: string;
  scan: number;
  card: Signal;
  state: SignalState;
}

export interface StateRow {
  key: string;
  state: SignalState;
  reason: string;
  at: string;
  by: string;
}

const SCANS = 'SELECT id, at, by, data_version AS dataVersion, filter, summary FROM scan';

export function lastScan(db: Db): ScanRow | undefined {
  return db.prepare<[], ScanRow>(`${SCANS} ORDER BY id DESC LIMIT 1`).get();
}

export function listScans(db: Db): ScanRow[] {
  return db.prepare<[], ScanRow>(`${SCANS} ORDER BY id`).all();
}

export function addScan(db: WriteDb, scan: Omit<ScanRow, 'id'>): number {
  const sql = 'INSERT INTO scan (at, by, data_version, filter, summary) VALUES (@at, @by, @dataVersion, @filter, @summary)';
  return Number(db.prepare(sql).run(scan).lastInsertRowid);
}

/** Scans that no signal refers to are dropped, all but the last. */
export function dropOldScans(db: WriteDb): void {
  db.exec('DELETE FROM scan WHERE id NOT IN (SELECT scan FROM signal) AND id < (SELECT max(id) FROM scan)');
}

const SIGNALS = 'SELECT key, month, scan, card, state FROM signal';

export function listSignals(db: Db): SignalRow[] {
  return db.prepare<[], Omit<SignalRow, 'card'> & { card: string }>(`${SIGNALS} ORDER BY key`).all().map(parsed);
}

export function countNewSignals(db: Db): number {
  return db.prepare<[], number>("SELECT count(*) FROM signal WHERE state = 'new'").pluck().get() ?? 0;
}

export function findSignal(db: Db, key: string): SignalRow | undefined {
  const row = db.prepare<[string], Omit<SignalRow, 'card'> & { card: string }>(`${SIGNALS} WHERE key = ?`).get(key);
  return row && parsed(row);
}

/** Signals kept before reporters could be left out tell of none. */
function parsed(row: Omit<SignalRow, 'card'> & { card: string }): SignalRow {
  return { ...row, card: { leftOut: [], ...(JSON.parse(row.card) as Omit<Signal, 'leftOut'>) } };
}

/** True when it was not known before. What was decided about a known one stays. */
export function putSignal(db: WriteDb, scan: number, card: Signal): boolean {
  const isNew = db.prepare('SELECT 1 FROM signal WHERE key = ?').get(card.key) === undefined;
  const sql = `INSERT INTO signal (key, month, scan, card, state) VALUES (?, ?, ?, ?, 'new')
    ON CONFLICT (key) DO UPDATE SET scan = excluded.scan, card = excluded.card`;
  db.prepare(sql).run(card.key, card.month, scan, JSON.stringify(card));
  return isNew;
}

/** Signals of a month that a later scan of it did not find, and that nobody has decided on. */
export function dropUndecided(db: WriteDb, month: string, scan: number): number {
  const sql = `DELETE FROM signal WHERE month = ? AND scan <> ? AND state = 'new' AND key NOT IN (SELECT key FROM signal_state)`;
  return db.prepare(sql).run(month, scan).changes;
}

export function setSignalState(db: WriteDb, row: StateRow): number {
  db.prepare('UPDATE signal SET state = ? WHERE key = ?').run(row.state, row.key);
  const sql = 'INSERT INTO signal_state (key, state, reason, at, by) VALUES (@key, @state, @reason, @at, @by)';
  return Number(db.prepare(sql).run(row).lastInsertRowid);
}

export function listSignalStates(db: Db): StateRow[] {
  return db.prepare<[], StateRow>('SELECT key, state, reason, at, by FROM signal_state ORDER BY id').all();
}
