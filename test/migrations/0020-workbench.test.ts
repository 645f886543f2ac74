import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../electron/service/db/migrations/index.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';

/** Written by this test when STOWAGE_WRITE_GOLDEN is set, then read by a person against the migration. */
const GOLDEN = new URL('../golden/schema-0020.json', import.meta.url);
const upTo = (number: number) => MIGRATIONS.filter((migration) => migration.number <= number);

/** A made-up case as the first release stored it. */
const OLD_CASE = `
  INSERT INTO import (source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
    VALUES ('Made up', 'unodc-ids-2011-2016', 'old.csv', 'ab', 1, 'utf-8', ';', '[]', 'invented', '{}', '{}', '2026-01-01T00:00:00Z', 'AB');
  INSERT INTO seizure VALUES (7, 1, 3, '2014-01-02', 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, NULL);
  INSERT INTO drug_line VALUES (7, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, NULL, NULL, 0);`;

describe('migration 0020', () => {
  it('makes the schema that was read and kept, name by name', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(20));
    const schema = Object.fromEntries(schemaOf(db));
    const { STOWAGE_WRITE_GOLDEN } = process.env;
    if (STOWAGE_WRITE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    expect(schemaVersion(db)).toBe(20);
  });

  it('keeps an older case as one case of one event, seized at no known place of the map, and its import without a recipe', () => {
    const db = new Database(':memory:') as WriteDb;
    migrate(db, upTo(10));
    db.exec(OLD_CASE);
    migrate(db, upTo(20));
    expect(db.prepare('SELECT id, row, date, part, grain, events, latitude, longitude FROM seizure').raw().all()).toEqual([
      [7, 3, '2014-01-02', 0, 0, 1, null, null],
    ]);
    expect(db.prepare('SELECT recipe, preamble FROM import').raw().all()).toEqual([['', '']]);
    expect(db.prepare('SELECT count(*) FROM drug_line').pluck().get()).toBe(1);
  });

  it('lets what hangs on a case go with it, and what hangs on an import with that', () => {
    const db = new Database(':memory:') as WriteDb;
    db.pragma('foreign_keys = ON');
    migrate(db, upTo(20));
    db.exec(OLD_CASE.replace('NULL);\n  INSERT INTO drug_line', 'NULL, 0, 0, 1, NULL, NULL);\n  INSERT INTO drug_line'));
    db.exec(`INSERT INTO identifier VALUES (7, 'container', 'CSQU3054383', 1);
      INSERT INTO merge VALUES (1, 'same-event', '[]', 0.9, '2026-01-01T00:00:00Z', 'AB');
      INSERT INTO merge_member VALUES (1, 7, 'lead');`);
    db.exec('DELETE FROM import');
    const left = ['seizure', 'drug_line', 'identifier', 'merge_member'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    expect(left).toEqual([0, 0, 0, 0]);
  });
});
