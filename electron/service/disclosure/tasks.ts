import type { NewPermission } from '../../../shared/contract/disclosure.ts';
import type { Rule } from '../../../shared/disclosure/rules.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { WriteDb } from '../db/connect.ts';
import { findDocument } from '../db/queries/documents.ts';
import { appendLog } from '../db/queries/log.ts';
import { insertPermission, removeRule, saveRule, withdrawPermission } from '../db/queries/permissions.ts';
import { noDocument } from '../documents/tasks.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

type Timed<T> = T & { at: string };

export function recordPermission(db: WriteDb, { at, ...given }: Timed<NewPermission>, { analyst }: TaskContext): { id: number } {
  return db.transaction(() => {
    const documentVersion = given.kind === 'text' ? versionOf(db, given.document) : null;
    if (given.kind === 'originator' && given.source === null) throw incomplete('Name the source whose originator has agreed.');
    const id = insertPermission(db, { ...given, documentVersion }, { at, by: analyst });
    const about = given.kind === 'text' ? { document: given.document ?? 0, version: documentVersion ?? 0 } : { source: given.source ?? '' };
    appendLog(db, { analyst, action: 'permission.recorded', objects: { permission: id, ...about }, reason: given.note });
    return { id };
  })();
}

function versionOf(db: WriteDb, document: number | null): number {
  if (document === null) throw incomplete('Name the document whose text may leave.');
  const found = findDocument(db, document);
  if (!found) throw noDocument();
  return found.version;
}

function incomplete(what: string): StowageError {
  return new StowageError('invalid-input', `The permission says not what it is for, so nothing was recorded. ${what}`);
}

export function endPermission(db: WriteDb, { id, at, reason }: { id: number; at: string; reason: string }, { analyst }: TaskContext): void {
  db.transaction(() => {
    if (!withdrawPermission(db, id, { at, by: analyst })) {
      throw new StowageError('not-found', 'No permission with this number stands. Nothing was changed.');
    }
    appendLog(db, { analyst, action: 'permission.withdrawn', objects: { permission: id }, reason });
  })();
}

export interface RuleChange {
  handling: string;
  /** Null: the usual rule again. */
  rule: Rule | null;
  reason: string;
  at: string;
}

export function changeRule(db: WriteDb, { handling, rule, reason, at }: RuleChange, { analyst }: TaskContext): void {
  db.transaction(() => {
    if (rule) saveRule(db, handling, rule, { at, by: analyst });
    else removeRule(db, handling);
    const { contributor, method, ...numbers } = rule ?? { contributor: '', method: 'usual' };
    const objects = { handling, method, ...(contributor ? { contributor } : {}), ...numbers };
    appendLog(db, { analyst, action: 'disclosure.rule', objects, reason });
  })();
}
