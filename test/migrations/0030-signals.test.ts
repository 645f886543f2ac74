import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../electron/service/db/migrations/index.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';

/** Written by this test when STOWAGE_WRITE_GOLDEN is set, then read by a person against the migration. */
const GOLDEN = new URL('../golden/schema-0030.json', import.meta.url);
const upTo = (number: number) => MIGRATIONS.filter((migration) => migration.number <= number);

describe('migration 0030', () => {
  it('makes the schema that was read and kept, name by name', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(30));
    const schema = Object.fromEntries(schemaOf(db));
    const { STOWAGE_WRITE_GOLDEN } = process.env;
    if (STOWAGE_WRITE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    expect(schemaVersion(db)).toBe(30);
  });

  it('keeps the breaks in reporting and the merges of the version before', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(20));
    db.exec(`INSERT INTO regime_break VALUES (1, 'Made up', 'FRA', '2014-01-01', '[]', 'confirmed', 'known', '2026-01-01', 'AB');
      INSERT INTO merge VALUES (1, 'same-event', '[]', 0.9, '2026-01-01', 'AB');`);
    migrate(db, upTo(30));
    const left = ['regime_break', 'merge', 'signal', 'finding'].map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    expect(left).toEqual([1, 1, 0, 0]);
  });
});
