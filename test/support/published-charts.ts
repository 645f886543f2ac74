import { REST } from '../../shared/analysis/parts/figure.ts';
import { cleanChart } from '../../shared/disclosure/clean-chart.ts';
import type { PlannedTable } from '../../shared/disclosure/plan.ts';
import type { CellKeys } from '../../shared/disclosure/question.ts';
import type { Chart, HeatChart, TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';

/** A value that a chart draws, and the cells of its table that it is the sum of. */
export interface DrawnValue {
  cells: CellKeys[];
  value: number;
}

type Count = (keys: CellKeys) => number;

const TOP = 2;
const ALL = 'all';
const WORDS = createWording('en');
const TEXT = { title: 'Made up', subtitle: '', source: '', alt: '', unit: 'cases' };

/** What of the true values of a chart beside a planned table of counts would be drawn; null where there would be no chart. */
export function drawnBeside({ question: { dimensions }, cells, withheld }: PlannedTable, count: Count): DrawnValue[] | null {
  const keys = cells.map((cell) => cell.keys);
  const figures = new Map(cells.filter(({ state }) => state === 'shown').map((cell) => [JSON.stringify(cell.keys), cell.value]));
  const table = {
    block: { kind: 'table' as const, title: 'Made up', columns: [], rows: [] },
    read: { dimensions, keys, measures: { cases: 0 } },
    figures,
  };
  const isTime = dimensions[0]?.facet === 'date';
  if (withheld || (dimensions.length === 1 && !isTime)) return null;
  const clean = cleanChart(isTime ? timeOf(keys, count) : heatOf(keys, count), [table], WORDS);
  if (!clean) return null;
  return (clean.type === 'heat' ? heatValues(clean, keys) : timeValues(clean, keys)).filter(({ value }) => value > 0);
}

const named = (keys: readonly CellKeys[], at: number): string[] => [...new Set(keys.flatMap((key) => key[at] ?? []))].sort();

/** The most frequent values apart, the others together, and all. */
function timeOf(keys: CellKeys[], count: Count): TimeChart {
  const periods = named(keys, 0);
  const isSplit = keys.some((key) => key.length === 2);
  const codes = ranked(named(keys, 1), (code) => sum(periods.map((period) => count([period, code]))));
  const line = (code: string, of: (period: string) => number) => ({ code, label: code, colour: '#000000', values: periods.map(of) });
  const rest = codes.slice(TOP);
  const series = [
    line(ALL, (period) => count(isSplit ? [period, null] : [period])),
    ...codes.slice(0, TOP).map((code) => line(code, (period) => count([period, code]))),
    ...(rest.length > 0 ? [line(REST, (period) => sum(rest.map((code) => count([period, code]))))] : []),
  ];
  return { ...TEXT, type: 'line', periods: periods.map((key) => ({ key, label: key })), series };
}

function heatOf(keys: CellKeys[], count: Count): HeatChart {
  const columns = named(keys, 1);
  const rows = ranked(named(keys, 0), (code) => count([code, null]));
  const rest = rows.slice(TOP);
  const line = (of: (column: string) => number) => columns.map(of);
  return {
    ...TEXT,
    type: 'heat',
    x: columns.map((code) => ({ code, label: code })),
    y: [...rows.slice(0, TOP), ...(rest.length > 0 ? [REST] : [])].map((code) => ({ code, label: code })),
    values: [
      ...rows.slice(0, TOP).map((row) => line((column) => count([row, column]))),
      ...(rest.length > 0 ? [line((column) => sum(rest.map((row) => count([row, column]))))] : []),
    ],
  };
}

function ranked(codes: string[], size: (code: string) => number): string[] {
  return codes.toSorted((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
}

function sum(values: number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function timeValues(chart: Chart, keys: CellKeys[]): DrawnValue[] {
  if (chart.type !== 'line') throw new Error('not made here');
  const own = chart.series.map(({ code }) => code);
  return chart.series.flatMap(({ code, values }) =>
    values.flatMap((value, at) => {
      const period = chart.periods[at]?.key ?? '';
      const whole = keys[0]?.length === 2 ? [period, null] : [period];
      const rest = named(keys, 1).filter((one) => !own.includes(one));
      const cells = code === ALL ? [whole] : code === REST ? rest.map((one) => [period, one]) : [[period, code]];
      return value === null ? [] : [{ cells, value }];
    }),
  );
}

function heatValues({ x, y, values }: HeatChart, keys: CellKeys[]): DrawnValue[] {
  const own = y.map(({ code }) => code);
  const rest = named(keys, 0).filter((one) => !own.includes(one));
  return values.flatMap((row, down) =>
    row.flatMap((value, across) => {
      const [code, column] = [y[down]?.code ?? '', x[across]?.code ?? ''];
      const cells = code === REST ? rest.map((one) => [one, column]) : [[code, column]];
      return value === null ? [] : [{ cells, value }];
    }),
  );
}
