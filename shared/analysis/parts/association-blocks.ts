import type { ChartBlock, FindingBlock, TableBlock, TableColumn } from '../../report/block.ts';
import type { HeatChart } from '../../report/chart.ts';
import { type AssociationAnswer, frequentPairs, isSteady } from './association-answer.ts';
import { sourceLine, subtitleLine, yearsOf } from './figure.ts';
import type { Pair } from './pairs.ts';

/** So many values stand on each side of the chart; the table holds all. */
const MOST_VALUES = 24;

/** Log-odds of the pairs that occur more often than expected and pass; undefined without any. */
export function chartOf(answer: AssociationAnswer, findings: FindingBlock[]): ChartBlock | undefined {
  const { table, words, settings, selection, stated, method } = answer;
  const shown = frequentPairs(answer);
  if (shown.length === 0) return undefined;
  const [rows, columns] = [axis(shown, 'first'), axis(shown, 'second')];
  const values = new Map(shown.map((pair) => [`${pair.first} ${pair.second}`, Math.round(pair.weighted * 100) / 100]));
  const title = (findings[0] as FindingBlock).text;
  const subtitle = subtitleLine(words.text('analyses.association.measure'), stated.count, yearsOf(table, stated), words);
  const mark = (facet: string) => (code: string) => ({ code, label: words.label(facet, code) });
  const chart: HeatChart = {
    type: 'heat',
    title,
    subtitle,
    source: sourceLine(table, selection, words, method),
    alt: words.text('analyses.common.alt', { title, subtitle }),
    unit: words.text('analyses.association.unit'),
    x: columns.map(mark(settings.second)),
    y: rows.map(mark(settings.first)),
    values: rows.map((first) => columns.map((second) => values.get(`${first} ${second}`) ?? 0)),
  };
  return { kind: 'chart', chart };
}

/** Values with the most cases first. */
function axis(pairs: Pair[], side: 'first' | 'second'): string[] {
  const cases = new Map(pairs.map((pair) => [pair[side], pair.table.a + (side === 'first' ? pair.table.b : pair.table.c)]));
  const sorted = [...cases].sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1));
  return sorted.slice(0, MOST_VALUES).map(([code]) => code);
}

/** Every pair that was tested. */
export function tableOf({ words, pairs, settings }: AssociationAnswer): TableBlock {
  const label = (key: string): string => words.text(`analyses.association.column.${key}`);
  const number = (key: string, decimals: number): TableColumn => ({ key, label: label(key), numeric: true, decimals });
  const side = (key: 'first' | 'second'): TableColumn[] => {
    const field = words.text(`analyses.fieldTitle.${settings[key]}`);
    return [
      { key, label: words.text('analyses.association.column.code', { field }), code: true },
      { key: `${key}Label`, label: field },
    ];
  };
  return {
    kind: 'table',
    title: words.text('analyses.association.table'),
    columns: [
      ...side('first'),
      ...side('second'),
      { key: 'cases', label: words.text('analyses.column.cases'), numeric: true, decimals: 0 },
      number('expected', 1),
      ...['lift', 'oddsRatio', 'low', 'high', 'logOdds', 'z'].map((key) => number(key, 2)),
      ...['p', 'q'].map((key) => ({ ...number(key, 4), probability: true })),
      ...['withinReporters', 'withinLow', 'withinHigh'].map((key) => number(key, 2)),
      number('reporters', 0),
      { key: 'largestReporter', label: label('largestReporter') },
      ...['withoutLargest', 'withinSizes'].map((key) => number(key, 2)),
      { key: 'verdict', label: label('verdict') },
    ],
    rows: pairs.tested.map((pair) => [
      pair.first,
      words.label(settings.first, pair.first),
      pair.second,
      words.label(settings.second, pair.second),
      ...figuresOf(pair),
      pair.largest ? words.label('country', pair.largest.code) : '',
      finite(Math.exp(pair.largest?.odds.estimate ?? Number.NaN)),
      finite(Math.exp(pair.sizes.estimate)),
      words.text(`analyses.association.verdict.${verdictOf(pair)}`),
    ]),
  };
}

function figuresOf({ table, expected, lift, odds, weighted, z, p, q, reporters }: Pair): (number | null)[] {
  const ratios = [odds.estimate, odds.low, odds.high].map((log) => finite(Math.exp(log)));
  const within = [reporters.estimate, reporters.low, reporters.high].map((log) => finite(Math.exp(log)));
  return [table.a, expected, finite(lift), ...ratios, weighted, z, p, q, ...within, reporters.strata];
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** What may be said of a pair, the first reason for doubt first. */
function verdictOf(pair: Pair): 'not-passed' | 'reporters' | 'largest' | 'sizes' | 'more' | 'less' {
  if (!pair.passes) return 'not-passed';
  if (isSteady(pair)) return pair.lift > 1 ? 'more' : 'less';
  if (pair.kept.reporters !== 'holds') return 'reporters';
  return pair.kept.largest === 'holds' ? 'sizes' : 'largest';
}
