import { type ChildProcess, spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { dataVersion } from '../../electron/service/db/queries/meta.ts';
import { createWorkspace } from '../../electron/service/workspace/create.ts';
import { FLOOR_KDF } from '../../electron/service/workspace/derive.ts';
import { lookAt } from '../../electron/service/workspace/look.ts';
import { findRing } from '../../electron/service/workspace/ring-store.ts';
import { unlock } from '../../electron/service/workspace/unlock.ts';
import { bytesOf, codeOf, makeWorkspace, PASSPHRASE, type TestWorkspace, withOpen } from '../support/workspaces.ts';

const HOLDER = fileURLToPath(new URL('../support/hold-workspace.ts', import.meta.url));

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace('Harbour unit');
});
afterEach(() => workspace.remove());

describe('creating a workspace', () => {
  it.skipIf(process.platform === 'win32')('leaves files that only their owner may read (not on Windows)', () => {
    const rights = readdirSync(workspace.folder).map((name) => statSync(join(workspace.folder, name)).mode & 0o777);
    expect(rights).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(workspace.folder).mode & 0o777).toBe(0o700);
  });

  it('leaves a folder that opens, and nothing else beside it', async () => {
    expect(readdirSync(workspace.folder).sort()).toEqual(['data.db', 'keyring.bak', 'keyring.json']);
    expect(readdirSync(dirname(workspace.folder))).toEqual(['Harbour unit.stowage']);
    await withOpen(workspace.folder, (db, _open, { name, sign }) => {
      expect([name, sign, dataVersion(db)]).toEqual(['Harbour unit', 'AB', 0]);
      const actions = listLog(db, 10).entries.map((entry) => entry.action);
      expect(actions.reverse()).toEqual(['workspace.created', 'analyst.added', 'recovery.set', 'workspace.unlocked']);
    });
    expect(readdirSync(workspace.folder).sort()).toEqual(['data.db', 'keyring.bak', 'keyring.json', 'lock']);
  });

  it('refuses a place that is taken, a parent that is missing, a short passphrase and a bad sign, and leaves nothing behind', async () => {
    const parent = dirname(workspace.folder);
    const attempt = (change: object) =>
      codeOf(() =>
        createWorkspace({
          folder: join(parent, 'New.stowage'),
          name: 'New',
          sign: 'AB',
          passphrase: PASSPHRASE,
          kdf: FLOOR_KDF,
          ...change,
        }),
      );
    mkdirSync(join(parent, 'Empty.stowage'));
    expect(await attempt({ folder: workspace.folder })).toBe('invalid-input');
    expect(await attempt({ folder: join(parent, 'Empty.stowage') })).toBe('invalid-input');
    expect(await attempt({ folder: join(parent, 'none', 'New.stowage') })).toBe('not-found');
    expect(await attempt({ passphrase: 'short one' })).toBe('invalid-input');
    expect(await attempt({ sign: 'A B' })).toBe('invalid-input');
    expect(await attempt({ sign: 'Recovery' })).toBe('invalid-input');
    expect(readdirSync(parent).sort()).toEqual(['Empty.stowage', 'Harbour unit.stowage']);
  });

  it('refuses a parent that is a file and a name of more than 200 bytes, and takes one of 200', async () => {
    const parent = dirname(workspace.folder);
    const attempt = (folder: string) =>
      codeOf(() => createWorkspace({ folder, name: 'New', sign: 'AB', passphrase: PASSPHRASE, kdf: FLOOR_KDF }));
    writeFileSync(join(parent, 'file'), 'made up');
    expect(await attempt(join(parent, 'file', 'New.stowage'))).toBe('invalid-input');
    // Sixty-seven characters of three bytes: 201.
    expect(await attempt(join(parent, `${'港'.repeat(67)}.stowage`))).toBe('invalid-input');
    expect(await attempt(join(parent, `${'x'.repeat(300)}.stowage`))).toBe('invalid-input');
    expect(readdirSync(parent).sort()).toEqual(['Harbour unit.stowage', 'file']);
    expect(await attempt(join(parent, `${'é'.repeat(100)}.stowage`))).toBe('none');
  });

  it('shows without a passphrase the signs and the size, but neither the name nor the words inside', async () => {
    expect(lookAt(workspace.folder)).toEqual({ name: 'Harbour unit', signs: ['AB'], bytes: readFileSync(workspace.paths.database).length });
    const bytes = bytesOf(workspace.folder);
    for (const word of ['Harbour unit', PASSPHRASE, 'workspace.created', 'seizure']) {
      expect(bytes.includes(Buffer.from(word, 'utf8')), word).toBe(false);
      expect(bytes.includes(Buffer.from(word, 'utf16le')), word).toBe(false);
    }
  });
});

