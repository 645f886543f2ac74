import { CARRIAGE_RETURN, type Dialect, detectDialect, LINE_FEED } from '../../shared/csv/dialect.ts';
import { cellsOf } from '../../shared/csv/record.ts';
import { createTokenizer, INCOMPLETE, OPEN_QUOTE, TEXT_AFTER_QUOTE, type Tokenizer } from '../../shared/csv/tokenizer.ts';
import type { StowageError } from '../../shared/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { faults } from './faults.ts';
import { LIMITS } from './limits.ts';
import { openTextWindow, type TextWindow } from './text-window.ts';

export const STEPS = { record: 0, needsMore: 1, end: 2 } as const;

/** Walks over the records of one file, checking each; the header is row 0. */
export interface RecordReader {
  window: TextWindow;
  tokenizer: Tokenizer;
  dialect: Dialect;
  headers: string[];
  /** Moves to the next record that is not a blank line; on `needsMore` call `window.fill()` and step again. */
  step(): number;
  /** The record last stepped to: its bytes in the window, its number, and the line where it begins. */
  from: number;
  to: number;
  row: number;
  line: number;
  endsWithLine(): boolean;
}

export const decodeUtf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

export async function openRecordReader(source: ByteSource, seed: number): Promise<RecordReader> {
  const window = await openTextWindow(source);
  const lines = await skipBlankLines(window);
  const dialect = await findDialect(window, 1 + lines);
  const tokenizer = createTokenizer(dialect, LIMITS.columns + 1, seed);
  const reader = createReader(window, tokenizer, dialect, 1 + lines);
  reader.row = -1;
  while (reader.step() === STEPS.needsMore) await window.fill();
  reader.headers = cellsOf(tokenizer, window.bytes, decodeUtf8);
  return reader;
}

async function skipBlankLines(window: TextWindow): Promise<number> {
  let lines = 0;
  for (;;) {
    while (window.position < window.end && isLineEnd(window.bytes[window.position])) {
      if (window.bytes[window.position] === LINE_FEED) lines++;
      window.position++;
    }
    if (window.position < window.end) return lines;
    if (window.final) throw faults.empty();
    await window.fill();
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

async function findDialect(window: TextWindow, line: number): Promise<Dialect> {
  for (;;) {
    const dialect = detectDialect(window.bytes, window.position, window.end, window.final);
    if (dialect && dialect.delimiter > 0) return dialect;
    if (window.fault) throw textFault(window, 0, line);
    if (dialect) throw faults.noSeparator();
    if (window.end - window.position > LIMITS.recordBytes) throw faults.tooLong(0, line);
    await window.fill();
  }
}

function createReader(window: TextWindow, tokenizer: Tokenizer, dialect: Dialect, firstLine: number): RecordReader {
  let nextLine = firstLine;

  const readOne = (): number => {
    const { position, end } = window;
    const to = tokenizer.next(window.bytes, position, end, window.final);
    const row = reader.row + 1;
    if (window.fault && (to < 0 || to > window.fault.at)) throw textFault(window, row, nextLine);
    if ((to < 0 ? end : to) - position > LIMITS.recordBytes) throw faults.tooLong(row, nextLine);
    if (to === INCOMPLETE) return STEPS.needsMore;
    if (to < 0) throw recordFault(to, row, nextLine);
    reader.from = position;
    reader.to = to;
    reader.line = nextLine;
    window.position = to;
    nextLine += 1 + tokenizer.innerLines();
    return STEPS.record;
  };

  const step = (): number => {
    for (;;) {
      if (window.position === window.end) return window.final ? STEPS.end : STEPS.needsMore;
      const taken = readOne();
      if (taken !== STEPS.record) return taken;
      if (isBlank(reader, window, tokenizer)) continue;
      reader.row++;
      const expected = reader.headers.length;
      if (expected > 0 && tokenizer.count() !== expected) throw faults.cells(reader.row, reader.line, tokenizer.count(), expected);
      if (tokenizer.count() > LIMITS.columns) throw faults.tooManyColumns(reader.row, reader.line);
      return STEPS.record;
    }
  };

  const endsWithLine = () => window.bytes[reader.to - 1] === dialect.newline;
  const reader: RecordReader = {
    window,
    tokenizer,
    dialect,
    headers: [],
    step,
    from: 0,
    to: 0,
    row: 0,
    line: firstLine,
    endsWithLine,
  };
  return reader;
}

function isBlank(reader: RecordReader, window: TextWindow, tokenizer: Tokenizer): boolean {
  return tokenizer.count() === 1 && isLineEnd(window.bytes[reader.from]);
}

function textFault(window: TextWindow, row: number, line: number): StowageError {
  const byte = window.placeInFile(window.fault?.at ?? 0);
  return window.fault?.kind === 'nul' ? faults.nul(row, line, byte) : faults.encoding(row, line, byte);
}

function recordFault(code: number, row: number, line: number): StowageError {
  if (code === OPEN_QUOTE) return faults.openQuote(row, line);
  return code === TEXT_AFTER_QUOTE ? faults.afterQuote(row, line) : faults.tooManyColumns(row, line);
}
