import { type Bitmap, bitmapOfRange, complement, intersect } from '../../columns/bitmap.ts';
import { boundsOf } from '../../columns/calendar.ts';
import { singleRows } from '../../columns/events.ts';
import { groupBy } from '../../columns/group-by.ts';
import { createMemo } from '../../columns/memo.ts';
import { narrow, notStated, type Selection, select } from '../../columns/select.ts';
import type { ColumnTable, ReportingBreak } from '../../columns/table.ts';
import { z } from '../../contract/schema.ts';
import { dayNumber } from '../../domain/date.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import { isMissing } from '../../domain/missing.ts';
import { breakNames } from '../../regime/words.ts';
import type { CaveatBlock } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { countValues } from './counted.ts';

/*
 * What keeps a comparison honest: breaks in reporting between its ends, how completely a field is stated, and what is left of it
 * without one reporter or one class of size. Nothing here decides; each analysis refuses, or says that it was told not to.
 */

/** Dates written `2014`, `2014-03` or `2014-03-09`, both included. */
export interface Span {
  from: string;
  to: string;
}

/** Kilograms at which one class of case size ends and the next begins; a case on a bound belongs to the class above it. */
export const SIZE_BOUNDS = [0.01, 0.1, 1, 10, 100, 1000] as const;

/** Share of known values below which shares are not compared, unless a setting `leastStated` is lower. */
export const USUAL_LEAST = 0.5;

/** So many breaks are named; all are counted. */
const MOST_NAMED = 6;

const sizeClasses = createMemo<Bitmap>(SIZE_BOUNDS.length + 1);

/** A setting that is true or false, on the command line too; `acrossBreaks` is one in every analysis that compares. */
export function flag(initial: boolean) {
  const written: Record<string, boolean> = { true: true, false: false };
  return z.preprocess((value) => (typeof value === 'string' ? (written[value] ?? value) : value), z.boolean()).default(initial);
}

/** Cases of a selection whose date lies in a span; a date known only to its year lies in it when the whole year does. */
export function within(table: ColumnTable, selection: Selection, { from, to }: Span): Selection {
  return narrow(table, selection, select(table, { all: [{ facet: 'date', from, to }] }).bits);
}

/**
 * Breaks after the first day of `from` and up to the last of `to`, confirmed or waiting for an analyst, of reporters and sources that the
 * selection holds at any time: a reporter without a case before the break counts too, since its first cases may come from the break.
 * Throws `invalid-input` for a date that is none.
 */
export function breaksInside(table: ColumnTable, selection: Selection, from: string, to: string): ReportingBreak[] {
  const [first, last] = [boundsOf(from).first, boundsOf(to).last];
  return table.breaks.filter((one) => dayNumber(one.at) > first && dayNumber(one.at) <= last && holds(table, selection, one));
}

function holds(table: ColumnTable, selection: Selection, { source, reporter }: ReportingBreak): boolean {
  if (!table.codes.source || !table.codes.country) return false;
  const clauses = [
    { facet: 'source', in: [source] },
    { facet: 'country', in: [reporter] },
  ] as const;
  const [ofSource, ofReporter] = clauses.map(({ facet, in: codes }) => select(table, { all: [{ facet, in: [...codes] }] }).bits);
  return selection.bits.some((word, at) => (word & (ofSource?.[at] as number) & (ofReporter?.[at] as number)) !== 0);
}

/** Country with the most cases; undefined where no country is stated. */
export function largestReporter(table: ColumnTable, selection: Selection): { code: string; cases: number } | undefined {
  if (!table.codes.country) return undefined;
  return countValues(table, selection, { facet: 'country', level: 2 }).find(({ code }) => !isMissing(code));
}

/** The selection without its largest reporter. */
export function withoutLargestReporter(table: ColumnTable, selection: Selection): { code: string; selection: Selection } | undefined {
  const largest = largestReporter(table, selection);
  return largest && { code: largest.code, selection: withoutReporters(table, selection, [largest.code]) };
}

/** Leaves out every case that bears one of the countries. */
export function withoutReporters(table: ColumnTable, selection: Selection, codes: string[]): Selection {
  if (!table.codes.country || codes.length === 0) return selection;
  return narrow(table, selection, complement(select(table, { all: [{ facet: 'country', in: codes }] }).bits, table.rows));
}

