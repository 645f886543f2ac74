import type { ReadDb, WriteDb } from '../connect.ts';

type Db = ReadDb | WriteDb;

/** Places in a row of `qualityLines`. */
export const LINE_AT = {
  id: 0,
  importId: 1,
  fileRow: 2,
  date: 3,
  precision: 4,
  place: 5,
  division: 6,
  sets: 7,
  repeatOf: 18,
  grain: 19,
  latitude: 20,
  longitude: 21,
  line: 22,
  drug: 23,
  form: 24,
  drugText: 25,
  amountText: 26,
  unitText: 27,
  amount: 28,
  kg: 29,
  low: 30,
  high: 31,
  units: 32,
  conversion: 33,
} as const;

export type QualityLine = (string | number | null)[];

const LINES = `SELECT s.id, s.import_id, s.row, s.date, s.date_precision, s.place_text, s.division_text,
    s.country, s.seizure_place, s.transport, s.concealment, s.delivery, s.detection, s.agency, s.produced, s.departed, s.transited, s.destined,
    s.repeat_of, s.grain, s.latitude, s.longitude,
    l.line, l.drug, l.form, l.drug_text, l.amount_text, l.unit_text, l.amount, l.kg, l.kg_low, l.kg_high, l.units, l.conversion
  FROM seizure s LEFT JOIN drug_line l ON l.seizure_id = s.id
  WHERE s.id BETWEEN ? AND ? AND (? = 0 OR s.import_id = ?) ORDER BY s.id, l.line`;

/** The drug lines of the cases with ids from `from` to `to`, in their order; a case without a line has one row. `importId` 0 means all. */
export function qualityLines(db: Db, from: number, to: number, importId: number): QualityLine[] {
  return db.prepare<[number, number, number, number], QualityLine>(LINES).raw().all(from, to, importId, importId);
}

/** Lowest and highest id of the cases and the number of rows `qualityLines` gives at most. */
export function lineBounds(db: Db): { first: number; last: number; lines: number } {
  const ends = db
    .prepare<[], { first: number | null; last: number | null; cases: number }>(
      'SELECT min(id) AS first, max(id) AS last, count(*) AS cases FROM seizure',
    )
    .get();
  const further = db.prepare<[], number>('SELECT count(*) FROM drug_line').pluck().get() ?? 0;
  return { first: ends?.first ?? 0, last: ends?.last ?? -1, lines: (ends?.cases ?? 0) + further };
}

export function allCodeSets(db: Db): { id: number; codes: string }[] {
  return db.prepare<[], { id: number; codes: string }>('SELECT id, codes FROM code_set').all();
}

const TEXT_FIELDS = ['place', 'division', 'drug', 'amount', 'unit'];

/** Reported texts of the fields that stand in records, in their order. */
export function reportedTexts(db: Db): { id: number; field: string; value: string }[] {
  const sql = `SELECT id, field, value FROM text_value WHERE field IN (SELECT value FROM json_each(?)) ORDER BY id`;
  return db.prepare<[string], { id: number; field: string; value: string }>(sql).all(JSON.stringify(TEXT_FIELDS));
}

export interface QualityImport {
  id: number;
  source: string;
  importedAt: string;
}

export function qualityImports(db: Db): QualityImport[] {
  return db.prepare<[], QualityImport>('SELECT id, source, imported_at AS importedAt FROM import ORDER BY id').all();
}

export interface UnmappedValue {
  field: string;
  value: string;
  count: number;
}

/** Values that found no place, over one import or all of them; those of most records first. */
export function unmappedValues(db: Db, importId: number): UnmappedValue[] {
  const sql = `SELECT field, value, sum(count) AS count FROM unmapped WHERE ? = 0 OR import_id = ?
    GROUP BY field, value ORDER BY count DESC, field, value`;
  return db.prepare<[number, number], UnmappedValue>(sql).all(importId, importId);
}

/** Imports that hold a value of this field that was stated and not read. */
export function importsWithUnmapped(db: Db, field: string): number[] {
  return db.prepare<[string], number>('SELECT DISTINCT import_id FROM unmapped WHERE field = ?').pluck().all(field);
}
