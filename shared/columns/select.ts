import type { CodeFacet } from '../domain/facets.ts';
import type { Clause, Filter } from '../domain/filter.ts';
import { type Bitmap, bitmapOfValues, countBits, fullBitmap, intersect } from './bitmap.ts';
import { clauseBitmap } from './clause.ts';
import { isNotStated } from './codes.ts';
import { createMemo } from './memo.ts';
import type { ColumnTable } from './table.ts';

/** The cases a filter admits. */
export interface Selection {
  bits: Bitmap;
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
  return selections(table, JSON.stringify(filter), () => {
    const bits = filter.all.map((clause) => bitsOf(table, clause)).reduce(intersect, fullBitmap(table.rows));
    return { bits, count: countBits(bits) };
  });
}

/** The selected cases that another bitmap admits too. */
export function narrow(selection: Selection, bits: Bitmap): Selection {
  const both = intersect(selection.bits, bits);
  return { bits: both, count: countBits(both) };
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

function bitsOf(table: ColumnTable, clause: Clause): Bitmap {
  return clauses(table, JSON.stringify(clause), () => clauseBitmap(table, clause));
}
