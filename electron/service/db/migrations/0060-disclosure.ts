import type { WriteDb } from '../connect.ts';

/**
 * Permissions of originators and releases of text by people, rules chosen for handling codes, and every cell that left (`json`: a ledger
 * table; `origin`: which imports its record numbers meant). The ledger refers to no record, so that it outlives the data it tells of.
 */
export function up(db: WriteDb): void {
  db.exec(`
    CREATE TABLE permission (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      source TEXT,
      document INTEGER,
      document_version INTEGER,
      granted_by TEXT NOT NULL,
      granted_on TEXT NOT NULL,
      template TEXT,
      until TEXT,
      note TEXT NOT NULL,
      recorded_at TEXT NOT NULL,
      recorded_by TEXT NOT NULL,
      withdrawn_at TEXT,
      withdrawn_by TEXT
    ) STRICT;

    CREATE TABLE disclosure_rule (
      handling TEXT PRIMARY KEY,
      json TEXT NOT NULL,
      edited_at TEXT NOT NULL,
      edited_by TEXT NOT NULL
    ) STRICT;

    CREATE TABLE disclosure_ledger (
      id INTEGER PRIMARY KEY,
      pack INTEGER NOT NULL,
      json TEXT NOT NULL,
      origin TEXT NOT NULL
    ) STRICT;
    CREATE INDEX disclosure_ledger_of_pack ON disclosure_ledger (pack);
  `);
}
