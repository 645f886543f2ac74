import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chartPng } from '../../electron/service/export/chart-png.ts';
import { REST } from '../../shared/analysis/parts/figure.ts';
import { cleanChart, type Drawn } from '../../shared/disclosure/clean-chart.ts';
import type { HeatChart, TimeChart } from '../../shared/report/chart.ts';
import { chartSize, layoutChart } from '../../shared/report/chart-layout.ts';
import { chartSvg } from '../../shared/report/chart-svg.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';

// Figures and names are made up.
const WORDS = createWording('en');
const TEXT = { title: 'Seven by yacht in March', subtitle: 'n = 7', source: 'Seven', alt: 'Seven by yacht', unit: 'cases' };
const MONTHS = ['2014-01', '2014-02', '2014-03', '2014-04'];

const time = (series: [string, number[]][]): TimeChart => ({
  ...TEXT,
  type: 'stacked',
  periods: MONTHS.map((key) => ({ key, label: key })),
  series: series.map(([code, values]) => ({ code, label: code, colour: '#0072b2', values })),
});

const heat = (values: number[][]): HeatChart => ({
  ...TEXT,
  type: 'heat',
  x: ['T2', 'T1'].map((code) => ({ code, label: code })),
  y: ['C2', 'C1'].map((code) => ({ code, label: code })),
  values,
});

/** A table of counts; null: kept back. */
function tableOf(cells: [string[], number | null][], isTime: boolean): Drawn {
  const block = { kind: 'table' as const, title: 'Cases by month and transport', columns: [], rows: [] };
  const first = isTime ? ({ facet: 'date', by: 'month' } as const) : ({ facet: 'concealment', level: 1 } as const);
  const read = {
    dimensions: [first, { facet: 'transport', level: 1 } as const],
    keys: cells.map(([keys]) => keys),
    measures: { cases: 2 },
  };
  const figures = new Map(cells.flatMap(([keys, value]) => (value === null ? [] : [[JSON.stringify(keys), value] as const])));
  return { block, read, figures };
}

const CELLS: [string[], number | null][] = [
  [['2014-01', 'T1'], 12],
  [['2014-01', 'T2'], 9],
  [['2014-02', 'T1'], 14],
  [['2014-02', 'T2'], null],
  [['2014-03', 'T1'], 15],
  [['2014-03', 'T2'], 8],
  [['2014-03', 'T3'], 5],
  [['2014-03', 'T4'], 4],
  [['2014-04', 'T1'], 11],
  [['2014-04', 'T2'], 10],
  [['2014-04', 'T3'], 5],
  [['2014-04', 'T4'], null],
];
const CHART = time([
  ['T2', [9, 2, 8, 10]],
  ['T1', [12, 14, 15, 11]],
  [REST, [0, 0, 9, 6]],
]);

