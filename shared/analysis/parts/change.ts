import { groupBy } from '../../columns/group-by.ts';
import { narrow, type Selection, select } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import { isMissing } from '../../domain/missing.ts';
import type { Block } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { type RateRatio, rateRatio } from '../../statistics/rate-ratio.ts';
import { caveat } from './caveats.ts';
import { cellReader } from './counted.ts';
import {
  breaksCaveat,
  breaksInside,
  countSizeClasses,
  largestReporter,
  reportersIn,
  type Span,
  sizeLabel,
  steadyReporters,
  within,
  withoutReporters,
  withoutSizeClass,
} from './guard.ts';
import { monthsOf, spanLabel } from './periods.ts';

/** Two periods of a selection, and whether the analyst asked to compare them across breaks in reporting. */
export interface Comparison {
  table: ColumnTable;
  selection: Selection;
  before: Span;
  after: Span;
  acrossBreaks: boolean;
  words: Wording;
}

/**
 * The change of the number of cases as a rate ratio with its interval, and what is left of it without the largest reporter, without the reporter
 * and the class of size that moved most, and among those who reported in both periods. Across a break in reporting the comparison is
 * refused, and made among the countries without one, unless `acrossBreaks`.
 */
export function changeBlocks(comparison: Comparison): Block[] {
  const { table, selection, before, after, acrossBreaks, words } = comparison;
  const breaks = breaksBetweenSpans(comparison);
  const named = breaks.length > 0 ? [breaksCaveat(breaks, spanLabel(before, words), spanLabel(after, words), acrossBreaks, words)] : [];
  if (breaks.length === 0 || acrossBreaks) return [...named, ...changeOf(comparison, selection.count, 'change')];
  const rest = withoutReporters(table, selection, [...new Set(breaks.map(({ reporter }) => reporter))]);
  const remaining = largestReporter(table, rest) ? changeOf({ ...comparison, selection: rest }, selection.count, 'unbroken') : [];
  return [...named, ...remaining];
}

/** Breaks between the first day of either period and the last of the other. */
export function breaksBetweenSpans({ table, selection, before, after }: Pick<Comparison, 'table' | 'selection' | 'before' | 'after'>) {
  const [first, last] = before.from <= after.from ? [before, after] : [after, before];
  return breaksInside(table, selection, first.from, last.to);
}

/** Counted over `comparison.selection`; `of` cases were chosen, some of them perhaps set aside. */
function changeOf(comparison: Comparison, of: number, key: 'change' | 'unbroken'): Block[] {
  const { selection, words } = comparison;
  const ratio = ratioOf(comparison, selection);
  const n = ratio.before + ratio.after;
  const finding: Block = { kind: 'finding', text: changeText(comparison, ratio, key), n, of };
  if (Number.isNaN(ratio.ratio)) return [finding];
  const spread = Number.isNaN(ratio.dispersion)
    ? words.text('analyses.guard.poisson')
    : words.text('analyses.guard.dispersion', { dispersion: words.number(ratio.dispersion, 1) });
  return [finding, ...heldConstant(comparison, ratio), caveat(spread)];
}

function changeText({ before, after, words }: Comparison, ratio: RateRatio, key: 'change' | 'unbroken'): string {
  const values = {
    first: spanLabel(before, words),
    last: spanLabel(after, words),
    before: ratio.before,
    after: ratio.after,
    monthsBefore: monthsOf(before).length,
    monthsAfter: monthsOf(after).length,
    ...ratioValues(ratio, words),
  };
  if (Number.isNaN(ratio.ratio)) return words.text('analyses.guard.noRatio', values);
  return words.text(`analyses.guard.${key}`, values);
}

function ratioValues(ratio: RateRatio, words: Wording) {
  return {
    ratio: words.number(ratio.ratio, 2),
    low: words.number(ratio.low, 2),
    high: words.number(ratio.high, 2),
    direction: directionOf(ratio),
  };
}

/** What the interval leaves open: neither rise nor fall while it holds 1. */
export function directionOf({ low, high }: RateRatio): 'rise' | 'fall' | 'open' {
  if (low > 1) return 'rise';
  return high < 1 ? 'fall' : 'open';
}

