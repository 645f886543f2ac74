import { StowageError } from '../errors.ts';
import type { Clause, CodeClause, DateClause, MassClause } from '../domain/filter.ts';
import { type Bitmap, bitmapOfValues, bitmapWhere, complement, emptyBitmap, fullBitmap, intersect, unite } from './bitmap.ts';
import { boundsOf, lastDay } from './calendar.ts';
import { codeMatches } from './codes.ts';
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

/** A date known only to its month, quarter or year is admitted when all of that period lies within the bounds. */
function dateBitmap(table: ColumnTable, clause: DateClause): Bitmap {
  const { day, precision } = table;
  const from = clause.from === undefined ? NO_DAY + 1 : boundsOf(clause.from).first;
  const to = clause.to === undefined ? 0x7fffffff : boundsOf(clause.to).last;
  return bitmapWhere(table.rows, (row) => {
    const first = day[row] as number;
    return first >= from && first <= to && (precision[row] === 0 || lastDay(first, precision[row] as number) <= to);
  });
}

/** A case without a convertible mass is never within bounds. */
function massBitmap(table: ColumnTable, clause: MassClause): Bitmap {
  const { kg } = table;
  const from = clause.from ?? Number.NEGATIVE_INFINITY;
  const to = clause.to ?? Number.POSITIVE_INFINITY;
  return bitmapWhere(table.rows, (row) => (kg[row] as number) >= from && (kg[row] as number) <= to);
}

function codeBitmap(table: ColumnTable, clause: CodeClause): Bitmap {
  const column = table.codes[clause.facet];
  if (!column) {
    throw new StowageError('invalid-input', `The cases hold no values for "${clause.facet}", so they cannot be filtered by it. Remove that part of the filter.`);
  }
  const wanted = new Set(clause.in);
  const codeKept = column.codes.map((code) => wanted.has(code) || clause.in.some((parent) => codeMatches(clause.facet, code, parent)));
  const keep = Uint8Array.from(column.sets, (set) => (set.some((code) => codeKept[code]) ? 1 : 0));
  return bitmapOfValues(column.values, keep);
}
