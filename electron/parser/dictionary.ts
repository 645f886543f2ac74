/** Distinct cells of one column within one batch, found by their bytes. */
export interface Dictionary {
  /** The cell's number in order of first appearance; a new one is added. */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number;
  /** Text of each distinct cell. */
  values: string[];
  /** Four 32-bit parts of a 128-bit hash for each distinct cell, in a row. */
  hashes: Uint32Array;
  /** What `findMark` said of each distinct cell. */
  marks: Uint8Array;
  clear(): void;
}

export const MARKS = { none: 0, controlCharacter: 1, lineBreak: 2 } as const;

/** `seeds` are four random numbers, the same for all batches of a file. */
export function createDictionary(seeds: Uint32Array): Dictionary {
  let slots = new Uint32Array(256);
  let entries = grownEntries(128);
  let text = Buffer.allocUnsafe(4096);
  let textLength = 0;

  const find = (bytes: Uint8Array, start: number, end: number, hash: number): number => {
    const mask = slots.length - 1;
    let slot = spread(hash) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = (slots[slot] as number) - 1;
      if (entries.hash[entry] === hash && equal(text, entries.start[entry] as number, entries.length[entry] as number, bytes, start, end))
        break;
    }
    return slot;
  };

  const insert = (slot: number, bytes: Uint8Array, start: number, end: number, hash: number): number => {
    const entry = dictionary.values.length;
    const length = end - start;
    if (entry === entries.hash.length) {
      entries = grownEntries(entry * 2, entries);
      dictionary.hashes = entries.wide;
      dictionary.marks = entries.mark;
    }
    if (textLength + length > text.length) text = Buffer.concat([text], Math.max(text.length * 2, textLength + length));
    text.set(bytes.subarray(start, end), textLength);
    entries.hash[entry] = hash;
    entries.start[entry] = textLength;
    entries.length[entry] = length;
    entries.mark[entry] = findMark(text, textLength, textLength + length);
    wideHash(text, textLength, textLength + length, seeds, entries.wide, entry * 4);
    dictionary.values.push(text.toString('utf8', textLength, textLength + length));
    textLength += length;
    slots[slot] = entry + 1;
    if (dictionary.values.length * 2 > slots.length) slots = rebuilt(slots.length * 4, entries.hash, dictionary.values.length);
    return entry;
  };

  const dictionary: Dictionary = {
    values: [],
    hashes: entries.wide,
    marks: entries.mark,
    add(bytes, start, end, hash) {
      const slot = find(bytes, start, end, hash);
      const known = slots[slot] as number;
      return known > 0 ? known - 1 : insert(slot, bytes, start, end, hash);
    },
    clear() {
      slots.fill(0);
      dictionary.values = [];
      textLength = 0;
    },
  };
  return dictionary;
}

interface Entries {
  hash: Int32Array;
  start: Uint32Array;
  length: Uint32Array;
  wide: Uint32Array;
  mark: Uint8Array;
}

function grownEntries(capacity: number, from?: Entries): Entries {
  const entries: Entries = {
    hash: new Int32Array(capacity),
    start: new Uint32Array(capacity),
    length: new Uint32Array(capacity),
    wide: new Uint32Array(capacity * 4),
    mark: new Uint8Array(capacity),
  };
  if (from) {
    entries.hash.set(from.hash);
    entries.start.set(from.start);
    entries.length.set(from.length);
    entries.wide.set(from.wide);
    entries.mark.set(from.mark);
  }
  return entries;
}

function rebuilt(capacity: number, hashes: Int32Array, count: number): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(capacity);
  for (let entry = 0; entry < count; entry++) {
    let slot = spread(hashes[entry] as number) & (capacity - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
    slots[slot] = entry + 1;
  }
  return slots;
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function equal(text: Uint8Array, at: number, length: number, bytes: Uint8Array, start: number, end: number): boolean {
  if (length !== end - start) return false;
  for (let i = 0; i < length; i++) if (text[at + i] !== bytes[start + i]) return false;
  return true;
}

/** Marks cells that hold C0 controls or DEL (tab excepted), or line ends. */
function findMark(text: Uint8Array, start: number, end: number): number {
  let mark: number = MARKS.none;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    if (byte === 10 || byte === 13) mark |= MARKS.lineBreak;
    else if ((byte < 32 && byte !== 9) || byte === 127) mark |= MARKS.controlCharacter;
  }
  return mark;
}

/** 128 bits in four interleaved lanes (the scheme known as cyrb128), with the text's length mixed in. */
function wideHash(text: Uint8Array, start: number, end: number, seeds: Uint32Array, target: Uint32Array, to: number): void {
  let a = (seeds[0] as number) ^ (end - start);
  let b = seeds[1] as number;
  let c = seeds[2] as number;
  let d = seeds[3] as number;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    a = b ^ Math.imul(a ^ byte, 597399067);
    b = c ^ Math.imul(b ^ byte, 2869860233);
    c = d ^ Math.imul(c ^ byte, 951274213);
    d = a ^ Math.imul(d ^ byte, 2716044179);
  }
  target[to] = Math.imul(c ^ (a >>> 18), 597399067);
  target[to + 1] = Math.imul(d ^ (b >>> 22), 2869860233);
  target[to + 2] = Math.imul(a ^ (c >>> 17), 951274213);
  target[to + 3] = Math.imul(b ^ (d >>> 19), 2716044179);
}
