import type { Phrase, StoredDocument } from '../../../../shared/contract/documents.ts';
import type { Composition } from '../../../../shared/document/composition.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

type Db = ReadDb | WriteDb;

interface DocumentRow {
  id: number;
  json: string;
  version: number;
  editedAt: string;
  editedBy: string;
}

const DOCUMENTS = 'SELECT id, json, version, edited_at AS editedAt, edited_by AS editedBy FROM document';

/** The last edited first. */
export function listDocuments(db: Db): StoredDocument[] {
  const rows = db.prepare<[], DocumentRow>(`${DOCUMENTS} ORDER BY edited_at DESC, id DESC`).all();
  return rows.map((row) => headOf(row, JSON.parse(row.json) as Composition));
}

export type FoundDocument = StoredDocument & { composition: Composition };

export function findDocument(db: Db, id: number): FoundDocument | undefined {
  const row = db.prepare<[number], DocumentRow>(`${DOCUMENTS} WHERE id = ?`).get(id);
  if (!row) return undefined;
  const composition = JSON.parse(row.json) as Composition;
  return { ...headOf(row, composition), composition };
}

function headOf({ json: _, ...row }: DocumentRow, { template, title }: Composition): StoredDocument {
  return { ...row, template, title };
}

export interface Edit {
  /** UTC instant. */
  at: string;
  by: string;
}

export function insertDocument(db: WriteDb, composition: Composition, { at, by }: Edit): number {
  const insert = db.prepare('INSERT INTO document (template, json, version, edited_at, edited_by) VALUES (?, ?, 1, ?, ?)');
  return Number(insert.run(composition.template, JSON.stringify(composition), at, by).lastInsertRowid);
}

/** False when the document is not there in this version. */
export function updateDocument(db: WriteDb, id: number, version: number, composition: Composition, { at, by }: Edit): boolean {
  const sql =
    'UPDATE document SET json = ?, version = version + 1, edited_at = ?, edited_by = ? WHERE id = ? AND version = ? AND template = ?';
  return db.prepare(sql).run(JSON.stringify(composition), at, by, id, version, composition.template).changes === 1;
}

export function deleteDocument(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM document WHERE id = ?').run(id).changes === 1;
}

/** The oldest first. */
export function listPhrases(db: Db): Phrase[] {
  const rows = db.prepare<[], { id: number; text: string }>('SELECT id, text FROM phrase ORDER BY id').all();
  return rows.map(({ id, text }) => ({ id, text: JSON.parse(text) as Phrase['text'] }));
}

export function insertPhrase(db: WriteDb, text: Phrase['text'], { at, by }: Edit): number {
  const insert = db.prepare('INSERT INTO phrase (text, kept_at, kept_by) VALUES (?, ?, ?)');
  return Number(insert.run(JSON.stringify(text), at, by).lastInsertRowid);
}

export function updatePhrase(db: WriteDb, { id, text }: Phrase, { at, by }: Edit): void {
  db.prepare('UPDATE phrase SET text = ?, kept_at = ?, kept_by = ? WHERE id = ?').run(JSON.stringify(text), at, by, id);
}

export function deletePhrase(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM phrase WHERE id = ?').run(id).changes === 1;
}
