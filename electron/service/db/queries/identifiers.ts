import type { ReadDb, WriteDb } from '../connect.ts';

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

/** Identifiers of one case. */
export function createIdentifierReader(db: ReadDb | WriteDb): (id: number) => IdentifierRow[] {
  const read = db.prepare<[number], IdentifierRow>('SELECT kind, value, valid FROM identifier WHERE seizure_id = ? ORDER BY kind, value');
  return (id) => read.all(id);
}

export function createIdentifierDropper(db: WriteDb): (id: number) => void {
  const drop = db.prepare<[number]>('DELETE FROM identifier WHERE seizure_id = ?');
  return (id) => void drop.run(id);
}

/** True when any case with an id between these has an identifier. */
export function hasIdentifiers(db: ReadDb | WriteDb, firstId: number, lastId: number): boolean {
  const sql = 'SELECT 1 FROM identifier WHERE seizure_id BETWEEN ? AND ? LIMIT 1';
  return db.prepare<[number, number], number>(sql).pluck().get(firstId, lastId) !== undefined;
}
