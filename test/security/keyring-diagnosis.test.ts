import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAnalyst, changePassphrase } from '../../electron/service/workspace/members.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import {
  codeOf,
  fillWithInvented,
  makeWorkspace,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  type TestWorkspace,
  withOpen,
} from '../support/workspaces.ts';

/** Everything that can be wrong with a folder, and the one code a person is to see. */

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.remove());

const attempt = (passphrase = PASSPHRASE) => codeOf(async () => (await unlock(workspace.folder, { passphrase })).release());
const flip = (file: string, at: number) => {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(file, bytes);
};

describe('a person opens a folder and is told what is wrong with it', () => {
  it('wrong passphrase', async () => {
    expect(await attempt('not the passphrase')).toBe('wrong-passphrase');
  });

  it('first or second copy of the key ring damaged, empty or missing: opens, and both are whole afterwards', async () => {
    const whole = readFileSync(workspace.paths.keyring);
    for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) {
      for (const harm of [() => flip(file, 300), () => truncateSync(file, 0), () => rmSync(file)]) {
        harm();
        expect(await attempt()).toBe('none');
        expect(readFileSync(workspace.paths.keyring)).toEqual(whole);
        expect(readFileSync(workspace.paths.keyringCopy)).toEqual(whole);
      }
    }
  });

  it('both copies of the key ring damaged, or one damaged and one missing', async () => {
    flip(workspace.paths.keyring, 500);
    flip(workspace.paths.keyringCopy, 20);
    expect(await attempt()).toBe('keyring-damaged');
    rmSync(workspace.paths.keyringCopy);
    expect(await attempt()).toBe('keyring-damaged');
  });

  it('both copies of the key ring missing', async () => {
    rmSync(workspace.paths.keyring);
    rmSync(workspace.paths.keyringCopy);
    expect(await attempt()).toBe('keyring-missing');
  });

  it('an older key ring put back, in both copies', async () => {
    const old = readFileSync(workspace.paths.keyring);
    await withOpen(workspace.folder, (db, open) => changePassphrase(db, open, { current: PASSPHRASE, next: OTHER_PASSPHRASE }));
    for (const file of [workspace.paths.keyring, workspace.paths.keyringCopy]) writeFileSync(file, old);
    expect(await attempt()).toBe('keyring-tampered');
  });

  it('page 1, a later page, an empty or cut file, or no database at all', async () => {
    await withOpen(workspace.folder, (db) => fillWithInvented(db, 500));
    const whole = readFileSync(workspace.paths.database);
    const harms = [
      () => flip(workspace.paths.database, 40),
      () => truncateSync(workspace.paths.database, 0),
      () => truncateSync(workspace.paths.database, 3000),
      () => rmSync(workspace.paths.database),
    ];
    for (const harm of harms) {
      harm();
      expect(await attempt()).toBe('database-damaged');
      writeFileSync(workspace.paths.database, whole);
    }
    flip(workspace.paths.database, whole.length - 2000);
    const reported = await codeOf(() =>
      withOpen(workspace.folder, (db) => {
        expect(verifyWorkspace(db, workspace.folder).problems[0]?.code).toBe('pages');
      }),
    );
    expect(['none', 'database-damaged']).toContain(reported);
  });

  it('the database of another workspace, one without encryption, or noise', async () => {
    const other = await makeWorkspace('Other');
    copyFileSync(other.paths.database, workspace.paths.database);
    other.remove();
    expect(await attempt()).toBe('database-damaged');
    writeFileSync(workspace.paths.database, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176)]));
    expect(await attempt()).toBe('database-damaged');
    writeFileSync(workspace.paths.database, Buffer.alloc(40960, 0xa5));
    expect(await attempt()).toBe('database-damaged');
  });

  it('not a workspace: an empty folder, a file, nothing', async () => {
    const at = (name: string) => join(dirname(workspace.folder), name);
    mkdirSync(at('empty'));
    writeFileSync(at('file'), 'text');
    for (const name of ['empty', 'file', 'none'])
      expect(await codeOf(() => unlock(at(name), { passphrase: PASSPHRASE }))).toBe('not-a-workspace');
  });

  it('written by a newer version', async () => {
    await withOpen(workspace.folder, (db) => db.pragma('user_version = 990'));
    const before = readFileSync(workspace.paths.keyring);
    expect(await attempt()).toBe('newer-version');
    expect(readFileSync(workspace.paths.keyring)).toEqual(before);
  });

  it('open elsewhere', async () => {
    const first = await unlock(workspace.folder, { passphrase: PASSPHRASE });
    expect(await attempt()).toBe('already-open');
    first.release();
  });

  it('each refusal has a sentence of its own', async () => {
    const messages = new Set<string>();
    const note = async () => unlock(workspace.folder, { passphrase: 'x'.repeat(12) }).catch((error: Error) => messages.add(error.message));
    await note();
    flip(workspace.paths.keyring, 9);
    flip(workspace.paths.keyringCopy, 9);
    await note();
    rmSync(workspace.paths.keyring);
    rmSync(workspace.paths.keyringCopy);
    await note();
    rmSync(workspace.paths.database);
    await note();
    expect(messages.size).toBe(4);
    for (const message of messages) expect(message).toMatch(/\. .+\. .+/);
  });

  it('a folder whose rings were exchanged with those of another workspace', async () => {
    const other = await makeWorkspace('Other');
    await withOpen(other.folder, (db, open) => addAnalyst(db, open, { sign: 'CD', passphrase: OTHER_PASSPHRASE }));
    copyFileSync(other.paths.keyring, workspace.paths.keyring);
    copyFileSync(other.paths.keyringCopy, workspace.paths.keyringCopy);
    other.remove();
    expect(await attempt()).toBe('database-damaged');
  });
});
