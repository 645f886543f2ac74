import type { WriteDb } from '../connect.ts';

/** What people made of the sentence of a finding, one row for each time (`json`: text, changes and earlier originals); the sentence itself stays as it was said. */
export function up(db: WriteDb): void {
  db.exec(`
    CREATE TABLE finding_wording (
      finding INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      json TEXT NOT NULL,
      at TEXT NOT NULL,
      by TEXT NOT NULL,
      PRIMARY KEY (finding, number)
    ) STRICT;
  `);
}
