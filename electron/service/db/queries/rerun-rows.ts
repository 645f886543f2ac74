import { numberAt } from '../../records/columns.ts';
import type { WriteDb } from '../connect.ts';
import { recordBlocks, recordSums } from './records.ts';

/** The records of one import, found by the original row they came from and their part of it. */
export interface ExistingRecords {
  /** Id of the record, or undefined; each is found once. */
  take(row: number, part: number): number | undefined;
  /** Ids that were never taken. */
  left(): number[];
}

/** Some twenty bytes for each record. */
export function existingRecords(db: WriteDb, importId: number): ExistingRecords {
  const { ids, rows, parts } = readRecords(db, importId);
  const count = ids.length;
  const taken = new Uint8Array(count);
  const isBefore = (at: number, row: number, part: number): boolean =>
    (rows[at] as number) < row || (rows[at] === row && (parts[at] as number) < part);
  return {
    take(row, part) {
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isBefore(middle, row, part)) low = middle + 1;
        else high = middle;
      }
      if (low === count || rows[low] !== row || parts[low] !== part || taken[low] === 1) return undefined;
      taken[low] = 1;
      return ids[low];
    },
    left: () => [...ids].filter((_, at) => taken[at] === 0),
  };
}

interface Records {
  ids: Uint32Array;
  rows: Uint32Array;
  parts: Uint16Array;
}

/** In ascending order of row and part. */
function readRecords(db: WriteDb, importId: number): Records {
  const { lines: most } = recordSums(db, importId);
  const [ids, rows, parts] = [new Uint32Array(most), new Uint32Array(most), new Uint16Array(most)];
  let filled = 0;
  for (const block of recordBlocks(db, 0, importId)) {
    const [id, row, part] = [block.column('id'), block.column('row'), block.column('part')];
    for (let at = 0; at < block.rows; at++) {
      if (filled > 0 && ids[filled - 1] === numberAt(id, at)) continue;
      ids[filled] = numberAt(id, at);
      rows[filled] = numberAt(row, at);
      parts[filled++] = numberAt(part, at);
    }
  }
  const order = Uint32Array.from({ length: filled }, (_, at) => at);
  order.sort((a, b) => (rows[a] as number) - (rows[b] as number) || (parts[a] as number) - (parts[b] as number));
  return {
    ids: order.map((at) => ids[at] as number),
    rows: order.map((at) => rows[at] as number),
    parts: Uint16Array.from(order, (at) => parts[at] as number),
  };
}

/** Codes of an interned set in words; empty for one that is not there. */
export function internedCodes(db: WriteDb): (id: number) => string {
  const codes = db.prepare<[number], string>('SELECT codes FROM code_set WHERE id = ?').pluck();
  return (id) => (JSON.parse(codes.get(id) ?? '[]') as string[]).join(' + ');
}
