import type { Phrase } from '../../../shared/contract/documents.ts';
import type { Composition, Texts } from '../../../shared/document/composition.ts';
import { StowageError } from '../../../shared/errors.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import type { WriteDb } from '../db/connect.ts';
import {
  deleteDocument,
  deletePhrase,
  findDocument,
  insertDocument,
  insertPhrase,
  listPhrases,
  updateDocument,
  updatePhrase,
} from '../db/queries/documents.ts';
import { appendLog } from '../db/queries/log.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

export function createDocument(
  db: WriteDb,
  { composition, at }: { composition: Composition; at: string },
  { analyst }: TaskContext,
): { id: number } {
  return db.transaction(() => {
    const id = insertDocument(db, composition, { at, by: analyst });
    appendLog(db, { analyst, action: 'documents.created', objects: { document: id } });
    return { id };
  })();
}

export interface DocumentToSave {
  id: number;
  /** The version it was edited from. */
  version: number;
  composition: Composition;
  at: string;
}

/** An edit that is saved while it is made stands in no log: the log tells when a document was begun, removed and exported. */
export function saveDocument(db: WriteDb, { id, version, composition, at }: DocumentToSave, { analyst }: TaskContext): { version: number } {
  return db.transaction(() => {
    const known = findDocument(db, id);
    if (!known) throw noDocument();
    if (known.version !== version || known.template !== composition.template) throw editedElsewhere(known.editedBy);
    updateDocument(db, id, version, composition, { at, by: analyst });
    return { version: version + 1 };
  })();
}

export function removeDocument(db: WriteDb, { id }: { id: number }, { analyst }: TaskContext): void {
  db.transaction(() => {
    if (!deleteDocument(db, id)) throw noDocument();
    appendLog(db, { analyst, action: 'documents.removed', objects: { document: id } });
  })();
}

/** One phrase for what is the same text in some language: it gains the languages it did not have. */
export function keepPhrase(db: WriteDb, { text, at }: { text: Texts; at: string }, { analyst }: TaskContext): { id: number } {
  return db.transaction(() => {
    const edit = { at, by: analyst };
    const known = listPhrases(db).find((phrase) => isSame(phrase, text));
    if (!known) return { id: insertPhrase(db, text, edit) };
    updatePhrase(db, { id: known.id, text: { ...known.text, ...text } }, edit);
    return { id: known.id };
  })();
}

function isSame(phrase: Phrase, text: Texts): boolean {
  return LANGUAGES.some((language) => {
    const wording = text[language]?.trim();
    return wording !== undefined && wording !== '' && phrase.text[language]?.trim() === wording;
  });
}

export function removePhrase(db: WriteDb, { id }: { id: number }): void {
  if (!deletePhrase(db, id)) throw new StowageError('not-found', 'This wording is no longer in the phrase book. Nothing was changed.');
}

export function noDocument(): StowageError {
  return new StowageError(
    'not-found',
    'This document is no longer in the workspace. Nothing was changed. Go back to the list of documents.',
  );
}

function editedElsewhere(by: string): StowageError {
  return new StowageError(
    'invalid-input',
    `Another version of this document was saved by ${by} meanwhile. Nothing of it was overwritten, and what you wrote is still here. Open the saved version, and write what you want to keep into it.`,
  );
}
