import { promisify } from 'node:util';
import { deflateRaw, constants as zlib, zstdCompress } from 'node:zlib';
import type { LeftOutKind } from '../../shared/domain/fields.ts';
import type { PackedTexts, SentBatch } from '../../shared/parser-protocol.ts';
import { type Dictionary, MARKS, TOLD } from './dictionary.ts';
import type { FillDown } from './fill-down.ts';
import { BATCH_BYTES, BATCH_ROWS, BATCH_WARNINGS, LIMITS } from './limits.ts';
import { createRepeatTable, hashRow } from './repeats.ts';
import { createRowCells, type RowCells } from './row-cells.ts';
import { createUnpivot, type Unpivoting } from './unpivot.ts';

/** Gathers rows into batches, dictionary-coded by column, with the original bytes beside them. */
export interface BatchBuilder {
  /** The cells of the row. */
  cells: RowCells;
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
  /** What was gathered. The next rows may be read while its original rows are compressed, but not taken. */
  take(): Promise<SentBatch>;
}

/** Columns that stand in no cell of the file and arise beside those that do; `values` are asked of each row of data in order. */
export interface ArisingColumns {
  names: readonly string[];
  values(cells: () => readonly string[]): readonly string[];
  /** Places of cells that say nothing to any of them, though they should. */
  unread(cells: () => readonly string[]): readonly number[];
}

/** `headers` are those of the file, then those of `arising`; `unpivoting` says which of them become rows, `fill` which are filled down. */
export function createBatchBuilder(
  headers: string[],
  seeds: Uint32Array,
  unpivoting: Unpivoting | null,
  fill: FillDown,
  arising: ArisingColumns,
): BatchBuilder {
  const cells = createRowCells(headers, seeds, arising.names.length);
  const { dictionaries, current } = cells;
  const indexes = headers.map(() => new Uint16Array(BATCH_ROWS));
  const unpivot = unpivoting && createUnpivot(cells, unpivoting);
  const mostRecords = BATCH_ROWS + (unpivot ? LIMITS.columns : 0);
  const repeats = createRepeatTable();
  const repeatOf = new Uint32Array(mostRecords);
  const sourceRow = new Uint32Array(mostRecords);
  const lines = new Uint32Array(BATCH_ROWS);
  const offsets = new Uint32Array(BATCH_ROWS);
  /** Two, of which one is compressed while the other is filled. */
  const buffers = [0, 1].map(() => Buffer.allocUnsafe(BATCH_BYTES + 2 * LIMITS.recordBytes + 2)) as [Buffer, Buffer];
  let original = buffers[0];
  const rowHash = new Uint32Array(4);
  let listed = noLists();
  /** Records of this batch. */
  let rows = 0;
  let originals = 0;
  let originalBytes = 0;
  let firstRow = 1;
  let firstRecord = 1;

  const warn: BatchBuilder['warn'] = (code, message, row, column) => {
    const { warnings, moreWarnings } = listed;
    if (warnings.length < BATCH_WARNINGS) warnings.push(column === undefined ? { code, message, row } : { code, message, row, column });
    else moreWarnings[code] = (moreWarnings[code] ?? 0) + 1;
  };
  const warnOf = (mark: number, row: number, column: string) => {
    if (mark & MARKS.controlCharacter) warn('control-character', CONTROL, row, column);
    if (mark & MARKS.lineBreak) warn('line-break', LINE_BREAK, row, column);
  };

  const textAt = (cell: number) => (dictionaries[cell] as Dictionary).text(current[cell] as number);
  const tellMissing = (row: number, places: readonly number[]) => {
    for (const cell of places) warn('ditto-without-above', NOTHING_ABOVE, row, headers[cell]);
  };
  const fillCells = (row: number) => {
    tellMissing(row, fill.next(textAt));
    for (const [cell, dictionary] of dictionaries.entries()) current[cell] = fill.value(cell, current[cell] as number, dictionary);
  };

  const add: BatchBuilder['add'] = (row) => {
    if (fill.fills) fillCells(row);
    if (arising.names.length > 0) {
      for (const cell of arising.unread(cells.texts)) warn('mark-unread', NO_MARK, row, headers[cell]);
      cells.arise(arising.values(cells.texts));
    }
    for (let cell = 0; cell < dictionaries.length; cell++) {
      const dictionary = dictionaries[cell] as Dictionary;
      const value = current[cell] as number;
      if (!unpivot) (indexes[cell] as Uint16Array)[rows] = value;
      const mark = dictionary.marks[value] as number;
      if ((mark & TOLD) !== 0) warnOf(mark, row, headers[cell] as string);
    }
    hashRow(rowHash, seeds, dictionaries, current);
    const count = unpivot ? unpivot.add(rows, row) : 1;
    const earlier = count > 0 ? repeats.earlier(rowHash, firstRecord + rows) : 0;
    for (let part = 0; part < count; part++) {
      repeatOf[rows] = earlier > 0 ? earlier + part : 0;
      sourceRow[rows] = row;
      rows++;
    }
  };

  const take: BatchBuilder['take'] = async () => {
    const someLeft = listed.leftOut.length + listed.rejected.length > 0;
    const plain = () =>
      dictionaries.map((dictionary, cell) => columnOf(dictionary, (indexes[cell] as Uint16Array).slice(0, rows), someLeft));
    const batch = {
      firstRecord,
      rows,
      sourceRow: sourceRow.slice(0, rows),
      part: unpivot ? unpivot.parts(rows) : null,
      columns: unpivot ? unpivot.take(rows) : plain(),
      repeatOf: repeatOf.slice(0, rows),
      ...listed,
    };
    const bytes = original.subarray(0, originalBytes);
    original = original === buffers[0] ? buffers[1] : buffers[0];
    const places = { unpackedBytes: originalBytes, firstRow, offsets: offsets.slice(0, originals), lines: lines.slice(0, originals) };
    for (const dictionary of dictionaries) dictionary.clear();
    listed = noLists();
    firstRecord += rows;
    rows = 0;
    originals = 0;
    originalBytes = 0;
    return { ...batch, original: { ...(await pack(bytes)), ...places } };
  };

  return {
    cells,
    add,
    take,
    warn,
    countMore(code, count) {
      listed.moreWarnings[code] = (listed.moreWarnings[code] ?? 0) + count;
    },
    keep(bytes, from, to, row, line) {
      if (originals === 0) firstRow = row;
      lines[originals] = line;
      offsets[originals] = originalBytes;
      original.set(bytes.subarray(from, to), originalBytes);
      originalBytes += to - from;
      originals++;
    },
    leaveOut(row, kind) {
      listed.leftOut.push({ row, kind });
      if (fill.fills) tellMissing(row, fill.leftOut(kind, textAt));
    },
    reject(row) {
      listed.rejected.push(row);
      if (fill.fills) fill.leftOut(null, textAt);
    },
    isEmpty: () => originals === 0,
    full: () => rows >= BATCH_ROWS || originals === BATCH_ROWS || originalBytes >= BATCH_BYTES,
  };
}

