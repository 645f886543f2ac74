import { createBareQuoteWatch } from '../../shared/csv/bare-quotes.ts';
import { DIALECT_SAMPLE_BYTES, type DialectGuess, detectDialect, dialectWith } from '../../shared/csv/detect.ts';
import { CARRIAGE_RETURN, type Dialect, LINE_FEED } from '../../shared/csv/dialect.ts';
import { createTokenizer, INCOMPLETE, OPEN_QUOTE, TEXT_AFTER_QUOTE, type Tokenizer } from '../../shared/csv/tokenizer.ts';
import type { StowageError } from '../../shared/errors.ts';
import type { Content } from './content.ts';
import { refuseEncoding } from './encoding-doubt.ts';
import { faults } from './faults.ts';
import { LIMITS } from './limits.ts';
import { openTextWindow, type TextWindow } from './text-window.ts';

export const STEPS = { record: 0, needsMore: 1, end: 2 } as const;

/** Walks over the records of one file, whatever their number of cells. Blank lines are passed over, but counted as lines. */
export interface RecordReader {
  window: TextWindow;
  tokenizer: Tokenizer;
  dialect: Dialect;
  /** What else may separate the cells; absent where the separator was said or the format has its own. */
  guess: DialectGuess | undefined;
  /** Moves to the next record; on `needsMore` call `window.fill()` and step again. */
  step(): number;
  /** The record last stepped to: its bytes in the window, its number, and the line where it begins. */
  from: number;
  to: number;
  /** The header's last row is 0; counted from 0 on until someone sets it. */
  row: number;
  line: number;
  /** Whether the record has `width` cells but for a quote that stood alone and took in others. */
  takesCells(width: number): boolean;
  endsWithLine(): boolean;
  /** True when only line ends follow; known because a record that may be the last is given only once the text has ended. */
  isLast(): boolean;
}

export const decodeUtf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

const OWN_DIALECT: Dialect = { delimiter: 44, newline: LINE_FEED };

export async function openRecordReader(content: Content, seed: number): Promise<RecordReader> {
  const window = await openTextWindow(content.stream, content.typed ? 'utf-8' : content.encoding);
  const lines = { next: 1 };
  if (!content.typed) await passMarks(window, lines);
  const declared = content.typed ? undefined : await readDeclared(window, lines);
  const found = content.typed ? { dialect: OWN_DIALECT } : await findDialect(window, lines.next, content.delimiter ?? declared);
  const tokenizer = createTokenizer(found.dialect, LIMITS.columns + 1, seed);
  return createReader(window, tokenizer, content, lines, found);
}

/** Passes over blank lines at the start. */
async function passMarks(window: TextWindow, lines: { next: number }): Promise<void> {
  for (;;) {
    while (window.position < window.end && isLineEnd(window.bytes[window.position])) {
      if (window.bytes[window.position] === LINE_FEED) lines.next++;
      window.position++;
    }
    if (window.position < window.end) return;
    if (window.final) throw window.fault ? textFault(window, 0, lines.next) : faults.empty();
    await window.fill();
  }
}

const DECLARED = /^"?sep=([^\r\n"])"?(\r\n|\n|\r)/i;
const DECLARED_BYTES = 10;

