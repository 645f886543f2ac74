import type { FindingBlock, TableBlock, TableColumn } from '../../report/block.ts';
import type { Series, TimeChart } from '../../report/chart.ts';
import { chao1, evenness, herfindahl, hill } from '../../statistics/diversity.ts';
import type { DiversityAnswer, Measured } from './diversity-answer.ts';
import { breaksBetween } from './diversity-change.ts';
import { movement } from './diversity-profile.ts';
import { columnsOf, sourceLine, subtitleLine } from './figure.ts';
import type { PeriodKinds } from './kinds.ts';
import { periodLabel } from './periods.ts';
import { breakRules } from './time-axis.ts';

const ORDERS = [0, 1, 2] as const;
const COLOURS = ['#56b4e9', '#0072b2', '#d55e00'] as const;

/** Effective numbers of kinds by period, rarefied to one size, with their intervals. */
export function profileChart(answer: DiversityAnswer, title: FindingBlock): TimeChart {
  const { table, words, selection, kinds, measured, incomplete, method, size, settings } = answer;
  const cases = measured.reduce((sum, one) => sum + one.cases, 0);
  const [first, last] = [kinds.periods[0], kinds.periods.at(-1)] as [PeriodKinds, PeriodKinds];
  const measure = words.text('analyses.diversification.measure', {
    kind: words.text(`analyses.diversification.kinds.${settings.kind}`),
    size,
  });
  const subtitle = subtitleLine(measure, cases, { from: periodLabel(first.period, words), to: periodLabel(last.period, words) }, words);
  const hatched = kinds.periods.map(({ period }) => period).filter((period) => incomplete.includes(period));
  return {
    type: 'line',
    title: title.text,
    subtitle,
    source: sourceLine(table, selection, words, method),
    alt: words.text('analyses.common.alt', { title: title.text, subtitle }),
    unit: words.text('analyses.diversification.unit'),
    periods: kinds.periods.map(({ period }) => ({ key: period, label: periodLabel(period, words) })),
    series: ORDERS.map((order) => series(answer, order)),
    ...(hatched.length > 0 ? { incomplete: hatched } : {}),
    ...rulesOf(answer, first.period, last.period),
  };
}

/** Vertical rules at the first breaks in reporting, found ones too; the caveats name more. */
function rulesOf(answer: DiversityAnswer, first: string, last: string): Pick<TimeChart, 'rules'> {
  const rules = breakRules(breaksBetween(answer, first, last), answer.settings.by, answer.words);
  return rules.length > 0 ? { rules } : {};
}

function series({ words, kinds, measured }: DiversityAnswer, order: 0 | 1 | 2): Series {
  const found = kinds.periods.map(({ period }) => measured.find((one) => one.period === period)?.profile[order]);
  return {
    code: `q${order}`,
    label: words.text(`analyses.diversification.order.q${order}`),
    colour: COLOURS[order],
    values: found.map((interval) => interval?.value ?? null),
    low: found.map((interval) => interval?.low ?? null),
    high: found.map((interval) => interval?.high ?? null),
  };
}

/** Every figure of every period; those that need a sample of equal size are empty where the period is too small. */
export function profileTable(answer: DiversityAnswer): TableBlock {
  const { words, kinds, measured, settings, size } = answer;
  const columns = columnsOf(words);
  const number = (key: string, decimals: number): TableColumn => ({
    key,
    label: words.text(`analyses.diversification.column.${key}`),
    numeric: true,
    decimals,
  });
  const bounds = ORDERS.flatMap((order) => [`rarefied${order}`, `low${order}`, `high${order}`].map((key) => number(key, 2)));
  return {
    kind: 'table',
    title: words.text('analyses.diversification.table', { kind: words.text(`analyses.diversification.kinds.${settings.kind}`) }),
    columns: [
      ...columns.dated('period'),
      columns.cases,
      number('named', 0),
      ...ORDERS.map((order) => number(`hill${order}`, 2)),
      ...bounds,
      number('chao1', 1),
      number('chao1Error', 1),
      number('herfindahl', 4),
      number('evenness', 3),
      number('difference', 2),
      number('differenceLow', 2),
      number('differenceHigh', 2),
      { key: 'movement', label: words.text('analyses.diversification.column.movement') },
    ],
    rows: kinds.periods.map((period) => {
      const at = measured.findIndex((one) => one.period === period.period);
      return [
        period.period,
        periodLabel(period.period, words),
        ...observed(period),
        ...rarefied(measured[at]),
        ...estimated(period),
        ...step(answer, measured[at - 1], measured[at]),
      ];
    }),
    ...(measured.length > 0 ? { note: words.text('analyses.diversification.note', { size }) } : {}),
  };
}

function observed({ cases, named, counts }: PeriodKinds) {
  return [cases, named, ...ORDERS.map((order) => hill(counts, order))];
}

function rarefied(measured: Measured | undefined) {
  return ORDERS.flatMap((order) => {
    const interval = measured?.profile[order];
    return interval ? [interval.value, interval.low, interval.high] : [null, null, null];
  });
}

function estimated({ counts }: PeriodKinds) {
  const unseen = chao1(counts);
  const even = evenness(counts);
  return [unseen.estimate, unseen.error, herfindahl(counts), Number.isNaN(even) ? null : even];
}

/** The change of the effective number of order 1 from the period before; not said across a break in reporting. */
function step(answer: DiversityAnswer, before: Measured | undefined, after: Measured | undefined) {
  const { words, settings } = answer;
  if (!before || !after) return [null, null, null, null];
  if (!settings.acrossBreaks && breaksBetween(answer, before.period, after.period).length > 0)
    return [null, null, null, words.text('analyses.diversification.movement.refused')];
  const { difference, low, high, movement: moved } = movement(before.profile[1], after.profile[1]);
  return [difference, low, high, words.text(`analyses.diversification.movement.${moved}`)];
}
