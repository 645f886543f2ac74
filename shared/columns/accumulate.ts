import type { Bitmap } from './bitmap.ts';
import type { ColumnTable } from './table.ts';

/** Sums for one cell of a counting table, in this order. */
export const SUMS = 4;

export interface Sums {
  cases: Uint32Array;
  /** SUMS numbers for each cell: cases with a mass, kg, lowest kg, highest kg. Empty when only cases are counted. */
  masses: Float64Array;
}

type Column = Uint16Array | Uint32Array;

/** Counts selected rows by `left * width + right`. */
export function countCells(bits: Bitmap, left: Column, right: Column, width: number, cells: number): Sums {
  const cases = new Uint32Array(cells);
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
  return { cases, masses: new Float64Array(0) };
}

/** The same, with masses summed; a case whose mass is not convertible (NaN) adds to the count alone. */
export function sumCells(table: ColumnTable, bits: Bitmap, left: Column, right: Column, width: number, cells: number): Sums {
  const { kg, kgLow, kgHigh } = table;
  const cases = new Uint32Array(cells);
  const masses = new Float64Array(cells * SUMS);
  for (let index = 0; index < bits.length; index++) {
    let word = bits[index] as number;
    const base = (index << 5) + 31;
    while (word !== 0) {
      const lowest = word & -word;
      const row = base - Math.clz32(lowest);
      word ^= lowest;
      const cell = (left[row] as number) * width + (right[row] as number);
      cases[cell] = (cases[cell] as number) + 1;
      const mass = kg[row] as number;
      if (mass === mass) {
        const at = cell * SUMS;
        masses[at] = (masses[at] as number) + 1;
        masses[at + 1] = (masses[at + 1] as number) + mass;
        masses[at + 2] = (masses[at + 2] as number) + (kgLow[row] as number);
        masses[at + 3] = (masses[at + 3] as number) + (kgHigh[row] as number);
      }
    }
  }
  return { cases, masses };
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
  if (from.masses.length === 0) return;
  for (let sum = 0; sum < SUMS; sum++) {
    const at = target * SUMS + sum;
    to.masses[at] = (to.masses[at] as number) + (from.masses[source * SUMS + sum] as number);
  }
}
