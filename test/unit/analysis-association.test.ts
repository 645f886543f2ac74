import { describe, expect, it } from 'vitest';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block, TableBlock } from '../../shared/report/block.ts';
import { cellText } from '../../shared/report/cell-text.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// All cases are invented. The fourfold table 18, 42, 30, 410 and its figures: R's fisher.test and hand arithmetic.

function cases(n: number, concealment: string[], drug: string[], country = 'FRA', kg = 1): PlainRow[] {
  return Array.from({ length: n }, () => ({
    date: '2014-05-01',
    precision: 0,
    kg,
    codes: { country: [country], concealment, drug, source: ['made-up'] },
  }));
}

function run(rows: PlainRow[], settings: Record<string, unknown> = {}): Block[] {
  const table = tableOf(rows, ['country', 'concealment', 'drug', 'source']);
  return runAnalysis('association', settings, { table, filter: EVERYTHING, words: createWording('en') }).blocks;
}

function texts(blocks: Block[], kind: 'finding' | 'caveat'): string[] {
  return blocks.flatMap((block) => (block.kind === kind ? [block.text] : []));
}

function pair(blocks: Block[], first: string, second: string): Record<string, string | number | null> {
  const table = blocks.find((block): block is TableBlock => block.kind === 'table');
  const rows = table?.rows.map((row) => Object.fromEntries(table.columns.map(({ key }, at) => [key, row[at] ?? null])));
  return rows?.find((row) => row.first === first && row.second === second) ?? {};
}

function fourfold(a: number, b: number, c: number, d: number, country = 'FRA', kg = 1): PlainRow[] {
  return [
    ...cases(a, ['C9'], ['G2'], country, kg),
    ...cases(b, ['C9'], ['G3'], country, kg),
    ...cases(c, ['C8'], ['G2'], country, kg),
    ...cases(d, ['C8'], ['G3'], country, kg),
  ];
}

describe('a statistician reads a table of probabilities', () => {
  it('finds none of them shown as 0', () => {
    const q = { key: 'q', label: 'q', numeric: true, decimals: 4, probability: true };
    const shown = (value: number) => cellText(value, q, createWording('fr')).replaceAll('\u00a0', ' ');
    expect([shown(0), shown(0.00002), shown(0.0001), shown(0.05)]).toEqual(['< 0,0001', '< 0,0001', '0,0001', '0,0500']);
    expect(cellText(0, { key: 'cases', label: 'Cases', decimals: 0 }, createWording('en'))).toBe('0');
  });
});

