import { NO_PERIOD } from '../../columns/axis.ts';
import { monthsBetween, type Period } from '../../columns/calendar.ts';
import { groupBy } from '../../columns/group-by.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { Wording } from '../../report/wording.ts';
import { cellReader } from './counted.ts';
import type { Span } from './guard.ts';

const MONTHS_OF: Record<Period, number> = { month: 1, quarter: 3, year: 12 };
/** Every period from the one that holds month `first` to that of `last`: `2014-03`, `2014-Q1` or `2014`. */
export function periodsBetween(first: string, last: string, by: Period): string[] {
  return [...new Set(monthsBetween(first, last).map((month) => periodOfMonth(month, by)))];
}

/** The period that holds a month. */
export function periodOfMonth(month: string, by: Period): string {
  if (by === 'month') return month;
  const year = month.slice(0, 4);
  return by === 'year' ? year : `${year}-Q${Math.ceil(Number(month.slice(5)) / MONTHS_OF.quarter)}`;
}

/** First and last month of a period. */
export function spanOf(period: string): Span {
  const [year = '', rest = ''] = period.split('-');
  if (rest === '') return { from: `${year}-01`, to: `${year}-12` };
  if (!rest.startsWith('Q')) return { from: period, to: period };
  const last = Number(rest.slice(1)) * MONTHS_OF.quarter;
  const month = (value: number) => `${year}-${String(value).padStart(2, '0')}`;
  return { from: month(last - 2), to: month(last) };
}

export function periodLabel(period: string, words: Wording): string {
  const [year = '', quarter = ''] = period.split('-Q');
  return quarter ? words.text('analyses.guard.quarter', { year, quarter }) : words.date(period);
}

/** A span in words, a whole year by its number. */
export function spanLabel({ from, to }: Span, words: Wording): string {
  if (from === to) return words.date(from);
  const year = from.slice(0, 4);
  if (from === `${year}-01` && to === `${year}-12`) return year;
  return words.text('analyses.guard.span', { from: words.date(from), to: words.date(to) });
}

/** Months of a span, both ends included, also where it is written in years. */
export function monthsOf({ from, to }: Span): string[] {
  return monthsBetween(from.length === 4 ? `${from}-01` : from.slice(0, 7), to.length === 4 ? `${to}-12` : to.slice(0, 7));
}

/** First and last month with a case, and what is counted in each; cases whose date names no month are `undated`. */
export interface Months {
  first: string;
  last: string;
  cases(month: string): number;
  undated: number;
}

export function monthsOfSelection(table: ColumnTable, selection: Selection): Months | undefined {
  const grouped = groupBy(table, selection, [{ facet: 'date', by: 'month' }]);
  const read = cellReader(grouped);
  const named = (grouped.keys[0] as string[]).filter((month) => month !== NO_PERIOD && read(month).cases > 0);
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { first, last, cases: (month) => read(month).cases, undated: read(NO_PERIOD).cases };
}
