import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { openImportService } from '../support/import-service.ts';
import { writeMadeUpFile } from './made-up-file.ts';

/*
 * Imports a made-up file of three million rows while the service is asked something every fifty milliseconds, as a window does: seconds,
 * memory, and how long the service kept a question waiting. `node test/bench/import-window.ts [--rows N]`
 */
const ASK_EVERY = 50;
const { values } = parseArgs({ allowPositionals: true, options: { rows: { type: 'string', default: '3000000' } } });

const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
const service = await openImportService();
try {
  const path = join(folder, 'registro.csv');
  writeMadeUpFile(path, Number(values.rows));
  await measure(path);
} finally {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const question = service.session.read.prepare('SELECT count(*) FROM import');
  const answered: number[] = [];
  const timer = setInterval(() => {
    const asked = performance.now();
    question.get();
    answered.push(performance.now() - asked);
  }, ASK_EVERY);
  delay.enable();
  const steps: string[] = [];
  const started = performance.now();
  const onProgress = ({ step }: { step?: string }) => {
    if (step !== undefined && !steps.at(-1)?.startsWith(`${step} `)) steps.push(`${step} ${seconds(started)} s`);
  };
  const report = await service.run({ kind: 'path', path }, { onProgress });
  clearInterval(timer);
  delay.disable();
  process.stdout.write(`${report.rowsAccepted} rows in ${report.seconds?.toFixed(1)} s, with columns ${seconds(started)} s\n`);
  process.stdout.write(`began: ${steps.join(', ')}\n`);
  process.stdout.write(
    `peak memory: service ${megabytes(process.resourceUsage().maxRSS * 1024)}, parser ${megabytes(report.parserPeakBytes ?? 0)}\n`,
  );
  process.stdout.write(
    `waiting: 99 % under ${(delay.percentile(99) / 1e6).toFixed(0)} ms, at most ${(delay.max / 1e6).toFixed(0)} ms; a query at most ${Math.max(...answered).toFixed(0)} ms\n`,
  );
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
