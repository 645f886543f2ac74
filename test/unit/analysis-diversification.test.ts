import { describe, expect, it } from 'vitest';
import { runAnalysis } from '../../shared/analysis/run.ts';
import type { ColumnTable, ReportingBreak } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block } from '../../shared/report/block.ts';
import type { TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// All cases are invented; expected figures are hand arithmetic.

function cases(n: number, date: string, concealment: string[], country = 'FRA', kg = 1): PlainRow[] {
  return Array.from({ length: n }, () => ({
    date,
    precision: 0,
    kg,
    codes: { country: [country], concealment, transport: ['T4.1'], drug: ['G2.1'], source: ['made-up'] },
  }));
}

function tableWith(rows: PlainRow[], breaks: ReportingBreak[] = []): ColumnTable {
  return { ...tableOf(rows, ['country', 'concealment', 'transport', 'drug', 'source']), breaks };
}

function run(table: ColumnTable, settings: Record<string, unknown> = {}): Block[] {
  return runAnalysis('diversification', settings, { table, filter: EVERYTHING, words: createWording('en') }).blocks;
}

function texts(blocks: Block[], kind: 'finding' | 'caveat'): string[] {
  return blocks.flatMap((block) => (block.kind === kind ? [block.text] : []));
}

function rowsOf(blocks: Block[], at: number): Record<string, string | number | null>[] {
  const table = blocks.filter((block) => block.kind === 'table')[at];
  if (!table) throw new Error('There is no such table.');
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ key }, column) => [key, row[column] ?? null])));
}

/** 2014: two kinds alike often. 2015: one kind nearly alone. */
const FALLING = [
  ...cases(100, '2014-01-03', ['C2.1']),
  ...cases(100, '2014-12-20', ['C8.1'], 'ESP'),
  ...cases(190, '2015-05-01', ['C2.1'], 'ESP'),
  ...cases(10, '2015-12-30', ['C8.1']),
];

const BREAK: ReportingBreak = { source: 'made-up', reporter: 'FRA', at: '2015-01-01', state: 'found' };

