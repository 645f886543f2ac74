import Database from 'better-sqlite3';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { migrate } from '../../electron/service/db/migrations/index.ts';
import { raiseDataVersion } from '../../electron/service/db/queries/meta.ts';
import { lastRecordId } from '../../electron/service/db/queries/records.ts';
import type { RecordColumnName, RecordValue } from '../../electron/service/records/columns.ts';
import { CASE_FACETS, type CodeFacet } from '../../shared/domain/facets.ts';
import { addRecords } from './records.ts';

export interface PlainLine {
  drug: string[];
  kg: number | null;
  kgLow?: number;
  kgHigh?: number;
  conversion?: number;
}

/** A made-up case as it would stand after an import; what is left out was not reported. */
export interface PlainCase {
  date: string | null;
  precision?: number;
  place?: string;
  codes?: Partial<Record<CodeFacet, string[]>>;
  lines: PlainLine[];
  repeatOf?: number;
  /** Events of an aggregated row. */
  events?: number;
}

/** A plain, unencrypted database in memory with one import of made-up cases. */
export function caseDatabase(cases: PlainCase[]): WriteDb {
  const db = new Database(':memory:') as WriteDb;
  migrate(db);
  addImport(db);
  addRecords(
    db,
    1,
    cases.flatMap((one, at) => linesOf(db, at + 1, one)),
  );
  raiseDataVersion(db);
  return db;
}

/** Another import without any case; answers with its number. */
export function addImport(db: WriteDb): number {
  const sql = `INSERT INTO import (id, source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
    VALUES (NULL, 'unodc-ids', 'made-up', 'made-up.csv', 'ff', 1, 'utf-8', ';', '[]', 'aggregates', '{}', '{}', '2020-01-01T00:00:00Z', 'TT')`;
  return Number(db.prepare(sql).run().lastInsertRowid);
}

export function addCase(db: WriteDb, importId: number, one: PlainCase): void {
  addRecords(db, importId, linesOf(db, lastRecordId(db) + 1, one));
}

function linesOf(db: WriteDb, id: number, one: PlainCase): Partial<Record<RecordColumnName, RecordValue>>[] {
  const ofCase = {
    id,
    date: one.date,
    date_precision: one.precision ?? 0,
    place_text: one.place ?? '',
    repeat_of: one.repeatOf ?? 0,
    grain: one.events === undefined ? 0 : 1,
    events: one.events ?? 1,
    ...Object.fromEntries(CASE_FACETS.map((facet) => [facet, internSet(db, facet, one.codes?.[facet] ?? ['0.2'])])),
  };
  if (one.lines.length === 0) return [{ ...ofCase, line: null, conversion: null }];
  return one.lines.map(({ drug, kg, kgLow = kg, kgHigh = kg, conversion = kg === null ? 3 : 0 }, line) => ({
    ...ofCase,
    line,
    drug: internSet(db, 'drug', drug),
    form: internSet(db, 'form', ['F0.1']),
    kg,
    kg_low: kgLow,
    kg_high: kgHigh,
    conversion,
  }));
}

function internSet(db: WriteDb, facet: string, codes: string[]): number {
  const text = JSON.stringify([...codes].sort());
  db.prepare('INSERT OR IGNORE INTO code_set (facet, codes) VALUES (?, ?)').run(facet, text);
  return db.prepare<[string, string], number>('SELECT id FROM code_set WHERE facet = ? AND codes = ?').pluck().get(facet, text) as number;
}
