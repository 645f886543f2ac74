import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import { fillWithInvented, makeWorkspace, type TestWorkspace, withOpen } from '../support/workspaces.ts';
import { flipDatabase } from '../torture/flips.ts';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.remove());

/** What a check says after somebody with the key did something to the open database. */
const problemsAfter = (harm: (db: WriteDb) => void) =>
  withOpen(workspace.folder, (db) => {
    harm(db);
    return verifyWorkspace(db, workspace.folder).problems;
  });

describe('a check of a workspace', () => {
  it('finds nothing in a whole one, every page of which it can read', async () => {
    await withOpen(workspace.folder, (db) => {
      fillWithInvented(db);
      db.exec('DELETE FROM text_value WHERE id > 100');
      const result = verifyWorkspace(db, workspace.folder);
      expect([result.ok, result.problems, result.pages.free]).toEqual([true, [], 0]);
      expect(result.pages.total).toBeGreaterThan(80);
    });
  });

  it('names a table, index or trigger that was added, altered or dropped', async () => {
    const changes = [
      'CREATE TABLE extra (x)',
      'ALTER TABLE pack ADD COLUMN note TEXT',
      'DROP INDEX import_sha256',
      'CREATE TRIGGER quiet AFTER INSERT ON log BEGIN DELETE FROM log; END',
    ];
    for (const [index, name] of ['table extra', 'table pack', 'index import_sha256', 'trigger quiet'].entries()) {
      const problems = await problemsAfter((db) => {
        db.exec('BEGIN');
        db.exec(changes[index] ?? '');
        db.exec('COMMIT');
      });
      expect(problems.map((problem) => problem.message).join(), name).toContain(`${name} is not as this program makes it`);
      expect(problems.every((problem) => problem.code === 'schema')).toBe(true);
      workspace.remove();
      workspace = await makeWorkspace();
    }
  });

  it('names rows that refer to nothing', async () => {
    const problems = await problemsAfter((db) => {
      db.pragma('foreign_keys = OFF');
      db.exec("INSERT INTO unmapped VALUES (41, 'drug', 'invented', 1), (42, 'drug', 'invented', 1)");
    });
    expect(problems).toEqual([{ code: 'foreign-keys', message: '2 rows refer from unmapped to import to a row that does not exist.' }]);
  });

  it('names an altered log entry and a cut log', async () => {
    const codes = async (sql: string) => (await problemsAfter((db) => db.exec(sql))).map(({ code, message }) => `${code}: ${message}`);
    expect(await codes("UPDATE log SET analyst = 'XX' WHERE seq = 2")).toEqual(['log: Entry 2 of the log was altered.']);
    workspace.remove();
    workspace = await makeWorkspace();
    expect(await codes('DELETE FROM log WHERE seq > 2')).toEqual(['log: The log ends before entry 3, but 4 were written.']);
  });

  it('names a missing copy of the key ring, and both when they are not those of the database', async () => {
    expect((await problemsAfter(() => rmSync(workspace.paths.keyringCopy))).map((problem) => problem.code)).toEqual(['keyring-copy']);
    const old = readFileSync(workspace.paths.keyring);
    const other = await makeWorkspace('Other');
    const problems = await problemsAfter(() => {
      for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, readFileSync(other.paths.keyring));
    });
    expect(problems.map((problem) => problem.code)).toEqual(['keyring']);
    for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, old);
    other.remove();
  });

  it.skipIf(process.platform === 'win32')(
    'says that the key ring cannot be read without telling where it lies (not on Windows)',
    async () => {
      const problems = await problemsAfter(() => {
        rmSync(workspace.paths.keyring);
        symlinkSync(workspace.paths.keyring, workspace.paths.keyring);
      });
      expect(problems).toEqual([{ code: 'keyring', message: expect.stringContaining('could not be read') }]);
      expect(JSON.stringify(problems)).not.toMatch(/ELOOP|keyring\.json|stowage-test/);
    },
  );

  it('passes its own words on where both copies of the key ring are gone', async () => {
    const problems = await problemsAfter(() => {
      for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) rmSync(file);
    });
    expect(problems).toEqual([{ code: 'keyring', message: expect.stringContaining('Both copies of the key ring') }]);
  });

  it('names bytes that were added behind the last page', async () => {
    appendFileSync(workspace.paths.database, Buffer.alloc(4096, 1));
    expect((await problemsAfter(() => undefined)).map((problem) => problem.code)).toEqual(['size']);
  });

  it('reports each single flipped bit in the database, and never shows an altered row, 60 times of 60', async () => {
    const figures = await flipDatabase(60, 2);
    expect(figures).toMatchObject({ flips: 60, inUsedPages: 60, reported: 60, alteredRows: 0, silentlyShort: 0, freePages: 0 });
    expect(figures.bytes).toBeLessThan(5_000_000);
  }, 60_000);
});
