import { numberAt } from '../../records/columns.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import { recordFinder } from './records.ts';

type Db = ReadDb | WriteDb;

export interface MergeRow {
  id: number;
  kind: string;
  reasons: string;
  score: number;
  mergedAt: string;
  mergedBy: string;
}

export interface NewMerge {
  kind: string;
  reasons: string;
  score: number;
  lead: number;
  others: readonly number[];
  /** What the others are: `duplicate` or `line`. */
  role: string;
  at: string;
  by: string;
}

const MERGES = 'SELECT id, kind, reasons, score, merged_at AS mergedAt, merged_by AS mergedBy FROM merge';

/** The newest first. */
export function listMergeRows(db: Db, offset: number, limit: number): MergeRow[] {
  return db.prepare<[number, number], MergeRow>(`${MERGES} ORDER BY id DESC LIMIT ? OFFSET ?`).all(limit, offset);
}

export function findMerge(db: Db, id: number): MergeRow | undefined {
  return db.prepare<[number], MergeRow>(`${MERGES} WHERE id = ?`).get(id);
}

export function mergeCount(db: Db): number {
  return db.prepare<[], number>('SELECT count(*) FROM merge').pluck().get() ?? 0;
}

/** Members of a merge, the lead first. */
export function mergeMembers(db: Db, id: number): { caseId: number; role: string }[] {
  const sql = `SELECT seizure_id AS caseId, role FROM merge_member WHERE merge_id = ? ORDER BY role <> 'lead', seizure_id`;
  return db.prepare<[number], { caseId: number; role: string }>(sql).all(id);
}

/** Every case that stands in a merge. */
export function mergedCases(db: Db): number[] {
  return db.prepare<[], number>('SELECT seizure_id FROM merge_member').pluck().all();
}

export function dismissedPairs(db: Db): { first: number; second: number }[] {
  return db.prepare<[], { first: number; second: number }>('SELECT first, second FROM merge_dismissed').all();
}

/** Of these cases, those that are in the workspace, with what decides whether they can be merged. */
export function mergeable(db: Db, ids: readonly number[]): { id: number; grain: number; mergeId: number | null }[] {
  const find = recordFinder(db);
  const merge = db.prepare<[number], number>('SELECT merge_id FROM merge_member WHERE seizure_id = ?').pluck();
  return ids.flatMap((id) => {
    const found = find(id);
    return found ? [{ id, grain: numberAt(found.block.column('grain'), found.at), mergeId: merge.get(id) ?? null }] : [];
  });
}

export function insertMerge(db: WriteDb, merge: NewMerge): number {
  const { kind, reasons, score, at, by } = merge;
  const sql = 'INSERT INTO merge (kind, reasons, score, merged_at, merged_by) VALUES (?, ?, ?, ?, ?)';
  const id = Number(db.prepare(sql).run(kind, reasons, score, at, by).lastInsertRowid);
  const member = db.prepare('INSERT INTO merge_member (merge_id, seizure_id, role) VALUES (?, ?, ?)');
  member.run(id, merge.lead, 'lead');
  for (const other of merge.others) member.run(id, other, merge.role);
  return id;
}

/** Takes a merge apart; its cases stand for themselves again. */
export function deleteMerge(db: WriteDb, id: number): void {
  db.prepare('DELETE FROM merge_member WHERE merge_id = ?').run(id);
  db.prepare('DELETE FROM merge WHERE id = ?').run(id);
}

/** Remembers that two cases are not the same; the pair is kept with its lower id first. */
export function insertDismissed(db: WriteDb, one: number, other: number, at: string, by: string): void {
  const sql = 'INSERT OR REPLACE INTO merge_dismissed (first, second, dismissed_at, dismissed_by) VALUES (?, ?, ?, ?)';
  db.prepare(sql).run(Math.min(one, other), Math.max(one, other), at, by);
}

export function deleteDismissed(db: WriteDb, one: number, other: number): number {
  const sql = 'DELETE FROM merge_dismissed WHERE first = ? AND second = ?';
  return db.prepare(sql).run(Math.min(one, other), Math.max(one, other)).changes;
}

/** Deletes merges with fewer than two members left. Answers with how many. */
export function deleteLoneMerges(db: WriteDb): number {
  const lone = 'SELECT id FROM merge WHERE (SELECT count(*) FROM merge_member WHERE merge_id = merge.id) < 2';
  db.prepare(`DELETE FROM merge_member WHERE merge_id IN (${lone})`).run();
  return db.prepare(`DELETE FROM merge WHERE id IN (${lone})`).run().changes;
}

/** Where the lead of a merge is gone, its oldest member leads. Answers with how many. */
export function appointLeads(db: WriteDb): number {
  const sql = `UPDATE merge_member SET role = 'lead' WHERE NOT EXISTS (
      SELECT 1 FROM merge_member lead WHERE lead.merge_id = merge_member.merge_id AND lead.role = 'lead')
    AND seizure_id = (SELECT min(seizure_id) FROM merge_member other WHERE other.merge_id = merge_member.merge_id)`;
  return db.prepare(sql).run().changes;
}
