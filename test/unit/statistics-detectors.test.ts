import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CUSUM_DEFAULTS, type CusumControl, cusum } from '../../shared/statistics/cusum.ts';
import { earsAt } from '../../shared/statistics/ears.ts';
import { FARRINGTON_DEFAULTS, type FarringtonControl, farringtonAt } from '../../shared/statistics/farrington.ts';
import { CLASSIC_FARRINGTON_DEFAULTS, classicFarringtonAt } from '../../shared/statistics/farrington-classic.ts';

/* Expected values come from the R package surveillance; each golden file says which version and how. */

type Numbers = (number | null)[];

function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')) as T;
}

/** Largest |ours - theirs| / max(1, |theirs|); infinite where one says NA and the other does not. */
function distance(ours: number[], theirs: Numbers): number {
  return Math.max(
    ...theirs.map((want, i) => {
      const got = ours[i] as number;
      if (want === null || !Number.isFinite(got)) return want === null && !Number.isFinite(got) ? 0 : Number.POSITIVE_INFINITY;
      return Math.abs(got - want) / Math.max(1, Math.abs(want));
    }),
  );
}

function monthTimes(year: number, length: number): number[] {
  return Array.from({ length }, (_, k) => Date.UTC(year, k, 1) / 86_400_000);
}

const weekTimes = (length: number) => Array.from({ length }, (_, k) => k + 1);

type Judged = Record<'expected' | 'upper' | 'alarm' | 'score' | 'pvalue' | 'trend', Numbers>;

function farringtonDistance(
  series: { counts: number[]; time: number[]; frequency: number },
  from: number,
  to: number,
  control: Partial<FarringtonControl>,
  want: Judged,
): number {
  const complete = { ...FARRINGTON_DEFAULTS, pastWeeksNotIncluded: control.w ?? 3, ...control };
  const found = Array.from({ length: to - from + 1 }, (_, i) => farringtonAt(series, from - 1 + i, complete));
  const parts: [number[], Numbers][] = [
    [found.map(({ expected }) => expected), want.expected],
    [found.map(({ upper }) => upper), want.upper],
    [found.map(({ alarm }) => Number(alarm)), want.alarm],
    [found.map(({ score }) => score), want.score],
    [found.map(({ pvalue }) => pvalue), want.pvalue],
    [found.map(({ trend }) => Number(trend)), want.trend],
  ];
  return Math.max(...parts.map(([ours, theirs]) => distance(ours, theirs)));
}

describe('a statistician checks the improved Farrington detector against R', () => {
  const monthly = golden<{
    evaluated: { from: number; to: number };
    control: Record<string, Partial<FarringtonControl>>;
    series: { id: string; counts: number[]; results: Record<string, Judged> }[];
  }>('farrington-monthly.json');

  it.each(Object.keys(monthly.control))('forty monthly series, setting %s', (name) => {
    const { from, to } = monthly.evaluated;
    const distances = monthly.series.map(({ counts, results }) =>
      farringtonDistance(
        { counts, time: monthTimes(2012, counts.length), frequency: 12 },
        from,
        to,
        monthly.control[name] as Partial<FarringtonControl>,
        results[name] as Judged,
      ),
    );
    expect(distances).toHaveLength(40);
    expect(Math.max(...distances)).toBeLessThan(1e-6);
  });

  const random = golden<{
    cases: ({ id: string; freq: number; from: number; to: number; counts: number[]; control: Partial<FarringtonControl> } & Judged)[];
  }>('farrington-settings.json');

  it.each(random.cases.map((each) => [each.id, each] as const))('invented series %s under random settings', (_, each) => {
    const time = each.freq === 12 ? monthTimes(2010, each.counts.length) : weekTimes(each.counts.length);
    const series = { counts: each.counts, time, frequency: each.freq };
    expect(farringtonDistance(series, each.from, each.to, each.control, each)).toBeLessThan(1e-6);
  });

  it('a series too short for the years asked is refused in words', () => {
    const series = { counts: new Array<number>(40).fill(3), time: monthTimes(2010, 40), frequency: 12 };
    expect(() => farringtonAt(series, 39, { ...FARRINGTON_DEFAULTS, pastWeeksNotIncluded: 3 })).toThrow(/before the start of the series/);
  });
});

type OtherCase = {
  id: string;
  freq: number;
  from: number;
  to: number;
  counts: number[];
  classic: { w: number; trend: boolean; upper: Numbers; alarm: Numbers };
} & Record<'C1' | 'C2' | 'C3', { baseline: number; upper: Numbers; alarm: Numbers }> &
  Record<string, { upper: Numbers; alarm: Numbers; cusum: Numbers }>;

describe('and the other detectors', () => {
  const { cases } = golden<{ cases: OtherCase[] }>('detectors.json');
  const periods = ({ from, to }: OtherCase) => Array.from({ length: to - from + 1 }, (_, i) => from - 1 + i);

  it.each(cases.map((each) => [each.id, each] as const))('classic Farrington on %s', (_, each) => {
    const { classic, counts, freq } = each;
    const control = { ...CLASSIC_FARRINGTON_DEFAULTS, b: 4, w: classic.w, trend: classic.trend };
    const found = periods(each).map((at) => classicFarringtonAt({ counts, time: weekTimes(counts.length), frequency: freq }, at, control));
    expect(
      distance(
        found.map(({ upper }) => upper),
        classic.upper,
      ),
    ).toBeLessThan(1e-6);
    expect(found.map(({ alarm }) => Number(alarm))).toEqual(classic.alarm);
  });

  it.each(cases.flatMap((each) => (['C1', 'C2', 'C3'] as const).map((method) => [each.id, method, each] as const)))(
    'EARS on %s, %s',
    (_, method, each) => {
      const want = each[method];
      const control = { method, baseline: want.baseline, minSigma: 0, alpha: method === 'C3' ? 0.025 : 0.001 };
      const found = periods(each).map((at) => earsAt(each.counts, at, control));
      expect(
        distance(
          found.map(({ upper }) => upper),
          want.upper,
        ),
      ).toBeLessThan(1e-6);
      expect(found.map(({ alarm }) => Number(alarm))).toEqual(want.alarm);
    },
  );

  const transformations = ['standard', 'rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin'] as const;
  it.each(transformations.flatMap((trans) => ([null, 'glm'] as const).map((m) => [trans, m] as const)))(
    'CUSUM, %s, mean %s',
    (trans, m) => {
      const control: CusumControl = { ...CUSUM_DEFAULTS, trans, m };
      for (const each of cases) {
        const want = each[`cusum-${trans}-${m}`] as OtherCase[string];
        const found = cusum(each.counts, { from: each.from - 1, to: each.to - 1 }, control, { start: 1, frequency: each.freq });
        expect(distance(found.upper, want.upper)).toBeLessThan(1e-6);
        expect(distance(found.cusum, want.cusum)).toBeLessThan(1e-6);
        expect(found.alarm.map(Number)).toEqual(want.alarm);
      }
    },
  );
});
