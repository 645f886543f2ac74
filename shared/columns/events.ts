import { type Bitmap, bitmapOfValues, countBits } from './bitmap.ts';
import { createMemo } from './memo.ts';
import type { ColumnTable } from './table.ts';

/**
 * Rows that stand for another number of cases than one. They are listed with what they add to a count of rows, so that a table without
 * any is scanned as if there were no such thing.
 */
export interface Heavy {
  rows: Uint32Array;
  /** Events less one: -1 for a row that says there was none. */
  extra: Int32Array;
  /** 1 where the row has a mass. */
  hasMass: Uint8Array;
}

const heavies = createMemo<Heavy>(1);
const singles = createMemo<Bitmap>(1);

const NONE: Heavy = { rows: new Uint32Array(0), extra: new Int32Array(0), hasMass: new Uint8Array(0) };

export function heavyRows(table: ColumnTable): Heavy {
  const { events } = table;
  return events === null ? NONE : heavies(table, '', () => listHeavy(events, table.kg));
}

/** Cases that the rows of a bitmap stand for. */
export function countEvents(table: ColumnTable, bits: Bitmap): number {
  const { rows, extra } = heavyRows(table);
  let count = countBits(bits);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if ((((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1) count += extra[at] as number;
  }
  return count;
}

/** The rows that are one case each; undefined when all are. The mass of an aggregated row is a sum, and says nothing about the size of a case. */
export function singleRows(table: ColumnTable): Bitmap | undefined {
  const { grain } = table;
  return grain === null ? undefined : singles(table, '', () => bitmapOfValues(grain, Uint8Array.of(1, 0)));
}

function listHeavy(events: Uint32Array, kg: Float64Array): Heavy {
  const rows: number[] = [];
  for (let row = 0; row < events.length; row++) if (events[row] !== 1) rows.push(row);
  return {
    rows: Uint32Array.from(rows),
    extra: Int32Array.from(rows, (row) => (events[row] as number) - 1),
    hasMass: Uint8Array.from(rows, (row) => (Number.isNaN(kg[row]) ? 0 : 1)),
  };
}
