import { NO_PERIOD } from '../../columns/axis.ts';
import { monthsBetween } from '../../columns/calendar.ts';
import { groupBy } from '../../columns/group-by.ts';
import { marginOf } from '../../columns/grouped.ts';
import type { Selection } from '../../columns/select.ts';
import type { Measures } from '../../columns/sums.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import { type Counted, cellReader, type Mass, valuesOf } from './counted.ts';

type Cell = { cases: number; kg: Mass };

/** Cases by month, whole and split by a facet. */
export interface MonthTable {
  /** Every month from the first to the last with a case, written `2014-03`. */
  months: string[];
  /** Values that occur, stated ones first, most cases first. Without a split, the one value `all`. */
  values: Counted[];
  /** Cases of a month, each counted once. */
  whole(month: string): Cell;
  part(month: string, code: string): Cell;
  /** Cases whose date names no month; they are in none of the months. */
  undated: number;
}

const MONTH = { facet: 'date', by: 'month' } as const;

export function monthTable(
  table: ColumnTable,
  selection: Selection,
  split: { facet: CodeFacet; level: 1 | 2 } | undefined,
  all: string,
  measures: Measures = 'mass',
): MonthTable {
  const both = groupBy(table, selection, split ? [MONTH, split] : [MONTH], measures);
  const byMonth = marginOf(both, 0);
  const whole = cellReader(byMonth);
  const named = (byMonth.keys[0] as string[]).filter((month) => month !== NO_PERIOD && whole(month).cases > 0);
  const [first, last] = [named[0], named.at(-1)];
  const months = first !== undefined && last !== undefined ? monthsBetween(first, last) : [];
  const undated = whole(NO_PERIOD).cases;
  if (!split)
    return { months, values: [{ code: all, cases: selection.count, kg: byMonth.total.kg }], whole, part: (month) => whole(month), undated };
  return {
    months,
    values: valuesOf(marginOf(both, 1)),
    whole,
    part: cellReader(both),
    undated,
  };
}
