import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpoint, createDb, openReadDb, openWriteDb, readSettings } from '../../electron/service/db/connect.ts';
import { codeOf } from '../support/workspaces.ts';

/** The values are those decided in the security notes of the project and named in SQLite's own documentation of each pragma. */
const SETTINGS = {
  cipher: 'sqlcipher',
  legacy: '4',
  journal_mode: 'wal',
  page_size: 4096,
  synchronous: 2,
  temp_store: 2,
  secure_delete: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  foreign_keys: 1,
  mmap_size: 0,
};
const KEY = Buffer.alloc(32, 7);

describe('a connection to the encrypted database', () => {
  let folder = '';
  let file = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stowage-test-'));
    file = join(folder, 'data.db');
    const db = createDb(file, KEY);
    db.exec("CREATE TABLE t (word TEXT) STRICT; INSERT INTO t VALUES ('zanzibarquartz')");
    expect(readSettings(db)).toEqual(SETTINGS);
    db.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('uses every protective setting, whether it reads or writes, also after a first use', () => {
    for (const open of [openReadDb, openWriteDb]) {
      const db = open(file, KEY);
      expect(db.prepare('SELECT word FROM t').pluck().get()).toBe('zanzibarquartz');
      expect(readSettings(db)).toEqual(SETTINGS);
      db.close();
    }
  });

  it('cannot write when it was opened to read', () => {
    const db = openReadDb(file, KEY);
    expect(() => db.prepare('DELETE FROM t').run()).toThrow(/readonly/);
    db.close();
  });

  it('leaves one file without any plain word in it, and none in the log while it is open', () => {
    const db = openWriteDb(file, KEY);
    db.exec("INSERT INTO t VALUES ('zanzibarquartz again')");
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('zanzibar')).toBe(false);
    expect(readFileSync(file).subarray(0, 6).toString()).not.toBe('SQLite');
    db.close();
    expect(readdirSync(folder)).toEqual(['data.db']);
  });

  it('refuses another key, an empty file, a cut file, noise and a file that is not there', async () => {
    expect(await codeOf(() => openWriteDb(file, Buffer.alloc(32, 8)))).toBe('database-damaged');
    truncateSync(file, 2000);
    expect(await codeOf(() => openWriteDb(file, KEY))).toBe('database-damaged');
    truncateSync(file, 0);
    expect(await codeOf(() => openReadDb(file, KEY))).toBe('database-damaged');
    writeFileSync(file, Buffer.alloc(8192, 0x5a));
    expect(await codeOf(() => openReadDb(file, KEY))).toBe('database-damaged');
    expect(await codeOf(() => openWriteDb(join(folder, 'none.db'), KEY))).toBe('database-damaged');
    expect(readdirSync(folder)).toEqual(['data.db']);
  });

  it('empties the log into the file, or says busy while a reader holds an older state', async () => {
    const writer = openWriteDb(file, KEY);
    const reader = openReadDb(file, KEY);
    const rows = reader.prepare('SELECT * FROM t').iterate();
    rows.next();
    writer.exec("INSERT INTO t VALUES ('more')");
    writer.pragma('busy_timeout = 10');
    expect(await codeOf(() => checkpoint(writer))).toBe('busy');
    rows.return?.();
    checkpoint(writer);
    expect(readFileSync(`${file}-wal`).length).toBe(0);
    reader.close();
    writer.close();
  });

  it('keeps no free page after a large part was deleted and the log was emptied', () => {
    const db = openWriteDb(file, KEY);
    db.exec(
      'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT hex(randomblob(50)) FROM n',
    );
    db.exec('DELETE FROM t WHERE rowid > 10');
    expect(db.pragma('freelist_count', { simple: true })).not.toBe(0);
    checkpoint(db);
    expect(db.pragma('freelist_count', { simple: true })).toBe(0);
    db.close();
  });
});
