import { describe, expect, it } from 'vitest';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { EVERYTHING, type Filter } from '../../shared/domain/filter.ts';
import { StowageError } from '../../shared/errors.ts';
import type { Block, CaveatBlock, ChartBlock, FindingBlock, TableBlock } from '../../shared/report/block.ts';
import type { HeatChart, TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { madeUpTable } from '../support/made-up-cases.ts';

// Expected figures are counted by hand from the twelve invented cases of test/support/made-up-cases.ts.

function run(id: string, settings: Record<string, unknown> = {}, filter: Filter = EVERYTHING, table = madeUpTable()) {
  return runAnalysis(id, settings, { table, filter, words: createWording('en') });
}

function only<K extends Block['kind']>(blocks: Block[], kind: K): Extract<Block, { kind: K }>[] {
  return blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

function rowsOf(blocks: Block[]): Record<string, string | number | null>[] {
  const table = only(blocks, 'table')[0] as TableBlock;
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ key }, at) => [key, row[at] ?? null])));
}

function textOf(blocks: (FindingBlock | CaveatBlock)[]): string {
  return blocks.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n');
}

describe('an analyst asks how cases develop', () => {
  it('gets a row for each month and value, months without a case included', () => {
    const { blocks, settings } = run('cases-by-month', { split: 'transport' });
    const rows = rowsOf(blocks);
    expect(settings).toEqual({ split: 'transport', level: 1, top: 6 });
    expect(Object.keys(rows[0] ?? {})).toEqual(['month', 'code', 'label', 'cases', 'massKg']);
    // January 2014 to April 2015 is 16 months; the values are T4, T3, T1, T9, T0.2, T0.3.
    expect(rows).toHaveLength(16 * 6);
    const march = rows
      .filter(({ month, cases }) => month === '2014-03' && cases !== 0)
      .map(({ code, cases, massKg }) => [code, cases, massKg]);
    // T3.1 with T3.4 is one case of T3; T4.2 with T3.4 counts under both; the third has no quantity, which is not a mass of 0 kg.
    expect(march).toEqual([
      ['T4', 1, 1],
      ['T3', 2, 5],
      ['T0.2', 1, null],
    ]);
    expect(rows.filter(({ month }) => month === '2014-02').every(({ cases }) => cases === 0)).toBe(true);
  });

  it('gets whole months without a split', () => {
    const rows = rowsOf(run('cases-by-month', { split: 'none' }).blocks);
    expect(rows.filter(({ cases }) => cases !== 0).map(({ month, code, cases, massKg }) => [month, code, cases, massKg])).toEqual([
      ['2014-01', 'all', 3, 14],
      ['2014-03', 'all', 3, 5],
      ['2015-02', 'all', 3, 81],
      ['2015-04', 'all', 1, null],
    ]);
  });

  it('reads counts that carry their base, and what stands out', () => {
    const findings = only(run('cases-by-month', { split: 'transport' }).blocks, 'finding');
    expect(findings.map(({ n, of }) => [n, of])).toEqual([
      [10, 12],
      [5, 9],
    ]);
    expect(findings[0]?.text).toContain('10 cases fall in the months from January 2014 to April 2015');
    expect(findings[1]?.text).toContain('(55.6 per cent)');
  });

  it('is told about repeats, what is not stated, several codes, mass, missing dates and who reported', () => {
    const text = textOf(only(run('cases-by-month', { split: 'transport' }).blocks, 'caveat'));
    expect(text).toContain('1 case out of 12 (8.3 per cent) repeats');
    expect(text).toContain('Transport: not stated in 3 cases out of 12 (25.0 per cent).');
    expect(text).toContain('2 cases bear more than one code');
    expect(text).toContain('2 cases have no date that names a month');
    // 2 + 2 + 10 + 4 + 1 + 0.5 + 80 + 0.5 = 100 kg from eight cases; 0.5 assumed, between 99.7 and 100.3, shown with three figures.
    expect(text).toContain('add up to 100 kg, over 8 cases');
    expect(text).toContain('One case holds 80.0 per cent of it. ');
    expect(text).toContain('Assumed factors account for 0.5 per cent; with other factors it would be 99.7 kg to 100 kg');
    expect(text).toContain('Reporting countries by year: 2014 (2), 2015 (3).');
  });

  it('is told how many countries reported in a year, not how many have a case under the filter', () => {
    // Only France (2014) and Spain (2015) have a case in baggage; two countries reported in 2014 and three in 2015.
    const text = only(run('cases-by-month', {}, { all: [{ facet: 'concealment', in: ['C8'] }] }).blocks, 'caveat').map((each) => each.text);
    expect(text.join(' ')).toContain('Reporting countries by year: 2014 (2), 2015 (3).');
  });

  it('sees in the chart what the table says, the missing kinds apart', () => {
    const chart = (only(run('cases-by-month', { split: 'transport', top: 1 }).blocks, 'chart')[0] as ChartBlock).chart as TimeChart;
    expect(chart.series.map(({ code, values }) => [code, values.reduce<number>((sum, value) => sum + (value ?? 0), 0)])).toEqual([
      ['T4', 5],
      ['rest', 5],
      ['T0.2', 1],
      ['T0.3', 0],
    ]);
    expect(chart.source).toContain('Made-up cases');
    expect(chart.source).toContain('Exact repeats included: 8.3%');
    expect(chart.periods).toHaveLength(16);
  });

  it('never reads a change of share between years without the number of reporters', () => {
    const year = (date: string, country: string, transport: string) => ({
      date,
      precision: 0,
      kg: 1,
      codes: { country: [country], transport: [transport] },
    });
    const rows = [
      ...Array.from({ length: 40 }, (_, at) => year('2014-05-01', 'FRA', at < 10 ? 'T4.1' : 'T3.1')),
      ...Array.from({ length: 40 }, (_, at) => year('2015-05-01', at % 2 ? 'FRA' : 'ESP', at < 30 ? 'T3.1' : 'T4.1')),
    ];
    const change = only(run('cases-by-month', { split: 'transport' }, EVERYTHING, madeUpTable(rows)).blocks, 'finding')[2];
    expect(change?.text).toContain(
      'went from 75.0 per cent to 75.0 per cent; 1 country reported in 2014 and 2 in 2015, so the difference may be one of reporting',
    );
  });

  it('is told so when no case has a month', () => {
    const { blocks } = run('cases-by-month', {}, { all: [{ facet: 'country', in: ['ITA'] }] });
    expect(only(blocks, 'finding').map(({ text, n, of }) => [text, n, of])).toEqual([
      ['No case in this selection has a date that names a month.', 0, 0],
    ]);
    expect(only(blocks, 'chart')).toEqual([]);
  });
});

