import type { NewPermission } from '../../../shared/contract/disclosure.ts';
import type { Finding } from '../../../shared/contract/findings.ts';
import type { Rule } from '../../../shared/disclosure/rules.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { WriteDb } from '../db/connect.ts';
import { findDocument } from '../db/queries/documents.ts';
import { findFinding } from '../db/queries/findings.ts';
import { appendLog } from '../db/queries/log.ts';
import { insertPermission, type ReadText, removeRule, saveRule, withdrawPermission } from '../db/queries/permissions.ts';
import { listRecommendations } from '../db/queries/recommendations.ts';
import { noDocument } from '../documents/tasks.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { beginningOf, findingText, type LeavingText, recommendationText, titleText } from './leaving-texts.ts';

type Timed<T> = T & { at: string };

export function recordPermission(db: WriteDb, { at, title, ...given }: Timed<NewPermission>, { analyst }: TaskContext): { id: number } {
  return db.transaction(() => {
    if (given.kind === 'originator' && given.source === null) throw incomplete('Name the source whose originator has agreed.');
    const read = given.kind === 'text' ? readText(db, given, title) : NOTHING_READ;
    const id = insertPermission(db, { ...given, ...read }, { at, by: analyst });
    const reason = [given.reference, given.note].filter(Boolean).join('; ');
    appendLog(db, { analyst, action: 'permission.recorded', objects: { permission: id, ...logged(given, read) }, reason });
    return { id };
  })();
}

const NOTHING_READ: ReadText = { documentVersion: null, textSha256: null, wording: '' };

/** Which wording of a text a person has read: the one that stands now. */
function readText(db: WriteDb, { about, document, item }: Omit<NewPermission, 'title'>, title: string | null): ReadText {
  if (about === 'document') {
    if (document === null) throw incomplete('Name the document whose text may leave.');
    const found = findDocument(db, document);
    if (!found) throw noDocument();
    return { ...NOTHING_READ, documentVersion: found.version };
  }
  const text = about === 'title' ? title && titleText(title) : itemText(db, about, item);
  if (!text) throw incomplete(about === 'title' ? 'Give the title that may leave.' : `Name the ${about} whose text may leave.`);
  return { documentVersion: null, textSha256: text.sha256, wording: beginningOf(text) };
}

function itemText(db: WriteDb, about: 'recommendation' | 'finding', item: number | null): LeavingText | undefined {
  if (about === 'recommendation') {
    const recommendation = listRecommendations(db).find(({ id }) => id === item);
    return recommendation && recommendationText(recommendation);
  }
  const finding = item === null ? undefined : findFinding(db, item);
  return finding && findingText({ id: finding.id, text: JSON.parse(finding.text) as Finding['text'] });
}

function logged({ kind, about, document, item, source }: Omit<NewPermission, 'title'>, { documentVersion, textSha256 }: ReadText) {
  if (kind === 'originator') return { source: source ?? '' };
  if (about === 'document') return { document: document ?? 0, version: documentVersion ?? 0 };
  return { about, ...(item === null ? {} : { item }), sha256: textSha256 ?? '' };
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