describe('a chart of which the table keeps values back', () => {
  const clean = cleanChart(CHART, [tableOf(CELLS, true)], WORDS) as TimeChart;

  it('is drawn without them, and without sums of which they are part', () => {
    expect(Object.fromEntries(clean.series.map(({ code, values }) => [code, values]))).toEqual({
      T1: [12, 14, 15, 11],
      T2: [9, null, 8, 10],
      [REST]: [0, 0, 9, null],
    });
    expect(clean.withheld).toEqual([
      { series: 'T2', key: '2014-02' },
      { series: REST, key: '2014-04' },
    ]);
  });

  it('stands by code, since rank would tell; its words are those of the table, and say that something is withheld', () => {
    expect(clean.series.map(({ code }) => code)).toEqual(['T1', 'T2', REST]);
    expect(JSON.stringify(clean)).not.toMatch(/Seven|yacht|n = 7/);
    expect([clean.title, clean.subtitle]).toEqual(['Cases by month and transport', WORDS.text('disclosure.chart')]);
  });

  it('is marked under the periods with marks of one height, and has a key in four languages', () => {
    const marks = layoutChart(clean, { width: 640, height: 400, words: WORDS }).filter(({ role }) => role === 'withheld');
    expect(marks).toHaveLength(2);
    expect(new Set(marks.map((mark) => mark.shape === 'rect' && mark.height)).size).toBe(1);
    for (const language of LANGUAGES) {
      expect(chartSvg(clean, { width: 640, height: 400 }, language)).toContain(createWording(language).text('report.chart.withheld'));
    }
  });

  it('does not change by what the hidden value is', () => {
    const other = time([
      ['T2', [9, 900, 8, 10]],
      ['T1', [12, 14, 15, 11]],
      [REST, [0, 0, 9, 700]],
    ]);
    expect(cleanChart(other, [tableOf(CELLS, true)], WORDS)).toEqual(clean);
  });

  it('keeps its picture where a person can look at it', async () => {
    const folder = join(import.meta.dirname, '../results/charts');
    mkdirSync(folder, { recursive: true });
    for (const [name, chart] of [
      ['withheld-time', clean],
      ['withheld-heat', cleanChart(HEAT, [HEAT_TABLE], WORDS)],
    ] as const) {
      if (!chart) throw new Error('There is no chart.');
      const png = await chartPng(chartSvg(chart, chartSize(chart, 640, WORDS), WORDS.language));
      expect(png.length).toBeGreaterThan(2000);
      writeFileSync(join(folder, `${name}.png`), png);
    }
  });
});

const HEAT = heat([
  [20, 2],
  [11, 9],
]);
const HEAT_TABLE = tableOf(
  [
    [['C2', 'T2'], 20],
    [['C2', 'T1'], null],
    [['C1', 'T2'], 11],
    [['C1', 'T1'], 9],
  ],
  false,
);

describe('a heat map of which the table keeps a value back', () => {
  it('has nothing in its place, and rows and columns by code', () => {
    const clean = cleanChart(HEAT, [HEAT_TABLE], WORDS) as HeatChart;
    expect([clean.y.map(({ code }) => code), clean.x.map(({ code }) => code)]).toEqual([
      ['C1', 'C2'],
      ['T1', 'T2'],
    ]);
    expect(clean.values).toEqual([
      [9, 11],
      [null, 20],
    ]);
    const marks = layoutChart(clean, { width: 640, height: 400, words: WORDS });
    expect(marks.filter(({ role }) => role === 'withheld')).toHaveLength(1);
    expect(marks.flatMap((mark) => (mark.shape === 'text' && mark.role === 'value' ? [mark.text] : [])).sort()).toEqual(['11', '20', '9']);
  });
});

describe('no chart is drawn', () => {
  it('of anything else than what a table prints', () => {
    const shares = time([['T1', [0.5, 0.6, 0.7, 0.4]]]);
    expect(cleanChart(shares, [tableOf(CELLS, true)], WORDS)).toBe(null);
    const withBand = { ...CHART, band: { label: 'Expected', low: [1, 1, 1, 1], high: [2, 2, 2, 2] } };
    expect(cleanChart(withBand, [tableOf(CELLS, true)], WORDS)).toBe(null);
  });

  it('of which more than half is kept back', () => {
    const few = CELLS.map(([keys, value], at): [string[], number | null] => [keys, at < 3 ? value : null]);
    expect(cleanChart(CHART, [tableOf(few, true)], WORDS)).toBe(null);
  });

  it('beside a table that prints everything, where it draws a sum the table does not hold', () => {
    const whole = CELLS.map(([keys, value], at): [string[], number | null] => [keys, value ?? (at === 3 ? 2 : 1)]);
    const sum = time([
      ['T1', [12, 14, 15, 11]],
      ['T9', [3, 0, 0, 0]],
    ]);
    expect(cleanChart(sum, [tableOf(whole, true)], WORDS)).toBe(null);
    expect(cleanChart(CHART, [tableOf(whole, true)], WORDS)).not.toBe(null);
  });
});
