import { StowageError } from '../../../shared/errors.ts';
import type { WriteDb } from '../db/connect.ts';
import { appendLog } from '../db/queries/log.ts';
import {
  deleteAction,
  deleteRecommendation,
  hasRecommendation,
  insertAction,
  insertRecommendation,
  type NewAction,
  type NewRecommendation,
  updateAction,
  updateRecommendation,
} from '../db/queries/recommendations.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

/** `id` undefined: a new one. */
export interface ToSave<T> {
  id: number | undefined;
  fields: T;
  at: string;
}

export function saveRecommendation(db: WriteDb, { id, fields, at }: ToSave<NewRecommendation>, { analyst }: TaskContext): { id: number } {
  return db.transaction(() => {
    const edit = { at, by: analyst };
    if (id !== undefined && !updateRecommendation(db, id, fields, edit)) throw noRecommendation();
    const saved = id ?? insertRecommendation(db, fields, edit);
    appendLog(db, { analyst, action: 'recommendations.saved', objects: { recommendation: saved } });
    return { id: saved };
  })();
}

export function removeRecommendation(db: WriteDb, { id }: { id: number }, { analyst }: TaskContext): void {
  db.transaction(() => {
    if (!deleteRecommendation(db, id)) throw noRecommendation();
    appendLog(db, { analyst, action: 'recommendations.removed', objects: { recommendation: id } });
  })();
}

export function saveAction(db: WriteDb, { id, fields, at }: ToSave<NewAction>, { analyst }: TaskContext): { id: number } {
  return db.transaction(() => {
    const edit = { at, by: analyst };
    if (!hasRecommendation(db, fields.recommendation)) throw noRecommendation();
    if (id !== undefined && !updateAction(db, id, fields, edit)) throw noAction();
    const saved = id ?? insertAction(db, fields, edit);
    appendLog(db, { analyst, action: 'recommendations.acted', objects: { recommendation: fields.recommendation, act: saved } });
    return { id: saved };
  })();
}

export function removeAction(db: WriteDb, { id }: { id: number }, { analyst }: TaskContext): void {
  db.transaction(() => {
    if (!deleteAction(db, id)) throw noAction();
    appendLog(db, { analyst, action: 'recommendations.act-removed', objects: { act: id } });
  })();
}

function noRecommendation(): StowageError {
  return new StowageError('not-found', 'This recommendation is no longer in the workspace. Nothing was changed. Go back to the list.');
}

function noAction(): StowageError {
  return new StowageError('not-found', 'This action is no longer in the workspace. Nothing was changed. Go back to the recommendation.');
}
