export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const QUOTE = 34;

/** Separators that are recognised, in order of preference where the header holds as many of one as of another. */
export const DELIMITERS = [';', ',', '\t', '|'] as const;

/** How a file of separated values is written. Both are single bytes. */
export interface Dialect {
  delimiter: number;
  /** `LINE_FEED` (a carriage return before it belongs to the line end) or `CARRIAGE_RETURN` alone. */
  newline: number;
}

/**
 * Reads the dialect from the header row, counting separators outside quotes.
 * `undefined` while the row is not complete; `delimiter` 0 when the row holds no separator.
 */
export function detectDialect(bytes: Uint8Array, from: number, end: number, final: boolean): Dialect | undefined {
  const counts = DELIMITERS.map(() => 0);
  const codes = DELIMITERS.map((delimiter) => delimiter.charCodeAt(0));
  let quoted = false;
  let at = from;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LINE_FEED || byte === CARRIAGE_RETURN)) break;
    else if (!quoted && codes.includes(byte)) counts[codes.indexOf(byte)] = (counts[codes.indexOf(byte)] as number) + 1;
  }
  const carriageReturn = bytes[at] === CARRIAGE_RETURN;
  if (!final && at + (carriageReturn ? 1 : 0) >= end) return undefined;
  const most = Math.max(...counts);
  const delimiter = most > 0 ? (codes[counts.indexOf(most)] as number) : 0;
  return {
    delimiter,
    newline: carriageReturn && at < end && bytes[at + 1] !== LINE_FEED ? CARRIAGE_RETURN : LINE_FEED,
  };
}
