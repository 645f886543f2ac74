import { type Pace, STRETCH } from './rows.ts';

/** Entries that are equal in every column looked at so far: the number of its group for each entry. */
export interface Grouping {
  of: Uint32Array;
  count: number;
}

/** Columns to group by; equal numbers are equal values. */
export type GroupColumn = ArrayLike<number>;

/** Groups `entries` entries that are equal in all of the columns, compared in full, so that no two groups ever fall together. */
export async function groupBy(entries: number, columns: readonly GroupColumn[], pace: Pace, within?: Grouping): Promise<Grouping> {
  let grouping: Grouping = within ?? { of: new Uint32Array(entries), count: entries === 0 ? 0 : 1 };
  for (const column of columns) grouping = await refine(grouping, column, pace);
  return grouping;
}

/** Splits each group by one more column. */
async function refine(grouping: Grouping, column: GroupColumn, pace: Pace): Promise<Grouping> {
  if (isConstant(column, grouping.of.length)) return grouping;
  const table = createPairTable(grouping.of.length);
  const of = new Uint32Array(grouping.of.length);
  for (let at = 0; at < of.length; at++) {
    if (at % STRETCH === 0) await pace();
    of[at] = table.numberOf(grouping.of[at] as number, (column[at] as number) >>> 0);
  }
  return { of, count: table.count() };
}

function isConstant(column: GroupColumn, entries: number): boolean {
  for (let at = 1; at < entries; at++) if (column[at] !== column[0]) return false;
  return true;
}

interface PairTable {
  /** The number of a pair, in the order of first appearance. */
  numberOf(left: number, right: number): number;
  count(): number;
}

/** A hash table of pairs of 32-bit numbers with open addressing, several times quicker than a Map. */
function createPairTable(most: number): PairTable {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, most * 2)));
  const slots = new Uint32Array(size);
  const lefts = new Uint32Array(most);
  const rights = new Uint32Array(most);
  let count = 0;
  return {
    numberOf(left, right) {
      let mixed = Math.imul(left ^ Math.imul(right, 0x85ebca6b), 0x9e3779b1);
      mixed ^= mixed >>> 15;
      for (let slot = mixed & (size - 1); ; slot = (slot + 1) & (size - 1)) {
        const number = slots[slot] as number;
        if (number === 0) {
          lefts[count] = left;
          rights[count] = right;
          slots[slot] = count + 1;
          return count++;
        }
        if (lefts[number - 1] === left && rights[number - 1] === right) return number - 1;
      }
    },
    count: () => count,
  };
}

/** Entries of each group, ascending: those of group g stand in `entries` from `from[g]` up to `from[g + 1]`. */
export interface GroupMembers {
  from: Uint32Array;
  entries: Uint32Array;
}

export function membersOf(grouping: Grouping): GroupMembers {
  const from = new Uint32Array(grouping.count + 1);
  for (const group of grouping.of) from[group + 1] = (from[group + 1] as number) + 1;
  for (let group = 0; group < grouping.count; group++) from[group + 1] = (from[group + 1] as number) + (from[group] as number);
  const next = from.slice();
  const entries = new Uint32Array(grouping.of.length);
  for (let at = 0; at < grouping.of.length; at++) {
    const group = grouping.of[at] as number;
    entries[next[group] as number] = at;
    next[group] = (next[group] as number) + 1;
  }
  return { from, entries };
}

/** How many different values a column has in each group. */
export async function distinctIn(grouping: Grouping, column: GroupColumn, pace: Pace): Promise<Uint32Array> {
  const finer = await refine(grouping, column, pace);
  const counts = new Uint32Array(grouping.count);
  const seen = new Uint8Array(finer.count);
  for (let at = 0; at < finer.of.length; at++) {
    const part = finer.of[at] as number;
    if (seen[part] === 1) continue;
    seen[part] = 1;
    const group = grouping.of[at] as number;
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
}

export function pick(column: GroupColumn, entries: Uint32Array): Uint32Array {
  const picked = new Uint32Array(entries.length);
  for (let at = 0; at < entries.length; at++) picked[at] = column[entries[at] as number] as number;
  return picked;
}
