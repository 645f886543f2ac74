import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARSER_FLAGS } from '../../electron/parser/start.ts';

const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-parser-'));
  writeFileSync(join(folder, 'there.txt'), 'readable');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs an attacker's code as if it had taken over the parser. */
function takeOver(code: string): string {
  const { stdout, stderr } = spawnSync(NODE, [...PARSER_FLAGS, '--input-type=module', '-e', code], { env: {}, encoding: 'utf8' });
  return stdout + stderr;
}

describe('a file that takes over the parser', () => {
  it('can read, as it must', () => {
    expect(
      takeOver(`import fs from 'node:fs'; console.log(fs.readFileSync(${JSON.stringify(join(folder, 'there.txt'))}, 'utf8'))`),
    ).toContain('readable');
  });

  it.each([
    ['write a file', "import fs from 'node:fs'; fs.writeFileSync(FILE, 'x')"],
    ['start a program', "import { spawnSync } from 'node:child_process'; spawnSync('touch', [FILE])"],
    ['start a thread', "import { Worker } from 'node:worker_threads'; new Worker('1', { eval: true })"],
    ['load native code', "process.dlopen({ exports: {} }, '/lib/nothing.node')"],
  ])('cannot %s', (_what, code) => {
    const target = join(folder, 'written.txt');
    expect(takeOver(code.replaceAll('FILE', JSON.stringify(target)))).toMatch(/ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED/);
    expect(existsSync(target)).toBe(false);
  });

  it('finds no passphrase in its environment', () => {
    expect(takeOver('console.log(Object.keys(process.env).length)').trim()).toBe('0');
  });
});
