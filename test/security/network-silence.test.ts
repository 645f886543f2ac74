import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idsCsv } from '../support/build.ts';
import { PASSPHRASE } from '../support/command-line.ts';

const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const COMMAND_LINE = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));
const PROBE = fileURLToPath(new URL('../support/network-probe.ts', import.meta.url));
const hasStrace = existsSync('/usr/bin/strace') && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
const hasNamespaces = spawnSync('unshare', ['-rn', 'true']).status === 0;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-network-'));
  writeFileSync(join(folder, 'cases.csv'), idsCsv([{ PLACE: 'Made-up one' }, { PLACE: 'Made-up two' }]));
});
afterEach(() => rmSync(folder, { recursive: true }));

const LINE: string[][] = [
  ['create', '--workspace', 'Desk', '--analyst', 'AB'],
  ['import', 'cases.csv', '--workspace', 'Desk.stowage'],
  ['pack', 'profile', '--language', 'en', '--out', 'pack', '--workspace', 'Desk.stowage'],
];

function run(wrap: string[], args: string[]): number | null {
  const [command = NODE, ...rest] = [...wrap, NODE, ...args];
  const env = { PATH: process.env.PATH, INIT_CWD: folder, STOWAGE_PASSPHRASE: PASSPHRASE };
  const { status, stderr } = spawnSync(command, rest, { env, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(stderr);
  return status;
}

/** Calls that open or use a socket of the internet families, from every process of a traced run. */
function internetCalls(): string[] {
  const lines = readdirSync(folder)
    .filter((name) => name.startsWith('trace'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.filter((line) => /AF_INET6?\b/.test(line));
}

describe('a machine that watches what Stowage says to the network', () => {
  it.skipIf(!hasStrace)('sees no internet socket while a workspace is created, a file imported and a pack written (needs strace)', () => {
    for (const [index, args] of LINE.entries()) {
      const wrap = ['strace', '-ff', '-e', 'trace=socket,connect,sendto,sendmsg,bind', '-o', join(folder, `trace-${index}`)];
      expect([args[0], run(wrap, [COMMAND_LINE, ...args])]).toEqual([args[0], 0]);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('trace')).length).toBeGreaterThan(3);
    expect(internetCalls()).toEqual([]);
  });

  it.skipIf(!hasStrace)('would see one: a probe that calls out is found by the same trace (needs strace)', () => {
    run(['strace', '-ff', '-e', 'trace=socket,connect,sendto,sendmsg,bind', '-o', join(folder, 'trace-probe')], [PROBE]);
    expect(internetCalls().length).toBeGreaterThan(0);
  });

  it.skipIf(!hasNamespaces)('does the whole line where there is no network at all (needs unshare)', () => {
    for (const args of LINE) expect([args[0], run(['unshare', '-rn'], [COMMAND_LINE, ...args])]).toEqual([args[0], 0]);
    expect(readdirSync(join(folder, 'pack'))).toContain('manifest.json');
  });
});
