import { deflateRawSync, constants as zlib, zstdCompressSync } from 'node:zlib';
import { type Tokenizer, undouble } from '../../shared/csv/tokenizer.ts';
import type { LeftOutKind } from '../../shared/domain/fields.ts';
import type { RowBatch } from '../../shared/parser-protocol.ts';
import { createDictionary, type Dictionary, MARKS } from './dictionary.ts';
import { faults } from './faults.ts';
import type { FillDown } from './fill-down.ts';
import { BATCH_BYTES, BATCH_ROWS, BATCH_WARNINGS, LIMITS } from './limits.ts';
import { addToRowHash, createRepeatTable, startRowHash } from './repeats.ts';
import { createUnpivot, type Unpivoting } from './unpivot.ts';

/** Gathers rows into batches, dictionary-coded by column, with the original bytes beside them. */
export interface BatchBuilder {
  /**
   * Reads the cells of the record the tokenizer has just read; those it lacks are blank, those beyond the header are passed over. `sheet` is the
   * last cell where the sheet's name is one.
   */
  read(tokenizer: Tokenizer, bytes: Uint8Array, row: number, line: number, sheet?: string): void;
  /** Text of the cells read last. */
  cells(): string[];
  /** Makes a record of the cells read last, or one for each of the unpivoted columns. */
  add(row: number): void;
  /** Keeps the record's bytes as they stood at `from`…`to`, whatever became of it. */
  keep(bytes: Uint8Array, from: number, to: number, row: number, line: number): void;
  leaveOut(row: number, kind: LeftOutKind): void;
  reject(row: number): void;
  warn(code: string, message: string, row: number, column?: string): void;
  /** Counts warnings that are not told one by one. */
  countMore(code: string, count: number): void;
  full(): boolean;
  isEmpty(): boolean;
  take(): RowBatch;
}

/** Columns that stand in no cell of the file and arise beside those that do; `values` are asked of each row of data in order. */
export interface ArisingColumns {
  names: readonly string[];
  values(cells: readonly string[]): readonly string[];
}

