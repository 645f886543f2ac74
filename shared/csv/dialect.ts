export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const QUOTE = 34;
export const BACKSLASH = 92;

/** Separators that are recognised, in order of preference where one fits as well as another. */
export const DELIMITERS = [';', ',', '\t', '|', '^', '~', ':', ' '] as const;

/** How a file of separated values is written. All are single bytes. */
export interface Dialect {
  delimiter: number;
  /** `LINE_FEED` (a carriage return before it belongs to the line end) or `CARRIAGE_RETURN` alone. */
  newline: number;
  /** The byte before a quote that is plain text inside a quoted cell, where the file has such; quotes may be doubled as well. */
  escape?: number;
  /** A quote right before a separator or a line end is a cell of its own, as a ditto mark typed by hand, and opens no quoted cell. */
  bareQuotes?: true;
}
