import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../electron/service/db/migrations/index.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';

/** Written by this test when STOWAGE_WRITE_GOLDEN is set, then read by a person against the migration. */
const GOLDEN = new URL('../golden/schema-0040.json', import.meta.url);
const upTo = (number: number) => MIGRATIONS.filter((migration) => migration.number <= number);

describe('migration 0040', () => {
  it('makes the schema that was read and kept, name by name', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(40));
    const schema = Object.fromEntries(schemaOf(db));
    const { STOWAGE_WRITE_GOLDEN } = process.env;
    if (STOWAGE_WRITE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    expect(schemaVersion(db)).toBe(40);
  });

  it('keeps every finding of the version before, in the state that its old one is called now', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(30));
    const insert =
      db.prepare(`INSERT INTO finding (text, analysis, settings, filter, data_version, numbers, caveat, grade, handling, author, state, made_at)
      VALUES ('{}', 'trends', '{}', '{}', 1, '{}', '', '', '', 'AB', ?, '2026-01-01')`);
    for (const state of ['draft', 'checked', 'briefed']) insert.run(state);
    migrate(db, upTo(40));
    expect(db.prepare('SELECT state FROM finding ORDER BY id').pluck().all()).toEqual(['draft', 'reviewed', 'agreed']);
  });

  it('removes what was done about a recommendation with it, and nothing else', () => {
    const db = new Database(':memory:') as WriteDb;
    db.pragma('foreign_keys = ON');
    migrate(db, upTo(40));
    db.exec(`INSERT INTO recommendation VALUES (1, NULL, '', 'open', '{}', '', 'AB'), (2, NULL, '', 'open', '{}', '', 'AB');
      INSERT INTO recommendation_action VALUES (1, 1, NULL, '{}', '', 'AB'), (2, 2, NULL, '{}', '', 'AB');
      DELETE FROM recommendation WHERE id = 1;`);
    expect(db.prepare('SELECT id FROM recommendation_action').pluck().all()).toEqual([2]);
  });
});
