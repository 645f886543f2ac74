import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../electron/service/workspace/lock-file.ts';
import { idsCsv } from '../support/build.ts';
import { startTestHost, type TestHost } from '../support/host.ts';

const PASSPHRASE = 'a made-up passphrase';

let test: TestHost;
let browser: Record<string, string>;
beforeEach(async () => {
  test = await startTestHost({ lockWithoutPage: 100 });
  browser = await test.enter();
});
afterEach(() => test.stop());

async function tokenOf(path: string, body: string | Buffer): Promise<string> {
  const { text } = await test.ask(path, { method: 'POST', headers: browser, body });
  return (JSON.parse(text) as { token: string }).token;
}
/** True once the process that held the workspace has let it go. */
function isFree(lock: string): boolean {
  try {
    takeLock(lock).release();
    return true;
  } catch {
    return false;
  }
}
const folderToken = (kind: string, path: string) => tokenOf('/native/path', JSON.stringify({ kind, path }));

async function stateForNewPage(): Promise<unknown> {
  const page = await test.client(browser);
  return page.call('workspace.state', {}).catch((error: unknown) => error);
}

describe('a person at the browser host', () => {
  it('creates a workspace, imports an uploaded file, locks, and opens it again from the list of recent ones', async () => {
    const page = await test.client(browser);
    const made = await page.call('workspace.create', {
      folder: await folderToken('parent', test.folder),
      name: 'Desk',
      sign: 'AB',
      passphrase: PASSPHRASE,
    });
    expect(made.state).toMatchObject({ open: true, name: 'Desk', analyst: 'AB', cases: 0, idleMinutes: 10 });

    const file = await tokenOf(
      '/native/upload?name=cases.csv',
      idsCsv([{ PLACE: 'Made-up one' }, { PLACE: 'Made-up two' }, { PLACE: 'Made-up two' }]),
    );
    const steps: string[] = [];
    const changes: string[] = [];
    page.onChanged((areas) => changes.push(...areas));
    const report = await page.call('imports.run', { file }, { onProgress: ({ step }) => steps.push(step) });
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 3, rowsRejected: 0, exactRepeats: 1 });
    expect(changes).toContain('cases');
    await page.call('view.set', { key: 'screen', value: { last: 'cases', widths: [1, 2] } });
    expect(await page.call('workspace.state', {})).toMatchObject({ cases: 3 });

    const gone = new Promise<void>((resolve) => page.onClosed(resolve));
    expect(await page.call('workspace.lock', {})).toEqual({ done: true });
    await gone;

    const fresh = await test.client(browser);
    expect(await fresh.call('workspace.state', {})).toMatchObject({ open: false, name: null, cases: 0 });
    await expect(fresh.call('cases.window', {})).rejects.toMatchObject({ code: 'not-permitted' });
    const { text } = await test.ask('/native/recents', { method: 'POST', headers: browser });
    const [recent] = JSON.parse(text) as { token: string; name: string; bytes: number }[];
    expect(recent).toMatchObject({ name: 'Desk' });
    const folder = recent?.token ?? '';
    expect(await fresh.call('workspace.look', { folder })).toMatchObject({ name: 'Desk', signs: ['AB'] });
    await expect(fresh.call('workspace.unlock', { folder, passphrase: 'another passphrase' })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await fresh.call('workspace.unlock', { folder, passphrase: PASSPHRASE })).toMatchObject({ open: true, cases: 3 });
    expect(await fresh.call('view.get', {})).toEqual({ values: { screen: { last: 'cases', widths: [1, 2] } } });
    const kept = JSON.parse(readFileSync(join(test.folder, 'user', 'recent.json'), 'utf8')) as object[];
    expect(kept.map((each) => Object.keys(each))).toEqual([['folder', 'lastUsed']]);
  });

  it('finds the workspace locked after closing the last page', async () => {
    const page = await test.client(browser);
    await page.call('workspace.create', {
      folder: await folderToken('parent', test.folder),
      name: 'Desk',
      sign: 'AB',
      passphrase: PASSPHRASE,
    });
    page.close();
    const lock = join(test.folder, 'Desk.stowage', 'lock');
    await expect.poll(() => isFree(lock), { timeout: 20_000 }).toBe(true);
    // The service that held it may still be ending: a page that comes then is told so, and the next one meets its successor.
    await expect.poll(stateForNewPage, { timeout: 20_000 }).toMatchObject({ open: false });
  });

  it('cannot name a path itself, nor a token that was never given', async () => {
    const page = await test.client(browser);
    await expect(page.call('workspace.look', { folder: '/etc' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(page.call('workspace.look', { folder: 'aaaaaaaa-bbbb' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('sees a second page share the open workspace and hear of its changes', async () => {
    const one = await test.client(browser);
    const other = await test.client(browser);
    await one.call('workspace.create', {
      folder: await folderToken('parent', test.folder),
      name: 'Desk',
      sign: 'AB',
      passphrase: PASSPHRASE,
    });
    expect(await other.call('workspace.state', {})).toMatchObject({ open: true, name: 'Desk' });
    const heard = new Promise((resolve) => other.onChanged(resolve));
    await one.call('workspace.settings', { idleMinutes: 5 });
    expect(await heard).toEqual(['workspace']);
    const folder = await folderToken('workspace', join(test.folder, 'Desk.stowage'));
    await expect(other.call('workspace.unlock', { folder, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'already-open' });
  });
});
