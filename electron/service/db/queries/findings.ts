import type { ReadDb, WriteDb } from '../connect.ts';

/** A finding as stored; `text`, `settings`, `filter` and `numbers` are JSON. */
export interface FindingRow {
  id: number;
  text: string;
  analysis: string;
  settings: string;
  filter: string;
  dataVersion: number;
  numbers: string;
  caveat: string;
  grade: string;
  handling: string;
  author: string;
  state: string;
  madeAt: string;
}

const ROWS = `SELECT id, text, analysis, settings, filter, data_version AS dataVersion, numbers, caveat, grade, handling, author, state,
  made_at AS madeAt FROM finding`;

/** The newest first. */
export function listFindings(db: ReadDb | WriteDb): FindingRow[] {
  return db.prepare<[], FindingRow>(`${ROWS} ORDER BY id DESC`).all();
}

export function findFinding(db: ReadDb | WriteDb, id: number): FindingRow | undefined {
  return db.prepare<[number], FindingRow>(`${ROWS} WHERE id = ?`).get(id);
}

export function addFinding(db: WriteDb, row: Omit<FindingRow, 'id'>): number {
  const sql = `INSERT INTO finding (text, analysis, settings, filter, data_version, numbers, caveat, grade, handling, author, state, made_at)
    VALUES (@text, @analysis, @settings, @filter, @dataVersion, @numbers, @caveat, @grade, @handling, @author, @state, @madeAt)`;
  return Number(db.prepare(sql).run(row).lastInsertRowid);
}

export function updateFinding(db: WriteDb, row: Pick<FindingRow, 'id' | 'caveat' | 'grade' | 'handling' | 'state'>): void {
  db.prepare('UPDATE finding SET caveat = @caveat, grade = @grade, handling = @handling, state = @state WHERE id = @id').run(row);
}

export function deleteFinding(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM finding WHERE id = ?').run(id).changes === 1;
}
