import { fitQuasiPoisson } from './glm.ts';

/** Cumulated sum of standardised counts (Rossi et al. 1999), as `algo.cusum` of the R package surveillance. */
export interface CusumControl {
  /** Reference value and decision interval, in standard deviations. */
  k: number;
  h: number;
  /** Mean without change; null takes the mean before the first period under test, `glm` a yearly wave fitted to it. */
  m: number | 'glm' | null;
  trans: 'standard' | 'rossi' | 'anscombe' | 'anscombe2nd' | 'pearsonNegBin' | 'none';
  /** Overdispersion of `pearsonNegBin`: variance is m + alpha m². */
  alpha: number;
}

export const CUSUM_DEFAULTS: CusumControl = { k: 1.04, h: 2.26, m: null, trans: 'standard', alpha: 0.1 };

export interface CusumResult {
  expected: number[];
  /** Count at which the sum would reach `h`. */
  upper: number[];
  alarm: boolean[];
  cusum: number[];
}

/** Tests the periods `from` to `to` (from 0, both included) one after another. `start` is the place of the first period within its year, from 1. */
export function cusum(
  counts: ArrayLike<number>,
  range: { from: number; to: number },
  control: CusumControl,
  year: { start: number; frequency: number },
): CusumResult {
  const means = meansOf(counts, range, control, year);
  const result: CusumResult = { expected: means, upper: [], alarm: [], cusum: [] };
  let before = 0;
  means.forEach((mean, i) => {
    const now = Math.max(0, before + standardise(counts[range.from + i] as number, mean, control) - control.k);
    result.upper.push(upperOf(mean, before, now, control));
    result.cusum.push(now);
    result.alarm.push(now >= control.h);
    before = now;
  });
  return result;
}

function meansOf(
  counts: ArrayLike<number>,
  { from, to }: { from: number; to: number },
  { m }: CusumControl,
  year: { start: number; frequency: number },
): number[] {
  const length = to - from + 1;
  if (typeof m === 'number') return Array.from({ length }, () => m);
  if (m === 'glm') return seasonalMeans(counts, from, to, year);
  if (from < 1) throw new RangeError('There is no period before the first one under test to take the mean from. Begin later or set m.');
  let sum = 0;
  for (let k = 0; k < from; k++) sum += counts[k] as number;
  return Array.from({ length }, () => sum / from);
}

function seasonalMeans(counts: ArrayLike<number>, from: number, to: number, year: { start: number; frequency: number }): number[] {
  if (from < 4) throw new RangeError('Too few periods before the first one under test to fit a yearly wave. Begin later or set m.');
  const row = (k: number) => {
    const angle = ((2 * Math.PI) / year.frequency) * (year.start + k);
    return [1, Math.cos(angle), Math.sin(angle)];
  };
  const known = Array.from({ length: from }, (_, k) => k).filter((k) => !Number.isNaN(counts[k] as number));
  const design = Float64Array.from(known.flatMap(row));
  const y = Float64Array.from(known, (k) => counts[k] as number);
  const { coefficients } = fitQuasiPoisson(design, 3, y, new Float64Array(known.length).fill(1));
  return Array.from({ length: to - from + 1 }, (_, i) =>
    Math.exp(row(from + i).reduce((sum, value, j) => sum + value * (coefficients[j] || 0), 0)),
  );
}

function standardise(x: number, m: number, { trans, alpha }: CusumControl): number {
  switch (trans) {
    case 'rossi':
      return (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m));
    case 'anscombe':
      return (1.5 * (x ** (2 / 3) - m ** (2 / 3))) / m ** (1 / 6);
    case 'anscombe2nd':
      return (x ** (2 / 3) - (m ** (2 / 3) - m ** (-1 / 3) / 9)) / ((2 / 3) * m ** (1 / 6));
    case 'pearsonNegBin':
      return (x - m) / Math.sqrt(m + alpha * m * m);
    case 'none':
      return x;
    case 'standard':
      return (x - m) / Math.sqrt(m);
  }
}

function upperOf(m: number, before: number, now: number, control: CusumControl): number {
  const room = control.h + control.k - before;
  const upper = countAt(m, room, now, control);
  return Number.isNaN(upper) ? 0 : Math.max(0, upper);
}

/** The count that lifts the sum by `room`. For `anscombe2nd` R's own formula is kept, whose constant differs from that of the transformation. */
function countAt(m: number, room: number, now: number, { trans, alpha, h }: CusumControl): number {
  const power = (value: number) => (value < 0 ? 0 : value ** 1.5);
  switch (trans) {
    case 'rossi':
      return 2 * room * Math.sqrt(m) + 5 * m - 2 * Math.sqrt(4 * m * m + 2 * m ** 1.5 * room);
    case 'anscombe':
      return power((2 / 3) * m ** (1 / 6) * room + m ** (2 / 3));
    case 'anscombe2nd':
      return power((2 / 3) * m ** (1 / 6) * room + (m ** (2 / 3) - m ** (1 / 3) / 9));
    case 'pearsonNegBin':
      return Math.sqrt(m + alpha * m * m) * room + m;
    case 'none':
      return h - now;
    case 'standard':
      return Math.ceil(Math.sqrt(m) * room + m);
  }
}