/** Cases by month in both periods, compared. */
export function ratioOf({ table, before, after }: Pick<Comparison, 'table' | 'before' | 'after'>, selection: Selection): RateRatio {
  const read = cellReader(groupBy(table, selection, [{ facet: 'date', by: 'month' }], 'cases'));
  const counts = (span: Span): number[] => monthsOf(span).map((month) => read(month).cases);
  return rateRatio(counts(before), counts(after));
}

function heldConstant(comparison: Comparison, ratio: RateRatio): Block[] {
  const { table, selection, before, after, words } = comparison;
  const both = narrow(table, selection, orBits(within(table, selection, before), within(table, selection, after)));
  const largest = largestReporter(table, both)?.code;
  const moved = movedMost(comparison);
  const reporters = [...new Set([largest, moved.reporter].filter((code) => code !== undefined))];
  return [
    ...reporters.map((code) => {
      const label = words.label('country', code);
      return heldCaveat(comparison, ratio, withoutReporters(table, both, [code]), both, 'withoutReporter', label);
    }),
    ...(moved.size === undefined
      ? []
      : [heldCaveat(comparison, ratio, withoutSizeClass(table, both, moved.size), both, 'withoutSize', sizeLabel(moved.size, words))]),
    ...steady(comparison, ratio, both),
  ];
}

function orBits(left: Selection, right: Selection): Int32Array {
  return left.bits.map((word, at) => word | (right.bits[at] as number));
}

/** Only where a reporter of one period and not of the other has a case here. */
function steady(comparison: Comparison, ratio: RateRatio, both: Selection): Block[] {
  const { table, before, after, words } = comparison;
  const codes = steadyReporters(table, [before, after]);
  const gone = [...new Set([...reportersIn(table, before), ...reportersIn(table, after)])].filter((code) => !codes.includes(code));
  if (gone.length === 0 || codes.length === 0) return [];
  const kept = narrow(table, both, select(table, { all: [{ facet: 'country', in: codes }] }).bits);
  if (kept.count === both.count) return [];
  return [heldCaveat(comparison, ratio, kept, both, 'steady', words.number(codes.length))];
}

function heldCaveat(comparison: Comparison, ratio: RateRatio, kept: Selection, both: Selection, key: string, label: string): Block {
  const { words } = comparison;
  const held = ratioOf(comparison, kept);
  const values = { label, n: both.count - kept.count, of: both.count, before: held.before, after: held.after };
  if (Number.isNaN(held.ratio))
    return caveat(words.text(`analyses.guard.${key}`, { ...values, result: words.text('analyses.guard.nothingLeft') }));
  const [was, is] = [directionOf(ratio), directionOf(held)];
  const remains = was === 'open' ? (is === 'open' ? 'open' : 'appears') : was === is ? 'remains' : 'vanishes';
  const result = words.text('analyses.guard.result', { before: held.before, after: held.after, ...ratioValues(held, words), remains });
  return caveat(words.text(`analyses.guard.${key}`, { ...values, result }));
}

/** The reporter and the class of size that contribute most to the difference of the monthly means. */
function movedMost({ table, selection, before, after }: Comparison): { reporter: string | undefined; size: number | undefined } {
  const [first, last] = [within(table, selection, before), within(table, selection, after)];
  const weight = monthsOf(after).length / monthsOf(before).length;
  const sign = last.count >= first.count * weight ? 1 : -1;
  const [sizesFirst, sizesLast] = [countSizeClasses(table, first), countSizeClasses(table, last)];
  const bySize = sizesLast.map((cases, index) => sign * (cases - (sizesFirst[index] as number) * weight));
  const most = Math.max(...bySize);
  return { reporter: reporterMoved(table, first, last, weight, sign), size: most > 0 ? bySize.indexOf(most) : undefined };
}

function reporterMoved(table: ColumnTable, first: Selection, last: Selection, weight: number, sign: number): string | undefined {
  if (!table.codes.country) return undefined;
  const count = (part: Selection) => groupBy(table, part, [{ facet: 'country', level: 2 }], 'cases');
  const [a, b] = [count(first), count(last)];
  let [best, code]: [number, string | undefined] = [0, undefined];
  for (const [at, key] of (b.keys[0] as string[]).entries()) {
    const moved = sign * ((b.cases[at] as number) - (a.cases[at] as number) * weight);
    if (!isMissing(key) && moved > best) [best, code] = [moved, key];
  }
  return code;
}
