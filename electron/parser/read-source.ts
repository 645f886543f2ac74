import { randomFillSync } from 'node:crypto';
import { detectDialect } from '../../shared/csv/dialect.ts';
import { cellsOf } from '../../shared/csv/record.ts';
import { createTokenizer, INCOMPLETE, OPEN_QUOTE, TEXT_AFTER_QUOTE, type Tokenizer } from '../../shared/csv/tokenizer.ts';
import type { RowBatch, SourceHeader, SourceSummary } from '../../shared/parser-protocol.ts';
import { createBatchBuilder } from './batch.ts';
import type { ByteSource } from './byte-source.ts';
import { faults } from './faults.ts';
import { BATCH_WARNINGS, LIMITS, PREVIEW_ROWS } from './limits.ts';
import { createTextWindow, type TextWindow } from './text-window.ts';

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

/** One record of the file as the window holds it. */
interface Reader {
  header: SourceHeader;
  tokenizer: Tokenizer;
  window: TextWindow;
  /** Reads the next record that is not a blank line; false at the end. `from`, `to`, `line` and `row` then say where it is. */
  next(): Promise<boolean>;
  from: number;
  to: number;
  line: number;
  row: number;
}

/** Reads a whole file of separated values into batches. Throws `unreadable-file`; memory does not grow with the file, but for 28 bytes a row. */
export async function readSource(source: ByteSource, fileName: string, listener: ReadListener): Promise<SourceSummary> {
  const startedAt = Date.now();
  const reader = await openReader(source, fileName, listener);
  listener.header(reader.header);
  const builder = createBatchBuilder(reader.header.headers, randomFillSync(new Uint32Array(4)));
  let exactRepeats = 0;
  const flush = async () => {
    const batch = builder.take();
    for (const earlier of batch.repeatOf) if (earlier > 0) exactRepeats++;
    batch.warnings.push(...(reader.window.ended() && !reader.window.endsWithLine() ? [cutWarning(reader.row)] : []));
    await listener.batch(batch);
  };
  while (await reader.next()) {
    builder.add(reader.tokenizer, reader.window.bytes, reader.from, reader.to, reader.row, reader.line);
    if (builder.full()) await flush();
  }
  if (reader.row === 0) throw faults.headerOnly();
  if (builder.rows() > 0) await flush();
  await source.verify();
  return { rows: reader.row, sha256: reader.window.digest(), bytes: reader.window.bytesRead(), exactRepeats, startedAt, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

/** Reads the header and the first rows only. */
export async function previewSource(source: ByteSource, fileName: string): Promise<Preview> {
  const reader = await openReader(source, fileName, { progress: () => {} });
  const rows: string[][] = [];
  while (rows.length < PREVIEW_ROWS && (await reader.next())) rows.push(cellsOf(reader.tokenizer, reader.window.bytes, decodeUtf8));
  return { header: reader.header, rows };
}

function cutWarning(row: number): RowBatch['warnings'][number] {
  return { code: 'no-final-line-end', message: 'The last row does not end with a line break. If the file was cut, its last cell is not whole.', row };
}