const noLists = (): Pick<SentBatch, 'leftOut' | 'rejected' | 'warnings' | 'moreWarnings'> => ({
  leftOut: [],
  rejected: [],
  warnings: [],
  moreWarnings: {},
});

const NO_MARK = 'The cell holds no mark that is known to say whether the column applies. It was read as if it did not.';
const NOTHING_ABOVE = 'The cell is a ditto mark with no value right above it that it could repeat. It was kept as it stands.';
const CONTROL = 'The cell holds control characters. It was kept as it stands.';
const LINE_BREAK = 'The cell holds a line break. It was kept as it stands.';

/** Cells of rows that were left out shall not seem to be values of the column. */
function columnOf(dictionary: Dictionary, index: Uint16Array, someLeft: boolean): SentBatch['columns'][number] {
  const values = dictionary.packed();
  return someLeft ? { values: withoutUnused(values, index), index } : { values, index };
}

/** The texts that the index names, in the order in which it does; it is changed to name them by their new numbers. */
function withoutUnused({ bytes, starts }: PackedTexts, index: Uint16Array): PackedTexts {
  const numbers = new Int32Array(starts.length).fill(-1);
  const kept = { bytes: new Uint8Array(bytes.length), starts: new Uint32Array(starts.length) };
  let count = 0;
  for (let row = 0; row < index.length; row++) {
    const value = index[row] as number;
    if (numbers[value] === -1) {
      const at = kept.starts[count] as number;
      const text = bytes.subarray(starts[value], starts[value + 1]);
      kept.bytes.set(text, at);
      numbers[value] = count;
      kept.starts[++count] = at + text.length;
    }
    index[row] = numbers[value] as number;
  }
  return { bytes: kept.bytes.subarray(0, kept.starts[count]), starts: kept.starts.subarray(0, count + 1) };
}

/** Off this thread, which reads on. */
async function pack(bytes: Uint8Array): Promise<{ codec: 'zstd' | 'deflate'; bytes: Uint8Array }> {
  if (typeof zstdCompress !== 'function') return { codec: 'deflate', bytes: await promisify(deflateRaw)(bytes, { level: 1 }) };
  const params = { [zlib.ZSTD_c_compressionLevel]: 1 };
  return { codec: 'zstd', bytes: await promisify(zstdCompress)(bytes, { params }) };
}
