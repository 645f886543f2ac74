import { type CusumControl, cusum } from './cusum.ts';
import { type EarsControl, earsAt } from './ears.ts';
import { type Exceedance, type FarringtonControl, farringtonAt, type Series } from './farrington.ts';
import { type ClassicFarringtonControl, classicFarringtonAt } from './farrington-classic.ts';

/** A detector with its settings complete. */
export type Detector =
  | { method: 'farrington-flexible'; settings: FarringtonControl }
  | { method: 'farrington'; settings: ClassicFarringtonControl }
  | { method: 'ears-c1' | 'ears-c2' | 'ears-c3'; settings: Omit<EarsControl, 'method'> }
  | { method: 'cusum'; settings: CusumControl };

/** Arrays over the periods under test; null where nothing can be said. `alarm` is 0 or 1. */
export interface Detection {
  expected: (number | null)[];
  upper: (number | null)[];
  alarm: (0 | 1 | null)[];
  score: (number | null)[];
  pvalue?: (number | null)[];
  trend?: (0 | 1 | null)[];
  cusum?: (number | null)[];
}

/** A series and the place of its first period within the year, from 1. */
export interface DetectSeries extends Series {
  start: number;
}

/** Tests the periods `from` to `to`, counted from 0, both included. Throws RangeError when the series does not reach back far enough. */
export function detect(series: DetectSeries, range: { from: number; to: number }, detector: Detector): Detection {
  switch (detector.method) {
    case 'farrington-flexible':
      return exceedances(range, (at) => farringtonAt(series, at, detector.settings));
    case 'farrington':
      return exceedances(range, (at) => classicFarringtonAt(series, at, detector.settings));
    case 'cusum': {
      const found = cusum(series.counts, range, detector.settings, series);
      return {
        expected: found.expected.map(finite),
        upper: found.upper.map(finite),
        alarm: found.alarm.map((alarm, i) => (Number.isNaN(found.cusum[i] as number) ? null : bit(alarm))),
        score: found.cusum.map((sum) => finite(sum / detector.settings.h)),
        cusum: found.cusum.map(finite),
      };
    }
    default:
      return ears(series, range, { ...detector.settings, method: EARS[detector.method] });
  }
}

const EARS = { 'ears-c1': 'C1', 'ears-c2': 'C2', 'ears-c3': 'C3' } as const;

function ears(series: Series, range: { from: number; to: number }, control: EarsControl): Detection {
  const found = periods(range).map((at) => ({ at, ...earsAt(series.counts, at, control) }));
  return {
    expected: found.map(({ expected }) => finite(expected)),
    upper: found.map(({ upper }) => finite(upper)),
    alarm: found.map(({ at, upper, alarm }) => (Number.isNaN(upper) || Number.isNaN(series.counts[at] as number) ? null : bit(alarm))),
    score: found.map(({ at, expected, upper }) => finite(((series.counts[at] as number) - expected) / (upper - expected))),
  };
}

/** Where no model settles everything is null but what is expected, which R leaves at 0. */
function exceedances(range: { from: number; to: number }, at: (period: number) => Exceedance): Detection {
  const found = periods(range).map(at);
  return {
    expected: found.map(({ alarm, expected }) => (alarm === null ? 0 : finite(expected))),
    upper: found.map(({ upper }) => finite(upper)),
    alarm: found.map(({ alarm }) => (alarm === null ? null : bit(alarm))),
    score: found.map(({ score }) => finite(score)),
    pvalue: found.map(({ pvalue }) => finite(pvalue)),
    trend: found.map(({ alarm, trend }) => (alarm === null ? null : bit(trend))),
  };
}

function periods({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
