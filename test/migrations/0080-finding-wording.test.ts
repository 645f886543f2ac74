import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { MIGRATIONS, migrate } from '../../electron/service/db/migrations/index.ts';
import { schemaOf } from '../../electron/service/workspace/verify.ts';

const upTo = (number: number) => MIGRATIONS.filter((migration) => migration.number <= number);

describe('migration 0080', () => {
  it('keeps every finding as it was said, adds a place for its wordings and changes nothing else', () => {
    const db = new Database(':memory:') as WriteDb;
    db.pragma('foreign_keys = ON');
    const before = MIGRATIONS.filter(({ number }) => number < 80);
    migrate(db, before);
    db.prepare(
      `INSERT INTO finding (text, analysis, settings, filter, data_version, numbers, caveat, grade, handling, author, state, made_at)
      VALUES ('{"en":"Cases rose."}', 'trends', '{}', '{}', 1, '{}', '', '', '', 'AB', 'agreed', '2026-01-01')`,
    ).run();
    const former = new Map(schemaOf(db));
    migrate(db, upTo(80));
    const added = [...schemaOf(db)].filter(([name]) => !former.has(name)).map(([name]) => name);
    expect(added).toEqual(['index sqlite_autoindex_finding_wording_1', 'table finding_wording']);
    expect(db.prepare('SELECT text, state FROM finding').all()).toEqual([{ text: '{"en":"Cases rose."}', state: 'agreed' }]);
    db.exec("INSERT INTO finding_wording VALUES (1, 1, '{}', '2026-01-02', 'AB'); DELETE FROM finding;");
    expect(db.prepare('SELECT count(*) FROM finding_wording').pluck().get()).toBe(0);
  });
});
