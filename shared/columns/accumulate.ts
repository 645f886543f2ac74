import type { Bitmap } from './bitmap.ts';
import { heavyRows } from './events.ts';
import { massKinds } from './mass-kinds.ts';
import { type RowList, rowsOfBits } from './row-list.ts';
import type { ColumnTable } from './table.ts';

/** `cases` counts only; `mass` sums kilograms as well. */
export type Measures = 'cases' | 'mass';

/** Counts and sums for each cell of a counting table; the masses are empty when only cases are counted. */
export interface Sums {
  cases: Uint32Array;
  withMass: Uint32Array;
  kg: Float64Array;
  kgLow: Float64Array;
  kgHigh: Float64Array;
}

type Column = Uint16Array | Uint32Array;

/** The cell of a row is `left * width + right`, or `right` alone. */
export interface Cells {
  left: Column | undefined;
  right: Column;
  width: number;
}

/** One of two counters that take turns: a cell that follows itself, as the largest often do, then need not wait for its own last sum. */
interface Turn {
  cases: Uint32Array;
  kg: Float64Array;
}

/** Sums under way. */
export interface Running {
  cells: number;
  measures: Measures;
  turns: [Turn, Turn];
  /** What rows add that stand for another number of cases than one; how many rows have no mass; masses of those with a range. */
  extra: Uint32Array;
  extraWithMass: Uint32Array;
  without: Uint32Array;
  ranged: { kg: Float64Array; low: Float64Array; high: Float64Array };
}

export function emptySums(cells: number, hasMass: boolean): Sums {
  const sums = (): Float64Array => new Float64Array(hasMass ? cells : 0);
  return { cases: new Uint32Array(cells), withMass: new Uint32Array(hasMass ? cells : 0), kg: sums(), kgLow: sums(), kgHigh: sums() };
}

export function startSums(cells: number, measures: Measures): Running {
  const weighed = measures === 'mass' ? cells : 0;
  const turn = (): Turn => ({ cases: new Uint32Array(cells), kg: new Float64Array(weighed) });
  const masses = (): Float64Array => new Float64Array(weighed);
  return {
    cells,
    measures,
    turns: [turn(), turn()],
    extra: new Uint32Array(cells),
    extraWithMass: new Uint32Array(weighed),
    without: new Uint32Array(weighed),
    ranged: { kg: masses(), low: masses(), high: masses() },
  };
}

/** Adds the selected rows of a table; a case whose mass is not convertible (NaN) adds to the count alone. */
export function addRows(running: Running, table: ColumnTable, bits: Bitmap, cells: Cells): void {
  const rows = rowsOfBits(bits);
  if (running.measures === 'cases') countRows(rows, cells, running.turns);
  else {
    sumRows(rows, massKinds(table).plain, cells, running.turns);
    sumOthers(table, bits, cells, running);
  }
  addEvents(table, bits, cells, running);
}

export function finishSums({ cells, measures, turns: [one, other], extra, extraWithMass, without, ranged }: Running): Sums {
  const sums = emptySums(cells, measures === 'mass');
  for (let cell = 0; cell < cells; cell++) sums.cases[cell] = (one.cases[cell] as number) + (other.cases[cell] as number);
  for (let cell = 0; cell < sums.kg.length; cell++) {
    sums.withMass[cell] = (sums.cases[cell] as number) - (without[cell] as number) + (extraWithMass[cell] as number);
    const plain = (one.kg[cell] as number) + (other.kg[cell] as number);
    sums.kg[cell] = plain + (ranged.kg[cell] as number);
    sums.kgLow[cell] = plain + (ranged.low[cell] as number);
    sums.kgHigh[cell] = plain + (ranged.high[cell] as number);
  }
  for (let cell = 0; cell < cells; cell++) sums.cases[cell] = (sums.cases[cell] as number) + (extra[cell] as number);
  return sums;
}

/** One column in place of two: `left * width + right`, over all rows. */
export function foldColumns(left: Column, right: Column, width: number): Uint32Array {
  const out = new Uint32Array(left.length);
  for (let row = 0; row < out.length; row++) out[row] = (left[row] as number) * width + (right[row] as number);
  return out;
}

/* These loops are written out, two rows at a time, since a call or a choice for each row would cost more than the sum. */