describe('an analyst asks whether hiding gets more diverse', () => {
  it('reads effective numbers, concentration and evenness that follow from the counts', () => {
    const [first, last] = rowsOf(run(tableWith(FALLING)), 0);
    // Shares ½ and ½: two kinds of every order, Herfindahl ½, evenness 1. Shares 0.95 and 0.05: Herfindahl 0.905, order 2 is 1/0.905.
    expect([first?.hill0, first?.hill1, first?.hill2, first?.herfindahl, first?.evenness]).toEqual([2, expect.closeTo(2, 12), 2, 0.5, 1]);
    expect(last?.hill2).toBeCloseTo(1 / 0.905, 12);
    expect(last?.hill1).toBeCloseTo(Math.exp(-0.95 * Math.log(0.95) - 0.05 * Math.log(0.05)), 12);
    expect([first?.cases, last?.cases]).toEqual([200, 200]);
    expect(last?.movement).toBe('fell');
  });

  it('is told that it fell, with the interval of the difference and the cases it rests on', () => {
    const finding = run(tableWith(FALLING))[0];
    expect(finding).toMatchObject({ kind: 'finding', n: 400, of: 400 });
    expect(texts(run(tableWith(FALLING)), 'finding')[0]).toMatch(
      /^From 2014 to 2015, the effective number of kinds of concealment fell: 2\.0 and then 1\.2 .* a difference of −0\.8/,
    );
  });

  it('is not told of a movement that chance explains', () => {
    const rows = [
      ...cases(60, '2014-01-05', ['C2.1']),
      ...cases(40, '2014-12-28', ['C8.1']),
      ...cases(55, '2015-01-05', ['C2.1']),
      ...cases(45, '2015-12-28', ['C8.1']),
    ];
    expect(texts(run(tableWith(rows)), 'finding')[0]).toContain('shows no clear change');
  });

  it('is told in the finding itself when one reporter makes the movement', () => {
    // Spain alone turns to a second kind; the others keep two alike often.
    const steady = (year: string) =>
      ['C2.1', 'C8.1'].flatMap((code) => [...cases(50, `${year}-01-02`, [code]), ...cases(50, `${year}-12-30`, [code])]);
    const rows = [
      ...steady('2014'),
      ...steady('2015'),
      ...cases(300, '2014-06-01', ['C2.1'], 'ESP'),
      ...cases(300, '2015-06-01', ['C4.1'], 'ESP', 5),
    ];
    expect(texts(run(tableWith(rows)), 'finding')[0]).toContain('Without Spain there is no clear change');
  });

  it('is refused a comparison across a break, told whose and when, and given it for those without one', () => {
    const others = [
      ...cases(60, '2014-03-01', ['C2.1'], 'PRT'),
      ...cases(60, '2014-03-01', ['C8.1'], 'PRT'),
      ...cases(120, '2015-03-01', ['C2.1'], 'PRT'),
    ];
    const refused = run(tableWith([...FALLING, ...others], [BREAK]));
    expect(texts(refused, 'finding')[0]).toMatch(/^Among the 2 countries that reported in both 2014 and 2015 without a break/);
    expect(texts(refused, 'finding').join(' ')).not.toContain('From 2014 to 2015, the effective');
    expect(texts(refused, 'caveat')[0]).toContain('France');
    expect(rowsOf(refused, 0)[1]?.movement).toBe('not compared: break in reporting');
    const chart = refused.flatMap((block) => (block.kind === 'chart' ? [block.chart as TimeChart] : []))[0];
    expect(chart?.rules).toEqual([{ key: '2015', label: 'France' }]);
    const alone = run(
      tableWith(
        FALLING.map((row) => ({ ...row, codes: { ...row.codes, country: ['FRA'] } })),
        [BREAK],
      ),
    );
    expect(texts(alone, 'finding').join(' ')).not.toContain('fell');
  });

  it('gets the comparison when asked for across breaks, and the override stands beside it', () => {
    const blocks = run(tableWith(FALLING, [BREAK]), { acrossBreaks: 'true' });
    expect(texts(blocks, 'finding')[0]).toContain('fell');
    const refused = texts(run(tableWith(FALLING, [BREAK])), 'caveat').find((text) => text.includes('France'));
    const overridden = texts(blocks, 'caveat').find((text) => text.includes('France'));
    expect(overridden).toBeDefined();
    expect(overridden).not.toBe(refused);
  });

  it('has what is not stated or not yet placed left out, with its share', () => {
    const rows = [...FALLING, ...cases(60, '2014-06-01', ['C0.2']), ...cases(40, '2015-06-01', ['unplaced'])];
    const blocks = run(tableWith(rows));
    expect(rowsOf(blocks, 0).map(({ cases: n }) => n)).toEqual([200, 200]);
    expect(texts(blocks, 'caveat').join(' ')).toContain('100 cases out of 500 (20.0 per cent) do not state what is counted');
  });

  it('has periods of unlike size held to the smallest, and those too small named', () => {
    const rows = [
      ...FALLING,
      ...cases(1000, '2013-05-01', ['C2.1']),
      ...cases(1000, '2013-12-28', ['C8.1']),
      ...cases(5, '2012-05-05', ['C2.1']),
    ];
    const blocks = run(tableWith(rows));
    expect(rowsOf(blocks, 0).map(({ period, rarefied0 }) => [period, rarefied0 === null])).toEqual([
      ['2012', true],
      ['2013', false],
      ['2014', false],
      ['2015', false],
    ]);
    const text = texts(blocks, 'caveat').join(' ');
    expect(text).toContain('rarefied to 200 stated values');
    expect(text).toContain('One period holds fewer than 50 stated values and is not compared: 2012.');
  });

  it('sees kinds of a quarter that were new, beside the share that was to be expected', () => {
    const rows = [
      ...cases(98, '2014-01-05', ['C2.1']),
      ...cases(1, '2014-02-05', ['C8.1']),
      ...cases(1, '2014-02-05', ['C4.1']),
      ...cases(10, '2014-05-05', ['C2.1']),
      ...cases(2, '2014-05-06', ['C9.1']),
    ];
    const blocks = run(tableWith(rows));
    const [first, second] = rowsOf(blocks, rowsOf(blocks, 0)[0]?.firstSeenKinds === undefined ? 1 : 0);
    expect([first?.firstSeenKinds, first?.firstSeenShare, first?.expectedShare]).toEqual([3, null, null]);
    // Two of the hundred before were seen once: 2 per cent was to be expected, 2 of 12 came.
    expect([second?.firstSeenKinds, second?.firstSeenNamed, second?.expectedShare]).toEqual([1, 2, 2]);
    expect(second?.firstSeenShare).toBeCloseTo(100 / 6, 12);
  });

  it('has first-seen kinds of a reporter with a break left out, and is told so', () => {
    const rows = [
      ...FALLING,
      ...cases(20, '2015-06-01', ['C4.1']),
      ...cases(120, '2014-02-01', ['C2.1'], 'PRT'),
      ...cases(30, '2015-06-01', ['C2.1'], 'PRT'),
    ];
    const said = (settings: Record<string, unknown>): string => texts(run(tableWith(rows, [BREAK]), settings), 'finding').at(-1) ?? '';
    // Without France: C8.1 is new with Spain's 100 cases of late 2014, out of 100 + 190 + 30 after the first quarter.
    expect(said({})).toMatch(/^Leaving out the country with a break in reporting, from .*they make 100 of 320 /);
    // With France: the 20 cases of C4.1 are new as well, out of 100 + 190 + 20 + 30 + 10.
    expect(said({ acrossBreaks: true })).toMatch(/^From .*they make 120 of 350 /);
  });

  it('counts a tuple by all of its parts', () => {
    const rows = FALLING.map((row, at) => ({ ...row, codes: { ...row.codes, transport: [at % 2 === 0 ? 'T4.1' : 'T1.1'] } }));
    const [first] = rowsOf(run(tableWith(rows), { kind: 'tuple' }), 0);
    expect(first?.hill0).toBe(4);
  });

  it('draws intervals about every figure', () => {
    const chart = run(tableWith(FALLING)).flatMap((block) => (block.kind === 'chart' ? [block.chart as TimeChart] : []))[0];
    for (const { values, low, high } of chart?.series ?? []) {
      expect(low?.every((bound, at) => (bound as number) <= (values[at] as number))).toBe(true);
      expect(high?.every((bound, at) => (bound as number) >= (values[at] as number))).toBe(true);
    }
    expect(chart?.series).toHaveLength(3);
  });

  it('gets the same answer whatever the order of rows, and another interval from another seed', () => {
    const rows = [...FALLING, ...cases(40, '2014-07-07', ['C8.1', 'C2.2'], 'ITA', 3)];
    const one = run(tableWith(rows, [{ ...BREAK, reporter: 'ITA' }]));
    expect(run(tableWith([...rows].reverse(), [{ ...BREAK, reporter: 'ITA' }]))).toEqual(one);
    expect(run(tableWith(rows, [{ ...BREAK, reporter: 'ITA' }]), { seed: 2 })).not.toEqual(one);
  });

  it('is told when there is too little to compare', () => {
    expect(texts(run(tableWith(cases(9, '2014-01-01', ['C2.1']))), 'finding')).toEqual([
      'No period holds 50 stated values or more, so that the diversity of kinds of concealment cannot be compared; 9 cases state them.',
    ]);
  });
});
