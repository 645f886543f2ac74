import type { WriteDb } from '../connect.ts';

/**
 * Signals with what was decided about them, and findings with the evidence they rest on. A signal is known by its
 * combination and month, so that a decision outlives the scan; `scan` is the last one that found it.
 */
export function up(db: WriteDb): void {
  db.exec(`
    CREATE TABLE scan (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      by TEXT NOT NULL,
      data_version INTEGER NOT NULL,
      filter TEXT NOT NULL,
      summary TEXT NOT NULL
    ) STRICT;
    CREATE TABLE signal (
      key TEXT PRIMARY KEY,
      month TEXT NOT NULL,
      scan INTEGER NOT NULL REFERENCES scan (id),
      card TEXT NOT NULL,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE signal_state (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL REFERENCES signal (key) ON DELETE CASCADE,
      state TEXT NOT NULL,
      reason TEXT NOT NULL,
      at TEXT NOT NULL,
      by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX signal_state_by_key ON signal_state (key);

    CREATE TABLE finding (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      analysis TEXT NOT NULL,
      settings TEXT NOT NULL,
      filter TEXT NOT NULL,
      data_version INTEGER NOT NULL,
      numbers TEXT NOT NULL,
      caveat TEXT NOT NULL,
      grade TEXT NOT NULL,
      handling TEXT NOT NULL,
      author TEXT NOT NULL,
      state TEXT NOT NULL,
      made_at TEXT NOT NULL
    ) STRICT;
  `);
}
