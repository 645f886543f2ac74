import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openImportService } from '../support/import-service.ts';

/**
 * Import of one file beside `sqlite3`'s own `.import` of it: five alternating pairs, each import in a process of its own.
 * Time runs from the first byte read to the checkpoint returned; memory is the summed peak (VmHWM) of service and parser.
 * `node test/bench/import.ts FILE [--pairs N]`
 */
interface Once {
  seconds: number;
  serviceBytes: number;
  parserBytes: number;
  rows: number;
  repeats: number;
  unmapped: number;
}

const [file = '', ...options] = process.argv.slice(2);
if (options.includes('--once')) process.stdout.write(JSON.stringify(await importOnce(resolve(file))));
else compare(resolve(file), Number(options[options.indexOf('--pairs') + 1]) || 5);

async function importOnce(path: string): Promise<Once> {
  const service = await openImportService();
  try {
    const report = await service.run({ kind: 'path', path });
    const { seconds = 0, parserPeakBytes = 0, rowsAccepted, exactRepeats, unmapped } = report;
    return {
      seconds,
      serviceBytes: peakBytes(),
      parserBytes: parserPeakBytes,
      rows: rowsAccepted,
      repeats: exactRepeats,
      unmapped: unmapped.length,
    };
  } finally {
    await service.close();
  }
}

function peakBytes(): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1] ?? 0) * 1024;
}

function compare(path: string, pairs: number): void {
  const runs = Array.from({ length: pairs }, (_, pair) => {
    const plain = sqliteSeconds(path);
    const once = runOnce(path);
    const ratio = once.seconds / plain;
    const megabytes = Math.round((once.serviceBytes + once.parserBytes) / 1e6);
    process.stdout.write(
      `pair ${pair + 1}: sqlite3 ${plain.toFixed(2)} s, import ${once.seconds.toFixed(2)} s, ratio ${ratio.toFixed(2)}, peak ${megabytes} MB\n`,
    );
    return { ratio, megabytes, ...once };
  });
  const [first] = runs;
  process.stdout.write(`rows ${first?.rows}, exact repeats ${first?.repeats}, values not placed ${first?.unmapped}\n`);
  process.stdout.write(
    `median ratio ${median(runs.map((run) => run.ratio)).toFixed(2)}, peak memory ${Math.max(...runs.map((run) => run.megabytes))} MB\n`,
  );
}

function runOnce(path: string): Once {
  const child = spawnSync(process.execPath, [import.meta.filename, path, '--once'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error('The import failed.');
  return JSON.parse(child.stdout) as Once;
}

function sqliteSeconds(path: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  const started = performance.now();
  const child = spawnSync('sqlite3', [join(folder, 'plain.db'), '.mode csv', '.separator ;', `.import "${path}" rows`], {
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true, force: true });
  if (child.error || child.status !== 0) throw new Error('The sqlite3 command line tool is needed for this comparison.');
  return seconds;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
