import { deflateRawSync, constants as zlib, zstdCompressSync } from 'node:zlib';
import { type Tokenizer, undouble } from '../../shared/csv/tokenizer.ts';
import type { RowBatch } from '../../shared/parser-protocol.ts';
import { createDictionary, type Dictionary, MARKS } from './dictionary.ts';
import { faults } from './faults.ts';
import { BATCH_BYTES, BATCH_ROWS, BATCH_WARNINGS, LIMITS } from './limits.ts';
import { addToRowHash, createRepeatTable, startRowHash } from './repeats.ts';

/** Gathers rows into batches, dictionary-coded by column, with the original bytes beside them. */
export interface BatchBuilder {
  /** Adds the record the tokenizer has just read, which stands at `from`…`to` of `bytes`. */
  add(tokenizer: Tokenizer, bytes: Uint8Array, from: number, to: number, row: number, line: number): void;
  full(): boolean;
  rows(): number;
  take(): RowBatch;
}

export function createBatchBuilder(headers: string[], seeds: Uint32Array): BatchBuilder {
  const columns: Column[] = headers.map(() => ({
    dictionary: createDictionary(seeds),
    index: new Uint16Array(BATCH_ROWS),
  }));
  const repeats = createRepeatTable();
  const repeatOf = new Uint32Array(BATCH_ROWS);
  const lines = new Uint32Array(BATCH_ROWS);
  const offsets = new Uint32Array(BATCH_ROWS);
  const original = new Uint8Array(BATCH_BYTES + LIMITS.recordBytes + 2);
  const scratch = new Uint8Array(LIMITS.recordBytes);
  const rowHash = new Uint32Array(4);
  let warnings: RowBatch['warnings'] = [];
  let moreWarnings: RowBatch['moreWarnings'] = {};
  let rows = 0;
  let originalBytes = 0;
  let firstRow = 1;

  const addCell = (tokenizer: Tokenizer, bytes: Uint8Array, cell: number): number => {
    const { dictionary } = columns[cell] as Column;
    const start = tokenizer.starts[cell] as number;
    const end = tokenizer.ends[cell] as number;
    const hash = tokenizer.hashes[cell] as number;
    if (!tokenizer.doubled[cell]) return dictionary.add(bytes, start, end, hash);
    return dictionary.add(scratch, 0, undouble(bytes, start, end, scratch), hash);
  };

  const warn = (code: string, message: string, row: number, column: string) => {
    if (warnings.length < BATCH_WARNINGS) warnings.push({ code, message, row, column });
    else moreWarnings[code] = (moreWarnings[code] ?? 0) + 1;
  };
  const warnOf = (mark: number, row: number, column: string) => {
    if (mark & MARKS.controlCharacter) warn('control-character', CONTROL, row, column);
    if (mark & MARKS.lineBreak) warn('line-break', LINE_BREAK, row, column);
  };

  const add: BatchBuilder['add'] = (tokenizer, bytes, from, to, row, line) => {
    if (rows === 0) firstRow = row;
    startRowHash(rowHash, seeds);
    for (let cell = 0; cell < columns.length; cell++) {
      const column = columns[cell] as Column;
      const known = column.dictionary.values.length;
      const value = addCell(tokenizer, bytes, cell);
      if (value === known) checkLength(column.dictionary.values[value] as string, row, line, headers[cell] as string);
      column.index[rows] = value;
      addToRowHash(rowHash, column.dictionary.hashes, value * 4);
      const mark = column.dictionary.marks[value] as number;
      if (mark !== MARKS.none) warnOf(mark, row, headers[cell] as string);
    }
    repeatOf[rows] = repeats.earlier(rowHash, row);
    lines[rows] = line;
    offsets[rows] = originalBytes;
    original.set(bytes.subarray(from, to), originalBytes);
    originalBytes += to - from;
    rows++;
  };

  const take = (): RowBatch => {
    const batch: RowBatch = {
      firstRow,
      rows,
      columns: columns.map(({ dictionary, index }) => ({
        values: dictionary.values,
        index: index.slice(0, rows),
      })),
      repeatOf: repeatOf.slice(0, rows),
      line: lines.slice(0, rows),
      original: {
        ...pack(original.subarray(0, originalBytes)),
        unpackedBytes: originalBytes,
        offsets: offsets.slice(0, rows),
      },
      warnings,
      moreWarnings,
    };
    for (const { dictionary } of columns) dictionary.clear();
    warnings = [];
    moreWarnings = {};
    rows = 0;
    originalBytes = 0;
    return batch;
  };

  return {
    add,
    take,
    rows: () => rows,
    full: () => rows === BATCH_ROWS || originalBytes >= BATCH_BYTES,
  };
}

interface Column {
  dictionary: Dictionary;
  index: Uint16Array<ArrayBuffer>;
}

const CONTROL = 'The cell holds control characters. It was kept as it stands.';
const LINE_BREAK = 'The cell holds a line break. It was kept as it stands.';

function checkLength(value: string, row: number, line: number, column: string): void {
  if (value.length > LIMITS.cellCharacters) throw faults.cellTooLong(row, line, column);
}

function pack(bytes: Uint8Array): {
  codec: 'zstd' | 'deflate';
  bytes: Uint8Array;
} {
  if (typeof zstdCompressSync !== 'function') return { codec: 'deflate', bytes: deflateRawSync(bytes, { level: 1 }) };
  return {
    codec: 'zstd',
    bytes: zstdCompressSync(bytes, {
      params: { [zlib.ZSTD_c_compressionLevel]: 1 },
    }),
  };
}
