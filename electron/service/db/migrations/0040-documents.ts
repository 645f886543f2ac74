import type { WriteDb } from '../connect.ts';

/** Documents while they are written (`json`: a composition), the phrase book, and recommendations of meetings with what was done about them. */
export function up(db: WriteDb): void {
  db.exec(`
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      template TEXT NOT NULL,
      json TEXT NOT NULL,
      version INTEGER NOT NULL,
      edited_at TEXT NOT NULL,
      edited_by TEXT NOT NULL
    ) STRICT;

    CREATE TABLE phrase (id INTEGER PRIMARY KEY, text TEXT NOT NULL, kept_at TEXT NOT NULL, kept_by TEXT NOT NULL) STRICT;

    CREATE TABLE recommendation (
      id INTEGER PRIMARY KEY,
      adopted TEXT,
      reference TEXT NOT NULL,
      state TEXT NOT NULL,
      json TEXT NOT NULL,
      edited_at TEXT NOT NULL,
      edited_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE recommendation_action (
      id INTEGER PRIMARY KEY,
      recommendation INTEGER NOT NULL REFERENCES recommendation (id) ON DELETE CASCADE,
      date TEXT,
      json TEXT NOT NULL,
      edited_at TEXT NOT NULL,
      edited_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX recommendation_action_of ON recommendation_action (recommendation);

    UPDATE finding SET state = 'reviewed' WHERE state = 'checked';
    UPDATE finding SET state = 'agreed' WHERE state = 'briefed';
  `);
}
