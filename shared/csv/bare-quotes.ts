import { CARRIAGE_RETURN, type Dialect, QUOTE } from './dialect.ts';
import { createTokenizer, type Tokenizer } from './tokenizer.ts';

/** Tells records in which a quote that stood alone as a cell, such as a ditto mark, was taken for the start of a quoted cell and ran into the next one. */
export interface BareQuoteWatch {
  /** Whether the record read last, over several lines, is as many records of as many cells once such quotes open nothing. */
  takesRows(tokenizer: Tokenizer, bytes: Uint8Array, from: number, to: number): boolean;
  /** Whether the record read last has `width` cells once such quotes open nothing. */
  takesCells(tokenizer: Tokenizer, bytes: Uint8Array, from: number, to: number, width: number): boolean;
}

export function createBareQuoteWatch(dialect: Dialect, maxCells: number): BareQuoteWatch {
  let bare: Tokenizer | undefined;
  const countsWithout = (bytes: Uint8Array, from: number, to: number): number[] => {
    bare ??= createTokenizer({ ...dialect, bareQuotes: true }, maxCells);
    const counts: number[] = [];
    for (let at = from; at < to; ) {
      const next = bare.next(bytes, at, to, true);
      if (next < 0) return [];
      counts.push(bare.count());
      at = next;
    }
    return counts;
  };
  return {
    takesRows(tokenizer, bytes, from, to) {
      if (!holdsSwallowed(tokenizer, bytes, dialect, true)) return false;
      const counts = countsWithout(bytes, from, to);
      return counts.length > 1 && counts.every((count) => count === tokenizer.count());
    },
    takesCells(tokenizer, bytes, from, to, width) {
      if (!holdsSwallowed(tokenizer, bytes, dialect, false)) return false;
      const counts = countsWithout(bytes, from, to);
      return counts.length > 0 && counts.every((count) => count === width);
    },
  };
}

/** A quoted cell begins and ends with what parts cells, and another cell is filled without being quoted, as in a table that is not quoted throughout. */
function holdsSwallowed({ starts, ends, count }: Tokenizer, bytes: Uint8Array, dialect: Dialect, withText: boolean): boolean {
  let [swallowed, plain] = [false, false];
  for (let cell = 0; cell < count(); cell++) {
    const [start, end] = [starts[cell] as number, ends[cell] as number];
    if (start === end) continue;
    const isQuoted = start > 0 && bytes[start - 1] === QUOTE && bytes[end] === QUOTE;
    if (!isQuoted) plain = true;
    else if (parts(bytes[start], dialect) && parts(bytes[end - 1], dialect))
      swallowed ||= !withText || holdsText(bytes, start, end, dialect);
  }
  return swallowed && plain;
}

function parts(byte: number | undefined, { delimiter, newline }: Dialect): boolean {
  return byte === delimiter || byte === newline || byte === CARRIAGE_RETURN;
}

function holdsText(bytes: Uint8Array, start: number, end: number, dialect: Dialect): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > 0x20 && !parts(bytes[at], dialect)) return true;
  return false;
}

/** Whether a quote stands alone between what parts cells. Where nothing follows it, the file may as well have been cut inside a quoted cell. */
export function holdsBareQuote(bytes: Uint8Array, dialect: Dialect): boolean {
  const end = bytes.findLastIndex((byte) => byte !== dialect.newline && byte !== CARRIAGE_RETURN);
  for (let at = bytes.indexOf(QUOTE); at >= 0 && at < end; at = bytes.indexOf(QUOTE, at + 1))
    if ((at === 0 || parts(bytes[at - 1], dialect)) && parts(bytes[at + 1], dialect)) return true;
  return false;
}
