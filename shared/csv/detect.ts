import { createBareQuoteWatch, holdsBareQuote } from './bare-quotes.ts';
import { BACKSLASH, CARRIAGE_RETURN, DELIMITERS, type Dialect, LINE_FEED, QUOTE } from './dialect.ts';
import { createTokenizer, TOO_MANY_CELLS } from './tokenizer.ts';

export interface DialectGuess {
  /** `delimiter` 0 when nothing separates cells. */
  dialect: Dialect;
  /** True when no other separator fits the records about as well. */
  proven: boolean;
  /** Separators that give at least two cells, best first; `share` is that of the records with the usual number of cells. */
  candidates: { delimiter: string; columns: number; share: number }[];
}

/** Bytes that are enough to tell the dialect. */
export const DIALECT_SAMPLE_BYTES = 64 * 1024;
const SAMPLE_RECORDS = 200;
const SAMPLE_CELLS = 600;
/** Marks that also stand inside times, names and prose must fit nearly every one of several records. */
const LOOSE: readonly string[] = [':', ' '];
const LOOSE_SHARE = 0.95;
const LOOSE_RECORDS = 3;

/**
 * Finds the dialect by the number of cells that each separator gives over the first records; lines above the table and one damaged
 * record do not change it. `undefined` while the first record is not complete.
 */
export function detectDialect(bytes: Uint8Array, from: number, end: number, final: boolean): DialectGuess | undefined {
  const newline = findNewline(bytes, from, end, final);
  if (newline === undefined) return undefined;
  const to = Math.min(end, from + DIALECT_SAMPLE_BYTES);
  const sample = bytes.subarray(from, to);
  const measured = DELIMITERS.map((delimiter) => measure(sample, delimiter, newline, final && to === end))
    .filter((one) => one.columns > 1 && isCredible(one))
    .sort((a, b) => b.score - a.score);
  const best = measured[0];
  const candidates = measured.map(({ delimiter, columns, share }) => ({ delimiter, columns, share }));
  if (!best) return { dialect: { delimiter: 0, newline }, proven: false, candidates };
  return { dialect: best.dialect, proven: !measured.slice(1).some((other) => rivals(other, best)), candidates };
}

/** The dialect of a file whose separator was said: how its lines end and how quotes are written inside cells. */
export function dialectWith(delimiter: string, bytes: Uint8Array, from: number, end: number, final: boolean): Dialect | undefined {
  const newline = findNewline(bytes, from, end, final);
  if (newline === undefined) return undefined;
  const to = Math.min(end, from + DIALECT_SAMPLE_BYTES);
  return measure(bytes.subarray(from, to), delimiter, newline, final && to === end).dialect;
}

interface Measured {
  delimiter: string;
  dialect: Dialect;
  columns: number;
  share: number;
  score: number;
  /** Cells of each record. */
  counts: number[];
}

function isCredible({ delimiter, share, counts }: Measured): boolean {
  return !LOOSE.includes(delimiter) || (share >= LOOSE_SHARE && counts.length >= LOOSE_RECORDS);
}

/** Whether another separator fits as well, also in the first record of the table, where decimal commas are not met. */
function rivals(other: Measured, best: Measured): boolean {
  const inHeader = other.counts[best.counts.indexOf(best.columns)] === other.columns;
  return inHeader && !LOOSE.includes(other.delimiter) && other.share >= best.share * 0.95 && other.columns * 2 > best.columns;
}

function measure(sample: Uint8Array, delimiter: string, newline: number, final: boolean): Measured {
  const dialect: Dialect = { delimiter: delimiter.charCodeAt(0), newline };
  const doubled = countCells(sample, dialect, final);
  const withBare = { ...dialect, bareQuotes: true as const };
  const bare = holdsBareQuote(sample, dialect) ? countCells(sample, withBare, final) : undefined;
  if (bare && fitsBetter(measured(delimiter, withBare, bare), measured(delimiter, dialect, doubled), { bare, doubled }))
    return measured(delimiter, withBare, bare);
  if (!doubled.failed || !holdsEscapedQuote(sample)) return measured(delimiter, dialect, doubled);
  const withEscape = { ...dialect, escape: BACKSLASH };
  const escaped = countCells(sample, withEscape, final);
  return escaped.failed ? measured(delimiter, dialect, doubled) : measured(delimiter, withEscape, escaped);
}