/** A first line such as `sep=;`, by which Excel is told the separator; it is no record. */
async function readDeclared(window: TextWindow, lines: { next: number }): Promise<string | undefined> {
  while (!window.final && window.end - window.position < DECLARED_BYTES) await window.fill();
  const [whole, delimiter] =
    DECLARED.exec(window.bytes.toString('latin1', window.position, Math.min(window.end, window.position + DECLARED_BYTES))) ?? [];
  if (whole === undefined) return undefined;
  window.position += whole.length;
  lines.next++;
  await passMarks(window, lines);
  return delimiter;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

async function findDialect(
  window: TextWindow,
  line: number,
  said: string | null | undefined,
): Promise<{ dialect: Dialect; guess?: DialectGuess }> {
  for (;;) {
    const { bytes, position, end, final } = window;
    if (final || window.fault || end - position >= DIALECT_SAMPLE_BYTES) {
      const dialect = said ? dialectWith(said, bytes, position, end, final) : undefined;
      const guess = said ? undefined : detectDialect(bytes, position, end, final);
      if (dialect) return { dialect };
      if (guess && guess.dialect.delimiter > 0) return { dialect: guess.dialect, guess };
      if (window.fault) throw textFault(window, 0, line);
      if (guess) throw faults.noSeparator();
    }
    if (end - position > LIMITS.recordBytes) throw faults.tooLong(0, line);
    await window.fill();
  }
}

function createReader(
  window: TextWindow,
  tokenizer: Tokenizer,
  content: Content,
  lines: { next: number },
  { dialect, guess }: { dialect: Dialect; guess?: DialectGuess },
): RecordReader {
  const watch = createBareQuoteWatch(dialect, LIMITS.columns + 1);
  let record = 0;

  const readOne = (): number => {
    const { position, end } = window;
    const to = tokenizer.next(window.bytes, position, end, window.final);
    const row = reader.row + 1;
    if (window.fault && (to < 0 || to > window.fault.at || runsInto(window.fault.at, to))) throw textFault(window, row, lines.next);
    if ((to < 0 ? end : to) - position > LIMITS.recordBytes) throw faults.tooLong(row, lines.next);
    if (to === INCOMPLETE || (to === end && !window.final)) return STEPS.needsMore;
    if (to < 0) throw recordFault(to, row, lines.next);
    if (!content.typed && tokenizer.innerLines() > 0 && watch.takesRows(tokenizer, window.bytes, position, to))
      throw faults.bareQuote(row, lines.next);
    reader.from = position;
    reader.to = to;
    reader.line = lines.next;
    window.position = to;
    lines.next += 1 + (content.typed ? 0 : tokenizer.innerLines());
    return STEPS.record;
  };

  /** The text ends at a fault, and with it a record that has no line end. */
  const runsInto = (fault: number, to: number): boolean => to === fault && !isLineEnd(window.bytes[to - 1]);

  const step = (): number => {
    for (;;) {
      if (window.position === window.end) {
        if (!window.final) return STEPS.needsMore;
        if (window.fault) throw textFault(window, reader.row + 1, lines.next);
        return STEPS.end;
      }
      const taken = readOne();
      if (taken !== STEPS.record) return taken;
      if (tokenizer.count() === 1 && isLineEnd(window.bytes[reader.from])) continue;
      reader.row++;
      record++;
      if (content.lineOf) reader.line = content.lineOf(record);
      if (tokenizer.count() > LIMITS.columns) throw faults.tooManyColumns(reader.row, reader.line);
      return STEPS.record;
    }
  };

  const reader: RecordReader = {
    window,
    tokenizer,
    dialect,
    guess,
    step,
    from: 0,
    to: 0,
    row: -1,
    line: lines.next,
    takesCells: (width) => watch.takesCells(tokenizer, window.bytes, reader.from, reader.to, width),
    endsWithLine: () => window.bytes[reader.to - 1] === dialect.newline,
    isLast() {
      if (!window.final) return false;
      for (let at = reader.to; at < window.end; at++) if (!isLineEnd(window.bytes[at])) return false;
      return true;
    },
  };
  return reader;
}

function textFault(window: TextWindow, row: number, line: number): StowageError {
  const at = window.fault?.at ?? 0;
  const byte = window.placeInFile(at);
  if (window.fault?.kind === 'nul') return faults.nul(row, line, byte);
  if (window.fault?.kind === 'unit') return faults.utf16(row, line);
  if (window.fault?.kind === 'undefined') return faults.undefinedByte(row, line, window.encoding);
  return window.assumed ? refuseEncoding(window, row, line, byte) : faults.encoding(row, line, byte);
}

function recordFault(code: number, row: number, line: number): StowageError {
  if (code === OPEN_QUOTE) return faults.openQuote(row, line);
  return code === TEXT_AFTER_QUOTE ? faults.afterQuote(row, line) : faults.tooManyColumns(row, line);
}
