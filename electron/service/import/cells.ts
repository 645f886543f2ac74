import { missingWord } from '../../../shared/domain/missing-words.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { PlannedColumn } from './plan.ts';
import type { Tally } from './tally.ts';

/** What the distinct cells of a column were read as, and for each row which of them it holds. Each distinct cell is looked at once. */
export interface Cells<T> {
  values: T[];
  index: ArrayLike<number>;
}

/** The column's text; a constant stands in every row. */
export function cellsOf(column: PlannedColumn, batch: RowBatch): Cells<string> {
  const found = column.at === null ? undefined : batch.columns[column.at];
  return found ?? everyRow(column.constant, batch.rows);
}

export function everyRow<T>(value: T, rows: number): Cells<T> {
  return { values: [value], index: new Uint8Array(rows) };
}

export function readCells<A, B>({ values, index }: Cells<A>, read: (value: A) => B): Cells<B> {
  return { values: values.map(read), index };
}

/** One reading of two columns; each pair that occurs is made once. */
export function joinCells<A, B, C>(a: Cells<A>, b: Cells<B>, join: (a: A, b: B) => C): Cells<C> {
  const [onlyA, onlyB] = [a.values.length === 1, b.values.length === 1];
  if (onlyB) return { values: a.values.map((value) => join(value, b.values[0] as B)), index: a.index };
  if (onlyA) return { values: b.values.map((value) => join(a.values[0] as A, value)), index: b.index };
  const values: C[] = [];
  const known = new Map<number, number>();
  const index = new Uint32Array(a.index.length);
  for (let row = 0; row < index.length; row++) {
    const [atA, atB] = [a.index[row] as number, b.index[row] as number];
    const key = atA * b.values.length + atB;
    let at = known.get(key);
    if (at === undefined) {
      at = values.push(join(a.values[atA] as A, b.values[atB] as B)) - 1;
      known.set(key, at);
    }
    index[row] = at;
  }
  return { values, index };
}

/** The value of a row. */
export function at<T>(cells: Cells<T>, row: number): T {
  return cells.values[cells.index[row] as number] as T;
}

/** Calls `found` for each distinct value that is looked for and that some row holds, with the number of its rows. */
export function countWhere<T>(
  { values, index }: Cells<T>,
  wanted: (value: T) => boolean,
  found: (value: T, rows: number, at: number) => void,
): void {
  const flags = values.map(wanted);
  if (!flags.includes(true)) return;
  const counts = new Uint32Array(values.length);
  for (let row = 0; row < index.length; row++) {
    const value = index[row] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  flags.forEach((flag, place) => {
    if (flag && (counts[place] as number) > 0) found(values[place] as T, counts[place] as number, place);
  });
}

/** Counts cells that state something which could not be read or placed; a word such as `not known` states nothing. */
export function countUnread<T>(field: string, texts: Cells<string>, reads: Cells<T>, isUnread: (read: T) => boolean, tally: Tally): void {
  countWhere(reads, isUnread, (_read, rows, place) => {
    const text = (texts.values[place] as string).trim();
    if (missingWord(text) === undefined) tally.unmapped(field, text, rows);
  });
}

/** Cells of which some rows must be told one by one, such as an identifier with a wrong check digit. */
export function eachRow<T>({ values, index }: Cells<T>, wanted: (value: T) => boolean, found: (value: T, row: number) => void): void {
  const flags = values.map(wanted);
  if (!flags.includes(true)) return;
  for (let row = 0; row < index.length; row++) {
    const place = index[row] as number;
    if (flags[place]) found(values[place] as T, row);
  }
}
