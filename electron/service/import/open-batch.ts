import { isAscii } from 'node:buffer';
import { aligned, BATCH_LIMITS, type BatchHeader, HEADER_LENGTH_BYTES } from '../../../shared/batch-layout.ts';
import { LEFT_OUT_KINDS } from '../../../shared/domain/fields.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { RowBatch, SourceSummary } from '../../../shared/parser-protocol.ts';

/** Opens the batches of one file in their order, and checks that its summary says what they held. */
export interface BatchOpener {
  /** Throws `unreadable-file` for bytes that are no batch, or not the next one of a table with so many columns. */
  open(bytes: Uint8Array): RowBatch;
  check(summary: SourceSummary): void;
}

/**
 * The parser reads what a stranger wrote and may have fallen to it, so nothing in its bytes is trusted: lengths are held to the bytes that are there,
 * numbers and texts to their type, every index to its list, and rows and records to their order. What passes is a batch that some file could give.
 */
export function createBatchOpener(columns: number): BatchOpener {
  let nextRecord = 1;
  let nextRow = 1;
  let repeats = 0;
  return {
    open(bytes) {
      const { header, start } = readHeader(bytes);
      checkHeader(header, columns);
      demand(header.firstRecord === nextRecord && header.original.firstRow === nextRow);
      const batch = readArrays(bytes, header, start);
      checkRecords(batch);
      checkOriginals(batch);
      nextRecord += batch.rows;
      nextRow += header.original.rows;
      for (let row = 0; row < batch.rows; row++) if ((batch.repeatOf[row] as number) > 0) repeats++;
      return batch;
    },
    check(summary) {
      const { rows, sourceRows, exactRepeats, sha256, bytes, startedAt, peakBytes } = summary;
      demand(rows === nextRecord - 1 && sourceRows === nextRow - 1 && exactRepeats === repeats);
      demand(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256));
      demand([bytes, startedAt, peakBytes].every((number) => Number.isFinite(number) && number >= 0));
    },
  };
}

const FOREIGN =
  'The part of Stowage that reads files sent what no file gives, perhaps because this file misled it. Nothing was imported. Do not open the file elsewhere; have it looked at.';

function demand(isSo: boolean): asserts isSo {
  if (!isSo) throw new StowageError('unreadable-file', FOREIGN);
}

function readHeader(bytes: Uint8Array): { header: BatchHeader; start: number } {
  demand(bytes.length >= HEADER_LENGTH_BYTES);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  demand(length <= bytes.length - HEADER_LENGTH_BYTES);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + HEADER_LENGTH_BYTES, length).toString('utf8');
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    demand(false);
  }
  demand(isObject(header));
  return { header: header as unknown as BatchHeader, start: aligned(HEADER_LENGTH_BYTES + length) };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
