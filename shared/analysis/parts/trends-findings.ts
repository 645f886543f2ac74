import { isNotStated } from '../../columns/codes.ts';
import { groupBy } from '../../columns/group-by.ts';
import { topShare } from '../../columns/mass.ts';
import type { Block, CaveatBlock, FindingBlock } from '../../report/block.ts';
import { type Proportion, wilson } from '../../statistics/proportion.ts';
import { caveat } from './caveats.ts';
import { breaksBetweenSpans, changeBlocks } from './change.ts';
import { cellReader } from './counted.ts';
import { labelOf } from './figure.ts';
import { completeness, completenessCaveat, type Span, USUAL_LEAST, within } from './guard.ts';
import { periodLabel, spanLabel } from './periods.ts';
import { sizesBy } from './sizes.ts';
import type { TrendsAnswer } from './trends-answer.ts';

export function busiestFinding({ words, periods, months, selection, settings: { by }, table }: TrendsAnswer): FindingBlock {
  const whole = cellReader(groupBy(table, selection, [{ facet: 'date', by }], 'cases'));
  const most = periods.reduce((best, period) => (whole(period).cases > whole(best).cases ? period : best));
  const n = periods.reduce((sum, period) => sum + whole(period).cases, 0);
  const text = words.text('analyses.trends.busiest', {
    n,
    from: words.date(months.first),
    to: words.date(months.last),
    period: periodLabel(most, words),
    peak: whole(most).cases,
    share: words.percent(n > 0 ? whole(most).cases / n : 0),
  });
  return { kind: 'finding', text, n, of: selection.count };
}

/** The two spans compared, or why they are not. */
export function changeFindings(answer: TrendsAnswer): Block[] {
  const { table, selection, spans, words, settings } = answer;
  if (!spans) return [caveat(words.text('analyses.trends.noPair'))];
  if (answer.lateInSpans.length > 0 && !settings.acrossBreaks) return [lateCaveat(answer)];
  const printed = answer.lateInSpans.length > 0 ? [lateCaveat(answer)] : [];
  return [...printed, ...changeBlocks({ table, selection, ...spans, acrossBreaks: settings.acrossBreaks, words })];
}

/** That months of the spans are not reported in full: nothing is compared, or was all the same as asked for. */
function lateCaveat({ words, spans, settings, lateInSpans }: TrendsAnswer): CaveatBlock {
  const labels = { first: spanLabel(spans?.before as Span, words), last: spanLabel(spans?.after as Span, words) };
  const share = words.percent(settings.completeness, 0);
  const key = settings.acrossBreaks ? 'lateOverridden' : 'lateRefused';
  return caveat(words.text(`analyses.guard.${key}`, { ...labels, n: lateInSpans.length, share }));
}

/** Whether figures of the two spans may be set beside each other. */
function isComparable(answer: TrendsAnswer, spans: { before: Span; after: Span }): boolean {
  const { table, selection, settings, lateInSpans } = answer;
  if (settings.acrossBreaks) return true;
  return lateInSpans.length === 0 && breaksBetweenSpans({ table, selection, ...spans }).length === 0;
}

/** Mass beside the counts: how large cases are, what the largest hold, and the masses of both periods when asked. */
export function massFindings(answer: TrendsAnswer): Block[] {
  const { table, selection, words, settings } = answer;
  const all = sizesBy(table, selection, [], settings.largest)('');
  if (all.n === 0 || all.median === null || all.p90 === null) return massChange(answer);
  const values = { n: all.n, median: words.mass(all.median), p90: words.mass(all.p90), k: all.n > settings.largest ? settings.largest : 0 };
  const text = words.text('analyses.trends.sizes', { ...values, share: words.percent(all.largest ?? 0) });
  return [{ kind: 'finding', text, n: all.n, of: selection.count }, ...massChange(answer)];
}

function massChange(answer: TrendsAnswer): Block[] {
  const { table, selection, spans, words, settings } = answer;
  if (settings.measure !== 'mass' || !spans || !isComparable(answer, spans)) return [];
  const mass = (span: Span) => {
    const part = within(table, selection, span);
    const { total } = groupBy(table, part, []);
    return { total, label: spanLabel(span, words), share: words.percent(topShare(table, part, settings.largest) ?? 0) };
  };
  const sides = [mass(spans.before), mass(spans.after)] as const;
  const empty = sides.filter(({ total }) => total.withMass === 0 && total.kg === 0);
  if (empty.length > 0) return empty.map(({ label }) => caveat(words.text('analyses.trends.massNone', { period: label })));
  const [before, after] = sides;
  const text = words.text('analyses.trends.massChange', {
    first: before.label,
    last: after.label,
    before: words.mass(before.total.kg),
    after: words.mass(after.total.kg),
    shareBefore: before.share,
    shareAfter: after.share,
    k: settings.largest,
  });
  return [{ kind: 'finding', text, n: before.total.withMass + after.total.withMass, of: selection.count }];
}

/** Share of the leading value among known values in both periods, unless a break or too few stated values forbid it. */
export function shareFindings(answer: TrendsAnswer): Block[] {
  const { table, selection, spans, words, values, settings } = answer;
  const { split, level, leastStated } = settings;
  const most = values[0];
  if (split === 'none' || !spans || !most || isNotStated(most.code) || !isComparable(answer, spans)) return [];
  const read = (span: Span) => {
    const part = within(table, selection, span);
    const stated = completeness(table, part, split);
    const n = cellReader(groupBy(table, part, [{ facet: split, level: level as 1 | 2 }], 'cases'))(most.code).cases;
    return { period: spanLabel(span, words), stated, n, interval: wilson(n, stated.n) };
  };
  const sides = [read(spans.before), read(spans.after)] as const;
  const below = (least: number, overridden: boolean) =>
    sides
      .filter(({ stated }) => stated.share < least)
      .map(({ period, stated }) => completenessCaveat({ facet: split, share: stated.share, period, least, overridden }, words));
  const refused = below(leastStated, false);
  if (refused.length > 0) return refused;
  const [before, after] = sides;
  if (before.stated.n === 0 || after.stated.n === 0) return [];
  const text = words.text('analyses.trends.share', {
    field: words.text(`analyses.field.${split}`),
    label: labelOf(split, most.code, words),
    ...{ first: before.period, last: after.period, before: before.n, ofBefore: before.stated.n, after: after.n, ofAfter: after.stated.n },
    shareBefore: intervalText(before.interval, answer),
    shareAfter: intervalText(after.interval, answer),
  });
  return [
    { kind: 'finding', text, n: before.stated.n + after.stated.n, of: before.stated.of + after.stated.of },
    ...below(USUAL_LEAST, true),
  ];
}

function intervalText({ share, low, high }: Proportion, { words }: TrendsAnswer): string {
  const values = { share: words.percent(share), low: words.percentSign(low), high: words.percentSign(high) };
  return words.text('analyses.guard.interval', values);
}
