import type { Bitmap } from './bitmap.ts';
import { heavyRows } from './events.ts';
import { massKinds } from './mass-kinds.ts';
import { type RowList, rowsOfBits } from './row-list.ts';
import { emptySums, type Measures, type Sums } from './sums.ts';
import type { ColumnTable } from './table.ts';

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
  measures: Measures;
  turns: [Turn, Turn];
  /** What rows add that stand for another number of cases than one, to cases and to cases with a mass. */
  extra: Uint32Array;
  extraWithMass: Uint32Array;
  /** Rows without a mass, and by how much the bounds of masses differ from them. */
  without: Uint32Array;
  below: Float64Array;
  above: Float64Array;
}

export function startSums(cells: number, measures: Measures): Running {
  const [weighed, whole] = [measures === 'cases' ? 0 : cells, measures === 'mass' ? cells : 0];
  const turn = (): Turn => ({ cases: new Uint32Array(cells), kg: new Float64Array(weighed) });
  return {
    measures,
    turns: [turn(), turn()],
    extra: new Uint32Array(cells),
    extraWithMass: new Uint32Array(whole),
    without: new Uint32Array(whole),
    below: new Float64Array(whole),
    above: new Float64Array(whole),
  };
}

/** Adds the selected rows of a table; a case whose mass is not convertible (NaN) adds to the count alone. */
export function addRows(running: Running, table: ColumnTable, bits: Bitmap, cells: Cells): void {
  const rows = rowsOfBits(bits);
  if (running.measures === 'cases') countRows(rows, cells, running.turns);
  else sumRows(rows, massKinds(table).kg, cells, running.turns);
  if (running.measures === 'mass') sumOthers(table, bits, cells, running);
  addEvents(table, bits, cells, running);
}

export function finishSums({ measures, turns: [one, other], extra, extraWithMass, without, below, above }: Running): Sums {
  const sums = emptySums(extra.length, measures);
  const { cases, withMass, kg, kgLow, kgHigh } = sums;
  for (let cell = 0; cell < cases.length; cell++) cases[cell] = (one.cases[cell] as number) + (other.cases[cell] as number);
  for (let cell = 0; cell < kg.length; cell++) kg[cell] = (one.kg[cell] as number) + (other.kg[cell] as number);
  for (let cell = 0; cell < kgLow.length; cell++) {
    withMass[cell] = (cases[cell] as number) - (without[cell] as number) + (extraWithMass[cell] as number);
    kgLow[cell] = (kg[cell] as number) - (below[cell] as number);
    kgHigh[cell] = (kg[cell] as number) + (above[cell] as number);
  }
  for (let cell = 0; cell < cases.length; cell++) cases[cell] = (cases[cell] as number) + (extra[cell] as number);
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

/** Rows without a mass, and rows whose mass has bounds. */
function sumOthers(table: ColumnTable, bits: Bitmap, cells: Cells, { without, below, above }: Running): void {
  const kinds = massKinds(table);
  for (let at = 0; at < kinds.without.length; at++) {
    const row = kinds.without[at] as number;
    if (!isSet(bits, row)) continue;
    const cell = cellOf(cells, row);
    without[cell] = (without[cell] as number) + 1;
  }
  const { rows, below: lower, above: higher } = kinds.bounded;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (!isSet(bits, row)) continue;
    const cell = cellOf(cells, row);
    below[cell] = (below[cell] as number) + (lower[at] as number);
    above[cell] = (above[cell] as number) + (higher[at] as number);
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
