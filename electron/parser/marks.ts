import { tickKey } from '../../shared/domain/tick-mark.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { faults } from './faults.ts';

/** Gathers columns that are named for values of one field, and marked where a row has the value, into a column that says their names. */
export interface MarkColumns {
  names: readonly string[];
  /** The cells of the columns that arise, for the cells of a row of the file. */
  values(cells: readonly string[]): string[];
  /** Places of the marked cells of a row that say neither that their column applies nor that it does not. */
  unread(cells: readonly string[]): number[];
}

const NONE: MarkColumns = { names: [], values: () => [], unread: () => [] };
/** Between the names of several columns that are marked in one row. */
const BETWEEN = '; ';

/**
 * `headers` are those of the file. Switched off, the columns that arise are blank. Throws `unreadable-file` for a column that is not there, unless
 * `lenient`.
 */
export function createMarkColumns(headers: readonly string[], table: FileShape['table'], lenient = false): MarkColumns {
  const marks = table?.marks ?? [];
  if (marks.length === 0) return NONE;
  const placeOf = (wanted: string) => {
    const place = headers.findIndex((header) => header.trim() === wanted.trim());
    if (place < 0 && !lenient) throw faults.noSuchMark(wanted);
    return place;
  };
  const groups = marks.map(({ columns, applies, not, off }) => {
    const own = off ? [] : columns.map(({ header, value }) => ({ place: placeOf(header), value }));
    return { own: own.filter(({ place }) => place >= 0), applies: new Set(applies.map(tickKey)), not: new Set(['', ...not].map(tickKey)) };
  });
  const keyAt = (cells: readonly string[], place: number) => tickKey(cells[place] ?? '');
  return {
    names: marks.map(({ name }) => name),
    values: (cells) =>
      groups.map(({ own, applies }) =>
        own
          .filter(({ place }) => applies.has(keyAt(cells, place)))
          .map(({ value }) => value)
          .join(BETWEEN),
      ),
    unread: (cells) =>
      groups.flatMap(({ own, applies, not }) =>
        own.map(({ place }) => place).filter((place) => !applies.has(keyAt(cells, place)) && !not.has(keyAt(cells, place))),
      ),
  };
}
