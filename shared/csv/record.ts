import type { Dialect } from './dialect.ts';
import { createTokenizer, type Tokenizer, undouble } from './tokenizer.ts';

type Decode = (bytes: Uint8Array) => string;

/** One cell of the record the tokenizer read last, as text. */
export function decodeCell(tokenizer: Tokenizer, bytes: Uint8Array, cell: number, decode: Decode): string {
  const start = tokenizer.starts[cell] as number;
  const end = tokenizer.ends[cell] as number;
  if (!tokenizer.doubled[cell]) return decode(bytes.subarray(start, end));
  const text = new Uint8Array(end - start);
  return decode(text.subarray(0, undouble(bytes, start, end, text, tokenizer.escape)));
}

/** The cells of the record the tokenizer read last, as text. */
export function cellsOf(tokenizer: Tokenizer, bytes: Uint8Array, decode: Decode): string[] {
  return Array.from({ length: tokenizer.count() }, (_, cell) => decodeCell(tokenizer, bytes, cell, decode));
}

/** The cells of one whole record; text that is not a record of this dialect comes back as a single cell. */
export function readRecord(bytes: Uint8Array, dialect: Dialect, decode: Decode): string[] {
  const tokenizer = createTokenizer(dialect, 500);
  const next = tokenizer.next(bytes, 0, bytes.length, true);
  return next < 0 ? [decode(bytes)] : cellsOf(tokenizer, bytes, decode);
}