/** Countries that have a case of any kind, under no filter, in each of the spans; sorted. */
export function steadyReporters(table: ColumnTable, spans: Span[]): string[] {
  const [first = [], ...others] = spans.map((span) => reportersIn(table, span));
  return first.filter((code) => others.every((codes) => codes.includes(code)));
}

/** Countries with a case of any kind in a span; sorted. */
export function reportersIn(table: ColumnTable, span: Span): string[] {
  if (!table.codes.country) return [];
  const { keys, cases } = groupBy(table, within(table, select(table, { all: [] }), span), [{ facet: 'country', level: 2 }], 'cases');
  return (keys[0] as string[]).filter((code, at) => !isMissing(code) && (cases[at] as number) > 0);
}

/** Cases of each class of size, smallest first; aggregated rows and cases without mass are in none. */
export function countSizeClasses(table: ColumnTable, selection: Selection): number[] {
  return Array.from({ length: SIZE_BOUNDS.length + 1 }, (_, index) => narrow(table, selection, sizeClassBits(table, index)).count);
}

/** Leaves out one class of size; cases without mass and aggregated rows stay. */
export function withoutSizeClass(table: ColumnTable, selection: Selection, index: number): Selection {
  return narrow(table, selection, complement(sizeClassBits(table, index), table.rows));
}

/** Single cases from the lower bound of a class up to, not with, the upper. */
export function sizeClassBits(table: ColumnTable, index: number): Bitmap {
  return sizeClasses(table, String(index), () => {
    const from = (bound: number | undefined): Bitmap =>
      bitmapOfRange(table.kg, bound ?? Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    const above = index < SIZE_BOUNDS.length ? complement(from(SIZE_BOUNDS[index]), table.rows) : undefined;
    const bits = above ? intersect(from(SIZE_BOUNDS[index - 1]), above) : from(SIZE_BOUNDS[index - 1]);
    const single = singleRows(table);
    return single ? intersect(bits, single) : bits;
  });
}

/** `under 10 g`, `10 g to 100 g`, `1 t and more`. */
export function sizeLabel(index: number, words: Wording): string {
  const [low, high] = [SIZE_BOUNDS[index - 1], SIZE_BOUNDS[index]].map((bound) => (bound === undefined ? undefined : words.mass(bound)));
  if (low === undefined) return words.text('analyses.guard.sizeUnder', { high: high ?? '' });
  return high === undefined ? words.text('analyses.guard.sizeFrom', { low }) : words.text('analyses.guard.sizeBetween', { low, high });
}

/** How many of the cases state a field (`mass`: can be given in kilograms). A field the data do not hold is stated in none. */
export function completeness(
  table: ColumnTable,
  selection: Selection,
  facet: CodeFacet | 'mass',
): { n: number; of: number; share: number } {
  const n = selection.count - narrow(table, selection, notStated(table, facet)).count;
  return { n, of: selection.count, share: selection.count > 0 ? n / selection.count : 0 };
}

/** The sentence for breaks between two periods: that the comparison is not made, or that it was asked for all the same. */
export function breaksCaveat(breaks: ReportingBreak[], first: string, last: string, acrossBreaks: boolean, words: Wording): CaveatBlock {
  const list = breakNames(breaks.slice(0, MOST_NAMED), words);
  const key = acrossBreaks ? 'analyses.guard.overridden' : 'analyses.guard.refused';
  const others = Math.max(0, breaks.length - MOST_NAMED);
  return { kind: 'caveat', text: words.text(key, { first, last, n: breaks.length, list: list.join('; '), others }) };
}

/** The sentence for a field stated in fewer cases than asked for. */
export function completenessCaveat(
  {
    facet,
    share,
    period,
    least,
    overridden,
  }: { facet: CodeFacet | 'mass'; share: number; period: string; least: number; overridden: boolean },
  words: Wording,
): CaveatBlock {
  const values = { field: words.text(`analyses.fieldTitle.${facet}`), share: words.percent(share), least: words.percent(least, 0), period };
  return { kind: 'caveat', text: words.text(`analyses.guard.${overridden ? 'incompleteOverridden' : 'incomplete'}`, values) };
}