interface Counted {
  counts: number[];
  failed: boolean;
  /** Records that seem to be several, of which quotes that stand bare made one. */
  swallowed: number;
}

/** Share of the records with the usual number of cells from which on quotes are taken to be bare. */
const BARE_SHARE = 0.9;

/** A reading of quotes as bare goes before the usual one where that breaks off, fits fewer records, or takes in the rows between two such quotes. */
function fitsBetter(withBare: Measured, usual: Measured, { bare, doubled }: { bare: Counted; doubled: Counted }): boolean {
  if (bare.failed || withBare.share < BARE_SHARE || withBare.columns < usual.columns) return false;
  return doubled.failed || withBare.share > usual.share || (withBare.share === usual.share && doubled.swallowed > 0);
}

function countCells(sample: Uint8Array, dialect: Dialect, final: boolean): Counted {
  const tokenizer = createTokenizer(dialect, SAMPLE_CELLS);
  const counts: number[] = [];
  const watch = createBareQuoteWatch(dialect, SAMPLE_CELLS);
  let swallowed = 0;
  for (let at = 0; at < sample.length && counts.length < SAMPLE_RECORDS; ) {
    const next = tokenizer.next(sample, at, sample.length, final);
    if (next < 0) return { counts, swallowed, failed: next < -1 && next !== TOO_MANY_CELLS };
    if (tokenizer.innerLines() > 0 && watch.takesRows(tokenizer, sample, at, next)) swallowed++;
    const blank = tokenizer.count() === 1 && tokenizer.starts[0] === tokenizer.ends[0];
    if (!blank) counts.push(tokenizer.count());
    at = next;
  }
  return { counts, swallowed, failed: false };
}

function measured(delimiter: string, dialect: Dialect, { counts, failed }: Pick<Counted, 'counts' | 'failed'>): Measured {
  const often = new Map<number, number>();
  for (const count of counts) if (count > 1) often.set(count, (often.get(count) ?? 0) + 1);
  const [columns, times] = [...often].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  const share = times / Math.max(1, counts.length + (failed ? 1 : 0));
  const weight = delimiter === ' ' ? 0.3 : delimiter === ':' ? 0.5 : 1;
  return {
    delimiter,
    dialect,
    columns,
    share,
    score: share * Math.log2(columns + 1) * weight,
    counts,
  };
}

function holdsEscapedQuote(sample: Uint8Array): boolean {
  for (let at = sample.indexOf(BACKSLASH); at >= 0; at = sample.indexOf(BACKSLASH, at + 1)) if (sample[at + 1] === QUOTE) return true;
  return false;
}

/** How the first line outside quotes ends; `undefined` while it does not. A quote opens only where a cell may begin. */
function findNewline(bytes: Uint8Array, from: number, end: number, final: boolean): number | undefined {
  let quoted = false;
  let opens = true;
  let at = from;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (quoted) {
      if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE && (opens || bytes[at - 1] === QUOTE)) quoted = true;
    else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
    else opens = SEPARATES[byte] === 1;
  }
  const carriageReturn = at < end && bytes[at] === CARRIAGE_RETURN;
  if (!final && at + (carriageReturn ? 1 : 0) >= end) return undefined;
  return carriageReturn && bytes[at + 1] !== LINE_FEED ? CARRIAGE_RETURN : LINE_FEED;
}

const SEPARATES = new Uint8Array(256);
for (const delimiter of DELIMITERS) SEPARATES[delimiter.charCodeAt(0)] = 1;
