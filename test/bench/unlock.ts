import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { openCommandDesk } from '../../electron/cli/desk.ts';
import { writeSample } from '../../electron/service/sample/write-sample.ts';

/**
 * From the passphrase to the first panels, key derivation included, each time in a newly opened service.
 * `node test/bench/unlock.ts [FILE]`; without a file an invented sample of 50,000 cases is imported.
 */
const TIMES = 7;
const PASSPHRASE = 'an invented passphrase of a benchmark';
const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
try {
  const file = process.argv[2] ? resolve(process.argv[2]) : (await writeSample({ folder, cases: 50_000, seed: 1 })).path;
  await prepare(join(folder, 'Bench.stowage'), file);
  const runs: number[][] = [];
  for (let time = 0; time < TIMES; time++) runs.push(await once(join(folder, 'Bench.stowage')));
  const middle = (at: number): string => ([...runs].map((run) => run[at] as number).sort((a, b) => a - b)[TIMES >> 1] as number).toFixed(0);
  process.stdout.write(
    `${basename(file)}: unlock ${middle(0)} ms, then first panels ${middle(1)} ms, together ${middle(2)} ms (medians of ${TIMES})\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function prepare(workspace: string, file: string): Promise<void> {
  const desk = openCommandDesk();
  try {
    await desk.client.call('workspace.create', {
      folder: desk.token(dirname(workspace)),
      name: 'Bench',
      sign: 'BB',
      passphrase: PASSPHRASE,
    });
    const report = await desk.client.call('imports.run', { file: desk.token(file) });
    process.stdout.write(`${report.rowsAccepted} cases imported\n`);
    await desk.client.call('profile.panels', { filter: { all: [] }, language: 'en' });
  } finally {
    await desk.close();
  }
}

async function once(workspace: string): Promise<number[]> {
  const desk = openCommandDesk();
  try {
    const start = performance.now();
    await desk.client.call('workspace.unlock', { folder: desk.token(workspace), passphrase: PASSPHRASE });
    const open = performance.now();
    await desk.client.call('profile.panels', { filter: { all: [] }, language: 'en' });
    const end = performance.now();
    return [open - start, end - open, end - start];
  } finally {
    await desk.close();
  }
}
