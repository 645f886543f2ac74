import Database from 'better-sqlite3';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { up as initial } from '../../electron/service/db/migrations/0010-initial.ts';
import { up as workbench } from '../../electron/service/db/migrations/0020-workbench.ts';
import { ROW_FACETS } from '../../electron/service/db/queries/columns.ts';
import { raiseDataVersion } from '../../electron/service/db/queries/meta.ts';
import type { CODE_FACETS } from '../../shared/domain/facets.ts';

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
  codes?: Partial<Record<(typeof CODE_FACETS)[number], string[]>>;
  lines: PlainLine[];
  repeatOf?: number;
  /** Events of an aggregated row. */
  events?: number;
}

/** A plain, unencrypted database in memory with one import of made-up cases. */
export function caseDatabase(cases: PlainCase[]): WriteDb {
  const db = new Database(':memory:') as WriteDb;
  initial(db);
  workbench(db);
  const importId = db
    .prepare(
      `INSERT INTO import (id, source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
       VALUES (NULL, 'unodc-ids', 'made-up', 'made-up.csv', 'ff', 1, 'utf-8', ';', '[]', 'aggregates', '{}', '{}', '2020-01-01T00:00:00Z', 'TT')`,
    )
    .run().lastInsertRowid;
  for (const one of cases) addCase(db, Number(importId), one);
  raiseDataVersion(db);
  return db;
}

export function addCase(db: WriteDb, importId: number, one: PlainCase): void {
  const sets = ROW_FACETS.map((facet) => internSet(db, facet, one.codes?.[facet] ?? ['0.2']));
  const seizure = db.prepare(
    `INSERT INTO seizure VALUES (NULL, ?, 1, ?, ?, ?, ?, ${ROW_FACETS.map(() => '?').join()}, ?, 0, ?, ?, NULL, NULL)`,
  );
  const place = internText(db, 'place', one.place ?? '');
  const id = seizure.run(
    importId,
    one.date,
    one.precision ?? 0,
    place,
    place,
    ...sets,
    one.repeatOf ?? null,
    one.events === undefined ? 0 : 1,
    one.events ?? 1,
  ).lastInsertRowid;
  const line = db.prepare('INSERT INTO drug_line VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, NULL, NULL, ?)');
  one.lines.forEach((drug, index) => {
    const bounds = [drug.kg, drug.kgLow ?? drug.kg, drug.kgHigh ?? drug.kg];
    line.run(
      id,
      index + 1,
      internSet(db, 'drug', drug.drug),
      place,
      internSet(db, 'form', ['F0.1']),
      place,
      place,
      ...bounds,
      drug.conversion ?? (drug.kg === null ? 3 : 0),
    );
  });
}

function internSet(db: WriteDb, facet: string, codes: string[]): number {
  const text = JSON.stringify([...codes].sort());
  db.prepare('INSERT OR IGNORE INTO code_set (facet, codes) VALUES (?, ?)').run(facet, text);
  return db.prepare<[string, string], number>('SELECT id FROM code_set WHERE facet = ? AND codes = ?').pluck().get(facet, text) as number;
}

function internText(db: WriteDb, field: string, value: string): number {
  db.prepare('INSERT OR IGNORE INTO text_value (field, value) VALUES (?, ?)').run(field, value);
  return db
    .prepare<[string, string], number>('SELECT id FROM text_value WHERE field = ? AND value = ?')
    .pluck()
    .get(field, value) as number;
}
