import { dittoMark } from '../../shared/domain/ditto-mark.ts';
import type { LeftOutKind } from '../../shared/domain/fields.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import type { Survey } from '../../shared/understand/survey.ts';
import type { Dictionary } from './dictionary.ts';

/** The text of the cell in a column of a row. */
type TextAt = (place: number) => string;

/**
 * Columns in which a cell takes over what stands above it among the rows of data: a blank one the nearest filled cell, a ditto mark the cell right
 * above. Told of each row in order.
 */
export interface FillDown {
  /** Some column is filled; else nothing need be asked of any row. */
  fills: boolean;
  /** A row of data; what is asked below is of it. Answers the places of ditto marks that have nothing above them. */
  next(textAt: TextAt): readonly number[];
  /**
   * A row that is no data, or refused (null): what a total or a heading says is not repeated below it, and neither is what stands above it, unless it
   * repeats that itself. A row that only measures something else counts as one of data.
   */
  leftOut(kind: LeftOutKind | null, textAt: TextAt): readonly number[];
  /** The cells of the row, filled; those of other columns stay. */
  texts(cells: string[]): string[];
  /** Number of the value that stands in a column of the row; a text that was carried down is added. */
  value(place: number, value: number, dictionary: Dictionary): number;
  /** The cells of a row as `next` would fill them; nothing changes. */
  peek(cells: string[]): string[];
  /** Forgets what stood above, as at the top of another sheet. */
  clear(): void;
  /** Ditto marks so far, by their column. */
  dittos(): NonNullable<Survey['dittos']>;
}

interface Column {
  header: string;
  /** A blank cell is filled, a ditto mark is read. */
  blanks: boolean;
  dittos: boolean;
  /** The nearest filled cell, and the cell right above where it is filled. */
  filled: string | undefined;
  above: string | undefined;
  /** The cell of the row, once it is filled. */
  own: string;
  read: number;
  missing: number;
}

const NO_PLACES: readonly number[] = [];

/** `headers` of the table; those to fill are named trimmed. */
export function createFillDown(headers: readonly string[], table: FileShape['table'] = {}): FillDown {
  const named = (wanted: readonly string[]) => new Set(wanted.map((header) => header.trim()));
  const blanks = named(table.fillDown ?? []);
  const dittos = named((table.ditto ?? []).filter(({ off }) => !off).map(({ header }) => header));
  const columns = new Map<number, Column>();
  for (const [place, name] of headers.entries()) {
    const header = name.trim();
    if (!blanks.has(header) && !dittos.has(header)) continue;
    const nothing = { filled: undefined, above: undefined, own: '', read: 0, missing: 0 };
    columns.set(place, { header, blanks: blanks.has(header), dittos: dittos.has(header), ...nothing });
  }
  const isMark = (column: Column, text: string) => column.dittos && dittoMark(text) !== undefined;
  const resolved = (column: Column, text: string, isOpen = isMark(column, text)): string => {
    if (text.trim() === '') return column.blanks ? (column.filled ?? text) : text;
    return isOpen ? (column.above ?? text) : text;
  };
  const take = (column: Column, text: string): boolean => {
    const isOpen = isMark(column, text);
    const isMissing = isOpen && column.above === undefined;
    column.own = resolved(column, text, isOpen);
    if (isOpen) column[isMissing ? 'missing' : 'read']++;
    const isFilled = column.own.trim() !== '';
    if (isFilled) column.filled = column.own;
    column.above = isFilled && !isMissing ? column.own : undefined;
    return isMissing;
  };
  const next: FillDown['next'] = (textAt) => {
    let missing: number[] | undefined;
    for (const [place, column] of columns) if (take(column, textAt(place))) missing = [...(missing ?? []), place];
    return missing ?? NO_PLACES;
  };
  return {
    fills: columns.size > 0,
    next,
    leftOut(kind, textAt) {
      if (kind === 'other-measure') return next(textAt);
      if (kind === 'blank') return NO_PLACES;
      for (const [place, column] of columns) if (kind === null || !isMark(column, textAt(place))) column.above = undefined;
      return NO_PLACES;
    },
    texts: (cells) => (columns.size === 0 ? cells : cells.map((cell, place) => columns.get(place)?.own ?? cell)),
    value(place, value, dictionary) {
      const column = columns.get(place);
      if (!column || column.own === dictionary.text(value)) return value;
      const bytes = Buffer.from(column.own);
      return dictionary.add(bytes, 0, bytes.length, FILLED);
    },
    peek(cells) {
      if (columns.size === 0) return cells;
      return cells.map((cell, place) => {
        const column = columns.get(place);
        return column ? resolved(column, cell) : cell;
      });
    },
    clear() {
      for (const column of columns.values()) Object.assign(column, { filled: undefined, above: undefined });
    },
    dittos: () => [...columns.values()].filter((column) => column.dittos).map(({ header, read, missing }) => ({ header, read, missing })),
  };
}

/** Hash under which a dictionary finds texts that were carried down. */
const FILLED = 0x5f3759df;
