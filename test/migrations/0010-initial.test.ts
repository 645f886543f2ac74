import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../electron/service/db/migrations/index.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';

/** Written by this test when STOWAGE_WRITE_GOLDEN is set, then read by a person against the migration. */
const GOLDEN = new URL('../golden/schema-0010.json', import.meta.url);

describe('migration 0010', () => {
  it('makes the schema that was read and kept, name by name', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(
      db,
      MIGRATIONS.filter((migration) => migration.number <= 10),
    );
    const schema = Object.fromEntries(schemaOf(db));
    const { STOWAGE_WRITE_GOLDEN } = process.env;
    if (STOWAGE_WRITE_GOLDEN) {
      mkdirSync(new URL('.', GOLDEN), { recursive: true });
      writeFileSync(GOLDEN, `${JSON.stringify(schema, null, 2)}\n`);
    }
    expect(schema).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    expect(schemaVersion(db)).toBe(10);
  });

  it('makes every table strict, so that a value of the wrong type is refused', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db);
    const loose = db.prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    );
    expect(loose.pluck().all()).toEqual([]);
    expect(() => db.exec("INSERT INTO column_block VALUES ('date', 'not a number', x'00')")).toThrow(/cannot store TEXT/);
  });
});
