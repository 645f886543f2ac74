import type { WriteDb } from '../connect.ts';

export type SqlValue = number | string | null;

/** Gathers rows of one table and inserts several with each statement, which is quicker than one by one. */
export interface RowInserter {
  /** Values of the row to add go to `values[at]` and the places after it, in the order of the table's columns. */
  values: SqlValue[];
  at: number;
  /** The row at `at` is complete. */
  add(): void;
  flush(): void;
}

const ROWS_AT_ONCE = 16;

/** Columns of `seizure` after the first five: id, import, row, date, precision. */
export const SEIZURE_CODES = [
  'place_text',
  'division_text',
  'country',
  'seizure_place',
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

/** Columns of `seizure` that most imports leave at their defaults: 0, 0 (a case), 1, null, null. Coordinates are decimal degrees. */
export const SEIZURE_EXTRAS = ['part', 'grain', 'events', 'latitude', 'longitude'] as const;

/** The row's values in the order: id, import, row, date, precision, codes, repeat, and with `extras` those of `SEIZURE_EXTRAS`. */
export function seizureColumns(extras: boolean): string[] {
  return ['id', 'import_id', 'row', 'date', 'date_precision', ...SEIZURE_CODES, 'repeat_of', ...(extras ? SEIZURE_EXTRAS : [])];
}

export function createSeizureInserter(db: WriteDb, extras: boolean): RowInserter {
  return createRowInserter(db, 'seizure', seizureColumns(extras));
}

/** In the order of a drug line's values. */
export const LINE_COLUMNS = [
  'seizure_id',
  'line',
  'drug',
  'drug_text',
  'form',
  'amount_text',
  'unit_text',
  'amount',
  'kg',
  'kg_low',
  'kg_high',
  'units',
  'factor',
  'conversion',
] as const;

export function createDrugLineInserter(db: WriteDb): RowInserter {
  return createRowInserter(db, 'drug_line', LINE_COLUMNS);
}

/** How `identifier.valid` says what the check digit says. */
export const IDENTIFIER_VALID = { wrong: 0, right: 1, noCheckDigit: 2 } as const;

export interface IdentifierRow {
  kind: string;
  value: string;
  /** One of `IDENTIFIER_VALID`. */
  valid: number;
}

/** The same number twice in one case is kept once. */
export function createIdentifierInserter(db: WriteDb): (id: number, row: IdentifierRow) => void {
  const insert = db.prepare<[number, string, string, number]>('INSERT OR IGNORE INTO identifier VALUES (?, ?, ?, ?)');
  return (id, { kind, value, valid }) => void insert.run(id, kind, value, valid);
}

function createRowInserter(db: WriteDb, table: string, columns: readonly string[]): RowInserter {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const into = `INSERT INTO ${table} (${columns.join(', ')}) VALUES`;
  const several = db.prepare<SqlValue[][]>(`${into} ${Array.from({ length: ROWS_AT_ONCE }, () => row).join(', ')}`);
  const one = db.prepare<SqlValue[][]>(`${into} ${row}`);
  const inserter: RowInserter = {
    values: Array.from({ length: ROWS_AT_ONCE * columns.length }, () => null),
    at: 0,
    add() {
      inserter.at += columns.length;
      if (inserter.at < inserter.values.length) return;
      several.run(inserter.values);
      inserter.at = 0;
    },
    flush() {
      for (let from = 0; from < inserter.at; from += columns.length) one.run(inserter.values.slice(from, from + columns.length));
      inserter.at = 0;
    },
  };
  return inserter;
}

/** Highest number of a case so far; 0 in an empty workspace. */
export function lastCaseId(db: WriteDb): number {
  return db.prepare<[], number | null>('SELECT max(id) FROM seizure').pluck().get() ?? 0;
}
