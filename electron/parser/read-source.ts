import { randomFillSync } from 'node:crypto';
import { cellsOf } from '../../shared/csv/record.ts';
import type { RowBatch, SourceHeader, SourceSummary } from '../../shared/parser-protocol.ts';
import { createBatchBuilder } from './batch.ts';
import type { ByteSource } from './byte-source.ts';
import { faults } from './faults.ts';
import { LIMITS, PREVIEW_ROWS } from './limits.ts';
import { decodeUtf8, openRecordReader, type RecordReader, STEPS } from './record-reader.ts';

/** What reading one file says as it goes. `batch` resolves when the next batch may be made. */
export interface ReadListener {
  header(header: SourceHeader): void;
  batch(batch: RowBatch): Promise<void>;
  progress(bytesRead: number): void;
}

export interface Preview {
  header: SourceHeader;
  rows: string[][];
}

/**
 * Reads a whole file of separated values into batches; throws `unreadable-file`. What is wrong with a file that was
 * changed meanwhile is that it was changed.
 * Memory stays bounded but for about 30 bytes a row, which find exact repeats.
 */
export async function readSource(source: ByteSource, fileName: string, listener: ReadListener): Promise<SourceSummary> {
  try {
    return await readWhole(source, fileName, listener);
  } catch (error) {
    await source.verify(false);
    throw error;
  }
}

async function readWhole(source: ByteSource, fileName: string, listener: ReadListener): Promise<SourceSummary> {
  const startedAt = Date.now();
  const seeds = randomFillSync(new Uint32Array(4));
  const reader = await openRecordReader(source, seeds[0] as number);
  listener.header(headerOf(reader, source, fileName));
  const exactRepeats = await readRows(reader, seeds, listener);
  if (reader.row === 0) throw faults.headerOnly();
  await source.verify(true);
  const { window } = reader;
  return {
    rows: reader.row,
    sha256: window.digest(),
    bytes: window.bytesRead(),
    exactRepeats,
    startedAt,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** Reads the header and the first rows only. */
export async function previewSource(source: ByteSource, fileName: string): Promise<Preview> {
  const reader = await openRecordReader(source, 0);
  const rows: string[][] = [];
  while (rows.length < PREVIEW_ROWS) {
    const step = reader.step();
    if (step === STEPS.end) break;
    if (step === STEPS.needsMore) await reader.window.fill();
    else rows.push(cellsOf(reader.tokenizer, reader.window.bytes, decodeUtf8));
  }
  return { header: headerOf(reader, source, fileName), rows };
}

/** Feeds every row to batches; answers the number of exact repeats. */
async function readRows(reader: RecordReader, seeds: Uint32Array, listener: ReadListener): Promise<number> {
  const builder = createBatchBuilder(reader.headers, seeds);
  let exactRepeats = 0;
  const flush = async (batch: RowBatch) => {
    for (const earlier of batch.repeatOf) if (earlier > 0) exactRepeats++;
    await listener.batch(batch);
  };
  for (;;) {
    const step = reader.step();
    if (step === STEPS.end) break;
    if (step === STEPS.needsMore) {
      await reader.window.fill();
      listener.progress(reader.window.bytesRead());
      continue;
    }
    if (builder.full()) await flush(builder.take());
    if (reader.row > LIMITS.rows) throw faults.tooManyRows();
    builder.add(reader.tokenizer, reader.window.bytes, reader.from, reader.to, reader.row, reader.line);
  }
  if (builder.rows() > 0) await flush(withCutWarning(builder.take(), reader));
  return exactRepeats;
}

function withCutWarning(batch: RowBatch, reader: RecordReader): RowBatch {
  if (!reader.endsWithLine())
    batch.warnings.push({
      code: 'no-final-line-end',
      message: CUT,
      row: reader.row,
    });
  return batch;
}

const CUT = 'The last row does not end with a line break. If the file was cut, its last cell is not whole.';

function headerOf(reader: RecordReader, source: ByteSource, fileName: string): SourceHeader {
  return {
    fileName,
    bytes: source.bytes,
    encoding: reader.window.encoding,
    delimiter: String.fromCharCode(reader.dialect.delimiter),
    headers: reader.headers,
  };
}
