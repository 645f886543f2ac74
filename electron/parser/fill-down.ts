import type { Dictionary } from './dictionary.ts';

/** Columns in which a blank cell says the same as the nearest filled one above it among the rows of data. */
export interface FillDown {
  /** Any column is filled down; else nothing need be asked of each cell. */
  fills: boolean;
  /** The cells of a row of data, filled; those of columns that are not filled down stay. */
  texts(cells: string[]): string[];
  /** Number of the value that stands in a column of the row whose `texts` were asked last or, without that, of this and earlier rows. */
  value(place: number, value: number, dictionary: Dictionary): number;
  /** Forgets what stood above, as at the top of another sheet. */
  clear(): void;
}

/** `headers` of the table and of the columns to fill, trimmed alike. */
export function createFillDown(headers: readonly string[], wanted: readonly string[] = []): FillDown {
  const named = new Set(wanted.map((header) => header.trim()));
  const above = new Map<number, string>();
  const places = new Set(headers.flatMap((header, place) => (named.has(header.trim()) ? [place] : [])));
  const fill = (place: number, text: string): string => {
    if (text.trim() === '') return above.get(place) ?? text;
    above.set(place, text);
    return text;
  };
  return {
    fills: places.size > 0,
    texts: (cells) => (places.size === 0 ? cells : cells.map((cell, place) => (places.has(place) ? fill(place, cell) : cell))),
    value(place, value, dictionary) {
      if (!places.has(place)) return value;
      const own = dictionary.text(value);
      const text = fill(place, own);
      if (text === own) return value;
      const bytes = Buffer.from(text);
      return dictionary.add(bytes, 0, bytes.length, FILLED);
    },
    clear: () => above.clear(),
  };
}

/** Hash under which a dictionary finds texts that were carried down. */
const FILLED = 0x5f3759df;
