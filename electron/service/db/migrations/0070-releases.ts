import type { WriteDb } from '../connect.ts';

/**
 * The reference under which a permission was given, and releases of texts that are no composed document: `about` says what (a title, a
 * recommendation, a finding), `item` its number, `text_sha256` which wording was read and `wording` how it began.
 */
export function up(db: WriteDb): void {
  db.exec(`
    ALTER TABLE permission ADD COLUMN reference TEXT NOT NULL DEFAULT '';
    ALTER TABLE permission ADD COLUMN about TEXT NOT NULL DEFAULT 'document';
    ALTER TABLE permission ADD COLUMN item INTEGER;
    ALTER TABLE permission ADD COLUMN text_sha256 TEXT;
    ALTER TABLE permission ADD COLUMN wording TEXT NOT NULL DEFAULT '';
  `);
}