describe('an analyst asks which concealment goes with which drug', () => {
  it('reads the figures that R gives for the table', () => {
    const found = pair(run(fourfold(18, 42, 30, 410)), 'C9', 'G2');
    expect(found.cases).toBe(18);
    expect(found.expected).toBeCloseTo(5.76, 12);
    expect(found.lift).toBeCloseTo(3.125, 12);
    expect(Math.log(found.oddsRatio as number)).toBeCloseTo(1.76766191765, 9);
    expect(Math.log(found.low as number)).toBeCloseTo(1.10260874436, 8);
    expect(Math.log(found.high as number)).toBeCloseTo(2.43271509093, 8);
    expect(found.p).toBeCloseTo(1.08973014863e-6, 12);
    // Four pairs of a fourfold table have one p-value, and the adjusted one is the same.
    expect(found.q).toBeCloseTo(1.08973014863e-6, 12);
    // Prior of 100 cases with shares 48/500 and 452/500: log(27.6/132.4) − log(39.6/500.4).
    expect(found.logOdds).toBeCloseTo(Math.log(27.6 / 132.4) - Math.log(39.6 / 500.4), 12);
  });

  it('is told what holds within reporters and sizes, with the cases it rests on', () => {
    const blocks = run([...fourfold(18, 42, 30, 410), ...fourfold(36, 84, 60, 820, 'ESP', 0.05)]);
    expect(blocks.slice(0, 2)).toContainEqual(expect.objectContaining({ kind: 'finding', n: 54, of: 1500 }));
    expect(texts(blocks, 'finding').join('\n')).toMatch(
      /occur together more often than by chance: 54 cases out of 1,500, where 17 were to be expected from 180 and 144/,
    );
    expect(texts(blocks, 'finding').at(-1)).toMatch(/^4 pairs were tested on 1,500 cases .* 0 occur too seldom .*; 4 pass .*, 2 of them/);
    expect(pair(blocks, 'C9', 'G3').verdict).toBe('less often than expected');
  });

  it('is told when an association comes from the mix of reporters alone', () => {
    // In each country the fields are independent (odds ratio 1); together they are not.
    const blocks = run([...fourfold(160, 40, 40, 10), ...fourfold(10, 40, 40, 160, 'ESP')]);
    const found = pair(blocks, 'C9', 'G2');
    expect(found.oddsRatio).toBeCloseTo((170 * 170) / (80 * 80), 12);
    expect(found.withinReporters).toBeCloseTo(1, 12);
    expect(found.verdict).toBe('not within reporters');
    expect(texts(blocks, 'finding')[0]).toMatch(
      /^2 of the 2 frequent pairs cannot be said to hold in general. Not seen within reporters: 2;/,
    );
  });

  it('is told when one reporter, or the mix of sizes, makes it', () => {
    const oneReporter = run([...fourfold(90, 10, 10, 90), ...fourfold(50, 50, 50, 50, 'ESP')]);
    expect(pair(oneReporter, 'C9', 'G2')).toMatchObject({ verdict: 'not without one reporter', largestReporter: 'France' });
    const sizes = (country: string) => [...fourfold(160, 40, 40, 10, country, 0.05), ...fourfold(10, 40, 40, 160, country, 5)];
    expect(pair(run([...sizes('FRA'), ...sizes('ESP')]), 'C9', 'G2').verdict).toBe('not within classes of size');
  });

  it('has a case of several drugs counted once in each fourfold table', () => {
    const rows = [...fourfold(18, 42, 30, 410), ...cases(5, ['C9'], ['G2', 'G3'])];
    const blocks = run(rows);
    // 505 cases, 23 with both values, 65 in the post, 53 with cocaine.
    expect(pair(blocks, 'C9', 'G2').expected).toBeCloseTo((65 * 53) / 505, 12);
    expect(pair(blocks, 'C9', 'G2').cases).toBe(23);
    expect(texts(blocks, 'caveat').join(' ')).toContain('over 500 cases with one value of each');
    expect(texts(blocks, 'caveat').join(' ')).toContain('5 cases with several values are left out of this test');
  });

  it('has rare pairs left untested and counted, and cases without a value left out', () => {
    const rows = [
      ...fourfold(18, 42, 30, 410),
      ...cases(3, ['C1'], ['G2']),
      ...cases(50, ['C0.2'], ['G2']),
      ...cases(20, ['unplaced'], ['G2']),
    ];
    const blocks = run(rows);
    expect(pair(blocks, 'C1', 'G2')).toEqual({});
    expect(texts(blocks, 'finding').at(-1)).toContain('4 pairs were tested on 503 cases with both fields stated, 2 occur too seldom');
    expect(texts(blocks, 'caveat')[0]).toContain('503 cases out of 573 (87.8 per cent)');
  });

  it('is told that nothing could be tested', () => {
    const blocks = run(fourfold(1, 2, 1, 3));
    expect(texts(blocks, 'finding')).toHaveLength(1);
    expect(texts(blocks, 'finding')[0]).toMatch(/^No pair of values can be tested: with both fields stated in 7 cases/);
    expect(blocks.some(({ kind }) => kind === 'table' || kind === 'chart')).toBe(false);
  });

  it('draws only pairs that pass and occur more often than expected', () => {
    const chart = run(fourfold(18, 42, 30, 410)).flatMap((block) => (block.kind === 'chart' ? [block.chart] : []))[0];
    if (chart?.type !== 'heat') throw new Error('There is no heat map.');
    expect(chart.x.map(({ code }) => code)).toEqual(['G3', 'G2']);
    expect(chart.y.map(({ code }) => code)).toEqual(['C8', 'C9']);
    expect(chart.values.map((row) => row.map((value) => (value ?? 0) > 0))).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('is refused a field against itself', () => {
    expect(() => run(fourfold(1, 2, 1, 3), { second: 'concealment' })).toThrow(/always associated with itself, so nothing was computed/);
  });

  it('gets the same answer whatever the order of rows', () => {
    const rows = [...fourfold(18, 42, 30, 410), ...fourfold(10, 40, 40, 160, 'ESP', 20), ...cases(5, ['C9'], ['G2', 'G3'])];
    expect(run([...rows].reverse())).toEqual(run(rows));
  });
});
