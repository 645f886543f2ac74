import type { Block, FindingBlock, TableBlock, TableColumn } from '../../report/block.ts';
import type { TimeChart } from '../../report/chart.ts';
import { shareOf } from './caveats.ts';
import type { DiversityAnswer } from './diversity-answer.ts';
import { breaksBetween } from './diversity-change.ts';
import { columnsOf, sourceLine, subtitleLine } from './figure.ts';
import { type FirstSeen, firstSeen } from './first-seen.ts';
import { withoutReporters } from './guard.ts';
import { countKinds, type Kinds } from './kinds.ts';
import { periodLabel } from './periods.ts';

/** So many first-seen kinds are named in a cell; all are counted. */
const MOST_NAMED = 5;

/**
 * Kinds seen for the first time in each quarter, beside the share that was to be expected from what had not been seen yet. Reporters
 * with a break in reporting are left out unless asked for: a new way of coding brings kinds that are new to the data only.
 */
export function newKindsBlocks(answer: DiversityAnswer): Block[] {
  const { table, fields, selection, settings, kinds: all } = answer;
  const [first, last] = [all.periods[0], all.periods.at(-1)];
  if (!first || !last) return [];
  const breaks = settings.acrossBreaks ? [] : breaksBetween(answer, first.period, last.period);
  const broken = [...new Set(breaks.map(({ reporter }) => reporter))];
  const kinds = countKinds(table, withoutReporters(table, selection, broken), fields, 'quarter');
  const seen = firstSeen(kinds);
  const judged = seen.filter(({ share }) => share !== null);
  if (judged.length === 0) return [];
  const finding = findingOf(answer, kinds, judged, broken.length);
  return [finding, { kind: 'chart', chart: chartOf(answer, finding, judged) }, tableOf(answer, kinds, seen)];
}

function findingOf({ words, selection, settings }: DiversityAnswer, { periods }: Kinds, judged: FirstSeen[], broken: number): FindingBlock {
  const [first, last] = [judged[0], judged.at(-1)] as [FirstSeen, FirstSeen];
  const named = judged.reduce((sum, one) => sum + one.named, 0);
  const events = judged.reduce((sum, one) => sum + one.events, 0);
  const expected = judged.reduce((sum, one) => sum + (one.expected as number) * one.named, 0);
  const n = periods.filter(({ period }) => period >= first.period).reduce((sum, { cases }) => sum + cases, 0);
  const text = words.text('analyses.diversification.firstSeen', {
    kind: words.text(`analyses.diversification.kinds.${settings.kind}`),
    from: periodLabel(first.period, words),
    to: periodLabel(last.period, words),
    broken,
    kinds: judged.reduce((sum, one) => sum + one.kinds.length, 0),
    events,
    named,
    share: words.percent(shareOf(events, named), 2),
    expected: words.percent(shareOf(expected, named), 2),
  });
  return { kind: 'finding', text, n, of: selection.count };
}

function chartOf({ table, words, selection, settings, method }: DiversityAnswer, finding: FindingBlock, judged: FirstSeen[]): TimeChart {
  const [first, last] = [judged[0], judged.at(-1)] as [FirstSeen, FirstSeen];
  const measure = words.text('analyses.diversification.firstSeenMeasure', {
    kind: words.text(`analyses.diversification.kinds.${settings.kind}`),
  });
  const period = { from: periodLabel(first.period, words), to: periodLabel(last.period, words) };
  const subtitle = subtitleLine(measure, finding.n, period, words);
  const percent = (pick: (one: FirstSeen) => number): number[] => judged.map((one) => 100 * pick(one));
  const [expected, error] = [(one: FirstSeen) => one.expected as number, (one: FirstSeen) => 1.959963984540054 * (one.error as number)];
  return {
    type: 'line',
    title: finding.text,
    subtitle,
    source: sourceLine(table, selection, words, method),
    alt: words.text('analyses.common.alt', { title: finding.text, subtitle }),
    unit: '%',
    periods: judged.map((one) => ({ key: one.period, label: periodLabel(one.period, words) })),
    series: [
      {
        code: 'first-seen',
        label: words.text('analyses.diversification.column.firstSeenShare'),
        colour: '#d55e00',
        values: percent((one) => one.share as number),
      },
    ],
    band: {
      label: words.text('analyses.diversification.column.expectedShare'),
      low: percent((one) => Math.max(0, expected(one) - error(one))),
      high: percent((one) => expected(one) + error(one)),
      middle: percent(expected),
    },
  };
}

function tableOf({ words, fields, settings }: DiversityAnswer, { names, periods }: Kinds, seen: FirstSeen[]): TableBlock {
  const label = (key: string): string => words.text(`analyses.diversification.column.${key}`);
  const number = (key: string, more: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: label(key),
    numeric: true,
    decimals: 0,
    ...more,
  });
  const share = { unit: '%', decimals: 2 };
  const nameOf = (at: number): string =>
    (names[at] as string[]).map((code, field) => words.label((fields[field] as { facet: string }).facet, code)).join(' + ');
  return {
    kind: 'table',
    title: words.text('analyses.diversification.firstSeenTable', { kind: words.text(`analyses.diversification.kinds.${settings.kind}`) }),
    columns: [
      ...columnsOf(words).dated('period'),
      columnsOf(words).cases,
      number('named'),
      number('firstSeenKinds'),
      number('firstSeenNamed'),
      number('firstSeenShare', share),
      number('expectedShare', share),
      { key: 'firstSeenList', label: label('firstSeenList') },
    ],
    rows: seen.map((one, at) => {
      const listed = one.share === null ? [] : one.kinds;
      const list = listed.slice(0, MOST_NAMED).map(nameOf).join('; ');
      const more = listed.length - MOST_NAMED;
      return [
        one.period,
        periodLabel(one.period, words),
        periods[at]?.cases ?? 0,
        one.named,
        one.kinds.length,
        one.events,
        one.share === null ? null : 100 * one.share,
        one.expected === null ? null : 100 * one.expected,
        more > 0 ? words.text('analyses.diversification.listMore', { list, n: more }) : list,
      ];
    }),
  };
}
