import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepService } from '../../electron/host/service-child.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-deaf-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a service too busy to hear', () => {
  it('is ended when the host stops, instead of keeping its keys in memory for as long as it likes', async () => {
    const entry = join(folder, 'deaf.mjs');
    writeFileSync(entry, "process.on('message', () => undefined); setInterval(() => undefined, 1000);");
    const keeper = keepService({ entry, onOpened: () => undefined });
    await expect(keeper.stop()).resolves.toBeUndefined();
  });
});
