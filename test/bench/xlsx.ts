import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeWorkbook } from '../support/large-workbook.ts';

/**
 * Reading a workbook of 200,001 × 15 cells: our reader, the fastest library that was found, and the streaming reader of the best known one,
 * one after another in three rounds, each in a process of its own. Time is of the reading alone; memory is the process's peak.
 * `node test/bench/xlsx.ts [FILE.xlsx]`
 */
const ROUNDS = 3;
const ROWS = 200_000;
const PEERS = fileURLToPath(new URL('peers', import.meta.url));
const TELL =
  'process.stdout.write(JSON.stringify({ rows, seconds: (performance.now() - started) / 1000, peak: process.resourceUsage().maxRSS * 1024 }))';

const READERS: Record<string, string> = {
  own: `import { openFileSource } from ${JSON.stringify(new URL('../../electron/parser/byte-source.ts', import.meta.url).href)};
    import { openSheet } from ${JSON.stringify(new URL('../../electron/parser/xlsx/sheet-source.ts', import.meta.url).href)};
    const started = performance.now();
    const source = await openFileSource(process.argv[1]);
    const sheet = await openSheet({ bytes: source.bytes, readAt: source.again.readAt }, { sheet: null, several: 'ask' });
    const buffer = new Uint8Array(1024 * 1024);
    while ((await sheet.read(buffer, 0, buffer.length)) > 0);
    const rows = sheet.sheets[0].rows;`,
  'hucre 1.0.0': `import { readFileSync } from 'node:fs';
    import { streamXlsxRows } from 'hucre/xlsx';
    const started = performance.now();
    let rows = 0;
    for await (const row of streamXlsxRows(readFileSync(process.argv[1]))) if (row.values.length > 0) rows++;`,
  'exceljs 4.4.0 stream': `import excel from 'exceljs';
    const started = performance.now();
    let rows = 0;
    const reader = new excel.stream.xlsx.WorkbookReader(process.argv[1], { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache' });
    for await (const sheet of reader) for await (const row of sheet) if (row.cellCount > 0) rows++;`,
};

interface Outcome {
  rows: number;
  seconds: number;
  peak: number;
}

const folder = mkdtempSync(join(tmpdir(), 'stowage-xlsx-'));
try {
  bench(process.argv[2]?.endsWith('.xlsx') ? process.argv[2] : made(folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function made(into: string): string {
  const path = join(into, 'large.xlsx');
  writeFileSync(path, largeWorkbook(ROWS));
  return path;
}

function bench(path: string): void {
  const outcomes = new Map<string, Outcome[]>(Object.keys(READERS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) for (const name of outcomes.keys()) outcomes.get(name)?.push(...run(name, path));
  const own = median(outcomes.get('own') ?? []);
  for (const [name, runs] of outcomes) {
    if (runs.length === 0) process.stdout.write(`${name}: not installed or failed\n`);
    else
      process.stdout.write(
        `${name}: ${runs[0]?.rows} rows, ${median(runs).toFixed(2)} s, peak ${peak(runs)} MB, own/this ${(own / median(runs)).toFixed(2)}\n`,
      );
  }
  const fastest = Math.min(...[...outcomes].flatMap(([name, runs]) => (name === 'own' || runs.length === 0 ? [] : [median(runs)])));
  process.stdout.write(
    `ratio to the fastest other ${(own / fastest).toFixed(2)} (at most 1 wanted), peak ${peak(outcomes.get('own') ?? [])} MB (at most 300 wanted)\n`,
  );
}

function run(name: string, path: string): Outcome[] {
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `${READERS[name]}\n${TELL}`, path], {
    cwd: PEERS,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: folder },
  });
  if (status === 0) return [JSON.parse(stdout) as Outcome];
  process.stderr.write(`${name}: ${stderr.split('\n').find((line) => line.includes('Error')) ?? 'failed'}\n`);
  return [];
}

function median(runs: Outcome[]): number {
  return runs.map(({ seconds }) => seconds).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
}

function peak(runs: Outcome[]): number {
  return Math.round(Math.max(...runs.map((outcome) => outcome.peak)) / 1024 ** 2);
}
