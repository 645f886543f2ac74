import type { Bitmap } from './bitmap.ts';
import { createMemo } from './memo.ts';
import type { CodeColumn, ColumnTable } from './table.ts';

/**
 * A run of rows, seen as a table of its own over the same memory. Sums are made lane by lane, or run by run of lanes, and then added in
 * pairs, pairs of pairs and so on, so that they are the same bytes however many threads share the work.
 */
export interface Lane {
  /** First row, a multiple of 32, and the row after the last. */
  from: number;
  to: number;
  table: ColumnTable;
}

/** None so short that a thread has nothing to do, or that adding its cells up costs more than it saves. */
const [MOST_LANES, FEWEST_ROWS, ROWS_FOR_A_CELL] = [8, 16_384, 16];

const lanes = createMemo<Lane[]>(1);

/** The lanes of a table, a power of two of them. */
export function lanesOf(table: ColumnTable): Lane[] {
  return lanes(table, '', () => split(table, Math.min(MOST_LANES, powerBelow(table.rows / FEWEST_ROWS))));
}

/** How many lanes in a row a scan into so many cells sums up as one: it depends on nothing but the table and the question. */
export function laneRun(table: ColumnTable, cells: number): number {
  const { length } = lanesOf(table);
  return length / Math.min(length, powerBelow(table.rows / Math.max(1, cells * ROWS_FOR_A_CELL)));
}

/** The part of a bitmap that speaks of a lane. */
export function laneBits(lane: Lane, bits: Bitmap): Bitmap {
  return bits.subarray(lane.from >>> 5, (lane.to + 31) >>> 5);
}

/** The largest power of two that is not above a number, at least 1. */
function powerBelow(most: number): number {
  return most < 2 ? 1 : 2 ** Math.floor(Math.log2(most));
}

function split(table: ColumnTable, count: number): Lane[] {
  const words = Math.ceil((table.rows + 31) / 32 / count);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.min(at * words * 32, table.rows);
    const to = Math.min((at + 1) * words * 32, table.rows);
    return { from, to, table: count === 1 ? table : slice(table, from, to) };
  });
}

function slice(table: ColumnTable, from: number, to: number): ColumnTable {
  const columns = Object.values(table.codes).map((column): [string, CodeColumn] => [
    column.facet,
    { ...column, values: column.values.subarray(from, to) },
  ]);
  return {
    rows: to - from,
    dataVersion: table.dataVersion,
    ids: table.ids.subarray(from, to),
    day: table.day.subarray(from, to),
    precision: table.precision.subarray(from, to),
    kg: table.kg.subarray(from, to),
    kgLow: table.kgLow.subarray(from, to),
    kgHigh: table.kgHigh.subarray(from, to),
    conversion: table.conversion.subarray(from, to),
    events: table.events?.subarray(from, to) ?? null,
    grain: table.grain?.subarray(from, to) ?? null,
    breaks: table.breaks,
    codes: Object.fromEntries(columns),
  };
}
