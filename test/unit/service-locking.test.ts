import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startParser } from '../../electron/parser/start.ts';
import { createService, type Service } from '../../electron/service/service.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import type { Client } from '../../shared/rpc.ts';
import { createClient } from '../../shared/rpc-client.ts';
import { idsCsv } from '../support/build.ts';

const PASSPHRASE = 'a made-up passphrase';
const PARENT = 'parent-0001';
const DESK = 'desk-00001';
const MINUTE = 60_000;

let folder = '';
let clock = 0;
let locked = 0;
let service: Service;
let client: Client<StowageContract>;

function begin(): void {
  locked = 0;
  service = createService({
    openParser: async () => startParser(),
    now: () => new Date(clock),
    onLocked: () => locked++,
    checkOutput: true,
  });
  const [near, far] = createChannelPair();
  service.serveChannel(far);
  client = createClient<StowageContract>(near);
  service.grant(PARENT, { kind: 'path', path: folder });
  service.grant(DESK, { kind: 'path', path: join(folder, 'Desk.stowage') });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-service-'));
  clock = Date.UTC(2025, 0, 1);
  begin();
  await client.call('workspace.create', { folder: PARENT, name: 'Desk', sign: 'AB', passphrase: PASSPHRASE });
});
afterEach(async () => {
  await service.shutdown();
  rmSync(folder, { recursive: true });
});

describe('a workspace that is left alone', () => {
  it('locks after the minutes of its settings, and not before', async () => {
    await client.call('workspace.settings', { idleMinutes: 2 });
    clock += 2 * MINUTE - 1;
    expect(await service.lockWhenIdle()).toBe(false);
    clock += 1;
    expect(await service.lockWhenIdle()).toBe(true);
    expect(locked).toBe(1);
    await expect(client.call('log.list', {})).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('stays open while somebody works, but not because the page looks at its state', async () => {
    await client.call('workspace.settings', { idleMinutes: 1 });
    clock += MINUTE - 1;
    await client.call('view.get', {});
    clock += MINUTE - 1;
    expect(await service.lockWhenIdle()).toBe(false);
    await client.call('workspace.state', {});
    clock += 1;
    expect(await service.lockWhenIdle()).toBe(true);
  });

  it('does not lock under a job that is still running', async () => {
    await client.call('workspace.settings', { idleMinutes: 1 });
    const sample = await client.call('app.sample', { cases: 20_000 });
    let begun: () => void = () => undefined;
    const working = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const running = client.call('imports.run', { file: sample.file }, { onProgress: () => begun() });
    await working;
    clock += 60 * MINUTE;
    expect(await service.lockWhenIdle()).toBe(false);
    expect(await running).toMatchObject({ rowsAccepted: 20_000 });
  });
});

describe('locking', () => {
  it('leaves nothing beside the encrypted file, and lets the same workspace be opened again', async () => {
    await client.call('view.set', { key: 'screen', value: 'cases' });
    expect(await client.call('workspace.lock', {})).toEqual({ done: true });
    for (const file of ['data.db-wal', 'data.db-shm'])
      expect([file, existsSync(join(folder, 'Desk.stowage', file))]).toEqual([file, false]);
    await expect(client.call('view.get', {})).rejects.toMatchObject({ code: 'not-permitted' });
    begin();
    expect(await client.call('workspace.unlock', { folder: DESK, sign: 'AB', passphrase: PASSPHRASE })).toMatchObject({
      open: true,
      analyst: 'AB',
    });
    expect(await client.call('view.get', {})).toEqual({ values: { screen: 'cases' } });
  });

  it('twice at once is locking once', async () => {
    await Promise.all([client.call('workspace.lock', {}), service.shutdown(), client.call('workspace.lock', {})]);
    expect(locked).toBe(1);
  });

  it('while an import runs stops the import, which leaves nothing', async () => {
    const sample = await client.call('app.sample', { cases: 60_000 });
    const importing = client.call('imports.run', { file: sample.file }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.call('workspace.lock', {});
    expect(await importing).toMatchObject({ code: expect.stringMatching(/^(cancelled|not-permitted)$/) });
    begin();
    expect(await client.call('workspace.unlock', { folder: DESK, passphrase: PASSPHRASE })).toMatchObject({ cases: 0 });
    expect(await client.call('workspace.verify', {})).toEqual({ ok: true, problems: [] });
  });
});

describe('one service', () => {
  it('holds one workspace at a time', async () => {
    await expect(client.call('workspace.unlock', { folder: DESK, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'already-open' });
    await expect(
      client.call('workspace.create', { folder: PARENT, name: 'Other', sign: 'AB', passphrase: PASSPHRASE }),
    ).rejects.toMatchObject({ code: 'already-open' });
    expect(existsSync(join(folder, 'Other.stowage'))).toBe(false);
  });

  it('is free again after a wrong passphrase', async () => {
    await client.call('workspace.lock', {});
    begin();
    await expect(client.call('workspace.unlock', { folder: DESK, passphrase: 'not this one at all' })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await client.call('workspace.unlock', { folder: DESK, passphrase: PASSPHRASE })).toMatchObject({ open: true });
  });

  it('goes on after an analyst was removed and everything is under a new key', async () => {
    await client.call('analysts.add', { sign: 'CD', passphrase: 'a colleague of theirs' });
    await client.call('analysts.remove', { sign: 'CD' });
    expect(await client.call('analysts.list', {})).toMatchObject({ analysts: [{ sign: 'AB' }] });
    await expect(client.call('analysts.remove', { sign: 'AB' })).rejects.toMatchObject({ code: 'not-permitted' });
    writeFileSync(join(folder, 'cases.csv'), idsCsv([{ PLACE: 'Made-up one' }]));
    service.grant('cases-0001', { kind: 'path', path: join(folder, 'cases.csv') });
    expect(await client.call('imports.run', { file: 'cases-0001' })).toMatchObject({ rowsAccepted: 1 });
    expect(await client.call('cases.window', {})).toMatchObject({ total: 1 });
    expect(await client.call('workspace.verify', {})).toEqual({ ok: true, problems: [] });
  });

  it('answers what needs no workspace without one, and nothing else', async () => {
    await client.call('workspace.lock', {});
    begin();
    const about = await client.call('app.about', {});
    expect(about.packages.length).toBeGreaterThan(50);
    expect(about.packages.filter(({ licence }) => licence === '')).toEqual([]);
    expect(about.lists.length).toBeGreaterThan(3);
    for (const method of ['view.get', 'log.list', 'analysts.list', 'imports.list', 'cases.window', 'packs.list'] as const) {
      await expect(client.call(method, {})).rejects.toMatchObject({ code: 'not-permitted' });
    }
  });

  it('keeps a view, and refuses one that is too large', async () => {
    await expect(client.call('view.set', { key: 'screen', value: 'x'.repeat(70_000) })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(client.call('view.set', { key: '../x', value: 1 })).rejects.toMatchObject({ code: 'invalid-input' });
    await client.call('view.set', { key: 'a.b', value: { nested: [1, null] } });
    await client.call('view.set', { key: 'a.b', value: null });
    expect(await client.call('view.get', {})).toEqual({ values: { 'a.b': null } });
  });
});
