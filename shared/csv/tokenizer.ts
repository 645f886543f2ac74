import { CARRIAGE_RETURN, type Dialect, LINE_FEED, QUOTE } from './dialect.ts';

/** What `next` answers instead of a position. */
export const INCOMPLETE = -1;
export const OPEN_QUOTE = -2;
export const TEXT_AFTER_QUOTE = -3;
export const TOO_MANY_CELLS = -4;

/** Reads one record of separated values (RFC 4180) at a time from bytes; cells are ranges of those bytes. */
export interface Tokenizer {
  /** First byte of each cell of the record last read, without the opening quote. */
  starts: Uint32Array;
  /** Byte after the last of each cell, without the closing quote. */
  ends: Uint32Array;
  /** 32-bit hash of each cell's text, the same whether it was quoted or not. */
  hashes: Int32Array;
  /** 1 where the cell holds doubled or escaped quotes that stand for one; `undouble` makes them single. */
  doubled: Uint8Array;
  /** The escape of the dialect, or -1. */
  escape: number;
  /** Hash of a blank cell. */
  blankHash: number;
  /** Number of cells and of line ends inside the cells of the record last read. */
  count(): number;
  innerLines(): number;
  /** Number of its cells that are a quote which opened nothing, where the dialect has such. */
  bareCells(): number;
  /**
   * Reads the record at `from`; answers the position after its line end, or one of the negative codes.
   * `INCOMPLETE` asks for more bytes and is never given when `final`; the same record may be read again.
   * A quote is special only as the first byte of a cell, and not there where it is bare.
   */
  next(bytes: Uint8Array, from: number, end: number, final: boolean): number;
}

const HASH_PRIME = 0x01000193;

/** `seed` makes the hashes unforeseeable to whoever wrote the file. */
export function createTokenizer(dialect: Dialect, maxCells: number, seed = 0): Tokenizer {
  const { delimiter, newline, escape: escapeByte = -1, bareQuotes = false } = dialect;
  const starts = new Uint32Array(maxCells);
  const ends = new Uint32Array(maxCells);
  const hashes = new Int32Array(maxCells);
  const doubled = new Uint8Array(maxCells);
  const stops = new Uint8Array(256);
  for (const byte of [delimiter, newline]) stops[byte] = 1;
  if (newline === LINE_FEED) stops[CARRIAGE_RETURN] = 2;
  const basis = (0x811c9dc5 ^ seed) | 0;
  let cells = 0;
  let inner = 0;
  let bare = 0;

  /** Reads the unquoted cell at `from`; answers where it ends. */
  const plain = (bytes: Uint8Array, from: number, end: number, final: boolean): number => {
    let hash = basis;
    let at = from;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      const stop = stops[byte];
      if (stop === 1) break;
      if (stop === 2) {
        if (at + 1 === end && !final) return INCOMPLETE;
        if (bytes[at + 1] === newline && at + 1 < end) break;
      }
      hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    starts[cells] = from;
    ends[cells] = at;
    hashes[cells] = hash;
    doubled[cells] = 0;
    return at === end && !final ? INCOMPLETE : at;
  };

  /** Reads the quoted cell whose opening quote stands before `from`; answers the position after the closing quote. */
  const quoted = (bytes: Uint8Array, from: number, end: number, final: boolean): number => {
    let hash = basis;
    let at = from;
    doubled[cells] = 0;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) {
        if (at + 1 === end && !final) return INCOMPLETE;
        if (at + 1 === end || bytes[at + 1] !== QUOTE) break;
        doubled[cells] = 1;
        at++;
      } else if (byte === newline) inner++;
      else if (byte === escapeByte) {
        if (at + 1 === end && !final) return INCOMPLETE;
        if (at + 1 < end && isEscaped(bytes[at + 1] as number, escapeByte)) {
          doubled[cells] = 1;
          at++;
        }
      }
      hash = Math.imul(hash ^ (bytes[at] as number), HASH_PRIME);
    }
    if (at === end) return final ? OPEN_QUOTE : INCOMPLETE;
    starts[cells] = from;
    ends[cells] = at;
    hashes[cells] = hash;
    return endOfQuoted(bytes, at + 1, end, final);
  };

  const endOfQuoted = (bytes: Uint8Array, at: number, end: number, final: boolean): number => {
    if (at === end) return final ? at : INCOMPLETE;
    const stop = stops[bytes[at] as number];
    if (stop === 1) return at;
    if (stop !== 2) return TEXT_AFTER_QUOTE;
    if (at + 1 === end) return final ? TEXT_AFTER_QUOTE : INCOMPLETE;
    return bytes[at + 1] === newline ? at : TEXT_AFTER_QUOTE;
  };

  /** Whether nothing follows the quote before `at` in its cell; the bytes that tell it may still be missing. */
  const isBare = (bytes: Uint8Array, at: number, end: number, final: boolean): boolean => {
    if (at >= end) return final;
    const stop = stops[bytes[at] as number];
    if (stop === 2) return at + 1 < end && bytes[at + 1] === newline;
    return stop === 1;
  };

  const next = (bytes: Uint8Array, from: number, end: number, final: boolean): number => {
    cells = 0;
    inner = 0;
    bare = 0;
    let at = from;
    for (;;) {
      if (cells === maxCells) return TOO_MANY_CELLS;
      let opens = at < end && bytes[at] === QUOTE;
      if (opens && bareQuotes && isBare(bytes, at + 1, end, final)) {
        opens = false;
        bare++;
      }
      at = opens ? quoted(bytes, at + 1, end, final) : plain(bytes, at, end, final);
      if (at < 0) return at;
      cells++;
      if (at === end) return at;
      const byte = bytes[at] as number;
      if (byte === newline) return at + 1;
      if (byte !== delimiter) return at + 2;
      at++;
    }
  };

  return {
    starts,
    ends,
    hashes,
    doubled,
    escape: escapeByte,
    blankHash: basis,
    count: () => cells,
    innerLines: () => inner,
    bareCells: () => bare,
    next,
  };
}

/** Writes the text of a cell with doubled or escaped quotes made single to `target`; answers its length. */
export function undouble(bytes: Uint8Array, start: number, end: number, target: Uint8Array, escapeByte = -1): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) target[length++] = bytes[at++] as number;
    else if (byte === escapeByte && at + 1 < end && isEscaped(bytes[at + 1] as number, escapeByte))
      target[length++] = bytes[++at] as number;
    else target[length++] = byte;
  }
  return length;
}

function isEscaped(byte: number, escapeByte: number): boolean {
  return byte === QUOTE || byte === escapeByte;
}
