import { eachBit } from '../../columns/bitmap.ts';
import { boundsOf } from '../../columns/calendar.ts';
import { createMemo } from '../../columns/memo.ts';
import type { Selection } from '../../columns/select.ts';
import { type ColumnTable, NO_DAY } from '../../columns/table.ts';
import { dateOfDay } from '../../domain/date.ts';
import type { CaveatBlock } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { latestComplete, reportingFor, type Unit } from '../../signals/reporting.ts';
import { USUAL_COMPLETENESS } from '../../signals/settings.ts';
import { caveat } from './caveats.ts';
import { monthsOf, periodLabel, spanOf } from './periods.ts';

/*
 * Which periods the data do not cover in full: those at either end that the data reach only in part, and the last months as long as
 * reporters of too many cases have sent nothing yet. They are drawn hatched and not compared.
 */

/** Data that end (or begin) so many days inside a period leave it incomplete. */
const SHORT_BY = 7;
/** With fewer cases a month, who has not reported cannot be told from who had nothing to report. */
const FEWEST_CASES = 10;
const YEAR = 12;

const bounds = createMemo<{ first: number; last: number } | undefined>(1);

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

/** Periods that are cut at either end of the data, or hold a month that is not reported in full yet. */
export function incompletePeriods(
  table: ColumnTable,
  selection: Selection,
  periods: string[],
  completeness: number = USUAL_COMPLETENESS,
): string[] {
  const late = new Set(lateMonths(table, selection, completeness));
  const cut = new Set(cutPeriods(table, periods));
  return periods.filter((period) => cut.has(period) || monthsOf(spanOf(period)).some((month) => late.has(month)));
}

/** Periods that the data as a whole cover but for a week or more at either end. */
function cutPeriods(table: ColumnTable, periods: string[]): string[] {
  const held = dataBounds(table);
  if (!held) return [];
  return periods.filter((period) => {
    const { from, to } = spanOf(period);
    return held.last <= boundsOf(to).last - SHORT_BY || held.first >= boundsOf(from).first + SHORT_BY;
  });
}

/**
 * Months at the end in which too few of the reporters that the selection holds have reported anything, or too little came in all. Only
 * reporters that are heard of in most months count: the silence of one that reports now and then says nothing.
 */
export function lateMonths(table: ColumnTable, selection: Selection, completeness: number = USUAL_COMPLETENESS): string[] {
  const { months, units, unitOf } = reportingFor(table);
  if (months.length < 2) return [];
  const held = new Set<number>();
  eachBit(selection.bits, (row) => held.add(unitOf[row] as number));
  const own = units.filter((unit, at) => held.has(at) && isSteady(unit));
  const last = latestComplete(own, 0, months.length - 1, completeness);
  const usual = own.reduce((sum, { cases }) => sum + sumOf(cases.subarray(Math.max(0, last - YEAR + 1), last + 1)), 0) / YEAR;
  return usual >= FEWEST_CASES ? months.slice(last + 1) : [];
}

/** Whether a reporter had cases in half or more of the twelve months up to its last. */
function isSteady({ cases }: Unit): boolean {
  const last = cases.findLastIndex((one) => one > 0);
  const months = cases.subarray(Math.max(0, last - YEAR + 1), last + 1);
  return months.filter((one) => one > 0).length >= YEAR / 2;
}

function sumOf(cases: Float64Array): number {
  return cases.reduce((sum, one) => sum + one, 0);
}

/** The last day with a case, in words. */
export function lastDayOf(table: ColumnTable, words: Wording): string {
  const held = dataBounds(table);
  return held ? words.date(dateOfDay(held.last)) : '';
}

/** That a lower share than usual was enough, where that lets months pass which would not have. */
function lowered(table: ColumnTable, selection: Selection, late: string | undefined, completeness: number, words: Wording): CaveatBlock[] {
  if (completeness >= USUAL_COMPLETENESS || lateMonths(table, selection)[0] === late) return [];
  const values = { share: words.percent(completeness, 0), usual: words.percent(USUAL_COMPLETENESS, 0) };
  return [caveat(words.text('analyses.guard.lateLowered', values))];
}

/** Why periods are hatched: those that are cut are named, and from which month on reports are missing. */
export function incompleteCaveats(
  table: ColumnTable,
  selection: Selection,
  periods: string[],
  words: Wording,
  completeness: number = USUAL_COMPLETENESS,
): CaveatBlock[] {
  const cut = cutPeriods(table, periods);
  const [late] = lateMonths(table, selection, completeness);
  const list = cut.map((period) => periodLabel(period, words)).join(', ');
  return [
    ...(cut.length > 0 ? [caveat(words.text('analyses.guard.cut', { list, n: cut.length, last: lastDayOf(table, words) }))] : []),
    ...(late ? [caveat(words.text('analyses.guard.late', { month: words.date(late), share: words.percent(completeness, 0) }))] : []),
    ...lowered(table, selection, late, completeness, words),
  ];
}
