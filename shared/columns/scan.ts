import { addRows, type Cells, finishSums, foldColumns, type Running, startSums } from './accumulate.ts';
import type { Bitmap } from './bitmap.ts';
import type { Lane } from './lanes.ts';
import { addInPairs, type Measures, type Sums } from './sums.ts';

/** What a scan groups by: for each row of the whole table a set, and how many sets there are. */
export interface ScanColumn {
  values: Uint16Array | Uint32Array;
  sets: number;
}

/** A scan over the lanes of a table. */
export interface Scan {
  columns: readonly ScanColumn[];
  measures: Measures;
  /** So many lanes in a row are summed as one. */
  run: number;
  bitsOf(lane: Lane): Bitmap;
}

/** Cells of a scan over these columns; the last varies fastest. */
export function cellCount(columns: readonly ScanColumn[]): number {
  return columns.reduce((cells, column) => cells * column.sets, 1);
}

/**
 * Makes several scans over the same lanes, lane by lane, so that scans of one selection stand beside each other and read its bitmap once.
 * Lanes start at a multiple of every scan's run. `alive` is called between lanes and may throw.
 */
export function sweep(lanes: readonly Lane[], scans: readonly Scan[], alive: () => void = () => undefined): Sums[] {
  const parts = scans.map((): Sums[] => []);
  const running: Running[] = [];
  for (const [place, lane] of lanes.entries()) {
    alive();
    for (const [at, scan] of scans.entries()) {
      if (place % scan.run === 0) running[at] = startSums(cellCount(scan.columns), scan.measures);
      addRows(running[at] as Running, lane.table, scan.bitsOf(lane), cellsOf(lane, scan.columns));
      if ((place + 1) % scan.run === 0) (parts[at] as Sums[]).push(finishSums(running[at] as Running));
    }
  }
  return parts.map(addInPairs);
}

function cellsOf({ from, to, table }: Lane, columns: readonly ScanColumn[]): Cells {
  const own = columns.map(({ values }) => values.subarray(from, to));
  const right = own.pop() ?? new Uint16Array(table.rows);
  if (own.length === 0) return { left: undefined, right, width: 0 };
  const left = own.reduce((folded, column, at) => foldColumns(folded, column, (columns[at] as ScanColumn).sets));
  return { left, right, width: (columns.at(-1) as ScanColumn).sets };
}
