import { describe, expect, it } from 'vitest';
import {
  breaksInside,
  completeness,
  countSizeClasses,
  withoutLargestReporter,
  withoutSizeClass,
} from '../../shared/analysis/parts/guard.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable, ReportingBreak } from '../../shared/columns/table.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import type { Block } from '../../shared/report/block.ts';
import type { TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { wilson } from '../../shared/statistics/proportion.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { rateRatio, studentQuantile } from '../../shared/statistics/rate-ratio.ts';
import { fitSeason } from '../../shared/statistics/seasonality.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';
import { madeUpTable } from '../support/made-up-cases.ts';

/* Cases are invented; expected figures are worked out by hand unless another implementation is named. */

const FACETS = [
  'country',
  'source',
  'transport',
  'concealment',
  'drug',
  'departed',
  'produced',
  'seizure-place',
  'agency',
  'detection',
] as const;

function made(date: string, country: string, kg: number | null = 1, codes: PlainRow['codes'] = {}): PlainRow {
  return { date, precision: 0, kg, codes: { country: [country], source: ['Made-up'], transport: ['T4.1'], ...codes } };
}

function tableWith(rows: PlainRow[], breaks: ReportingBreak[] = []): ColumnTable {
  return { ...tableOf(rows, [...FACETS]), breaks };
}

function run(id: string, table: ColumnTable, settings: Record<string, unknown> = {}, language: (typeof LANGUAGES)[number] = 'en') {
  return runAnalysis(id, settings, { table, filter: EVERYTHING, words: createWording(language) }).blocks;
}

function texts(blocks: Block[], kind: 'finding' | 'caveat'): string[] {
  return blocks.flatMap((block) => (block.kind === kind ? [block.text.replaceAll('\u00a0', ' ')] : []));
}

function rowsOf(blocks: Block[], at = 0) {
  const table = blocks.filter((block) => block.kind === 'table')[at];
  return (table?.rows ?? []).map((row) => Object.fromEntries((table?.columns ?? []).map(({ key }, place) => [key, row[place] ?? null])));
}

/** FRA: 2 cases in each month of 2012, 4 in each of 2013. ESP: 1 in each month of both. PRT: only 2013, 6 in each month. */
function rise(withPortugal: boolean): PlainRow[] {
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
  const many = (n: number, year: string, month: string, country: string) =>
    Array.from({ length: n }, (_, at) => made(`${year}-${month}-${at === 0 && month === '12' ? '30' : '02'}`, country, at % 2 ? 0.05 : 5));
  return months.flatMap((month) => [
    ...many(2, '2012', month, 'FRA'),
    ...many(1, '2012', month, 'ESP'),
    ...many(4, '2013', month, 'FRA'),
    ...many(1, '2013', month, 'ESP'),
    ...(withPortugal ? many(6, '2013', month, 'PRT') : []),
  ]);
}

const BREAK: ReportingBreak = { source: 'Made-up', reporter: 'FRA', at: '2013-01-01', state: 'found' };

describe('an analyst compares two years', () => {
  it('reads the ratio of cases a month with its interval', () => {
    const found = texts(run('trends', tableWith(rise(false))), 'finding');
    // 36 and 60 cases; months do not vary, so dispersion is 1: 5/3 · exp(±2.0739 · √(1/36 + 1/60)), 2.0739 the t quantile of 22 degrees.
    expect(found[1]).toContain('2012: 36 cases in 12 months. 2013: 60 cases in 12 months.');
    expect(found[1]).toContain('The ratio of cases a month is 1.67 (95 per cent interval 1.08 to 2.58): more cases');
  });

  it('is told that the rise rests on the largest reporter', () => {
    const said = texts(run('trends', tableWith(rise(false))), 'caveat').join('\n');
    // Without France Spain has 12 and 12 cases.
    expect(said).toContain(
      'Without France (72 of 96 cases in both periods): 12 and then 12 cases, ratio 1.00 (0.43 to 2.33). The change does not remain',
    );
  });

  it('is told what remains among those who reported throughout', () => {
    const said = texts(run('trends', tableWith(rise(true))), 'caveat').join('\n');
    expect(said).toContain(
      'Only countries with a case of any kind in both periods, 2 in number (72 of 168 cases left out): 36 and then 60 cases',
    );
    expect(said).toContain('Without Portugal (72 of 168');
  });

  it('is refused across a break, told which, and shown the countries without one', () => {
    const blocks = run('trends', tableWith(rise(false), [BREAK]));
    const caveats = texts(blocks, 'caveat');
    expect(caveats[0]).toContain('2012 and 2013 are not compared: a break in reporting lies between them: France to Made-up, January 2013');
    expect(texts(blocks, 'finding')[1]).toContain(
      'Among the countries without a break in reporting between the two periods: 2012, 12 cases in 12 months; 2013, 12 cases',
    );
    expect(texts(blocks, 'finding').join()).not.toContain('36 cases');
    // 12 and 12 cases of Spain, out of all 96: the 72 of France were chosen too.
    expect(blocks.filter((block) => block.kind === 'finding')[1]).toMatchObject({ n: 24, of: 96 });
  });

  it('reads the source once where one source has all the breaks, and how many breaks are not named', () => {
    const breaks = Array.from({ length: 10 }, (_, at) => ({ ...BREAK, at: `2012-${String(at + 2).padStart(2, '0')}-01` }));
    const caveats = texts(run('trends', tableWith(rise(false), breaks)), 'caveat');
    expect(caveats[0]).toContain(
      'France to Made-up, February 2012 (found, not yet confirmed); France, March 2012 (found, not yet confirmed);',
    );
    expect(caveats[0]).toContain('July 2012 (found, not yet confirmed) and 4 more.');
    expect(caveats.join('\n')).toContain('The period holds 10 breaks in reporting: France to Made-up, February 2012');
    expect(caveats.join('\n')).toContain('September 2012 (found, not yet confirmed) and 2 more. Figures');
  });

  it('is not shown the whole again as if something had been left out', () => {
    const spain = rise(true).filter(({ codes }) => codes.country?.[0] !== 'PRT');
    expect(texts(run('trends', tableWith(spain)), 'caveat').join()).not.toContain('Only countries with a case of any kind');
  });

  it('overrides the break, and the override is printed', () => {
    const blocks = run('trends', tableWith(rise(false), [BREAK]), { acrossBreaks: 'true' });
    expect(texts(blocks, 'caveat')[0]).toContain('compared because the setting “Compare across breaks in reporting” asks for it');
    expect(texts(blocks, 'finding')[1]).toContain('36 cases in 12 months');
  });

  it('compares the periods asked for, and is refused ones that end before they begin', () => {
    const asked = { beforeFrom: '2012-01', beforeTo: '2012-03', afterFrom: '2013-02' };
    expect(texts(run('trends', tableWith(rise(false)), asked), 'finding')[1]).toContain(
      '9 cases in 3 months. February 2013: 5 cases in 1 month.',
    );
    expect(() => run('trends', tableWith(rise(false)), { beforeFrom: '2013', beforeTo: '2012', afterFrom: '2013' })).toThrow(/two periods/);
    expect(() => run('trends', tableWith(rise(false)), { beforeFrom: '2013-13', afterFrom: '2013' })).toThrow(/YYYY/);
  });

  it('is refused shares of a field that too few cases state, unless the threshold is lowered', () => {
    const rows = rise(false).map((row, at) => ({ ...row, codes: { ...row.codes, concealment: [at % 4 === 0 ? 'C8.1' : 'C0.2'] } }));
    const blocks = run('trends', tableWith(rows), { split: 'concealment' });
    expect(texts(blocks, 'caveat').join()).toContain('Concealment is stated in only');
    expect(texts(blocks, 'finding').join()).not.toContain('Baggage');
    const lowered = run('trends', tableWith(rows), { split: 'concealment', leastStated: 0 });
    expect(texts(lowered, 'finding').join()).toContain('Baggage');
    expect(texts(lowered, 'caveat').join()).toContain('because the setting “Least share of known values” allows it');
  });
});

describe('an analyst at the command line', () => {
  it('may give a year or a list where a text is wanted', () => {
    // Two years as numbers, as `--set beforeFrom=2012` is read; a list of countries as `--set buffer=ECU,COL` is.
    const given = runAnalysis(
      'trends',
      { beforeFrom: 2012, afterFrom: 2013 },
      { table: tableWith(rise(false)), filter: EVERYTHING, words: createWording('en') },
    );
    expect(given.settings).toMatchObject({ beforeFrom: '2012', afterFrom: '2013' });
    const list = runAnalysis(
      'displacement',
      { buffer: ['ECU', 'COL'] },
      { table: madeUpTable(), filter: EVERYTHING, words: createWording('en') },
    );
    expect(list.settings).toMatchObject({ buffer: 'ECU,COL' });
    expect(() => runAnalysis('trends', { by: 12 }, { table: madeUpTable(), filter: EVERYTHING, words: createWording('en') })).toThrow(
      /do not fit/,
    );
  });
});

describe('an analyst reads the series', () => {
  it('gets counts, known values, shares with Wilson intervals, sizes and completeness for each period', () => {
    const rows = rowsOf(run('trends', madeUpTable(), { by: 'year', split: 'transport' }));
    const air = rows.find(({ period, code }) => period === '2015' && code === 'T4');
    // 2015 has six cases, five of them with a known transport (T4 twice, T1, T9 is an answer: not applicable, T0.3 missing).
    expect(air).toMatchObject({
      cases: 2,
      known: 4,
      share: 50,
      massKg: 0.5,
      sized: 1,
      medianKg: 0.5,
      p90Kg: 0.5,
      largestShare: 100,
      complete: 'no',
    });
    // Wilson 2 of 4: (0.5 + 0.48018) / 1.96036 = 0.5; half width 1.95996 · √(0.0625 + 0.06002) / 1.96036.
    expect(air?.shareLow as number).toBeCloseTo(15.0036, 3);
    expect(air?.shareHigh as number).toBeCloseTo(84.9964, 3);
  });

  it('sees the last period hatched when the data end inside it, and is told that delays are not known', () => {
    const blocks = run('trends', madeUpTable(), { by: 'quarter' });
    const chart = blocks.find((block) => block.kind === 'chart')?.chart as TimeChart;
    expect(chart.periods.map(({ key }) => key)).toEqual(['2014-Q1', '2014-Q2', '2014-Q3', '2014-Q4', '2015-Q1', '2015-Q2']);
    expect(chart.incomplete).toEqual(['2015-Q2']);
    expect(texts(blocks, 'caveat').join()).toContain('do not show how late cases are reported');
  });

  it('gets median and share of the largest cases for each period, without a split as well', () => {
    const rows = rowsOf(run('trends', madeUpTable(), { by: 'year' }));
    // 2014: 1, 2, 2, 4 and 10 kg; 2015: 0.5, 0.5 and 80 kg, by hand from test/support/made-up-cases.ts.
    expect(rows.map(({ period, sized, medianKg, p90Kg }) => [period, sized, medianKg, p90Kg])).toEqual([
      ['2014', 5, 2, expect.closeTo(7.6, 12)],
      ['2015', 3, 0.5, expect.closeTo(64.1, 12)],
    ]);
  });

  it('looks for no season in fewer than three years', () => {
    expect(texts(run('trends', tableWith(rise(false))), 'caveat').join()).toContain(
      '24 complete months; a season is looked for in no fewer than 36',
    );
  });
});

describe('a statistician checks the parts', () => {
  it('finds the ratio of R: glm(y ~ period, quasipoisson), worked by hand', () => {
    // Means 4 and 15; Pearson 16/4 + 16/4 + 25/15 + 25/15 = 34/3 on 2 degrees; √(17/3 · (1/8 + 1/30)); t quantile 4.302653.
    const { ratio, low, high, dispersion } = rateRatio([0, 8], [10, 20]);
    expect([ratio, dispersion]).toEqual([3.75, expect.closeTo(17 / 3, 12)]);
    const reach = Math.exp(4.302652729911275 * Math.sqrt((17 / 3) * (1 / 8 + 1 / 30)));
    expect(low).toBeCloseTo(3.75 / reach, 9);
    expect(high).toBeCloseTo(3.75 * reach, 6);
    expect(rateRatio([0], [3]).ratio).toBeNaN();
  });

  it('finds tabulated quantiles of Student and a published Wilson interval', () => {
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.2281388519649385, 10);
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736174698, 8);
    // Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.
    const { low, high } = wilson(81, 263);
    expect([low, high]).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)]);
    expect([wilson(0, 20).low, wilson(0, 20).high]).toEqual([0, expect.closeTo(0.1611, 4)]);
  });

  it('finds the wave that a series was made with', () => {
    // log mean = 4 + 0.1 a year + 0.5 · cos(2π(month − 3)/12): highest in March, e times its lowest.
    const counts = Array.from({ length: 60 }, (_, at) =>
      Math.round(1000 * Math.exp(0.1 * (at / 12) + 0.5 * Math.cos((2 * Math.PI * (at + 1 - 3)) / 12))),
    );
    const season = fitSeason(counts, 1);
    expect(season?.peak).toBe(3);
    expect(season?.swing).toBeCloseTo(Math.E, 2);
    expect(season?.yearly).toBeCloseTo(Math.exp(0.1), 3);
    expect(fitSeason(counts.slice(0, 35), 1)).toBeUndefined();
  });

  it('finds the season, trend and dispersion that R finds', () => {
    // R 4: glm(y ~ t + sin(a) + cos(a), quasipoisson), t <- (0:35 - 17.5)/12, a <- 2*pi*(0:35)/12, intervals by qt.
    const counts = [
      ...[12, 9, 35, 20, 48, 11, 8, 7, 9, 44, 13, 10],
      ...[15, 11, 59, 25, 20, 14, 9, 8, 12, 15, 17, 12],
      ...[18, 13, 16, 70, 24, 17, 12, 10, 13, 48, 16, 15],
    ];
    const season = fitSeason(counts, 1);
    expect(season).toEqual({
      yearly: expect.closeTo(1.12984883887, 9),
      low: expect.closeTo(0.835529670056, 9),
      high: expect.closeTo(1.527843288449, 9),
      peak: 3,
      swing: expect.closeTo(2.14705591197, 9),
      t: expect.closeTo(2.064266160915, 9),
      needed: expect.closeTo(2.351835180376, 9),
      dispersion: expect.closeTo(10.857420652346, 8),
    });
  });

  it('holds a reporter, a class of size and a period to what the guard says', () => {
    const table = tableWith([made('2012-02-01', 'FRA', 0.01), made('2012-02-01', 'FRA', 0.0099), made('2013-02-01', 'ESP', null)], [BREAK]);
    const all = select(table, EVERYTHING);
    // A case on a bound belongs to the class above; a case without mass to none.
    expect(countSizeClasses(table, all)).toEqual([1, 1, 0, 0, 0, 0, 0]);
    expect(withoutSizeClass(table, all, 0).count).toBe(2);
    expect([withoutLargestReporter(table, all)?.code, withoutLargestReporter(table, all)?.selection.count]).toEqual(['FRA', 1]);
    expect(completeness(table, all, 'mass')).toEqual({ n: 2, of: 3, share: 2 / 3 });
    // A break on the first day of the period parts nothing; a reporter without cases in the selection does not count.
    expect(breaksInside(table, all, '2012', '2013')).toEqual([BREAK]);
    expect(breaksInside(table, all, '2013', '2014')).toEqual([]);
    expect(breaksInside(table, select(table, { all: [{ facet: 'country', in: ['ESP'] }] }), '2012', '2013')).toEqual([]);
  });
});

