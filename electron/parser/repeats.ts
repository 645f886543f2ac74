import type { Dictionary } from './dictionary.ts';

/**
 * Rows seen so far by a 128-bit hash of their cells, keyed by random seeds. Two different rows of ten million agree
 * by chance with a probability of about 10^-25.
 */
export interface RepeatTable {
  /** 0 for a row not seen before (which is then remembered), otherwise the number of the earlier one. */
  earlier(hash: Uint32Array, row: number): number;
}

export function createRepeatTable(): RepeatTable {
  let hashes = new Uint32Array(4 * 16_384);
  let rows = new Uint32Array(16_384);
  let slots = new Uint32Array(32_768);
  let count = 0;

  const grow = () => {
    hashes = grown(hashes, hashes.length * 2);
    rows = grown(rows, rows.length * 2);
    slots = new Uint32Array(rows.length * 2);
    for (let entry = 0; entry < count; entry++) {
      let slot = (hashes[entry * 4] as number) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = entry + 1;
    }
  };

  const isSame = (entry: number, hash: Uint32Array): boolean =>
    hashes[entry * 4] === hash[0] &&
    hashes[entry * 4 + 1] === hash[1] &&
    hashes[entry * 4 + 2] === hash[2] &&
    hashes[entry * 4 + 3] === hash[3];

  return {
    earlier(hash, row) {
      const mask = slots.length - 1;
      let slot = (hash[0] as number) & mask;
      for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const entry = (slots[slot] as number) - 1;
        if (isSame(entry, hash)) return rows[entry] as number;
      }
      hashes.set(hash, count * 4);
      rows[count] = row;
      slots[slot] = ++count;
      if (count === rows.length) grow();
      return 0;
    },
  };
}

function grown(from: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(length);
  to.set(from);
  return to;
}

/** Hashes a row by the 128-bit hashes of its cells, in their order; `hash` receives four parts. */
export function hashRow(hash: Uint32Array, seeds: Uint32Array, dictionaries: readonly Dictionary[], values: Uint32Array): void {
  let a = (seeds[0] as number) | 0;
  let b = (seeds[1] as number) | 0;
  let c = (seeds[2] as number) | 0;
  let d = (seeds[3] as number) | 0;
  for (let cell = 0; cell < dictionaries.length; cell++) {
    const { hashes } = dictionaries[cell] as Dictionary;
    const at = (values[cell] as number) * 4;
    a ^= hashes[at] as number;
    b ^= hashes[at + 1] as number;
    c ^= hashes[at + 2] as number;
    d ^= hashes[at + 3] as number;
    a = (Math.imul(a ^ (a >>> 15), 0x85ebca6b) + d) | 0;
    b = (Math.imul(b ^ (b >>> 13), 0xc2b2ae35) + (a ^ (a >>> 16))) | 0;
    c = (Math.imul(c ^ (c >>> 16), 0x27d4eb2f) + (b ^ (b >>> 15))) | 0;
    d = (Math.imul(d ^ (d >>> 14), 0x165667b1) + (c ^ (c >>> 13))) | 0;
    a ^= d >>> 16;
  }
  hash[0] = a;
  hash[1] = b;
  hash[2] = c;
  hash[3] = d;
}
