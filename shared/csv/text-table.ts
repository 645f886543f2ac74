/** Distinct texts, told apart by their bytes and numbered in the order in which they came. */
export interface TextTable {
  /** Number of texts. */
  count(): number;
  /** Number of the text, or -1. `hash` must be the same for the same bytes. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number;
  /** Number of the text, which is kept if it was not known. */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number;
  /** All texts one behind the other, and where each begins; the end of the last is told as well. Both change as texts are added. */
  bytes(): Uint8Array;
  starts(): Uint32Array;
  /** Forgets all texts; the memory is kept for the next ones. */
  clear(): void;
}

/** Longer texts are copied by the machine's own means. */
const SHORT = 48;

export function createTextTable(): TextTable {
  /** Two numbers a slot: that of the text plus one, or 0, and its hash. */
  let slots = new Int32Array(2 * 256);
  let starts = new Uint32Array(129);
  let text = new Uint8Array(4096);
  let count = 0;

  /** Place in `slots` of the text, or of the free slot where it belongs. */
  const slotOf = (bytes: Uint8Array, start: number, end: number, hash: number): number => {
    const mask = (slots.length >> 1) - 1;
    let slot = spread(hash) & mask;
    for (; slots[2 * slot] !== 0; slot = (slot + 1) & mask)
      if (slots[2 * slot + 1] === hash && isSame((slots[2 * slot] as number) - 1, bytes, start, end)) break;
    return 2 * slot;
  };

  const isSame = (entry: number, bytes: Uint8Array, start: number, end: number): boolean => {
    let at = starts[entry] as number;
    if ((starts[entry + 1] as number) - at !== end - start) return false;
    for (let from = start; from < end; from++) if (text[at++] !== bytes[from]) return false;
    return true;
  };

  const keep = (bytes: Uint8Array, start: number, end: number): void => {
    const at = starts[count] as number;
    const to = at + end - start;
    if (to > text.length) text = larger(text, Math.max(text.length * 2, to));
    if (end - start > SHORT) text.set(bytes.subarray(start, end), at);
    else for (let from = start, target = at; from < end; from++) text[target++] = bytes[from] as number;
    if (count + 2 > starts.length) {
      const more = new Uint32Array(starts.length * 2);
      more.set(starts);
      starts = more;
    }
    starts[++count] = to;
  };

  const rebuild = (): void => {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    const mask = (slots.length >> 1) - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let slot = spread(old[from + 1] as number) & mask;
      while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = old[from] as number;
      slots[2 * slot + 1] = old[from + 1] as number;
    }
  };

  return {
    count: () => count,
    find: (bytes, start, end, hash) => (slots[slotOf(bytes, start, end, hash)] as number) - 1,
    add(bytes, start, end, hash) {
      const slot = slotOf(bytes, start, end, hash);
      const known = slots[slot] as number;
      if (known !== 0) return known - 1;
      keep(bytes, start, end);
      slots[slot] = count;
      slots[slot + 1] = hash;
      if (count * 4 > slots.length) rebuild();
      return count - 1;
    },
    bytes: () => text,
    starts: () => starts,
    clear() {
      slots.fill(0);
      count = 0;
    },
  };
}

function larger(from: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(length);
  to.set(from);
  return to;
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