describe('an analyst asks which concealment goes with which transport', () => {
  it('gets every pair that occurs, most cases first', () => {
    const rows = rowsOf(run('concealment-transport').blocks);
    expect(rows.map((row) => [row.concealment, row.transport, row.cases, row.massKg])).toEqual([
      ['C8', 'T4', 4, 5.5],
      ['C2', 'T3', 2, 14],
      ['C0.2', 'T0.2', 2, null],
      ['C8', 'T3', 1, 1],
      ['C9', 'T4', 1, null],
      ['C0.2', 'T1', 1, 80],
      ['C0.2', 'T9', 1, 0.5],
      ['C0.2', 'T0.3', 1, null],
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(['concealment', 'concealmentLabel', 'transport', 'transportLabel', 'cases', 'massKg']);
  });

  it('gets the second level when asked', () => {
    const rows = rowsOf(run('concealment-transport', { level: '2' }).blocks);
    expect(rows[0]).toMatchObject({ concealment: 'C8.1', transport: 'T4.1', cases: 3 });
  });

  it('reads the most frequent pair among cases that state both', () => {
    const findings = only(run('concealment-transport').blocks, 'finding');
    // Seven cases state both; five of twelve lack the concealment.
    expect(findings.map(({ n, of }) => [n, of])).toEqual([
      [4, 7],
      [7, 12],
    ]);
  });

  it('sees a heat map whose cells are the pairs, with rows not stated hatched', () => {
    const chart = (only(run('concealment-transport').blocks, 'chart')[0] as ChartBlock).chart as HeatChart;
    expect(chart.y.map(({ code, hatched }) => [code, hatched ?? false])).toEqual([
      ['C8', false],
      ['C2', false],
      ['C9', false],
      ['C0.2', true],
    ]);
    expect(chart.x.map(({ code }) => code)).toEqual(['T4', 'T3', 'T1', 'T9', 'T0.2', 'T0.3']);
    expect(chart.values).toEqual([
      [4, 1, 0, 0, 0, 0],
      [0, 2, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0],
      [0, 0, 1, 1, 2, 1],
    ]);
  });
});

describe('an analyst asks who reported', () => {
  it('gets reporters by year with the share not stated of each field', () => {
    const rows = rowsOf(run('coverage').blocks);
    expect(
      rows.map((row) => [row.country, row.year, row.cases, row.transportNotStated, row.concealmentNotStated, row.massNotStated]),
    ).toEqual([
      ['FRA', '2014', 4, 25, 25, 25],
      ['FRA', '2015', 2, 50, 50, 100],
      ['ESP', '2014', 2, 0, 0, 0],
      ['ESP', '2015', 1, 0, 0, 0],
      ['PRT', '2015', 2, 0, 100, 0],
    ]);
  });

  it('reads who reported every year, who holds the most and what is not stated', () => {
    const findings = only(run('coverage').blocks, 'finding');
    // France and Spain: 6 + 3 dated cases; France alone 7 of 12; concealment missing in 5.
    expect(findings.map(({ n, of }) => [n, of])).toEqual([
      [9, 12],
      [7, 12],
      [5, 12],
    ]);
    expect(findings[0]?.text).toContain(
      '3 countries report in 2 years; 2 of them have cases in every year and hold 9 of 12 cases (75.0 per cent).',
    );
  });
});

describe('an analyst mistypes', () => {
  it('is told which analyses there are, or which setting does not fit', () => {
    expect(() => run('cases-by-week')).toThrowError(/cases-by-month, concealment-transport, coverage/);
    expect(() => run('cases-by-month', { split: 'moon' })).toThrowError(StowageError);
    expect(() => run('cases-by-month', { splitt: 'drug' })).toThrowError(/splitt/);
    expect(() => run('coverage', {}, { all: [{ facet: 'regime', in: ['x'] }] })).toThrowError(/regime/);
    expect(() => run('coverage', {}, { all: [{ facet: 'date', from: '2014-13' }] })).toThrowError(/2014-13/);
  });
});
