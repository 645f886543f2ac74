import { NO_PERIOD } from '../../columns/axis.ts';
import { boundsOf, monthsBetween, type Period } from '../../columns/calendar.ts';
import { groupBy } from '../../columns/group-by.ts';
import { createMemo } from '../../columns/memo.ts';
import type { Selection } from '../../columns/select.ts';
import { type ColumnTable, NO_DAY } from '../../columns/table.ts';
import { dateOfDay } from '../../domain/date.ts';
import type { TimeChart } from '../../report/chart.ts';
import type { Wording } from '../../report/wording.ts';
import { cellReader } from './counted.ts';
import { breaksInside, type Span } from './guard.ts';

const MONTHS_OF: Record<Period, number> = { month: 1, quarter: 3, year: 12 };
/** Data that end (or begin) so many days inside a period leave it incomplete. */
const SHORT_BY = 7;
/** So many breaks in reporting are marked in a chart; the caveats name them. */
const MOST_RULES = 6;

const bounds = createMemo<{ first: number; last: number } | undefined>(1);

/** Every period from the one that holds month `first` to that of `last`: `2014-03`, `2014-Q1` or `2014`. */
export function periodsBetween(first: string, last: string, by: Period): string[] {
  return [...new Set(monthsBetween(first, last).map((month) => periodOfMonth(month, by)))];
}

function periodOfMonth(month: string, by: Period): string {
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
  kg(month: string): number;
  undated: number;
}

export function monthsOfSelection(table: ColumnTable, selection: Selection): Months | undefined {
  const grouped = groupBy(table, selection, [{ facet: 'date', by: 'month' }]);
  const read = cellReader(grouped);
  const named = (grouped.keys[0] as string[]).filter((month) => month !== NO_PERIOD && read(month).cases > 0);
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { first, last, cases: (month) => read(month).cases, kg: (month) => read(month).kg, undated: read(NO_PERIOD).cases };
}

/** Days on which the data as a whole begin and end, under no filter; undefined without any date. */
export function dataBounds(table: ColumnTable): { first: number; last: number } | undefined {
  return bounds(table, '', () => findBounds(table));
}

function findBounds(table: ColumnTable): { first: number; last: number } | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < table.rows; row++) {
    const day = table.day[row] as number;
    if (day === NO_DAY || table.precision[row] !== 0) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return first <= last ? { first, last } : undefined;
}

/** Periods that the data as a whole cover but for a week or more at either end. */
export function incompletePeriods(table: ColumnTable, periods: string[]): string[] {
  const held = dataBounds(table);
  if (!held) return [];
  return periods.filter((period) => {
    const { from, to } = spanOf(period);
    return held.last <= boundsOf(to).last - SHORT_BY || held.first >= boundsOf(from).first + SHORT_BY;
  });
}

/** The last day with a case, in words. */
export function lastDayOf(table: ColumnTable, words: Wording): string {
  const held = dataBounds(table);
  return held ? words.date(dateOfDay(held.last)) : '';
}

/** What every chart over time says of its axis: periods in words, incomplete ones, and confirmed breaks in reporting as vertical rules. */
export function timeAxis(
  table: ColumnTable,
  selection: Selection,
  periods: string[],
  by: Period,
  words: Wording,
): Pick<TimeChart, 'periods' | 'incomplete' | 'rules'> {
  const [first, last] = [periods[0], periods.at(-1)];
  const breaks = first && last ? breaksInside(table, selection, spanOf(first).from, spanOf(last).to) : [];
  const rules = breaks
    .filter(({ state }) => state === 'confirmed')
    .slice(0, MOST_RULES)
    .map(({ at, reporter }) => ({ key: periodOfMonth(at.slice(0, 7), by), label: words.label('country', reporter) }));
  const incomplete = incompletePeriods(table, periods);
  return { periods: periods.map((key) => ({ key, label: periodLabel(key, words) })), incomplete, ...(rules.length > 0 ? { rules } : {}) };
}
