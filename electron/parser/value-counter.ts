import { undouble } from '../../shared/csv/tokenizer.ts';
import type { ColumnProfile } from '../../shared/understand/survey.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { faults } from './faults.ts';
import type { FillDown } from './fill-down.ts';
import { BATCH_BYTES, BATCH_ROWS, LIMITS } from './limits.ts';
import type { RecordReader } from './record-reader.ts';

/** Counts the distinct values of each column and hands them on now and then, so that most rows cost no text. */
export interface ValueCounter {
  /** Reads the cells of the record last stepped to, and the name of its sheet as a last one; they count only if `count` follows. */
  read(reader: RecordReader, sheet?: string): void;
  cells(): string[];
  count(): void;
  /** Counts a row that was read as text. */
  addText(cells: string[]): void;
  finish(): ColumnProfile[];
}

interface Profiler {
  add(column: number, value: string, count: number): void;
  finish(): ColumnProfile[];
}

export function createValueCounter(width: number, seeds: Uint32Array, profiler: Profiler, fill: FillDown): ValueCounter {
  const columns = Array.from({ length: width }, () => ({ dictionary: createDictionary(seeds), counts: new Uint32Array(256) }));
  const current = new Uint32Array(width);
  const scratch = Buffer.allocUnsafe(LIMITS.recordBytes);
  let rows = 0;
  let bytes = 0;

  const addCell = ({ tokenizer, window }: RecordReader, cell: number, dictionary: Dictionary): number => {
    if (cell >= tokenizer.count()) return dictionary.add(window.bytes, 0, 0, tokenizer.blankHash);
    const start = tokenizer.starts[cell] as number;
    const end = tokenizer.ends[cell] as number;
    const hash = tokenizer.hashes[cell] as number;
    if (!tokenizer.doubled[cell]) return dictionary.add(window.bytes, start, end, hash);
    return dictionary.add(scratch, 0, undouble(window.bytes, start, end, scratch, tokenizer.escape), hash);
  };

  const flush = () => {
    for (const [place, { dictionary, counts }] of columns.entries()) {
      for (const [value, text] of dictionary.values.entries())
        if ((counts[value] as number) > 0) profiler.add(place, text, counts[value] as number);
      counts.fill(0);
      dictionary.clear();
    }
    rows = 0;
    bytes = 0;
  };

  return {
    read(reader, sheet) {
      const ofFile = sheet === undefined ? width : width - 1;
      if (rows === BATCH_ROWS || bytes > BATCH_BYTES) flush();
      rows++;
      bytes += reader.to - reader.from;
      for (let cell = 0; cell < ofFile; cell++) {
        const column = columns[cell] as (typeof columns)[number];
        const known = column.dictionary.values.length;
        const value = addCell(reader, cell, column.dictionary);
        current[cell] = value;
        if (value < known) continue;
        const text = column.dictionary.values[value] as string;
        if (text.length > LIMITS.cellCharacters) throw faults.cellTooLong(reader.row, reader.line, `${cell + 1}`);
      }
      if (sheet !== undefined) current[ofFile] = addName((columns[ofFile] as (typeof columns)[number]).dictionary, sheet);
    },
    cells: () => columns.map(({ dictionary }, cell) => dictionary.values[current[cell] as number] as string),
    count() {
      for (let cell = 0; cell < width; cell++) {
        const column = columns[cell] as (typeof columns)[number];
        const read = current[cell] as number;
        const value = fill.fills ? fill.value(cell, read, column.dictionary) : read;
        while (value >= column.counts.length) column.counts = doubled(column.counts);
        column.counts[value] = (column.counts[value] as number) + 1;
      }
    },
    addText(cells) {
      for (const [place, cell] of cells.entries()) profiler.add(place, cell, 1);
    },
    finish() {
      flush();
      return profiler.finish();
    },
  };
}

function addName(dictionary: Dictionary, name: string): number {
  const bytes = Buffer.from(name);
  return dictionary.add(bytes, 0, bytes.length, 0);
}

function doubled(counts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(counts.length * 2);
  more.set(counts);
  return more;
}
