import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb, type WriteDb } from '../../electron/service/db/connect.ts';
import {
  copyBeforeMigration,
  latestVersion,
  MIGRATIONS,
  type Migration,
  migrateWithCopy,
  schemaVersion,
} from '../../electron/service/db/migrations/index.ts';
import { codeOf, fillWithInvented, keyOf, makeWorkspace, type TestWorkspace, withOpen } from '../support/workspaces.ts';

/** Numbers after every migration there is. */
const [NEXT, AFTER_NEXT] = [latestVersion() + 10, latestVersion() + 20];
const ADDS_TABLE: Migration = {
  number: NEXT,
  up: (db) => db.exec("CREATE TABLE later (x TEXT) STRICT; INSERT INTO later VALUES ('made')"),
};
const FAILS: Migration = {
  number: AFTER_NEXT,
  up: (db) => {
    db.exec('DROP TABLE record_block; DELETE FROM unmapped');
    throw new Error('invented failure');
  },
};

let workspace: TestWorkspace;
let key: Buffer;
beforeEach(async () => {
  workspace = await makeWorkspace();
  await withOpen(workspace.folder, (db) => fillWithInvented(db, 400));
  key = await keyOf(workspace.folder);
});
afterEach(() => workspace.remove());

const open = () => openWriteDb(workspace.paths.database, key);
const rows = (db: WriteDb) => db.prepare('SELECT count(*) FROM unmapped').pluck().get();

describe('a workspace of an older version', () => {
  it('is brought up to date with a copy made first, which is encrypted and gone afterwards', () => {
    let copied = false;
    const watching: Migration = {
      number: NEXT,
      up: (db) => {
        const copy = readFileSync(copyBeforeMigration(workspace.paths.database));
        copied = copy.length > 40_000 && !copy.includes('invented place') && !copy.includes('CREATE TABLE');
        ADDS_TABLE.up(db);
      },
    };
    const db = migrateWithCopy(open(), workspace.paths.database, key, [...MIGRATIONS, watching]);
    expect([copied, schemaVersion(db), rows(db), db.prepare('SELECT x FROM later').pluck().get()]).toEqual([true, NEXT, 400, 'made']);
    db.close();
    expect(readdirSync(workspace.folder).sort()).toEqual(['data.db', 'keyring.bak', 'keyring.json', 'lock']);
  });

  it('is exactly as before when a later migration fails after an earlier one was done', () => {
    const before = readFileSync(workspace.paths.database);
    expect(() => migrateWithCopy(open(), workspace.paths.database, key, [...MIGRATIONS, ADDS_TABLE, FAILS])).toThrow('invented failure');
    expect(readFileSync(workspace.paths.database).equals(before)).toBe(true);
    expect(readdirSync(workspace.folder).sort()).toEqual(['data.db', 'keyring.bak', 'keyring.json', 'lock']);
    const db = open();
    expect([schemaVersion(db), rows(db)]).toEqual([latestVersion(), 400]);
    db.close();
  });

  it.each([
    ['an older state of it', (whole: Buffer) => whole],
    ['noise', (whole: Buffer) => Buffer.alloc(whole.length, 7)],
  ])('goes on from its own file after a migration was cut off: the copy beside it, %s, never takes its place', async (_name, copyOf) => {
    const copy = copyBeforeMigration(workspace.paths.database);
    writeFileSync(copy, copyOf(readFileSync(workspace.paths.database)));
    writeFileSync(`${copy}.tmp`, 'half a copy');
    const db = open();
    db.exec("INSERT INTO unmapped VALUES (1, 'drug', 'written after the copy', 1)");
    db.close();
    await withOpen(workspace.folder, (opened) => expect(rows(opened)).toBe(401));
    expect([copy, `${copy}.tmp`].filter((left) => existsSync(left))).toEqual([]);
  });
});

describe('a workspace of a newer version', () => {
  it('is refused and left as it is', async () => {
    const db = open();
    db.pragma('user_version = 990');
    expect(await codeOf(() => migrateWithCopy(db, workspace.paths.database, key))).toBe('newer-version');
    expect([db.open, schemaVersion(db), rows(db)]).toEqual([true, 990, 400]);
    db.close();
  });
});

describe('the list of migrations', () => {
  it('is numbered in tens, upwards', () => {
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, index) => (index + 1) * 10));
  });
});
