import { createTextTable, type TextTable } from '../csv/text-table.ts';
import { textOfUtf8, utf8Of } from '../csv/utf8.ts';
import { type CellForms, createCellForms } from './cell-forms.ts';
import type { ColumnProfile, DateTally, NumberTally } from './survey.ts';
import { emptyDates, emptyNumbers, tallyDate, tallyNumber, tallyText } from './tally-cell.ts';

/** Distinct values that are counted, and those that are handed on. */
const COUNTED = 20_000;
const HANDED_ON = 5_000;
const LONGEST_VALUE = 400;
const CONTROL = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;
const SPACE = 0x20;
const HASH_PRIME = 0x01000193;

/** Counts what the columns of a table hold, in bounded memory. Cells are compared trimmed. */
export interface Profiler {
  /** Adds a cell and the number of rows that hold it. */
  add(column: number, value: string, count: number): void;
  /** The same of a cell in UTF-8. */
  addBytes(column: number, bytes: Uint8Array, start: number, end: number, count: number): void;
  /** `distinct` stops at twenty thousand, which `complete` then denies. */
  finish(): ColumnProfile[];
}

interface Column {
  header: string;
  filled: number;
  blank: number;
  longest: number;
  controlCharacters: number;
  values: TextTable;
  counts: Uint32Array;
  complete: boolean;
  numbers: NumberTally;
  dates: DateTally;
}

/** `seed` makes the hashes of values unforeseeable to whoever wrote the file. */
export function createProfiler(headers: readonly string[], seed = 0): Profiler {
  const forms = createCellForms(seed);
  const columns = headers.map(
    (header): Column => ({
      header: header.trim(),
      filled: 0,
      blank: 0,
      longest: 0,
      controlCharacters: 0,
      values: createTextTable(),
      counts: new Uint32Array(256),
      complete: true,
      numbers: emptyNumbers(),
      dates: emptyDates(),
    }),
  );
  const addText = (column: Column, text: string, count: number) => {
    if (CONTROL.test(text)) column.controlCharacters += count;
    const value = text.trim();
    if (value === '') {
      column.blank += count;
      return;
    }
    const bytes = utf8Of(value.slice(0, LONGEST_VALUE));
    countCells(column, forms, bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length, seed), value.length, count);
  };
  return {
    add(place, value, count) {
      const column = columns[place];
      if (column) addText(column, value, count);
    },
    addBytes(place, bytes, start, end, count) {
      const column = columns[place];
      if (!column) return;
      let [from, to] = [start, end];
      while (from < to && bytes[from] === SPACE) from++;
      while (from < to && bytes[to - 1] === SPACE) to--;
      if (from === to) {
        column.blank += count;
        return;
      }
      if (to - from > LONGEST_VALUE || !isPlain(bytes, from, to)) addText(column, textOfUtf8(bytes, start, end), count);
      else countCells(column, forms, bytes, from, to, hashOf(bytes, from, to, seed), to - from, count);
    },
    finish: () => columns.map((column) => finished(column, forms)),
  };
}

/** ASCII without control characters. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) < SPACE || (bytes[at] as number) > 126) return false;
  return true;
}

function hashOf(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), HASH_PRIME);
  return hash;
}

/** Values that are counted are read as numbers and dates once, at the end; those beyond them at once. `length` is in characters. */
function countCells(
  column: Column,
  forms: CellForms,
  bytes: Uint8Array,
  start: number,
  end: number,
  hash: number,
  length: number,
  count: number,
): void {
  const { values } = column;
  column.filled += count;
  column.longest = Math.max(column.longest, length);
  const place = values.count() < COUNTED ? values.add(bytes, start, end, hash) : values.find(bytes, start, end, hash);
  if (place < 0) {
    column.complete = false;
    tally(column, forms, bytes, start, end, count);
    return;
  }
  if (place === column.counts.length) column.counts = doubled(column.counts);
  column.counts[place] = (column.counts[place] as number) + count;
}

function doubled(counts: Uint32Array): Uint32Array {
  const more = new Uint32Array(counts.length * 2);
  more.set(counts);
  return more;
}

function tally({ numbers, dates }: Column, forms: CellForms, bytes: Uint8Array, start: number, end: number, count: number): void {
  const form = forms.formOf(bytes, start, end);
  if (!form) {
    tallyText(numbers, dates, textOfUtf8(bytes, start, end), count);
    return;
  }
  const cells = { count, text: () => textOfUtf8(bytes, start, end) };
  tallyNumber(numbers, form.number, cells);
  tallyDate(dates, undefined, cells);
}

function finished(column: Column, forms: CellForms): ColumnProfile {
  const { header, filled, blank, complete, longest, controlCharacters, numbers, dates, counts } = column;
  const [bytes, starts] = [column.values.bytes(), column.values.starts()];
  const distinct = column.values.count();
  const places = Array.from({ length: distinct }, (_, place) => place);
  for (const place of places) tally(column, forms, bytes, starts[place] as number, starts[place + 1] as number, counts[place] as number);
  const handedOn = places.sort((a, b) => (counts[b] as number) - (counts[a] as number)).slice(0, HANDED_ON);
  return {
    header,
    filled,
    blank,
    distinct,
    complete: complete && distinct <= HANDED_ON,
    values: handedOn.map((place) => ({
      value: textOfUtf8(bytes, starts[place] as number, starts[place + 1] as number),
      count: counts[place] as number,
    })),
    longest,
    controlCharacters,
    numbers,
    dates,
  };
}
