import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StowageError } from '../../../shared/errors.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import { sampleLines } from './rows.ts';

export interface SampleRequest {
  cases: number;
  /** The same seed gives the same file. */
  seed: number;
}

/** Lines written between two looks at the caller. */
const CHUNK = 2000;

/** What stands as the source of a figure made from a sample. */
export const SAMPLE_SOURCE = 'Invented sample data';

/** The name says that nothing in the file is real. */
export function sampleFileName({ cases, seed }: SampleRequest): string {
  return `invented-sample-${cases}-cases-seed-${seed}.csv`;
}

/** A sample stands in the layout of a real source, which must not be named for it. */
export function isSampleFileName(fileName: string): boolean {
  return /^invented-sample-\d+-cases-seed-\d+\.csv$/.test(fileName);
}

/** Streams invented data in the UNODC layout into a folder that exists; replaces a sample of the same name. `cancelled` leaves no file. */
export async function writeSample(
  request: SampleRequest & { folder: string },
  call?: CallContext,
): Promise<{ path: string; rows: number }> {
  const path = join(request.folder, sampleFileName(request));
  try {
    await pipeline(Readable.from(sampleChunks(request, call)), createWriteStream(path));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return { path, rows: request.cases };
}

/** The same file as bytes, for a workspace that must leave nothing readable on the disk. */
export async function sampleBytes(request: SampleRequest, call?: CallContext): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for (const chunk of sampleChunks(request, call)) {
    chunks.push(chunk);
    // A cancel or a lock is heard between the pieces.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(chunks);
}

function* sampleChunks({ cases, seed }: SampleRequest, call: CallContext | undefined): Generator<Buffer> {
  let lines: string[] = [];
  let written = 0;
  for (const line of sampleLines(cases, seed)) {
    lines.push(line);
    if (lines.length < CHUNK) continue;
    if (call?.signal.aborted) throw new StowageError('cancelled', 'Writing the sample was cancelled. No file was left behind.');
    written += lines.length;
    call?.progress({ fraction: Math.min(1, written / cases), step: 'sample' });
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}
