import type { CodeFacet } from '../domain/facets.ts';
import { isMissing } from '../domain/missing.ts';
import { hasBit } from './bitmap.ts';
import { createMemo } from './memo.ts';
import type { Selection } from './select.ts';
import { type CodeColumn, type ColumnTable, NO_DAY } from './table.ts';

/** The sorts of the contract's `cases.window`. */
export type CaseSort =
  | 'id'
  | 'date'
  | 'mass'
  | Extract<CodeFacet, 'country' | 'drug' | 'transport' | 'concealment' | 'departed' | 'destined'>;

/** Rows in ascending order; those from `stated` on have no value and stand last in either direction. */
interface Order {
  rows: Uint32Array;
  stated: number;
}

const orders = createMemo<Order>(9);
const windows = new WeakMap<Selection, Map<string, Uint32Array>>();

/**
 * A window of case ids in a sort order; `total` counts rows, an aggregated row once. Orders, and the last selections in order, are kept: scrolling slices them.
 * Codes sort by code, ties by id; cases without a value come last in both directions.
 */
export function sortedWindow(
  table: ColumnTable,
  selection: Selection,
  sort: CaseSort,
  descending: boolean,
  offset: number,
  limit: number,
): { total: number; ids: number[] } {
  const rows = selectedInOrder(table, selection, sort, descending);
  const ids = Array.from(rows.subarray(offset, offset + limit), (row) => table.ids[row] as number);
  return { total: selection.rows, ids };
}

function selectedInOrder(table: ColumnTable, selection: Selection, sort: CaseSort, descending: boolean): Uint32Array {
  const kept = windows.get(selection) ?? new Map<string, Uint32Array>();
  windows.set(selection, kept);
  const key = `${sort} ${descending}`;
  const known = kept.get(key);
  if (known) return known;
  const rows = pick(orderOf(table, sort), selection, descending);
  if (kept.size > 1) kept.clear();
  kept.set(key, rows);
  return rows;
}

function pick(order: Order, selection: Selection, descending: boolean): Uint32Array {
  const out = new Uint32Array(selection.rows);
  let filled = 0;
  for (let place = 0; place < order.rows.length; place++) {
    const at = descending && place < order.stated ? order.stated - 1 - place : place;
    const row = order.rows[at] as number;
    if (hasBit(selection.bits, row)) out[filled++] = row;
  }
  return out;
}

function orderOf(table: ColumnTable, sort: CaseSort): Order {
  return orders(table, sort, () => {
    if (sort === 'id') return { rows: Uint32Array.from({ length: table.rows }, (_, row) => row), stated: table.rows };
    if (sort === 'date') return dateOrder(table);
    if (sort === 'mass') return massOrder(table);
    return codeOrder(table.codes[sort], table.rows);
  });
}

function dateOrder(table: ColumnTable): Order {
  const keys = Uint32Array.from(table.day, (day) => (day === NO_DAY ? 0xffffffff : day ^ 0x80000000));
  return { rows: radixOrder([keys]), stated: countBelow(keys, 0xffffffff) };
}

/** Doubles sort as 64-bit integers once the sign is turned: all bits for negatives, the top bit for the rest. */
function massOrder(table: ColumnTable): Order {
  const words = new Uint32Array(Float64Array.from(table.kg).buffer);
  const low = new Uint32Array(table.rows);
  const high = new Uint32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const isNegative = (table.kg[row] as number) < 0;
    low[row] = isNegative ? ~(words[row * 2] as number) : (words[row * 2] as number);
    high[row] = isNegative ? ~(words[row * 2 + 1] as number) : (words[row * 2 + 1] as number) ^ 0x80000000;
    if (Number.isNaN(table.kg[row])) high[row] = low[row] = 0xffffffff;
  }
  return { rows: radixOrder([low, high]), stated: countBelow(high, 0xffffffff) };
}

function codeOrder(column: CodeColumn | undefined, rows: number): Order {
  if (!column) return { rows: Uint32Array.from({ length: rows }, (_, row) => row), stated: 0 };
  const names = column.sets.map((set) => set.map((code) => column.codes[code] as string));
  const text = names.map((set) => [...set].sort().join(' '));
  const ascending = [...new Set(text.filter((_, set) => !(names[set] as string[]).every(isMissing)))].sort();
  const rank = new Map(ascending.map((name, index) => [name, index]));
  const ranks = text.map((name) => rank.get(name) ?? ascending.length);
  const keys = Uint32Array.from(column.values, (set) => ranks[set] as number);
  return { rows: radixOrder([keys]), stated: countBelow(keys, ascending.length) };
}

function countBelow(keys: Uint32Array, bound: number): number {
  let count = 0;
  for (let row = 0; row < keys.length; row++) if ((keys[row] as number) < bound) count++;
  return count;
}

/** Stable order of rows by 32-bit keys, least significant word first: counting sorts over 16 bits. */
function radixOrder(words: Uint32Array[]): Uint32Array {
  const rows = words[0]?.length ?? 0;
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  for (const word of words) {
    for (const shift of [0, 16]) order = countingPass(order, word, shift);
  }
  return order;
}

function countingPass(order: Uint32Array, keys: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(65537);
  for (let row = 0; row < keys.length; row++) {
    const digit = (((keys[row] as number) >>> shift) & 0xffff) + 1;
    starts[digit] = (starts[digit] as number) + 1;
  }
  for (let digit = 1; digit < starts.length; digit++) starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
  const out = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) {
    const row = order[place] as number;
    const digit = ((keys[row] as number) >>> shift) & 0xffff;
    const at = starts[digit] as number;
    out[at] = row;
    starts[digit] = at + 1;
  }
  return out;
}
