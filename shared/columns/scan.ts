import { type Cells, countCells, emptySums, foldColumns, type Sums, sumCells } from './accumulate.ts';
import type { Bitmap } from './bitmap.ts';
import type { Lane } from './lanes.ts';

/** `cases` counts only; `mass` sums kilograms as well. */
export type Measures = 'cases' | 'mass';

/** What a scan groups by: for each row of the whole table a set, and how many sets there are. */
export interface ScanColumn {
  values: Uint16Array | Uint32Array;
  sets: number;
}

/** Cells of a scan over these columns; the last varies fastest. */
export function cellCount(columns: readonly ScanColumn[]): number {
  return columns.reduce((cells, column) => cells * column.sets, 1);
}

/** Counts one lane by sets. `bits` are the lane's. */
export function scanLane(lane: Lane, bits: Bitmap, columns: readonly ScanColumn[], measures: Measures): Sums {
  const cells = cellsOf(lane, columns);
  return measures === 'cases' ? countCells(lane.table, bits, cells) : sumCells(lane.table, bits, cells);
}

/** Adds the sums of lanes in the order given. */
export function addLanes(parts: readonly Sums[]): Sums {
  const [first, ...rest] = parts;
  if (!first) return emptySums(0, false);
  for (const part of rest) addSums(first, part);
  return first;
}

function cellsOf({ from, to, table }: Lane, columns: readonly ScanColumn[]): Cells {
  const own = columns.map(({ values }) => values.subarray(from, to));
  const count = cellCount(columns);
  const right = own.pop() ?? new Uint16Array(table.rows);
  if (own.length === 0) return { left: right, right, width: 0, count };
  const left = own.reduce((folded, column, at) => foldColumns(folded, column, (columns[at] as ScanColumn).sets));
  return { left, right, width: (columns.at(-1) as ScanColumn).sets, count };
}

function addSums(to: Sums, from: Sums): void {
  addArray(to.cases, from.cases);
  addArray(to.withMass, from.withMass);
  addArray(to.kg, from.kg);
  addArray(to.kgLow, from.kgLow);
  addArray(to.kgHigh, from.kgHigh);
}

function addArray(to: Uint32Array | Float64Array, from: Uint32Array | Float64Array): void {
  for (let cell = 0; cell < to.length; cell++) to[cell] = (to[cell] as number) + (from[cell] as number);
}
