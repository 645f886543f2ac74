import { describe, expect, it } from 'vitest';
import { createRandom } from '../../electron/service/sample/random.ts';
import { findBreaks } from '../../shared/regime/find-breaks.ts';
import { reporterMonths } from '../../shared/regime/monthly.ts';
import { fitSteps } from '../../shared/regime/step-fit.ts';
import { tableOf } from '../support/column-rows.ts';
import { anyReporting, type Reporting, simulateReporting } from '../support/simulate-reporting.ts';

// Reporters are invented (test/support/simulate-reporting.ts); what was planted is known, so it is what must be found.

const CALM: Reporting = {
  months: 72,
  mean: 60,
  size: 12,
  seasonality: 0.3,
  trend: 0.1,
  wave: 0,
  rho: 0.4,
  shock: 0.1,
  medianKg: 1.3,
  spread: 1.5,
  sizeTrend: 0,
  blank: { transport: -2, concealment: -1, 'seizure-place': -1 },
  blankTrend: 0,
  wander: 0.1,
};

describe('an analyst looks for breaks in reporting', () => {
  it('and is told of none where there is none: at most 5 % of reporters, whatever their seasons, trends and memory', () => {
    const alarmed = Array.from({ length: 80 }, (_, seed) => findBreaks(simulateReporting(anyReporting(createRandom(seed)), seed))).filter(
      (found) => found.length > 0,
    );
    expect(alarmed.length).toBeLessThanOrEqual(4);
  });

  it('and gets the month in which every small seizure began to be reported, with what changed before and after', () => {
    const planted = { at: 36, changed: { mean: 600, medianKg: 0.01 } };
    const [found, ...others] = findBreaks(simulateReporting(CALM, 7, planted));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ source: 'invented', reporter: 'AAA', at: '2004-01-01' });
    const evidence = new Map(found?.evidence.map((one) => [one.code, one.values]));
    expect([...evidence.keys()].sort()).toEqual(['cases', 'size', 'small']);
    // Planted: sixty cases a month, two a day, become ten times as many; 1.3 kg becomes 10 g.
    expect(Number(evidence.get('cases')?.after) / Number(evidence.get('cases')?.before)).toBeGreaterThan(7);
    expect(Number(evidence.get('size')?.before)).toBeGreaterThan(0.9);
    expect(Number(evidence.get('size')?.after)).toBeLessThan(0.02);
  });

  it('and gets both ends of a year that was reported in another way', () => {
    const loud = simulateReporting(CALM, 11, { at: 24, changed: { mean: 500 } });
    const calm = simulateReporting(CALM, 12);
    const inYear = (day: number): boolean => day < Date.UTC(2004, 0, 1) / 86_400_000;
    const rows = [...loud.day].flatMap((day, at) => (inYear(day) ? [{ table: loud, at }] : []));
    const after = [...calm.day].flatMap((day, at) => (inYear(day) ? [] : [{ table: calm, at }]));
    const table = tableOf(
      [...rows, ...after].map(({ table: from, at }) => ({
        date: new Date((from.day[at] as number) * 86_400_000).toISOString().slice(0, 10),
        precision: 0,
        kg: from.kg[at] as number,
        codes: { source: ['invented'], country: ['AAA'], drug: ['G1.1'] },
      })),
      ['source', 'country', 'drug'],
    );
    expect(findBreaks(table).map(({ at }) => at)).toEqual(['2003-01-01', '2004-01-01']);
  });

  it('and gets a field that is no longer stated, by its name', () => {
    const found = findBreaks(simulateReporting(CALM, 3, { at: 40, changed: { blank: { ...CALM.blank, transport: 4 } } }));
    expect(found.map(({ at }) => at)).toEqual(['2004-05-01']);
    expect(found[0]?.evidence).toMatchObject([{ code: 'not-stated', values: { field: 'transport' } }]);
  });

  it('and gets the same answer each time', () => {
    const table = simulateReporting(CALM, 5, { at: 30, changed: { mean: 400 } });
    expect(findBreaks(table)).toEqual(findBreaks(table));
  });

  it('and hears of no break in a reporter with two years of data, which prove none', () => {
    expect(findBreaks(simulateReporting({ ...CALM, months: 24 }, 9, { at: 12, changed: { mean: 600 } }))).toEqual([]);
  });
});

describe('the months of a reporter', () => {
  it('count the events of aggregated rows, and leave their sums out of the case sizes', () => {
    const codes = { source: ['made-up'], country: ['AAA'], transport: ['T4.1'] };
    const table = tableOf(
      [
        { date: '2014-01-05', precision: 0, kg: 2, codes },
        { date: '2014-01-20', precision: 0, kg: 4, codes: { ...codes, transport: ['T0.2'] } },
        { date: '2014-03-01', precision: 1, kg: 900, events: 9, aggregated: true, codes },
        { date: '2014-01-01', precision: 3, kg: 1, codes },
      ],
      ['source', 'country', 'transport'],
    );
    const [series, ...others] = reporterMonths(table);
    expect(others).toEqual([]);
    expect(series?.months).toEqual(['2014-01', '2014-02', '2014-03']);
    expect([...(series?.cases ?? [])]).toEqual([2, 0, 9]);
    expect([...(series?.medianKg ?? [])]).toEqual([3, Number.NaN, Number.NaN]);
    const transport = series?.shares.find(({ facet, code }) => facet === 'transport' && code === null);
    expect([...(transport?.count ?? [])]).toEqual([1, 0, 0]);
  });
});

describe('steps in a series', () => {
  it('are found where they are and as large as they are, beside a trend and the seasons', () => {
    // By hand: level 1, a slope of 0.1 a year, one season, a step of 2 at the 30th month, and a small disturbance that repeats every five months.
    const values = Float64Array.from(
      { length: 60 },
      (_, at) => 1 + at / 120 + 0.5 * Math.cos((Math.PI * at) / 6) + (at >= 29 ? 2 : 0) + 0.05 * ((at * 3) % 5),
    );
    const months = Int32Array.from(values, (_, at) => at);
    const { shifts } = fitSteps({ months, values, weights: new Float64Array(60).fill(1) }, 10);
    expect(shifts).toHaveLength(1);
    expect(shifts[0]).toMatchObject({ from: 29, to: 60 });
    expect(shifts[0]?.effect).toBeCloseTo(2, 1);
  });

  it('are not found in a steep trend, nor in one odd month', () => {
    const steep = Float64Array.from({ length: 72 }, (_, at) => at / 6 + 0.1 * ((at * 7) % 5));
    const odd = Float64Array.from({ length: 72 }, (_, at) => (at === 40 ? 50 : 0.1 * ((at * 7) % 5)));
    const months = Int32Array.from(steep, (_, at) => at);
    const weights = new Float64Array(72).fill(1);
    for (const values of [steep, odd]) expect(fitSteps({ months, values, weights }, 5).shifts).toEqual([]);
  });
});
