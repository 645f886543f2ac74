import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { recordFindings } from '../../electron/service/db/queries/check-records.ts';
import { insertOriginalBlock } from '../../electron/service/db/queries/imports.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import { fillWithInvented, makeWorkspace, seeded, type TestWorkspace, withOpen } from '../support/workspaces.ts';
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
      db.exec('DELETE FROM unmapped WHERE count > 100; DELETE FROM record_block WHERE first_id > 2000');
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

  it('names records and original rows that were altered, lost or put elsewhere', async () => {
    await withOpen(workspace.folder, (db) => {
      fillWithInvented(db, 9000);
      insertOriginalBlock(db, 1, {
        firstRow: 1,
        rows: 1,
        codec: 'deflate',
        unpackedBytes: 3,
        offsets: Uint32Array.of(0),
        lines: Uint32Array.of(2),
        bytes: deflateRawSync('a;b'),
      });
    });
    const harms: [string, string][] = [
      ['UPDATE record_block SET bytes = zeroblob(100) WHERE first_id = 1', 'The block of cases 1 to 4096 cannot be unpacked.'],
      ['UPDATE record_block SET rows = 7 WHERE first_id = 4097', 'cases 4097 to 8192 does not hold the cases'],
      ['UPDATE record_block SET first_id = 3 WHERE first_id = 1', 'cases 3 to 4096 does not hold the cases'],
      ['UPDATE record_block SET first_id = 4000 WHERE first_id = 4097', 'cases 4000 to 8192 begins before the one that precedes it ends'],
      ['DELETE FROM code_set WHERE id = 7', 'refers to codes that are not there'],
      ["INSERT INTO identifier VALUES (9001, 'mmsi', '1', 2)", '1 cases to which identifier refers are not there.'],
      ['UPDATE original_block SET unpacked_bytes = 4', 'The original rows of import 1 cannot be unpacked.'],
    ];
    for (const [harm, message] of harms) {
      const problems = await withOpen(workspace.folder, (db) => {
        db.exec('BEGIN');
        db.exec(harm);
        const findings = recordFindings(db);
        db.exec('ROLLBACK');
        return findings;
      });
      expect(problems.join(' '), harm).toContain(message);
    }
    const problems = await problemsAfter((db) => db.exec(harms[0]?.[0] ?? ''));
    expect(problems.map(({ code }) => code)).toEqual(['records']);
  });

  it('reports each bit that was flipped in a block of records by somebody who holds the key', async () => {
    await withOpen(workspace.folder, (db) => {
      fillWithInvented(db, 300);
      const whole = db.prepare<[], Buffer>('SELECT bytes FROM record_block').pluck().get() as Buffer;
      const alter = db.prepare('UPDATE record_block SET bytes = ?');
      const random = seeded(5);
      for (let flip = 0; flip < 200; flip++) {
        const bytes = Buffer.from(whole);
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8));
        alter.run(bytes);
        expect(recordFindings(db), `byte ${at}`).toEqual(['The block of cases 1 to 300 cannot be unpacked.']);
      }
    });
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