/** `headers` are those of the file, then those of `arising`; `unpivoting` says which of them become rows, `fill` which are filled down. */
export function createBatchBuilder(
  headers: string[],
  seeds: Uint32Array,
  unpivoting: Unpivoting | null,
  fill: FillDown,
  arising: ArisingColumns,
): BatchBuilder {
  const columns: Column[] = headers.map(() => ({ dictionary: createDictionary(seeds), index: new Uint16Array(BATCH_ROWS) }));
  const read = columns.slice(0, columns.length - arising.names.length);
  const arisen = columns.slice(read.length);
  const unpivot = unpivoting && createUnpivot(columns, unpivoting);
  const mostRecords = BATCH_ROWS + (unpivot ? LIMITS.columns : 0);
  const repeats = createRepeatTable();
  const repeatOf = new Uint32Array(mostRecords);
  const sourceRow = new Uint32Array(mostRecords);
  const lines = new Uint32Array(BATCH_ROWS);
  const offsets = new Uint32Array(BATCH_ROWS);
  const original = Buffer.allocUnsafe(BATCH_BYTES + 2 * LIMITS.recordBytes + 2);
  const scratch = Buffer.allocUnsafe(LIMITS.recordBytes);
  const rowHash = new Uint32Array(4);
  let listed = noLists();
  /** Records of this batch; where nothing is unpivoted, the place of the cells read last in each index. */
  let rows = 0;
  let originals = 0;
  let originalBytes = 0;
  let firstRow = 1;
  let firstRecord = 1;

  const addCell = (tokenizer: Tokenizer, bytes: Uint8Array, cell: number, dictionary: Dictionary): number => {
    if (cell >= tokenizer.count()) return dictionary.add(bytes, 0, 0, tokenizer.blankHash);
    const start = tokenizer.starts[cell] as number;
    const end = tokenizer.ends[cell] as number;
    const hash = tokenizer.hashes[cell] as number;
    if (!tokenizer.doubled[cell]) return dictionary.add(bytes, start, end, hash);
    return dictionary.add(scratch, 0, undouble(bytes, start, end, scratch, tokenizer.escape), hash);
  };
  const place = () => (unpivot ? 0 : rows);
  const cells = () => read.map(({ dictionary, index }) => dictionary.values[index[place()] as number] as string);

  const warn: BatchBuilder['warn'] = (code, message, row, column) => {
    const { warnings, moreWarnings } = listed;
    if (warnings.length < BATCH_WARNINGS) warnings.push(column === undefined ? { code, message, row } : { code, message, row, column });
    else moreWarnings[code] = (moreWarnings[code] ?? 0) + 1;
  };
  const warnOf = (mark: number, row: number, column: string) => {
    if (mark & MARKS.controlCharacter) warn('control-character', CONTROL, row, column);
    if (mark & MARKS.lineBreak) warn('line-break', LINE_BREAK, row, column);
  };

  const readRow: BatchBuilder['read'] = (tokenizer, bytes, row, line, sheet) => {
    const at = place();
    const ofFile = sheet === undefined ? read.length : read.length - 1;
    for (let cell = 0; cell < ofFile; cell++) {
      const { dictionary, index } = read[cell] as Column;
      const known = dictionary.values.length;
      const value = addCell(tokenizer, bytes, cell, dictionary);
      if (value === known) checkLength(dictionary.values[value] as string, row, line, headers[cell] as string);
      index[at] = value;
    }
    if (sheet !== undefined) addName(read[ofFile] as Column, at, sheet);
  };

  const add: BatchBuilder['add'] = (row) => {
    const at = place();
    if (arisen.length > 0) for (const [n, text] of arising.values(cells()).entries()) addName(arisen[n] as Column, at, text);
    startRowHash(rowHash, seeds);
    for (let cell = 0; cell < columns.length; cell++) {
      const { dictionary, index } = columns[cell] as Column;
      if (fill.fills) index[at] = fill.value(cell, index[at] as number, dictionary);
      const value = index[at] as number;
      addToRowHash(rowHash, dictionary.hashes, value * 4);
      const mark = dictionary.marks[value] as number;
      if (mark !== MARKS.none) warnOf(mark, row, headers[cell] as string);
    }
    const count = unpivot ? unpivot.add(rows) : 1;
    const earlier = count > 0 ? repeats.earlier(rowHash, firstRecord + rows) : 0;
    for (let part = 0; part < count; part++) {
      repeatOf[rows] = earlier > 0 ? earlier + part : 0;
      sourceRow[rows] = row;
      rows++;
    }
  };

  const take = (): RowBatch => {
    if (unpivot === null && listed.leftOut.length + listed.rejected.length > 0) for (const column of columns) dropUnused(column, rows);
    const plain = () => columns.map(({ dictionary, index }) => ({ values: dictionary.values, index: index.slice(0, rows) }));
    const batch: RowBatch = {
      firstRecord,
      rows,
      sourceRow: sourceRow.slice(0, rows),
      part: unpivot ? unpivot.parts(rows) : null,
      columns: unpivot ? unpivot.take(rows) : plain(),
      repeatOf: repeatOf.slice(0, rows),
      original: {
        ...pack(original.subarray(0, originalBytes)),
        unpackedBytes: originalBytes,
        firstRow,
        offsets: offsets.slice(0, originals),
        lines: lines.slice(0, originals),
      },
      ...listed,
    };
    for (const { dictionary } of columns) dictionary.clear();
    listed = noLists();
    firstRecord += rows;
    rows = 0;
    originals = 0;
    originalBytes = 0;
    return batch;
  };

  return {
    read: readRow,
    add,
    take,
    warn,
    countMore(code, count) {
      listed.moreWarnings[code] = (listed.moreWarnings[code] ?? 0) + count;
    },
    cells,
    keep(bytes, from, to, row, line) {
      if (originals === 0) firstRow = row;
      lines[originals] = line;
      offsets[originals] = originalBytes;
      original.set(bytes.subarray(from, to), originalBytes);
      originalBytes += to - from;
      originals++;
    },
    leaveOut: (row, kind) => void listed.leftOut.push({ row, kind }),
    reject: (row) => void listed.rejected.push(row),
    isEmpty: () => originals === 0,
    full: () => rows >= BATCH_ROWS || originals === BATCH_ROWS || originalBytes >= BATCH_BYTES,
  };
}

function addName({ dictionary, index }: Column, at: number, name: string): void {
  const bytes = Buffer.from(name);
  index[at] = dictionary.add(bytes, 0, bytes.length, 0);
}

export interface Column {
  dictionary: Dictionary;
  index: Uint16Array<ArrayBuffer>;
}

const noLists = (): Pick<RowBatch, 'leftOut' | 'rejected' | 'warnings' | 'moreWarnings'> => ({
  leftOut: [],
  rejected: [],
  warnings: [],
  moreWarnings: {},
});

const CONTROL = 'The cell holds control characters. It was kept as it stands.';
const LINE_BREAK = 'The cell holds a line break. It was kept as it stands.';

function checkLength(value: string, row: number, line: number, column: string): void {
  if (value.length > LIMITS.cellCharacters) throw faults.cellTooLong(row, line, column);
}

/** Cells of rows that were left out shall not seem to be values of the column. */
function dropUnused({ dictionary, index }: Column, rows: number): void {
  const places = new Int32Array(dictionary.values.length).fill(-1);
  const values: string[] = [];
  for (let row = 0; row < rows; row++) {
    const value = index[row] as number;
    if (places[value] === -1) places[value] = values.push(dictionary.values[value] as string) - 1;
    index[row] = places[value] as number;
  }
  dictionary.values = values;
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
