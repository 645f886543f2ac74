import type { Action, Recommendation } from '../../../../shared/contract/recommendations.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import type { Edit } from './documents.ts';

export type NewRecommendation = Omit<Recommendation, 'id' | 'editedAt' | 'editedBy' | 'actions'>;
export type NewAction = Omit<Action, 'id' | 'editedAt' | 'editedBy'>;

interface Row {
  id: number;
  json: string;
  editedAt: string;
  editedBy: string;
}

const EDITED = 'id, json, edited_at AS editedAt, edited_by AS editedBy';
const RECOMMENDATIONS = `SELECT ${EDITED} FROM recommendation ORDER BY adopted IS NULL, adopted DESC, reference, id`;
const ACTIONS = `SELECT ${EDITED} FROM recommendation_action ORDER BY date IS NULL, date, id`;

/** By day of adoption, the newest first, then by their place in the report; actions by date. */
export function listRecommendations(db: ReadDb | WriteDb): Recommendation[] {
  const actions = Map.groupBy(
    db
      .prepare<[], Row>(ACTIONS)
      .all()
      .map(contentOf<Action>),
    ({ recommendation }) => recommendation,
  );
  const rows = db
    .prepare<[], Row>(RECOMMENDATIONS)
    .all()
    .map(contentOf<Omit<Recommendation, 'actions'>>);
  return rows.map((row) => ({ ...row, actions: actions.get(row.id) ?? [] }));
}

function contentOf<T>({ json, ...row }: Row): T {
  return { ...(JSON.parse(json) as object), ...row } as T;
}

export function insertRecommendation(db: WriteDb, fields: NewRecommendation, { at, by }: Edit): number {
  const insert = db.prepare('INSERT INTO recommendation (adopted, reference, state, json, edited_at, edited_by) VALUES (?, ?, ?, ?, ?, ?)');
  return Number(insert.run(fields.adopted, fields.reference, fields.state, JSON.stringify(fields), at, by).lastInsertRowid);
}

/** False when there is none with this number. */
export function updateRecommendation(db: WriteDb, id: number, fields: NewRecommendation, { at, by }: Edit): boolean {
  const update = db.prepare(
    'UPDATE recommendation SET adopted = ?, reference = ?, state = ?, json = ?, edited_at = ?, edited_by = ? WHERE id = ?',
  );
  return update.run(fields.adopted, fields.reference, fields.state, JSON.stringify(fields), at, by, id).changes === 1;
}

/** With its actions; false when there is none with this number. */
export function deleteRecommendation(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM recommendation WHERE id = ?').run(id).changes === 1;
}

export function hasRecommendation(db: ReadDb | WriteDb, id: number): boolean {
  return db.prepare('SELECT 1 FROM recommendation WHERE id = ?').get(id) !== undefined;
}

export function insertAction(db: WriteDb, fields: NewAction, { at, by }: Edit): number {
  const insert = db.prepare('INSERT INTO recommendation_action (recommendation, date, json, edited_at, edited_by) VALUES (?, ?, ?, ?, ?)');
  return Number(insert.run(fields.recommendation, fields.date, JSON.stringify(fields), at, by).lastInsertRowid);
}

export function updateAction(db: WriteDb, id: number, fields: NewAction, { at, by }: Edit): boolean {
  const update = db.prepare(
    'UPDATE recommendation_action SET recommendation = ?, date = ?, json = ?, edited_at = ?, edited_by = ? WHERE id = ?',
  );
  return update.run(fields.recommendation, fields.date, JSON.stringify(fields), at, by, id).changes === 1;
}

export function deleteAction(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM recommendation_action WHERE id = ?').run(id).changes === 1;
}
