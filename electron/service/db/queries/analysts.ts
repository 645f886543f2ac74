import type { ReadDb, WriteDb } from '../connect.ts';

export interface AnalystRow {
  slot: string;
  sign: string;
  addedAt: string;
}

const PRESENT = 'SELECT slot, sign, added_at AS addedAt FROM analyst WHERE removed_at IS NULL ORDER BY added_at, sign';

/** Analysts who hold a slot now, oldest first. */
export function listAnalysts(db: ReadDb | WriteDb): AnalystRow[] {
  return db.prepare<[], AnalystRow>(PRESENT).all();
}

export function insertAnalyst(db: WriteDb, analyst: AnalystRow): void {
  db.prepare('INSERT INTO analyst (slot, sign, added_at) VALUES (?, ?, ?)').run(analyst.slot, analyst.sign, analyst.addedAt);
}

export function markAnalystRemoved(db: WriteDb, slot: string, removedAt: string): void {
  db.prepare('UPDATE analyst SET removed_at = ? WHERE slot = ?').run(removedAt, slot);
}
