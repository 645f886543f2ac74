import { createTextTable } from '../../shared/csv/text-table.ts';
import type { PackedTexts } from '../../shared/parser-protocol.ts';

/** Distinct cells of one column within one batch, found by their bytes and numbered in order of first appearance. */
export interface Dictionary {
  /** The cell's number; a new one is added. */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number;
  count(): number;
  text(value: number): string;
  /** The texts of all distinct cells, as a copy. */
  packed(): PackedTexts;
  /** Bytes of all distinct cells one behind the other, and where each begins and the last ends. */
  bytes(): Uint8Array;
  starts(): Uint32Array;
  /** Four 32-bit parts of a 128-bit hash for each distinct cell, in a row. */
  hashes: Uint32Array;
  /** `MARKS` of each distinct cell. */
  marks: Uint8Array;
  clear(): void;
}

export const MARKS = {
  /** C0 controls or DEL (tab excepted). */
  controlCharacter: 1,
  lineBreak: 2,
  /** Not blank. */
  filled: 4,
  /** ASCII with a digit and never three letters in a row: a code, an amount or a date in numbers. */
  coded: 8,
  /** Left to those who read the text of a cell only once: it was read, and what they found. */
  read: 16,
  telling: 32,
} as const;

/** Cells of which a person is told. */
export const TOLD = MARKS.controlCharacter | MARKS.lineBreak;

/** `seeds` are four random numbers, the same for all batches of a file. */
export function createDictionary(seeds: Uint32Array): Dictionary {
  const table = createTextTable();
  let texts: (string | undefined)[] = [];
  let capacity = 128;
  let described = 0;

  const describe = (value: number) => {
    if (value === capacity) grow();
    const [start, end] = [table.starts()[value] as number, table.starts()[value + 1] as number];
    dictionary.marks[value] = findMarks(table.bytes(), start, end);
    wideHash(table.bytes(), start, end, seeds, dictionary.hashes, value * 4);
  };
  const grow = () => {
    capacity *= 2;
    const { hashes, marks } = dictionary;
    dictionary.hashes = new Uint32Array(capacity * 4);
    dictionary.hashes.set(hashes);
    dictionary.marks = new Uint8Array(capacity);
    dictionary.marks.set(marks);
  };
  const text = (value: number): string => {
    const known = texts[value];
    if (known !== undefined) return known;
    const decoded = decode(table.bytes(), table.starts()[value] as number, table.starts()[value + 1] as number);
    texts[value] = decoded;
    return decoded;
  };

  const dictionary: Dictionary = {
    hashes: new Uint32Array(capacity * 4),
    marks: new Uint8Array(capacity),
    add(bytes, start, end, hash) {
      const value = table.add(bytes, start, end, hash);
      if (value === described) describe(described++);
      return value;
    },
    count: table.count,
    text,
    packed() {
      const starts = table.starts().slice(0, table.count() + 1);
      return { bytes: table.bytes().slice(0, starts[table.count()]), starts };
    },
    bytes: table.bytes,
    starts: table.starts,
    clear() {
      table.clear();
      described = 0;
      texts = [];
    },
  };
  return dictionary;
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

const LETTERS_OF_WORD = 3;

/** What single bytes say; `LETTER` counts for a word, `BEYOND` belongs to a character beyond ASCII. */
const [DIGIT, LETTER, BEYOND] = [64, 128, 256];
const SIGNS = Uint16Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 128) return BEYOND;
  if (byte === 10 || byte === 13) return MARKS.lineBreak;
  if (byte === 9 || byte === 32) return 0;
  if (byte === 11 || byte === 12) return MARKS.controlCharacter;
  if (byte < 32 || byte === 127) return MARKS.controlCharacter | MARKS.filled;
  if (byte >= 48 && byte <= 57) return MARKS.filled | DIGIT;
  return (byte | 32) >= 97 && (byte | 32) <= 122 ? MARKS.filled | LETTER : MARKS.filled;
});

function findMarks(text: Uint8Array, start: number, end: number): number {
  let found = 0;
  let [letters, most] = [0, 0];
  for (let at = start; at < end; at++) {
    const sign = SIGNS[text[at] as number] as number;
    found |= sign;
    letters = (sign & LETTER) === 0 ? 0 : letters + 1;
    if (letters > most) most = letters;
  }
  let marks = found & (MARKS.controlCharacter | MARKS.lineBreak | MARKS.filled);
  if (found & BEYOND && (marks & MARKS.filled) === 0 && decode(text, start, end).trim() !== '') marks |= MARKS.filled;
  if ((found & (DIGIT | BEYOND)) === DIGIT && most < LETTERS_OF_WORD) marks |= MARKS.coded;
  return marks;
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