describe('unlocking', () => {
  it('works by passphrase alone, with the sign, and by recovery code as a person types it', async () => {
    const signOf = (credentials: object) => withOpen(workspace.folder, (_db, _open, unlocked) => unlocked.sign, credentials);
    expect(await signOf({ passphrase: PASSPHRASE })).toBe('AB');
    expect(await signOf({ sign: 'ab', passphrase: PASSPHRASE })).toBe('AB');
    expect(await signOf({ recoveryCode: ` ${workspace.recoveryCode.toLowerCase().replaceAll('-', ' ')} ` })).toBe('recovery');
  });

  it('tells a wrong passphrase, an unknown sign, a wrong and a mistyped recovery code, and changes nothing by it', async () => {
    const before = bytesOf(workspace.folder);
    const attempt = (credentials: object) => codeOf(() => unlock(workspace.folder, credentials));
    expect(await attempt({ passphrase: `${PASSPHRASE}.` })).toBe('wrong-passphrase');
    expect(await attempt({ sign: 'ZZ', passphrase: PASSPHRASE })).toBe('not-found');
    expect(await attempt({ recoveryCode: workspace.recoveryCode.slice(1) })).toBe('wrong-passphrase');
    const other = await makeWorkspace();
    expect(await attempt({ recoveryCode: other.recoveryCode })).toBe('wrong-passphrase');
    other.remove();
    expect(await attempt({ passphrase: workspace.recoveryCode })).toBe('wrong-passphrase');
    expect(await attempt({})).toBe('invalid-input');
    expect(bytesOf(workspace.folder).equals(before)).toBe(true);
  });

  it('wipes the key when the workspace is locked, and lets it be opened again', async () => {
    const first = await unlock(workspace.folder, { passphrase: PASSPHRASE });
    expect(first.dataKey.equals(Buffer.alloc(32))).toBe(false);
    first.release();
    expect(first.dataKey.equals(Buffer.alloc(32))).toBe(true);
    expect(await codeOf(() => withOpen(workspace.folder, () => undefined))).toBe('none');
  });

  it('lets the analyst sign what another can check with the public key of the slot', async () => {
    const { slots } = findRing(workspace.paths).file.ring;
    await withOpen(workspace.folder, (_db, _open, unlocked) => {
      const message = Buffer.from('checkpoint 1');
      const key = createPublicKey({ key: Buffer.from(slots[0]?.signingKey ?? '', 'base64'), format: 'der', type: 'spki' });
      expect(verify(null, message, key, unlocked.signAs(message))).toBe(true);
      expect(verify(null, Buffer.from('checkpoint 2'), key, unlocked.signAs(message))).toBe(false);
    });
  });
});

describe('a second window or program', () => {
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  async function holdElsewhere(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [HOLDER, workspace.folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    started.push(child);
    const [line] = await once(child.stdout, 'data');
    expect(String(line)).toBe('open AB\n');
    return child;
  }

  it('is told that the workspace is open, also in the same process, until it is locked', async () => {
    const first = await unlock(workspace.folder, { passphrase: PASSPHRASE });
    expect(await codeOf(() => unlock(workspace.folder, { passphrase: PASSPHRASE }))).toBe('already-open');
    first.release();
    expect(await codeOf(() => withOpen(workspace.folder, () => undefined))).toBe('none');
  });

  it('is told so by another process, and gets in when that one ends by itself', async () => {
    const child = await holdElsewhere();
    expect(await codeOf(() => unlock(workspace.folder, { passphrase: PASSPHRASE }))).toBe('already-open');
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
    expect(await codeOf(() => withOpen(workspace.folder, () => undefined))).toBe('none');
  });

  it('gets in at once when the first was killed, and is not stopped by a lock file full of noise', async () => {
    const child = await holdElsewhere();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(workspace.paths.lock)).toBe(true);
    expect(await codeOf(() => withOpen(workspace.folder, () => undefined))).toBe('none');
    writeFileSync(workspace.paths.lock, Buffer.alloc(9000, 0x33));
    expect(await codeOf(() => withOpen(workspace.folder, () => undefined))).toBe('none');
  });
});
