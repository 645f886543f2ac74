import type { CodeFacet } from '../domain/facets.ts';
import type { Clause, Filter } from '../domain/filter.ts';
import { type Bitmap, bitmapOfValues, countBits, fullBitmap, intersect } from './bitmap.ts';
import { clauseBitmap } from './clause.ts';
import { isNotStated } from './codes.ts';
import { countEvents, singleRows } from './events.ts';
import { createMemo } from './memo.ts';
import type { ColumnTable } from './table.ts';

/** What a filter admits. */
export interface Selection {
  readonly bits: Bitmap;
  /** Rows of the table. */
  rows: number;
  /** Cases they stand for. */
  count: number;
}

const clauses = createMemo<Bitmap>(96);
const selections = createMemo<Selection>(32);
const stated = createMemo<Bitmap>(32);

/**
 * Evaluates a filter. Each clause of its top level keeps its bitmap, so that a change of one clause computes only that one.
 * Throws `invalid-input` for a facet the table does not carry.
 */
export function select(table: ColumnTable, filter: Filter): Selection {
  return selections(table, JSON.stringify(filter), () => selectionOf(table, filterBits(table, filter)));
}

/** The selection of a filter whose rows and cases threads have counted; its bitmap is made when it is first asked for. */
export function plantSelection(table: ColumnTable, filter: Filter, rows: number, count: number): Selection {
  let bits: Bitmap | undefined;
  return selections(table, JSON.stringify(filter), () => ({
    rows,
    count,
    get bits() {
      bits ??= filterBits(table, filter);
      return bits;
    },
  }));
}

function filterBits(table: ColumnTable, filter: Filter): Bitmap {
  return filter.all.map((clause) => bitsOf(table, clause)).reduce(intersect, fullBitmap(table.rows));
}

/** The selected cases that another bitmap admits too. */
export function narrow(table: ColumnTable, selection: Selection, bits: Bitmap): Selection {
  return selectionOf(table, intersect(selection.bits, bits));
}

/** The selected rows that are one case each. */
export function singles(table: ColumnTable, selection: Selection): Selection {
  const bits = singleRows(table);
  return bits ? narrow(table, selection, bits) : selection;
}

/** Cases for which a facet was not collected, not reported or not known. */
export function notStated(table: ColumnTable, facet: CodeFacet | 'mass'): Bitmap {
  return stated(table, facet, () => {
    if (facet === 'mass') return clauseBitmap(table, { not: { facet: 'mass' } });
    const column = table.codes[facet];
    if (!column) return fullBitmap(table.rows);
    const blank = column.codes.map(isNotStated);
    return bitmapOfValues(
      column.values,
      Uint8Array.from(column.sets, (set) => (set.every((code) => blank[code]) ? 1 : 0)),
    );
  });
}

function selectionOf(table: ColumnTable, bits: Bitmap): Selection {
  const rows = countBits(bits);
  return { bits, rows, count: table.events === null ? rows : countEvents(table, bits) };
}

function bitsOf(table: ColumnTable, clause: Clause): Bitmap {
  return clauses(table, JSON.stringify(clause), () => clauseBitmap(table, clause));
}
