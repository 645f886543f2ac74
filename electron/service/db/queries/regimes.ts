import type { ReportingBreak } from '../../../../shared/columns/table.ts';
import { dayNumber, lastDayNumber } from '../../../../shared/domain/date.ts';
import type { Evidence } from '../../../../shared/regime/evidence.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import { dataVersion, getMeta, setMeta } from './meta.ts';

type Db = ReadDb | WriteDb;

/** Source → reporter → days on which a new regime begins, ascending. The reporter `''` stands for all of a source that have none of their own. */
export type RegimeBounds = Map<string, Map<string, number[]>>;

export type BreakState = 'found' | 'confirmed' | 'dismissed';

export interface BreakRow {
  id: number;
  source: string;
  reporter: string;
  /** First day of the new way of reporting. */
  at: string;
  evidence: Evidence[];
  state: BreakState;
  reason: string;
  decidedAt: string;
  decidedBy: string;
}

export interface RegimeRow {
  id: number;
  source: string;
  reporter: string;
  from: string | null;
  to: string | null;
  terms: string;
  savedAt: string;
  savedBy: string;
}

interface StoredBreak extends Omit<BreakRow, 'evidence'> {
  evidence: string;
}

const BREAKS = `SELECT id, source, reporter, at, evidence, state, reason, decided_at AS decidedAt, decided_by AS decidedBy FROM regime_break`;
const REGIMES = `SELECT id, source, reporter, from_date AS "from", to_date AS "to", terms, saved_at AS savedAt, saved_by AS savedBy FROM regime`;

export function listBreaks(db: Db): BreakRow[] {
  const rows = db.prepare<[], StoredBreak>(`${BREAKS} ORDER BY source, reporter, at`).all();
  return rows.map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as Evidence[] }));
}

/** What the column table carries: all but the dismissed. */
export function reportingBreaks(db: Db): ReportingBreak[] {
  const sql = `SELECT source, reporter, at, state FROM regime_break WHERE state <> 'dismissed' ORDER BY source, reporter, at`;
  return db.prepare<[], ReportingBreak>(sql).all();
}

export function putBreak(db: WriteDb, one: Omit<BreakRow, 'id'>): number {
  const sql = `INSERT INTO regime_break (source, reporter, at, evidence, state, reason, decided_at, decided_by)
    VALUES (@source, @reporter, @at, @evidence, @state, @reason, @decidedAt, @decidedBy)
    ON CONFLICT (source, reporter, at) DO UPDATE SET evidence = excluded.evidence, state = excluded.state, reason = excluded.reason,
      decided_at = excluded.decided_at, decided_by = excluded.decided_by
    RETURNING id`;
  return db
    .prepare<Record<string, string>, number>(sql)
    .pluck()
    .get({ ...one, evidence: JSON.stringify(one.evidence) }) as number;
}

export function removeBreak(db: WriteDb, id: number): void {
  db.prepare('DELETE FROM regime_break WHERE id = ?').run(id);
}

export function listRegimes(db: Db): RegimeRow[] {
  return db.prepare<[], RegimeRow>(`${REGIMES} ORDER BY source, reporter, from_date, id`).all();
}

/** A new regime, or another form of one with an id; undefined when there is none with that id. */
export function putRegime(db: WriteDb, { id, ...one }: Omit<RegimeRow, 'id'> & { id?: number | undefined }): number | undefined {
  if (id === undefined) {
    const sql = `INSERT INTO regime (source, reporter, from_date, to_date, terms, saved_at, saved_by)
      VALUES (@source, @reporter, @from, @to, @terms, @savedAt, @savedBy)`;
    return Number(db.prepare(sql).run(one).lastInsertRowid);
  }
  const sql = `UPDATE regime SET source = @source, reporter = @reporter, from_date = @from, to_date = @to, terms = @terms,
    saved_at = @savedAt, saved_by = @savedBy WHERE id = @id`;
  return db.prepare(sql).run({ ...one, id }).changes === 1 ? id : undefined;
}

export function removeRegime(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM regime WHERE id = ?').run(id).changes === 1;
}

/** A new regime begins at a confirmed break, on the first day of a saved regime, and on the day after its last. */
export function regimeBounds(db: Db, breaks: readonly ReportingBreak[]): RegimeBounds {
  const bounds: RegimeBounds = new Map();
  const add = (source: string, reporter: string, days: number[]): void => {
    const ofSource = bounds.get(source) ?? new Map<string, number[]>();
    bounds.set(source, ofSource);
    ofSource.set(
      reporter,
      [...new Set([...(ofSource.get(reporter) ?? []), ...days])].sort((a, b) => a - b),
    );
  };
  for (const { source, reporter, from, to } of listRegimes(db))
    add(source, reporter, [...(from === null ? [] : [dayNumber(from)]), ...(to === null ? [] : [lastDayNumber(to) + 1])]);
  for (const { source, reporter, at, state } of breaks) if (state === 'confirmed') add(source, reporter, [dayNumber(at)]);
  for (const ofSource of bounds.values()) inherit(ofSource);
  return bounds;
}

/** What holds for all reporters of a source holds for each that has bounds of its own. */
function inherit(ofSource: Map<string, number[]>): void {
  const common = ofSource.get('');
  if (!common) return;
  for (const [reporter, days] of ofSource)
    ofSource.set(
      reporter,
      [...new Set([...days, ...common])].sort((a, b) => a - b),
    );
}

/** True when the data as they stand have been searched for breaks. */
export function isSearched(db: Db): boolean {
  return getMeta(db, 'breaks_searched') === String(dataVersion(db));
}

/** Says so of the data as they stand, in the caller's transaction. */
export function markSearched(db: WriteDb): void {
  setMeta(db, 'breaks_searched', String(dataVersion(db)));
}
