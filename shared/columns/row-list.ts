import type { Bitmap } from './bitmap.ts';

/** Rows in ascending order: the first `count` of `rows`. */
export interface RowList {
  rows: Uint32Array;
  count: number;
}

const list: RowList = { rows: new Uint32Array(0), count: 0 };
let listed: Bitmap | undefined;

/**
 * The rows of a bitmap's set bits. The list is written over by the next call with another bitmap; the same bitmap again is not read twice,
 * so a bitmap must not change once it was listed.
 */
export function rowsOfBits(bits: Bitmap): RowList {
  if (bits === listed) return list;
  const room = bits.length * 32 + 1;
  if (list.rows.length < room) list.rows = new Uint32Array(room);
  list.count = fill(list.rows, bits);
  listed = bits;
  return list;
}

/** Written without a branch on the bit, which would be guessed wrong half of the time: every row is written, and the next one over it unless it counts. */
function fill(rows: Uint32Array, bits: Bitmap): number {
  let filled = 0;
  for (let index = 0; index < bits.length; index++) {
    let word = bits[index] as number;
    if (word === 0) continue;
    let row = index << 5;
    for (let byte = 0; byte < 4; byte++) {
      rows[filled] = row;
      filled += word & 1;
      rows[filled] = row + 1;
      filled += (word >>> 1) & 1;
      rows[filled] = row + 2;
      filled += (word >>> 2) & 1;
      rows[filled] = row + 3;
      filled += (word >>> 3) & 1;
      rows[filled] = row + 4;
      filled += (word >>> 4) & 1;
      rows[filled] = row + 5;
      filled += (word >>> 5) & 1;
      rows[filled] = row + 6;
      filled += (word >>> 6) & 1;
      rows[filled] = row + 7;
      filled += (word >>> 7) & 1;
      word >>>= 8;
      row += 8;
    }
  }
  return filled;
}
