import { readFileSync } from 'node:fs';
import { readSheet } from './workbook-file.ts';

/** Reads the workbook whose path is given, in a process of its own, and tells what came of it: `{ error?, bytes, peakBytes, milliseconds, cpuMilliseconds }`. */
const started = performance.now();
const used = process.cpuUsage();
const outcome: { error?: string; code?: string; bytes: number } = { bytes: 0 };
try {
  const { text } = await readSheet(readFileSync(process.argv[2] ?? ''), { several: 'largest' });
  outcome.bytes = text.length;
} catch (error) {
  outcome.error = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error) outcome.code = String(error.code);
}
const { user, system } = process.cpuUsage(used);
process.stdout.write(
  JSON.stringify({
    ...outcome,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    milliseconds: performance.now() - started,
    cpuMilliseconds: (user + system) / 1000,
  }),
);
