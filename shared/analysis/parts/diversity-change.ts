import { narrow, type Selection, select } from '../../columns/select.ts';
import type { ReportingBreak } from '../../columns/table.ts';
import type { Block, FindingBlock } from '../../report/block.ts';
import { caveat } from './caveats.ts';
import type { DiversityAnswer } from './diversity-answer.ts';
import { type Interval, type Movement, movement, profileOf } from './diversity-profile.ts';
import {
  breaksCaveat,
  breaksInside,
  countSizeClasses,
  largestReporter,
  sizeLabel,
  steadyReporters,
  withoutReporters,
  withoutSizeClass,
} from './guard.ts';
import { countKinds } from './kinds.ts';
import { periodLabel, spanOf } from './periods.ts';

/** Two periods of the same cases, rarefied to the smaller of them. */
interface Change {
  before: Interval;
  after: Interval;
  difference: number;
  low: number;
  high: number;
  movement: Movement;
  cases: number;
}

/** The first and the last period large enough and complete; undefined where there is only one. */
function ends({ measured, incomplete }: DiversityAnswer): [string, string] | undefined {
  const whole = measured.filter(({ period }) => !incomplete.includes(period));
  const [first, last] = [whole[0], whole.at(-1)];
  return first && last && first !== last ? [first.period, last.period] : undefined;
}

/**
 * Whether the effective number of kinds moved from the first to the last period. Across a break in reporting that is not said,
 * unless asked for; then it is said of those who reported in both periods without a break.
 */
export function changeFindings(answer: DiversityAnswer): Block[] {
  const pair = ends(answer);
  if (!pair) return [];
  const { kinds, settings, words } = answer;
  const [first, last] = pair;
  const labels = { first: periodLabel(first, words), last: periodLabel(last, words) };
  const breaks = breaksBetween(answer, first, last);
  const named = breaks.length > 0 ? [breaksCaveat(breaks, labels.first, labels.last, settings.acrossBreaks, words)] : [];
  const steady = steadySelection(answer, pair, breaks);
  if (breaks.length > 0 && !settings.acrossBreaks) {
    const kept = steady && changeOf(answer, steady.selection, pair);
    if (!steady || !kept) return named;
    const holds = heldConstant(answer, steady.selection, kept, pair);
    return [
      finding(answer, kept, pair, { key: 'steady', reporters: steady.reporters, holds }),
      ...named,
      ...holds.map((one) => sentence(answer, one)),
    ];
  }
  const whole = changeOf(answer, kinds.stated, pair);
  if (!whole) return named;
  const same = steady ? [hold('sameReporters', words.number(steady.reporters), whole, changeOf(answer, steady.selection, pair))] : [];
  const holds = [...heldConstant(answer, kinds.stated, whole, pair), ...same];
  return [finding(answer, whole, pair, { key: 'change', reporters: 0, holds }), ...named, ...holds.map((one) => sentence(answer, one))];
}

/** Breaks of the stated cases' reporters between the beginning of one period and the end of another. */
export function breaksBetween({ table, kinds }: DiversityAnswer, first: string, last: string): ReportingBreak[] {
  return breaksInside(table, kinds.stated, spanOf(first).from, spanOf(last).to);
}

/** Cases of the countries that reported in both periods and have no break between them. */
function steadySelection(answer: DiversityAnswer, [first, last]: [string, string], breaks: ReportingBreak[]) {
  const { table, kinds } = answer;
  const broken = new Set(breaks.map(({ reporter }) => reporter));
  const codes = steadyReporters(table, [spanOf(first), spanOf(last)]).filter((code) => !broken.has(code));
  if (codes.length === 0) return undefined;
  const selection = narrow(table, kinds.stated, select(table, { all: [{ facet: 'country', in: codes }] }).bits);
  return { selection, reporters: codes.length };
}

/** Undefined where one of the periods holds too little. */
function changeOf({ table, fields, settings }: DiversityAnswer, selection: Selection, [first, last]: [string, string]): Change | undefined {
  const { periods } = countKinds(table, selection, fields, settings.by);
  const [before, after] = [first, last].map((key) => periods.find(({ period }) => period === key));
  if (!before || !after || Math.min(before.named, after.named) < settings.atLeast) return undefined;
  const size = Math.min(before.named, after.named);
  const figures = { before: profileOf(before.counts, size, settings)[1], after: profileOf(after.counts, size, settings)[1] };
  return { ...figures, ...movement(figures.before, figures.after), cases: before.cases + after.cases };
}

/** A movement that something held constant takes away is never stated without it. */
function finding(
  answer: DiversityAnswer,
  change: Change,
  [first, last]: [string, string],
  { key, reporters, holds }: { key: 'change' | 'steady'; reporters: number; holds: Hold[] },
): FindingBlock {
  const { words, settings, selection } = answer;
  const text = words.text(`analyses.diversification.${key}`, {
    kind: words.text(`analyses.diversification.kinds.${settings.kind}`),
    first: periodLabel(first, words),
    last: periodLabel(last, words),
    reporters,
    ...valuesOf(answer, change),
  });
  const doubts = holds
    .filter(({ remains }) => remains === 'vanishes')
    .map(({ key: held, label, change: left }) =>
      words.text(`analyses.diversification.doubt.${held}`, { label, movement: left?.movement ?? 'nothing' }),
    );
  return { kind: 'finding', text: [text, ...doubts].join(' '), n: change.cases, of: selection.count };
}

function valuesOf({ words }: DiversityAnswer, { before, after, difference, low, high, movement: moved }: Change) {
  return {
    movement: moved,
    before: words.number(before.value, 1),
    after: words.number(after.value, 1),
    difference: words.number(difference, 1),
    low: words.number(low, 1),
    high: words.number(high, 1),
  };
}

type Remains = 'remains' | 'vanishes' | 'appears' | 'open';

/** What is left of a change when something is held constant. */
interface Hold {
  key: 'withoutReporter' | 'withoutSize' | 'sameReporters';
  label: string;
  /** Undefined where too little is left. */
  change: Change | undefined;
  remains: Remains;
}

function hold(key: Hold['key'], label: string, whole: Change, change: Change | undefined): Hold {
  return { key, label, change, remains: remainsOf(whole.movement, change?.movement) };
}

function remainsOf(whole: Movement, left: Movement | undefined): Remains {
  if (whole === 'unclear') return left === undefined || left === 'unclear' ? 'open' : 'appears';
  return whole === left ? 'remains' : 'vanishes';
}

/** The same without the largest reporter and without the most frequent class of size. */
function heldConstant(answer: DiversityAnswer, selection: Selection, whole: Change, pair: [string, string]): Hold[] {
  const { table, words } = answer;
  const reporter = largestReporter(table, selection)?.code;
  const sizes = countSizeClasses(table, selection);
  const size = sizes.indexOf(Math.max(...sizes));
  const of = (part: Selection) => changeOf(answer, part, pair);
  const withoutReporter =
    reporter === undefined
      ? []
      : [hold('withoutReporter', words.label('country', reporter), whole, of(withoutReporters(table, selection, [reporter])))];
  if ((sizes[size] as number) === 0) return withoutReporter;
  return [...withoutReporter, hold('withoutSize', sizeLabel(size, words), whole, of(withoutSizeClass(table, selection, size)))];
}

function sentence(answer: DiversityAnswer, { key, label, change, remains }: Hold): Block {
  const { words } = answer;
  const result = change
    ? words.text('analyses.diversification.result', { remains, ...valuesOf(answer, change) })
    : words.text('analyses.diversification.nothingLeft');
  return caveat(words.text(`analyses.diversification.${key}`, { label, result }));
}
