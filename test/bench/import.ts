import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ImportReport } from '../../shared/contract/imports.ts';
import { writeMadeUpFile } from './made-up-file.ts';

/**
 * `stowage import` of a file beside `sqlite3`'s own `.import` of it, in alternating pairs: the file given, and a made-up one of a million rows
 * in nobody's layout, which must be surveyed first. Time runs from the first byte read (of the survey, where there is one) to the checkpoint
 * returned; memory is the sum of the service's peak (unlocking included) and the parser's, though they fall at different times, and beside it the
 * most that both held at one time, looked at every 20 ms.
 * `node test/bench/import.ts [FILE] [--pairs N]`; with a number of rows in place of a file, a made-up file of so many is imported once, while a
 * page asks light questions, which is told beside time and memory.
 */
interface Pair {
  ratio: number;
  /** Of the summed peaks. */
  megabytes: number;
  report: ImportReport;
}

const MADE_UP_ROWS = 1_000_000;
/** Milliseconds between two looks at what the processes hold. */
const LOOK_EVERY = 20;
const CLI = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));
const AWAKE = fileURLToPath(new URL('awake-import.ts', import.meta.url));
const TELL_PEAK = 'data:text/javascript,process.on("exit",()=>process.stderr.write("PEAK "+process.resourceUsage().maxRSS))';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { pairs: { type: 'string', default: '5' } } });
const [first = ''] = positionals;
if (/^\d+$/.test(first)) await withMadeUp(Number(first), watch);
else {
  for (const path of positionals) await compare(resolve(path));
  await withMadeUp(MADE_UP_ROWS, compare);
}

async function withMadeUp(rows: number, work: (path: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const path = join(folder, 'registro.csv');
    writeMadeUpFile(path, rows);
    await work(path);
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

async function compare(path: string): Promise<void> {
  process.stdout.write(`${basename(path)}\n`);
  const done: Pair[] = [];
  for (let pair = 1; pair <= Number(values.pairs); pair++) done.push(await runPair(path, pair));
  report(done);
}

async function runPair(path: string, number: number): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const plain = sqliteSeconds(path, folder);
    const { report, peakBytes, togetherBytes } = await importOnce(path, join(folder, 'Bench.stowage'));
    const seconds = report.seconds ?? Number.NaN;
    const [megabytes, together] = [peakBytes + (report.parserPeakBytes ?? 0), togetherBytes].map((bytes) => Math.round(bytes / 1e6)) as [
      number,
      number,
    ];
    process.stdout.write(
      `pair ${number}: sqlite3 ${plain.toFixed(2)} s, import ${seconds.toFixed(2)} s, ratio ${(seconds / plain).toFixed(2)}, `,
    );
    process.stdout.write(`peaks ${megabytes} MB, at one time ${together} MB\n`);
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

interface Imported {
  report: ImportReport;
  peakBytes: number;
  togetherBytes: number;
}

async function importOnce(path: string, workspace: string): Promise<Imported> {
  await stowage(['create', '--workspace', workspace, '--analyst', 'BENCH', '--json']);
  const { stdout, stderr, togetherBytes } = await stowage(['import', path, '--workspace', workspace, '--json']);
  return { report: JSON.parse(stdout) as ImportReport, peakBytes: Number(/PEAK (\d+)/.exec(stderr)?.[1]) * 1024, togetherBytes };
}

/** Runs a command to its end; `togetherBytes` is the most that it and the processes it started held at one time. */
async function stowage(args: string[]): Promise<{ stdout: string; stderr: string; togetherBytes: number }> {
  const env = { ...process.env, STOWAGE_PASSPHRASE: 'a made-up passphrase for the bench' };
  const child = spawn(process.execPath, ['--import', TELL_PEAK, CLI, ...args], { env });
  const told = { stdout: '', stderr: '', togetherBytes: 0 };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => (told[name] += text));
  const timer = setInterval(() => {
    told.togetherBytes = Math.max(told.togetherBytes, heldBy(child.pid as number));
  }, LOOK_EVERY);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`stowage ${args[0]} failed: ${told.stderr}`);
  return told;
}

/** Resident bytes of a process and of those it started; 0 once it has ended, NaN where the system does not tell. */
function heldBy(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  try {
    const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return Number(kibibytes) * 1024 + started.reduce((sum, one) => sum + heldBy(Number(one)), 0);
  } catch {
    return 0;
  }
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
