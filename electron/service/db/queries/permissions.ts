import type { NewPermission, Permission } from '../../../../shared/contract/disclosure.ts';
import type { Rule } from '../../../../shared/disclosure/rules.ts';
import type { ReadDb, WriteDb } from '../connect.ts';
import type { Edit } from './documents.ts';

const ROWS = `SELECT id, kind, source, document, document_version AS documentVersion, granted_by AS grantedBy, granted_on AS grantedOn, template, until, note, reference,
  about, item, text_sha256 AS textSha256, wording,
  recorded_at AS recordedAt, recorded_by AS recordedBy, withdrawn_at AS withdrawnAt, withdrawn_by AS withdrawnBy FROM permission ORDER BY id DESC`;

/** The newest first, withdrawn ones among them. */
export function listPermissions(db: ReadDb | WriteDb): Permission[] {
  return db.prepare<[], Permission>(ROWS).all();
}

const INSERT = `INSERT INTO permission (kind, source, document, document_version, granted_by, granted_on, template, until, note, reference, about, item,
    text_sha256, wording, recorded_at, recorded_by)
  VALUES (@kind, @source, @document, @documentVersion, @grantedBy, @grantedOn, @template, @until, @note, @reference, @about, @item,
    @textSha256, @wording, @at, @by)`;

/** What is known of a permission beside what was said of it: which text was read. */
export type ReadText = Pick<Permission, 'documentVersion' | 'textSha256' | 'wording'>;

export function insertPermission(db: WriteDb, permission: Omit<NewPermission, 'title'> & ReadText, edit: Edit): number {
  return Number(db.prepare(INSERT).run({ ...permission, ...edit }).lastInsertRowid);
}

/** False when there is none with this number that still stands. */
export function withdrawPermission(db: WriteDb, id: number, { at, by }: Edit): boolean {
  const update = db.prepare('UPDATE permission SET withdrawn_at = ?, withdrawn_by = ? WHERE id = ? AND withdrawn_at IS NULL');
  return update.run(at, by, id).changes === 1;
}

/** The rules that analysts chose, by handling code. */
export function chosenRules(db: ReadDb | WriteDb): Map<string, Rule> {
  const rows = db.prepare<[], { handling: string; json: string }>('SELECT handling, json FROM disclosure_rule ORDER BY handling').all();
  return new Map(rows.map(({ handling, json }) => [handling, JSON.parse(json) as Rule]));
}

export function saveRule(db: WriteDb, handling: string, rule: Rule, { at, by }: Edit): void {
  db.prepare('INSERT OR REPLACE INTO disclosure_rule (handling, json, edited_at, edited_by) VALUES (?, ?, ?, ?)').run(
    handling,
    JSON.stringify(rule),
    at,
    by,
  );
}

export function removeRule(db: WriteDb, handling: string): void {
  db.prepare('DELETE FROM disclosure_rule WHERE handling = ?').run(handling);
}
