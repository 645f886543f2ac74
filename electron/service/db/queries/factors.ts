import { FACTORS, type Factor, type FactorEdit } from '../../../../shared/domain/quantity.ts';
import { StowageError } from '../../../../shared/errors.ts';
import type { TaskContext } from '../../jobs/write-tasks.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import { appendLog } from './log.ts';

/** An edit as it is kept: when, by whom and why beside what. The latest edit of a factor counts. */
export interface StoredEdit extends FactorEdit {
  at: string;
  by: string;
  reason: string;
}

interface Row {
  json: string;
  at: string;
  by: string;
  reason: string;
}

const ROWS = 'SELECT json, edited_at AS at, edited_by AS by, reason FROM factor_edit ORDER BY id';
const INSERT = 'INSERT INTO factor_edit (factor, json, edited_at, edited_by, reason) VALUES (?, ?, ?, ?, ?)';

/** In the order they were made, ready for `createConverter`. */
export function listFactorEdits(db: ReadDb | WriteDb): StoredEdit[] {
  const rows = db.prepare<[], Row>(ROWS).all();
  return rows.map(({ json, ...row }) => ({ ...(JSON.parse(json) as FactorEdit), ...row }));
}

/** What the writer is told; `at` is an UTC instant. */
export interface NewEdit extends FactorEdit {
  at: string;
  reason: string;
}

export function saveFactorEdit(db: WriteDb, { factor, retired, at, reason }: NewEdit, task: Pick<TaskContext, 'analyst'>): void {
  db.transaction(() => {
    db.prepare(INSERT).run(factor.id, JSON.stringify({ factor, retired }), at, task.analyst, reason);
    appendLog(db, { analyst: task.analyst, action: retired ? 'factor.retired' : 'factor.saved', objects: { factor: factor.id }, reason });
  })();
}

/** Forgets the edits of one factor; the log keeps that there were some. */
export function restoreFactor(db: WriteDb, { id }: { id: string }, task: Pick<TaskContext, 'analyst'>): void {
  db.transaction(() => {
    const { changes } = db.prepare('DELETE FROM factor_edit WHERE factor = ?').run(id);
    if (changes === 0) throw new StowageError('not-found', 'This factor was never edited. Nothing was changed.');
    appendLog(db, { analyst: task.analyst, action: 'factor.restored', objects: { factor: id } });
  })();
}

/** The factor in force or retired by that id; undefined when there never was one. */
export function factorInTable(edits: readonly StoredEdit[], id: string): Factor | undefined {
  return edits.findLast(({ factor }) => factor.id === id)?.factor ?? FACTORS.find((factor) => factor.id === id);
}
