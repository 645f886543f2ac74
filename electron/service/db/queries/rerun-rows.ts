import type { WriteDb } from '../connect.ts';
import { type IdentifierRow, LINE_COLUMNS, type SqlValue, seizureColumns } from './seizure-rows.ts';

/** The records of one import, found by the original row they came from and their part of it. */
export interface ExistingRecords {
  /** Id of the record, or undefined; each is found once. */
  take(row: number, part: number): number | undefined;
  count: number;
  /** Ids that were never taken. */
  left(): number[];
}

/** Twelve bytes for each record. */
export function existingRecords(db: WriteDb, importId: number): ExistingRecords {
  const count = db.prepare<[number], number>('SELECT count(*) FROM seizure WHERE import_id = ?').pluck().get(importId) ?? 0;
  const [ids, rows, parts, taken] = [new Uint32Array(count), new Uint32Array(count), new Uint16Array(count), new Uint8Array(count)];
  const all = db
    .prepare<[number], [number, number, number]>('SELECT id, row, part FROM seizure WHERE import_id = ? ORDER BY row, part')
    .raw();
  let filled = 0;
  for (const [id, row, part] of all.iterate(importId)) {
    ids[filled] = id;
    rows[filled] = row;
    parts[filled++] = part;
  }
  const isBefore = (at: number, row: number, part: number): boolean =>
    (rows[at] as number) < row || (rows[at] === row && (parts[at] as number) < part);
  return {
    count,
    take(row, part) {
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isBefore(middle, row, part)) low = middle + 1;
        else high = middle;
      }
      if (low === count || rows[low] !== row || parts[low] !== part || taken[low] === 1) return undefined;
      taken[low] = 1;
      return ids[low];
    },
    left: () => [...ids].filter((_, at) => taken[at] === 0),
  };
}

/** Reads and rewrites single records; values in the order of `seizureColumns(true)` and `LINE_COLUMNS`. */
export interface RecordAccess {
  seizure(id: number): SqlValue[];
  /** Undefined for a record without a drug line. */
  line(id: number): SqlValue[] | undefined;
  identifiers(id: number): IdentifierRow[];
  updateSeizure(values: SqlValue[]): void;
  updateLine(values: SqlValue[]): void;
  dropIdentifiers(id: number): void;
  remove(id: number): void;
}

export function recordAccess(db: WriteDb): RecordAccess {
  const columns = seizureColumns(true);
  const [, ...seizureRest] = columns;
  const [, , ...lineRest] = LINE_COLUMNS;
  const seizure = db.prepare<[number], SqlValue[]>(`SELECT ${columns.join(', ')} FROM seizure WHERE id = ?`).raw();
  const line = db.prepare<[number], SqlValue[]>(`SELECT ${LINE_COLUMNS.join(', ')} FROM drug_line WHERE seizure_id = ? AND line = 0`).raw();
  const identifiers = db.prepare<[number], IdentifierRow>(
    'SELECT kind, value, valid FROM identifier WHERE seizure_id = ? ORDER BY kind, value',
  );
  const updateSeizure = db.prepare<SqlValue[]>(`UPDATE seizure SET ${seizureRest.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  const updateLine = db.prepare<SqlValue[]>(
    `UPDATE drug_line SET ${lineRest.map((name) => `${name} = ?`).join(', ')} WHERE seizure_id = ? AND line = ?`,
  );
  const dropIdentifiers = db.prepare<[number]>('DELETE FROM identifier WHERE seizure_id = ?');
  const remove = db.prepare<[number]>('DELETE FROM seizure WHERE id = ?');
  return {
    seizure: (id) => seizure.get(id) ?? [],
    line: (id) => line.get(id),
    identifiers: (id) => identifiers.all(id),
    updateSeizure: ([id = null, ...rest]) => void updateSeizure.run(...rest, id),
    updateLine: ([id = null, at = null, ...rest]) => void updateLine.run(...rest, id, at),
    dropIdentifiers: (id) => void dropIdentifiers.run(id),
    remove: (id) => void remove.run(id),
  };
}

/** True when any record of the import has an identifier. */
export function hasIdentifiers(db: WriteDb, importId: number): boolean {
  const sql = 'SELECT 1 FROM identifier WHERE seizure_id IN (SELECT id FROM seizure WHERE import_id = ?) LIMIT 1';
  return db.prepare<[number], number>(sql).pluck().get(importId) !== undefined;
}

/** What an interned number stands for; empty for one that is not there. */
export function internedNames(db: WriteDb): { codes(id: number): string; text(id: number): string } {
  const codes = db.prepare<[number], string>('SELECT codes FROM code_set WHERE id = ?').pluck();
  const text = db.prepare<[number], string>('SELECT value FROM text_value WHERE id = ?').pluck();
  return {
    codes: (id) => (JSON.parse(codes.get(id) ?? '[]') as string[]).join(' + '),
    text: (id) => text.get(id) ?? '',
  };
}
