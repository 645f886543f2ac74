import type { ReadDb, WriteDb } from '../connect.ts';

type Db = ReadDb | WriteDb;

const BLOCK = 'cases';

/** Facets that stand in the case's row. */
export const ROW_FACETS = [
  'country',
  'seizure-place',
  'transport',
  'concealment',
  'delivery',
  'detection',
  'agency',
  'produced',
  'departed',
  'transited',
  'destined',
] as const;

/** Places in a row of `columnRows`; the sets follow in the order of ROW_FACETS. */
export const AT = {
  id: 0,
  date: 1,
  precision: 2,
  place: 3,
  importId: 4,
  repeat: 5,
  sets: 6,
  drug: 17,
  form: 18,
  kg: 19,
  low: 20,
  high: 21,
  conversion: 22,
  grain: 23,
  events: 24,
} as const;

export type ColumnRow = (string | number | null)[];

/** Members of a merge that are no cases of their own: what they hold stands in the lead, or stands there already. */
const MERGED_AWAY = `SELECT seizure_id FROM merge_member WHERE role <> 'lead'
  AND merge_id IN (SELECT merge_id FROM merge_member WHERE role = 'lead')`;

const COLUMN_ROWS = `SELECT s.id, s.date, s.date_precision, s.place_text, s.import_id, s.repeat_of IS NOT NULL,
      s.country, s.seizure_place, s.transport, s.concealment, s.delivery, s.detection, s.agency, s.produced, s.departed, s.transited, s.destined,
      l.drug, l.form, l.kg, l.kg_low, l.kg_high, l.conversion, s.grain, s.events
    FROM seizure s LEFT JOIN drug_line l ON l.seizure_id = s.id
    WHERE s.id NOT IN (${MERGED_AWAY})`;

/** Cases in ascending order of id, one row for each drug line; the values of the line are null where a case has none. */
export function columnRows(db: Db): IterableIterator<ColumnRow> {
  return db.prepare<[], ColumnRow>(`${COLUMN_ROWS} ORDER BY s.id, l.line`).raw().iterate();
}

/** The same for cases with ids above a number, and for some below it. */
export function columnRowsOf(db: Db, above: number, ids: readonly number[]): ColumnRow[] {
  const sql = `${COLUMN_ROWS} AND (s.id > ? OR s.id IN (SELECT value FROM json_each(?))) ORDER BY s.id, l.line`;
  return db.prepare<[number, string], ColumnRow>(sql).raw().all(above, JSON.stringify(ids));
}

/** Drug lines of merged rows that belong to the lead case of their merge. The values stand in the order of AT from `drug` to `conversion`. */
export function mergedLines(db: Db): { lead: number; line: ColumnRow }[] {
  const sql = `SELECT lead.seizure_id, l.drug, l.form, l.kg, l.kg_low, l.kg_high, l.conversion
    FROM merge_member member JOIN merge_member lead ON lead.merge_id = member.merge_id AND lead.role = 'lead'
    JOIN drug_line l ON l.seizure_id = member.seizure_id
    WHERE member.role = 'line' ORDER BY lead.seizure_id, member.seizure_id, l.line`;
  const rows = db.prepare<[], ColumnRow>(sql).raw().all();
  return rows.map(([lead, ...values]) => ({ lead: lead as number, line: [...new Array<null>(AT.drug).fill(null), ...values] }));
}

/** Greatest id of a record, 0 without any. */
export function lastRecordId(db: Db): number {
  return db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM seizure').pluck().get() ?? 0;
}

/** Rows of the column table. */
export function recordCount(db: Db): number {
  return db.prepare<[], number>(`SELECT count(*) FROM seizure WHERE id NOT IN (${MERGED_AWAY})`).pluck().get() ?? 0;
}

/** Cases: an aggregated row counts as many as it stands for, a merged duplicate none. */
export function caseCount(db: Db): number {
  return db.prepare<[], number>(`SELECT coalesce(sum(events), 0) FROM seizure WHERE id NOT IN (${MERGED_AWAY})`).pluck().get() ?? 0;
}

/** Codes of every interned set by its id. */
export function codeSets(db: Db): { id: number; facet: string; codes: string }[] {
  return db.prepare<[], { id: number; facet: string; codes: string }>('SELECT id, facet, codes FROM code_set').all();
}

export function placeTexts(db: Db): { id: number; value: string }[] {
  const sql = `SELECT id, value FROM text_value WHERE id IN (SELECT place_text FROM seizure)`;
  return db.prepare<[], { id: number; value: string }>(sql).all();
}

export function importSources(db: Db): { id: number; source: string; handling: string }[] {
  return db.prepare<[], { id: number; source: string; handling: string }>('SELECT id, source, handling FROM import').all();
}

/** The saved columns of a data version; undefined when there are none or they are older. */
export function readColumnBlock(db: Db, dataVersion: number): Uint8Array | undefined {
  const sql = 'SELECT bytes FROM column_block WHERE name = ? AND data_version = ?';
  return db.prepare<[string, number], Uint8Array>(sql).pluck().get(BLOCK, dataVersion);
}

/** The columns as they were saved last, of whatever data version. */
export function readLastColumnBlock(db: Db): Uint8Array | undefined {
  return db.prepare<[string], Uint8Array>('SELECT bytes FROM column_block WHERE name = ?').pluck().get(BLOCK);
}

export function writeColumnBlock(db: WriteDb, dataVersion: number, bytes: Uint8Array): void {
  const sql = `INSERT INTO column_block (name, data_version, bytes) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET data_version = excluded.data_version, bytes = excluded.bytes`;
  db.prepare(sql).run(BLOCK, dataVersion, bytes);
}
