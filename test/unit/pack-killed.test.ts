import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, makeDesk, startCommand } from '../support/command-line.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NO_BROWSER = { STOWAGE_CHROMIUM: '/nowhere' };
const LINE = ['pack', 'questionnaire', '--language', 'all', '--out', 'pack', '--workspace', 'Desk.stowage'];
const titled = (title: string) => [...LINE, '--title', title];
const names = () => readdirSync(join(folder, 'pack')).filter((name) => !name.endsWith('.tmp'));
const temporary = () => readdirSync(join(folder, 'pack')).filter((name) => name.endsWith('.tmp'));
const hashOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'pack', name)))
    .digest('hex');

/** Every file of the pack by name. */
async function build(title: string): Promise<Map<string, string>> {
  const { files } = await answerOf<{ files: { path: string; sha256: string }[] }>(folder, titled(title), NO_BROWSER);
  return new Map(files.map(({ path, sha256 }) => [path, sha256]));
}

/** Builds, and kills the program outright as soon as something is so. */
async function buildUntil(title: string, isTime: () => boolean): Promise<NodeJS.Signals | null> {
  const { child, ended } = startCommand(folder, titled(title), NO_BROWSER);
  const watch = setInterval(() => isTime() && child.kill('SIGKILL'), 1);
  const { signal } = await ended;
  clearInterval(watch);
  return signal;
}

describe('the program is killed while a pack is written over an earlier one', () => {
  it('and every file is the earlier or the new one, whole; the next build takes away what was left', async () => {
    await makeDesk(folder);
    const earlier = await build('Earlier');
    const [first = ''] = earlier.keys();
    const before = statSync(join(folder, 'pack', first)).ino;
    const moments = [
      () => temporary().length > 0,
      () => temporary().length > 4,
      () => statSync(join(folder, 'pack', first)).ino !== before,
    ];
    const seen: [string, string][] = [];
    for (const isTime of moments) {
      const signal = await buildUntil('New', isTime);
      if (isTime !== moments[2]) expect(signal).toBe('SIGKILL');
      seen.push(...names().map((name): [string, string] => [name, hashOf(name)]));
    }
    const next = await build('New');
    for (const [name, hash] of seen) expect([earlier.get(name), next.get(name)], name).toContain(hash);
    expect(seen.some(([name, hash]) => earlier.get(name) === hash && next.get(name) !== hash)).toBe(true);
    expect(names().sort()).toEqual([...next.keys()].sort());
    expect(temporary()).toEqual([]);
    expect(next.get(first)).not.toBe(earlier.get(first));
  });
});
