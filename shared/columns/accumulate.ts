import { type Bitmap, bitmapOfRange, clearBit, complement, hasBit } from './bitmap.ts';
import { type Heavy, heavyRows } from './events.ts';
import { createMemo } from './memo.ts';
import type { ColumnTable } from './table.ts';

/** Counts and sums for each cell of a counting table; the masses are empty when only cases are counted. */
export interface Sums {
  cases: Uint32Array;
  withMass: Uint32Array;
  kg: Float64Array;
  kgLow: Float64Array;
  kgHigh: Float64Array;
}

type Column = Uint16Array | Uint32Array;

/** The cell of a row is `left * width + right`. */
export interface Cells {
  left: Column;
  right: Column;
  width: number;
  count: number;
}

/** Rows by what their mass asks of a sum: nothing, one number, or three because the factor has a range. */
interface MassKinds {
  exact: Bitmap;
  none: Bitmap;
  /** The few with a range are listed with their masses, so that a scan need not touch the columns of bounds. */
  ranged: { rows: Uint32Array; kg: Float64Array; low: Float64Array; high: Float64Array };
}

const kinds = createMemo<MassKinds>(1);

export function emptySums(cells: number, hasMass: boolean): Sums {
  const sums = (): Float64Array => new Float64Array(hasMass ? cells : 0);
  return { cases: new Uint32Array(cells), withMass: new Uint32Array(hasMass ? cells : 0), kg: sums(), kgLow: sums(), kgHigh: sums() };
}

/** Counts the cases that the selected rows stand for. */
export function countCells(table: ColumnTable, bits: Bitmap, cells: Cells): Sums {
  const sums = emptySums(cells.count, false);
  countRows(bits, cells, sums.cases);
  addEvents(heavyRows(table), bits, cells, sums);
  return sums;
}

/** The same, with masses summed; a case whose mass is not convertible (NaN) adds to the count alone. */
export function sumCells(table: ColumnTable, bits: Bitmap, cells: Cells): Sums {
  const kind = kinds(table, '', () => massKinds(table));
  const sums = emptySums(cells.count, true);
  const without = new Uint32Array(cells.count);
  sumExact(table.kg, bits, kind, cells, sums, without);
  sums.kgLow.set(sums.kg);
  sums.kgHigh.set(sums.kg);
  sumRanged(bits, kind, cells, sums);
  sums.withMass.set(sums.cases);
  for (let cell = 0; cell < cells.count; cell++) sums.cases[cell] = (sums.cases[cell] as number) + (without[cell] as number);
  addEvents(heavyRows(table), bits, cells, sums);
  return sums;
}

/** One column in place of two: `left * width + right`, over all rows. */
export function foldColumns(left: Column, right: Column, width: number): Uint32Array {
  const out = new Uint32Array(left.length);
  for (let row = 0; row < out.length; row++) out[row] = (left[row] as number) * width + (right[row] as number);
  return out;
}

/** Adds one cell of `from` to a cell of `to`. */
export function addCell(from: Sums, source: number, to: Sums, target: number): void {
  to.cases[target] = (to.cases[target] as number) + (from.cases[source] as number);
  if (from.kg.length === 0) return;
  to.withMass[target] = (to.withMass[target] as number) + (from.withMass[source] as number);
  to.kg[target] = (to.kg[target] as number) + (from.kg[source] as number);
  to.kgLow[target] = (to.kgLow[target] as number) + (from.kgLow[source] as number);
  to.kgHigh[target] = (to.kgHigh[target] as number) + (from.kgHigh[source] as number);
}

function massKinds({ rows, kg, kgLow, kgHigh }: ColumnTable): MassKinds {
  const hasMass = bitmapOfRange(kg, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const exact = hasMass.slice();
  const listed: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (!hasBit(hasMass, row) || (kgLow[row] === kg[row] && kgHigh[row] === kg[row])) continue;
    listed.push(row);
    clearBit(exact, row);
  }
  const of = (values: Float64Array): Float64Array => Float64Array.from(listed, (row) => values[row] as number);
  return {
    exact,
    none: complement(hasMass, rows),
    ranged: { rows: Uint32Array.from(listed), kg: of(kg), low: of(kgLow), high: of(kgHigh) },
  };
}

/* These loops visit set bits, lowest first. They are written out, since a call for each row would cost more than the sum. */

function countRows(bits: Bitmap, { left, right, width }: Cells, cases: Uint32Array): void {
  for (let index = 0; index < bits.length; index++) {
    let word = bits[index] as number;
    const base = (index << 5) + 31;
    while (word !== 0) {
      const lowest = word & -word;
      const row = base - Math.clz32(lowest);
      word ^= lowest;
      const cell = (left[row] as number) * width + (right[row] as number);
      cases[cell] = (cases[cell] as number) + 1;
    }
  }
}

/** Rows with an exact mass, and in the same sweep rows without one, which are counted apart. */
function sumExact(
  kg: Float64Array,
  bits: Bitmap,
  { exact, none }: MassKinds,
  { left, right, width }: Cells,
  sums: Sums,
  without: Uint32Array,
): void {
  const { cases, kg: sum } = sums;
  for (let index = 0; index < bits.length; index++) {
    const selected = bits[index] as number;
    const base = (index << 5) + 31;
    for (let word = selected & (exact[index] as number); word !== 0; ) {
      const lowest = word & -word;
      const row = base - Math.clz32(lowest);
      word ^= lowest;
      const cell = (left[row] as number) * width + (right[row] as number);
      cases[cell] = (cases[cell] as number) + 1;
      sum[cell] = (sum[cell] as number) + (kg[row] as number);
    }
    for (let word = selected & (none[index] as number); word !== 0; ) {
      const lowest = word & -word;
      const row = base - Math.clz32(lowest);
      word ^= lowest;
      const cell = (left[row] as number) * width + (right[row] as number);
      without[cell] = (without[cell] as number) + 1;
    }
  }
}

/** Rows were counted as one each; this adds what they stand for beyond that, also where it is less than one. */
function addEvents({ rows, extra, hasMass }: Heavy, bits: Bitmap, { left, right, width }: Cells, { cases, withMass }: Sums): void {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if ((((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 0) continue;
    const cell = (left[row] as number) * width + (right[row] as number);
    cases[cell] = (cases[cell] as number) + (extra[at] as number);
    if (hasMass[at] === 1 && withMass.length > 0) withMass[cell] = (withMass[cell] as number) + (extra[at] as number);
  }
}

function sumRanged(bits: Bitmap, { ranged: { rows, kg, low, high } }: MassKinds, { left, right, width }: Cells, sums: Sums): void {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if ((((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 0) continue;
    const cell = (left[row] as number) * width + (right[row] as number);
    sums.cases[cell] = (sums.cases[cell] as number) + 1;
    sums.kg[cell] = (sums.kg[cell] as number) + (kg[at] as number);
    sums.kgLow[cell] = (sums.kgLow[cell] as number) + (low[at] as number);
    sums.kgHigh[cell] = (sums.kgHigh[cell] as number) + (high[at] as number);
  }
}
