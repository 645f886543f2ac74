import { isMissing } from '../../../shared/domain/missing.ts';
import type { BarChart, Chart, Series, TimeChart } from '../../../shared/report/chart.ts';
import type { Wording } from '../../../shared/report/wording.ts';

/** A chart as a presentation holds it: categories, series, and the look of each. */
export interface ChartData {
  kind: 'line' | 'columns' | 'bars';
  categories: string[];
  series: DataSeries[];
  unit: string;
  /** Colour and hatching of each bar; only of `bars`. */
  points: { colour: string; hatched: boolean }[];
}

export interface DataSeries {
  name: string;
  /** `rrggbb` */
  colour: string;
  values: (number | null)[];
  hatched: boolean;
  /** A bound of an interval, drawn thin. */
  isBound: boolean;
}

const BOUND = '5a626c';
/** More periods than this stand under their keys, such as 2014-03, which are short in every language. */
const MOST_NAMED = 24;

/** Null for what no native chart of a presentation can show: it becomes a table or a picture. */
export function chartData(chart: Chart, words: Wording): ChartData | null {
  if (chart.type === 'line' || chart.type === 'stacked') return timeData(chart, words);
  return chart.type === 'bar' ? barData(chart, words) : null;
}

function timeData(chart: TimeChart, words: Wording): ChartData {
  const main = chart.series.map(
    (series): DataSeries => ({
      name: series.label,
      colour: series.colour.slice(1),
      values: series.values,
      hatched: isMissing(series.code),
      isBound: false,
    }),
  );
  const bounds = chart.type === 'line' ? [...chart.series, ...bandOf(chart)].flatMap((series) => boundsOf(series, words)) : [];
  return {
    kind: chart.type === 'line' ? 'line' : 'columns',
    categories: chart.periods.map(({ key, label }) => (chart.periods.length > MOST_NAMED ? key : label)),
    series: [...main, ...bounds],
    unit: chart.unit,
    points: [],
  };
}

function bandOf({ band }: TimeChart): Pick<Series, 'label' | 'low' | 'high'>[] {
  return band ? [band] : [];
}

function boundsOf({ label, low, high }: Pick<Series, 'label' | 'low' | 'high'>, words: Wording): DataSeries[] {
  const bound = (name: string, values: (number | null)[] | undefined): DataSeries[] =>
    values ? [{ name: words.text(`formats.${name}`, { label }), colour: BOUND, values, hatched: false, isBound: true }] : [];
  return [...bound('low', low), ...bound('high', high)];
}

function barData(chart: BarChart, words: Wording): ChartData {
  return {
    kind: 'bars',
    categories: chart.bars.map(({ label }) => label),
    series: [
      {
        name: chart.unit || words.text('formats.value'),
        colour: chart.bars[0]?.colour.slice(1) ?? BOUND,
        values: chart.bars.map(({ value }) => value),
        hatched: false,
        isBound: false,
      },
    ],
    unit: chart.unit,
    points: chart.bars.map(({ colour, hatched }) => ({ colour: colour.slice(1), hatched: hatched ?? false })),
  };
}

/** In words what the drawing of a document shows by hatching and rules. */
export function remarksOf(chart: Chart, words: Wording): string {
  if (chart.type !== 'line' && chart.type !== 'stacked') return '';
  const labelOf = (key: string) => chart.periods.find((period) => period.key === key)?.label ?? key;
  const incomplete = chart.incomplete ?? [];
  const periods = incomplete.length > 3 ? [incomplete[0] ?? '', incomplete.at(-1) ?? ''] : incomplete;
  const span = periods.map(labelOf).join(incomplete.length > 3 ? ' – ' : ', ');
  return [
    ...(incomplete.length > 0 ? [words.text('formats.incomplete', { periods: span })] : []),
    ...(chart.rules ?? []).map(({ key, label }) => words.text('formats.rule', { period: labelOf(key), label })),
  ].join(' ');
}