function countRows(list: RowList, { left, right, width }: Cells, [one, other]: [Turn, Turn]): void {
  const { rows, count } = list;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    const cell = (left === undefined ? 0 : (left[row] as number) * width) + (right[row] as number);
    const { cases } = (at & 1) === 0 ? one : other;
    cases[cell] = (cases[cell] as number) + 1;
  }
}

function sumRows(list: RowList, kg: Float64Array, cells: Cells, [one, other]: [Turn, Turn]): void {
  const even = list.count & ~1;
  if (cells.left === undefined) sumSingles(list.rows, even, kg, cells.right, one, other);
  else sumPairs(list.rows, even, kg, cells.left, cells.right, cells.width, one, other);
  if (even === list.count) return;
  const row = list.rows[even] as number;
  const cell = cellOf(cells, row);
  one.cases[cell] = (one.cases[cell] as number) + 1;
  one.kg[cell] = (one.kg[cell] as number) + (kg[row] as number);
}

function sumSingles(rows: Uint32Array, count: number, kg: Float64Array, column: Column, one: Turn, other: Turn): void {
  const { cases, kg: sum } = one;
  const { cases: otherCases, kg: otherSum } = other;
  for (let at = 0; at < count; at += 2) {
    const [row, next] = [rows[at] as number, rows[at + 1] as number];
    const cell = column[row] as number;
    const nextCell = column[next] as number;
    cases[cell] = (cases[cell] as number) + 1;
    sum[cell] = (sum[cell] as number) + (kg[row] as number);
    otherCases[nextCell] = (otherCases[nextCell] as number) + 1;
    otherSum[nextCell] = (otherSum[nextCell] as number) + (kg[next] as number);
  }
}

function sumPairs(
  rows: Uint32Array,
  count: number,
  kg: Float64Array,
  left: Column,
  right: Column,
  width: number,
  one: Turn,
  other: Turn,
): void {
  const { cases, kg: sum } = one;
  const { cases: otherCases, kg: otherSum } = other;
  for (let at = 0; at < count; at += 2) {
    const [row, next] = [rows[at] as number, rows[at + 1] as number];
    const cell = (left[row] as number) * width + (right[row] as number);
    const nextCell = (left[next] as number) * width + (right[next] as number);
    cases[cell] = (cases[cell] as number) + 1;
    sum[cell] = (sum[cell] as number) + (kg[row] as number);
    otherCases[nextCell] = (otherCases[nextCell] as number) + 1;
    otherSum[nextCell] = (otherSum[nextCell] as number) + (kg[next] as number);
  }
}

function cellOf({ left, right, width }: Cells, row: number): number {
  return (left === undefined ? 0 : (left[row] as number) * width) + (right[row] as number);
}

function isSet(bits: Bitmap, row: number): boolean {
  return (((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
}

/** Rows without a mass, and rows whose mass has a range. */
function sumOthers(table: ColumnTable, bits: Bitmap, cells: Cells, { without, ranged }: Running): void {
  const kinds = massKinds(table);
  for (let at = 0; at < kinds.without.length; at++) {
    const row = kinds.without[at] as number;
    if (!isSet(bits, row)) continue;
    const cell = cellOf(cells, row);
    without[cell] = (without[cell] as number) + 1;
  }
  const { rows, kg, low, high } = kinds.ranged;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (!isSet(bits, row)) continue;
    const cell = cellOf(cells, row);
    ranged.kg[cell] = (ranged.kg[cell] as number) + (kg[at] as number);
    ranged.low[cell] = (ranged.low[cell] as number) + (low[at] as number);
    ranged.high[cell] = (ranged.high[cell] as number) + (high[at] as number);
  }
}

/** Rows were counted as one each; this adds what they stand for beyond that. A row of no event adds -1, which the unsigned sums take back in the end. */
function addEvents(table: ColumnTable, bits: Bitmap, cells: Cells, { extra, extraWithMass }: Running): void {
  const heavy = heavyRows(table);
  for (let at = 0; at < heavy.rows.length; at++) {
    const row = heavy.rows[at] as number;
    if (!isSet(bits, row)) continue;
    const cell = cellOf(cells, row);
    extra[cell] = (extra[cell] as number) + (heavy.extra[at] as number);
    if (heavy.hasMass[at] === 1 && extraWithMass.length > 0)
      extraWithMass[cell] = (extraWithMass[cell] as number) + (heavy.extra[at] as number);
  }
}
