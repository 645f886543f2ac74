import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ImportReport } from '../../shared/contract/imports.ts';
import { writeMadeUpFile } from './made-up-file.ts';

/**
 * `stowage import` of a file beside `sqlite3`'s own `.import` of it, in alternating pairs: the file given, and a made-up one of a million rows
 * in nobody's layout, which must be surveyed first. Time runs from the first byte read (of the survey, where there is one) to the checkpoint
 * returned; memory is the summed peak of service (unlocking included) and parser.
 * `node test/bench/import.ts [FILE] [--pairs N]`; with a number of rows in place of a file, a made-up file of so many is imported once, while a
 * page asks light questions, which is told beside time and memory.
 */
interface Pair {
  ratio: number;
  megabytes: number;
  report: ImportReport;
}

const MADE_UP_ROWS = 1_000_000;
const CLI = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));
const AWAKE = fileURLToPath(new URL('awake-import.ts', import.meta.url));
const TELL_PEAK = 'data:text/javascript,process.on("exit",()=>process.stderr.write("PEAK "+process.resourceUsage().maxRSS))';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { pairs: { type: 'string', default: '5' } } });
const [first = ''] = positionals;
if (/^\d+$/.test(first)) withMadeUp(Number(first), watch);
else {
  for (const path of positionals) compare(resolve(path));
  withMadeUp(MADE_UP_ROWS, compare);
}

function withMadeUp(rows: number, work: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const path = join(folder, 'registro.csv');
    writeMadeUpFile(path, rows);
    work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Watched extends Pick<ImportReport, 'seconds' | 'rowsAccepted' | 'parserPeakBytes'> {
  peakBytes: number;
  /** Milliseconds of each answer, by question. */
  answers: Record<string, number[]>;
}

/** One import that is asked light questions all along. */
function watch(path: string): void {
  const child = spawnSync(process.execPath, ['--expose-gc', AWAKE, path], { encoding: 'utf8', maxBuffer: 256 * 1024 ** 2 });
  if (child.status !== 0) throw new Error(`The import failed: ${child.stderr}`);
  const { seconds, rowsAccepted, parserPeakBytes = 0, peakBytes, answers } = JSON.parse(child.stdout) as Watched;
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  process.stdout.write(`rows ${rowsAccepted}, import ${seconds?.toFixed(2)} s, `);
  process.stdout.write(`peak of the service ${megabytes(peakBytes)}, of the parser ${megabytes(parserPeakBytes)}\n`);
  for (const [question, took] of Object.entries(answers)) {
    const sorted = took.toSorted((a, b) => a - b);
    const part = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(0);
    process.stdout.write(
      `${question}, asked ${took.length} times: median ${part(0.5)} ms, 95 of 100 ${part(0.95)} ms, longest ${part(1)} ms\n`,
    );
  }
}

function compare(path: string): void {
  process.stdout.write(`${basename(path)}\n`);
  report(Array.from({ length: Number(values.pairs) }, (_, pair) => runPair(path, pair + 1)));
}

function runPair(path: string, number: number): Pair {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const plain = sqliteSeconds(path, folder);
    const { report, peakBytes } = importOnce(path, join(folder, 'Bench.stowage'));
    const seconds = report.seconds ?? Number.NaN;
    const megabytes = Math.round((peakBytes + (report.parserPeakBytes ?? 0)) / 1e6);
    process.stdout.write(
      `pair ${number}: sqlite3 ${plain.toFixed(2)} s, import ${seconds.toFixed(2)} s, ratio ${(seconds / plain).toFixed(2)}, peak ${megabytes} MB\n`,
    );
    return { ratio: seconds / plain, megabytes, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(done: Pair[]): void {
  const { rowsAccepted, exactRepeats, unmapped } = (done[0] as Pair).report;
  process.stdout.write(`rows ${rowsAccepted}, exact repeats ${exactRepeats}, values without a code ${unmapped.length}\n`);
  process.stdout.write(`median ratio ${median(done.map(({ ratio }) => ratio)).toFixed(2)} (at most 4 wanted), `);
  process.stdout.write(`peak memory ${Math.max(...done.map(({ megabytes }) => megabytes))} MB (at most 600 wanted)\n`);
}

function importOnce(path: string, workspace: string): { report: ImportReport; peakBytes: number } {
  stowage(['create', '--workspace', workspace, '--analyst', 'BENCH', '--json']);
  const { stdout, stderr } = stowage(['import', path, '--workspace', workspace, '--json']);
  return { report: JSON.parse(stdout) as ImportReport, peakBytes: Number(/PEAK (\d+)/.exec(stderr)?.[1]) * 1024 };
}

function stowage(args: string[]): { stdout: string; stderr: string } {
  const env = { ...process.env, STOWAGE_PASSPHRASE: 'a made-up passphrase for the bench' };
  const child = spawnSync(process.execPath, ['--import', TELL_PEAK, CLI, ...args], { encoding: 'utf8', env });
  if (child.status !== 0) throw new Error(`stowage ${args[0]} failed: ${child.stderr}`);
  return child;
}

function sqliteSeconds(path: string, folder: string): number {
  const started = performance.now();
  const child = spawnSync('sqlite3', [join(folder, 'plain.db'), '.mode csv', '.separator ;', `.import "${path}" rows`]);
  const seconds = (performance.now() - started) / 1000;
  if (child.error || child.status !== 0) throw new Error('The sqlite3 command line tool is needed for this comparison.');
  return seconds;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