describe('rows in another order', () => {
  it('give the same bytes', () => {
    const random = createRandom(7);
    const pick = (codes: string[]): string => codes[Math.floor(random() * codes.length)] as string;
    const rows = Array.from({ length: 400 }, () =>
      made(
        `201${2 + Math.floor(random() * 4)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
        pick(['FRA', 'ESP', 'PRT']),
        Math.floor(random() * 64) / 32,
        {
          transport: random() < 0.2 ? ['T5.2', 'T4.1'] : [pick(['T5.1', 'T3.1', 'T0.2'])],
          concealment: [pick(['C9.1', 'C8.1', 'C0.3'])],
          drug: [pick(['G1.1', 'G2.1'])],
          departed: [pick(['NLD', '0.2'])],
          agency: random() < 0.3 ? [pick(['A1', 'A3']), 'A2'] : [pick(['A1', 'A0.2'])],
          detection: [pick(['D1', 'D7', 'D0.2'])],
        },
      ),
    );
    const shuffled = rows.map((row) => ({ row, at: random() })).sort((a, b) => a.at - b.at);
    const [one, other] = [
      tableWith(rows, [BREAK]),
      tableWith(
        shuffled.map(({ row }) => row),
        [BREAK],
      ),
    ];
    for (const id of ['trends', 'mail', 'agencies']) {
      const settings = id === 'trends' ? { split: 'transport', acrossBreaks: true } : {};
      expect(JSON.stringify(run(id, other, settings))).toBe(JSON.stringify(run(id, one, settings)));
    }
  });

  it.each(LANGUAGES)('and in %s every sentence is whole', (language) => {
    for (const id of ['trends', 'mail', 'agencies'])
      for (const block of run(id, tableWith(rise(true), [BREAK]), {}, language)) {
        if ('text' in block) expect(block.text).not.toMatch(/[{}]|undefined|NaN|Infinity/);
      }
  });
});
