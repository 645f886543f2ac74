import { complement } from '../../columns/bitmap.ts';
import type { Period } from '../../columns/calendar.ts';
import { groupBy } from '../../columns/group-by.ts';
import { narrow, notStated, type Selection } from '../../columns/select.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import { StowageError } from '../../errors.ts';
import type { AnalysisContext } from '../define.ts';
import { type Counted, cellReader, countValues, type Mass } from './counted.ts';
import { ALL } from './figure.ts';
import type { Span } from './guard.ts';
import { incompletePeriods, lateMonths } from './incomplete.ts';
import { type Months, monthsOf, periodsBetween, spanOf } from './periods.ts';
import { type Delayed, expectedCases } from './reporting-delay.ts';
import { type Sizes, sizesBy } from './sizes.ts';

export interface TrendsSettings {
  by: Period;
  measure: 'counts' | 'mass';
  split: 'none' | CodeFacet;
  level: number;
  top: number;
  /** So many cases are taken as the largest. */
  largest: number;
  beforeFrom: string;
  beforeTo: string;
  afterFrom: string;
  afterTo: string;
  seasonality: boolean;
  nowcast: boolean;
  /** Months; later reports are left out of account. */
  longestDelay: number;
  leastReported: number;
  leastStated: number;
  completeness: number;
  acrossBreaks: boolean;
}

/** What the parts of one answer share. */
export interface TrendsAnswer extends AnalysisContext {
  method: { id: string; version: number };
  settings: TrendsSettings;
  selection: Selection;
  months: Months;
  periods: string[];
  incomplete: string[];
  /** Cases still to be expected in the last months; undefined where the data do not show how late cases come, or it was not asked for. */
  delayed: Delayed | undefined;
  /** Stated values first, most cases first; the one value `all` without a split. */
  values: Counted[];
  part(period: string, code: string): { cases: number; kg: Mass };
  /** Cases of a period that state the split. */
  known(period: string): number;
  sizes(period: string, code: string): Sizes;
  spans: { before: Span; after: Span } | undefined;
  /** Months of the two spans that are not reported in full. */
  lateInSpans: string[];
}

export function countTrends(
  context: AnalysisContext,
  method: TrendsAnswer['method'],
  settings: TrendsSettings,
  selection: Selection,
  months: Months,
): TrendsAnswer {
  const { table } = context;
  const { by, completeness } = settings;
  const periods = periodsBetween(months.first, months.last, by);
  const delayed = settings.nowcast ? expectedCases(table, selection, settings.longestDelay) : undefined;
  const early = delayed ? delayed.months.filter((_, at) => (delayed.complete[at] as number) < settings.leastReported) : [];
  const short = incompletePeriods(table, selection, periods, completeness);
  const incomplete = periods.filter((period) => short.includes(period) || monthsOf(spanOf(period)).some((month) => early.includes(month)));
  const spans = spansOf(context, selection, settings, months);
  const late = lateMonths(table, selection, completeness);
  const lateInSpans = spans ? [spans.before, spans.after].flatMap(monthsOf).filter((month) => late.includes(month)) : [];
  const counts = countsOf(context, settings, selection);
  return { ...context, method, settings, selection, months, periods, incomplete, delayed, spans, lateInSpans, ...counts };
}

function countsOf({ table }: AnalysisContext, { by, split, level, largest }: TrendsSettings, selection: Selection) {
  const date = { facet: 'date', by } as const;
  if (split === 'none') {
    const whole = cellReader(groupBy(table, selection, [date]));
    const sizes = sizesBy(table, selection, [date], largest);
    const values: Counted[] = [{ code: ALL, cases: selection.count, kg: null }];
    return {
      values,
      part: (period: string) => whole(period),
      known: (period: string) => whole(period).cases,
      sizes: (period: string) => sizes(period),
    };
  }
  const facet = { facet: split, level: level as 1 | 2 };
  const stated = narrow(table, selection, complement(notStated(table, split), table.rows));
  const known = cellReader(groupBy(table, stated, [date], 'cases'));
  return {
    values: countValues(table, selection, facet),
    part: cellReader(groupBy(table, selection, [date, facet])),
    known: (period: string) => known(period).cases,
    sizes: sizesBy(table, selection, [date, facet], largest),
  };
}

/** The periods that were asked for; otherwise the last two years that the data cover in full. */
function spansOf({ table }: AnalysisContext, selection: Selection, settings: TrendsSettings, months: Months): TrendsAnswer['spans'] {
  const { beforeFrom, beforeTo, afterFrom, afterTo } = settings;
  if (beforeFrom || beforeTo || afterFrom || afterTo) {
    const before = { from: beforeFrom || beforeTo, to: beforeTo || beforeFrom };
    const after = { from: afterFrom || afterTo, to: afterTo || afterFrom };
    if (!isSpan(before) || !isSpan(after)) throw badSpans();
    return { before: inMonths(before), after: inMonths(after) };
  }
  if (selection.count === 0) return undefined;
  const years = periodsBetween(months.first, months.last, 'year');
  const short = incompletePeriods(table, selection, years, settings.completeness);
  const [first, last] = years.filter((year) => !short.includes(year)).slice(-2);
  return first && last ? { before: spanOf(first), after: spanOf(last) } : undefined;
}

function isSpan({ from, to }: Span): boolean {
  return from !== '' && from.slice(0, to.length) <= to;
}

function inMonths(span: Span): Span {
  const months = monthsOf(span);
  return { from: months[0] as string, to: months.at(-1) as string };
}

function badSpans(): StowageError {
  return new StowageError(
    'invalid-input',
    'A comparison needs two periods, each with its first month not after its last, so nothing was computed. Give beforeFrom, beforeTo, afterFrom and afterTo as YYYY or YYYY-MM.',
  );
}
