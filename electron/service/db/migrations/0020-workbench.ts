import type { WriteDb } from '../connect.ts';

/**
 * The import workbench. A record may stand for several events (`grain` 1: an aggregated row), may be one of several that arose from
 * one original row (`part`), and knows where it was seized. Imports keep their recipe. Merges, regimes and edited factors are kept apart
 * from the records, so that each can be taken back.
 */
export function up(db: WriteDb): void {
  db.exec(`
    ALTER TABLE seizure ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE seizure ADD COLUMN grain INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE seizure ADD COLUMN events INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE seizure ADD COLUMN latitude REAL;
    ALTER TABLE seizure ADD COLUMN longitude REAL;

    ALTER TABLE import ADD COLUMN recipe TEXT NOT NULL DEFAULT '';
    ALTER TABLE import ADD COLUMN preamble TEXT NOT NULL DEFAULT '';

    CREATE TABLE recipe (id INTEGER PRIMARY KEY, title TEXT NOT NULL, json TEXT NOT NULL, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL) STRICT;

    CREATE TABLE choice (
      source TEXT NOT NULL,
      field TEXT NOT NULL,
      value TEXT NOT NULL,
      codes TEXT NOT NULL,
      missing TEXT,
      chosen_at TEXT NOT NULL,
      chosen_by TEXT NOT NULL,
      PRIMARY KEY (source, field, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE merge (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      reasons TEXT NOT NULL,
      score REAL NOT NULL,
      merged_at TEXT NOT NULL,
      merged_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE merge_member (
      merge_id INTEGER NOT NULL REFERENCES merge (id) ON DELETE CASCADE,
      seizure_id INTEGER NOT NULL UNIQUE REFERENCES seizure (id) ON DELETE CASCADE,
      role TEXT NOT NULL,
      PRIMARY KEY (merge_id, seizure_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE merge_dismissed (
      first INTEGER NOT NULL REFERENCES seizure (id) ON DELETE CASCADE,
      second INTEGER NOT NULL REFERENCES seizure (id) ON DELETE CASCADE,
      dismissed_at TEXT NOT NULL,
      dismissed_by TEXT NOT NULL,
      PRIMARY KEY (first, second)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX merge_dismissed_second ON merge_dismissed (second);

    CREATE TABLE regime (
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      reporter TEXT NOT NULL,
      from_date TEXT,
      to_date TEXT,
      terms TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      saved_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE regime_break (
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      reporter TEXT NOT NULL,
      at TEXT NOT NULL,
      evidence TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT NOT NULL,
      decided_at TEXT NOT NULL,
      decided_by TEXT NOT NULL,
      UNIQUE (source, reporter, at)
    ) STRICT;

    CREATE TABLE factor_edit (
      id INTEGER PRIMARY KEY,
      factor TEXT NOT NULL,
      json TEXT NOT NULL,
      edited_at TEXT NOT NULL,
      edited_by TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
  `);
}