const isText = (value: unknown, longest: number): value is string => typeof value === 'string' && value.length <= longest;
const isListOf = (value: unknown, most: number, test: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length <= most && value.every(test);

const MOST_ROWS = 2 ** 32 - 1;

function checkHeader(header: BatchHeader, columns: number): void {
  const { original } = header;
  demand(isCount(header.firstRecord, MOST_ROWS) && isCount(header.rows, BATCH_LIMITS.records));
  demand(typeof header.hasParts === 'boolean' && isObject(original));
  demand(original.codec === 'zstd' || original.codec === 'deflate');
  demand(isCount(original.unpackedBytes, BATCH_LIMITS.unpackedBytes) && isCount(original.firstRow, MOST_ROWS));
  demand(isCount(original.rows, BATCH_LIMITS.rows) && isCount(original.packedBytes, 2 * BATCH_LIMITS.unpackedBytes));
  demand(isListOf(header.columns, BATCH_LIMITS.columns, isColumn) && header.columns.length === columns);
  demand(isListOf(header.leftOut, BATCH_LIMITS.rows, isLeftOut) && isListOf(header.rejected, BATCH_LIMITS.rows, isRow));
  demand(isListOf(header.warnings, BATCH_LIMITS.warnings, isWarning));
  demand(isObject(header.moreWarnings) && Object.entries(header.moreWarnings).every(isCounted));
}

const isColumn = (value: unknown): boolean =>
  isObject(value) && isCount(value.values, BATCH_LIMITS.records) && isCount(value.bytes, MOST_ROWS);
const isRow = (value: unknown): boolean => isCount(value, MOST_ROWS);
const isLeftOut = (value: unknown): boolean => isObject(value) && isRow(value.row) && LEFT_OUT_KINDS.some((kind) => kind === value.kind);
const isCounted = ([code, count]: [string, unknown]): boolean => isText(code, 100) && isCount(count, MOST_ROWS);

function isWarning(value: unknown): boolean {
  if (!isObject(value) || !isText(value.code, 100) || !isText(value.message, BATCH_LIMITS.warningCharacters)) return false;
  return isRow(value.row) && (value.column === undefined || isText(value.column, BATCH_LIMITS.warningCharacters));
}

function readArrays(bytes: Uint8Array, header: BatchHeader, start: number): RowBatch {
  const { rows, original, firstRecord, leftOut, rejected, warnings, moreWarnings } = header;
  const ofColumns = header.columns.reduce((sum, { values, bytes: text }) => sum + (rows + values) * 2 + text, 0);
  demand(start + (rows + original.rows) * 8 + (header.hasParts ? rows * 2 : 0) + ofColumns + original.packedBytes === bytes.length);
  const own = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  let at = own.byteOffset + start;
  const past = <A extends { byteLength: number }>(array: A): A => {
    at += array.byteLength;
    return array;
  };
  const wide = (length: number) => past(new Uint32Array(own.buffer, at, length));
  const narrow = (length: number) => past(new Uint16Array(own.buffer, at, length));
  const [sourceRow, repeatOf, offsets, lines] = [wide(rows), wide(rows), wide(original.rows), wide(original.rows)];
  const part = header.hasParts ? narrow(rows) : null;
  const coded = header.columns.map((column) => ({ ...column, index: narrow(rows), lengths: narrow(column.values) }));
  const columns = coded.map(({ index, lengths, bytes: length }) => {
    const text = past(Buffer.from(own.buffer, at, length));
    return { values: valuesOf(text, lengths), index };
  });
  const packed = new Uint8Array(own.buffer, at, original.packedBytes);
  const { codec, unpackedBytes, firstRow } = original;
  const kept = { codec, bytes: packed, unpackedBytes, firstRow, offsets, lines };
  return { firstRecord, rows, sourceRow, part, columns, repeatOf, original: kept, leftOut, rejected, warnings, moreWarnings };
}

/** V8 makes a part of a text that is at least so long by pointing into the whole, which would then stay in memory as long as the part. */
const SHARED_LENGTH = 13;

function valuesOf(text: Buffer, lengths: Uint16Array): string[] {
  let total = 0;
  for (let value = 0; value < lengths.length; value++) total += lengths[value] as number;
  demand(total === text.length);
  const plain = text.toString('latin1');
  const isPlain = isAscii(text);
  const values = new Array<string>(lengths.length);
  let from = 0;
  for (let value = 0; value < lengths.length; value++) {
    const to = from + (lengths[value] as number);
    const own =
      to - from < SHARED_LENGTH && (isPlain || isPlainPart(text, from, to)) ? plain.slice(from, to) : text.toString('utf8', from, to);
    demand(own.length <= BATCH_LIMITS.cellCharacters);
    values[value] = own;
    from = to;
  }
  return values;
}

function isPlainPart(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x80) return false;
  return true;
}

/** Each record comes from a row of this batch, after the one before it, and repeats none but an earlier record. */
function checkRecords({ firstRecord, rows, sourceRow, part, repeatOf, columns, original }: RowBatch): void {
  const last = original.firstRow + original.offsets.length - 1;
  for (let row = 0; row < rows; row++) {
    const own = sourceRow[row] as number;
    const before = row === 0 ? original.firstRow - 1 : (sourceRow[row - 1] as number);
    const isNext = own > before || (part !== null && row > 0 && own === before && (part[row] as number) > (part[row - 1] as number));
    demand(isNext && own <= last && (repeatOf[row] as number) < firstRecord + row);
  }
  for (const { values, index } of columns) {
    const different = values.length;
    let isWithin = true;
    for (let row = 0; row < rows; row++) isWithin &&= (index[row] as number) < different;
    demand(isWithin);
  }
}

/** Rows stand one after another in the unpacked bytes; what was left out or refused is one of them. */
function checkOriginals({ original, leftOut, rejected }: RowBatch): void {
  const { offsets, firstRow, unpackedBytes } = original;
  let before = 0;
  for (const [at, offset] of offsets.entries()) {
    demand(offset >= before && offset <= unpackedBytes && (at > 0 || offset === 0));
    before = offset;
  }
  const isHere = (row: number) => row >= firstRow && row < firstRow + offsets.length;
  demand(leftOut.every(({ row }) => isHere(row)) && rejected.every(isHere));
}
