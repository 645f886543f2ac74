import type { Clause, CodeClause, DateClause, MassClause } from '../domain/filter.ts';
import { StowageError } from '../errors.ts';
import {
  type Bitmap,
  bitmapOfRange,
  bitmapOfValues,
  bitmapOfWholes,
  clearBit,
  complement,
  emptyBitmap,
  fullBitmap,
  intersect,
  unite,
} from './bitmap.ts';
import { boundsOf, lastDay } from './calendar.ts';
import { codeMatches } from './codes.ts';
import { singleRows } from './events.ts';
import { createMemo } from './memo.ts';
import { type ColumnTable, NO_DAY } from './table.ts';

/**
 * The rows a clause admits. `not` is the complement: it admits cases without the value too.
 * Throws `invalid-input` for a facet the table does not carry.
 */
export function clauseBitmap(table: ColumnTable, clause: Clause): Bitmap {
  if ('not' in clause) return complement(clauseBitmap(table, clause.not), table.rows);
  if ('any' in clause) return clause.any.map((part) => clauseBitmap(table, part)).reduce(unite, emptyBitmap(table.rows));
  if ('all' in clause) return clause.all.map((part) => clauseBitmap(table, part)).reduce(intersect, fullBitmap(table.rows));
  if (clause.facet === 'date') return dateBitmap(table, clause as DateClause);
  if (clause.facet === 'mass') return massBitmap(table, clause as MassClause);
  return codeBitmap(table, clause as CodeClause);
}

/** Cases whose date is known only to its month, quarter or year, with the last day it may mean. */
interface CoarseDates {
  rows: Uint32Array;
  last: Int32Array;
}

const coarse = createMemo<CoarseDates>(1);

/** A date known only to its month, quarter or year is admitted when all of that period lies within the bounds. */
function dateBitmap(table: ColumnTable, clause: DateClause): Bitmap {
  const from = clause.from === undefined ? NO_DAY + 1 : boundsOf(clause.from).first;
  const to = clause.to === undefined ? 0x7fffffff : boundsOf(clause.to).last;
  const bits = bitmapOfWholes(table.day, from, to);
  const { rows, last } = coarse(table, '', () => coarseDates(table));
  for (let at = 0; at < rows.length; at++) if ((last[at] as number) > to) clearBit(bits, rows[at] as number);
  return bits;
}

function coarseDates({ rows, day, precision }: ColumnTable): CoarseDates {
  const found: number[] = [];
  const last: number[] = [];
  const known = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    if (precision[row] === 0 || day[row] === NO_DAY) continue;
    const name = (day[row] as number) * 4 + (precision[row] as number);
    const end = known.get(name) ?? lastDay(day[row] as number, precision[row] as number);
    known.set(name, end);
    found.push(row);
    last.push(end);
  }
  return { rows: Uint32Array.from(found), last: Int32Array.from(last) };
}

/** A case without a convertible mass is never within bounds, nor is an aggregated row, whose mass is not that of a case. */
function massBitmap(table: ColumnTable, clause: MassClause): Bitmap {
  const bits = bitmapOfRange(table.kg, clause.from ?? Number.NEGATIVE_INFINITY, clause.to ?? Number.POSITIVE_INFINITY);
  const single = clause.from === undefined && clause.to === undefined ? undefined : singleRows(table);
  return single ? intersect(bits, single) : bits;
}

function codeBitmap(table: ColumnTable, clause: CodeClause): Bitmap {
  const column = table.codes[clause.facet];
  if (!column) {
    throw new StowageError(
      'invalid-input',
      `The cases hold no values for "${clause.facet}", so they cannot be filtered by it. Remove that part of the filter.`,
    );
  }
  const wanted = new Set(clause.in);
  const codeKept = column.codes.map((code) => wanted.has(code) || clause.in.some((parent) => codeMatches(clause.facet, code, parent)));
  const keep = Uint8Array.from(column.sets, (set) => (set.some((code) => codeKept[code]) ? 1 : 0));
  return bitmapOfValues(column.values, keep);
}
