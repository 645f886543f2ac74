import { normalQuantile, studentTwoSided } from './distributions.ts';

/** Counts before and after, and the ratio of their rates for one unit of time; NaN where a side has no count to divide. */
export interface RateRatio {
  before: number;
  after: number;
  ratio: number;
  low: number;
  high: number;
  /** Pearson dispersion of the units about their own mean, never taken as less than 1; NaN when there is one unit on each side. */
  dispersion: number;
}

/**
 * Compares two runs of counts, one for each month, by quasi-Poisson regression on which run a month belongs to (McCullagh and Nelder 1989,
 * chapter 6): its estimates are the means. The interval takes the dispersion and Student's distribution with months less two degrees; with one
 * month on each side nothing shows the dispersion, and that of Poisson counts is taken.
 */
export function rateRatio(before: readonly number[], after: readonly number[], level = 0.95): RateRatio {
  const [first, last] = [sum(before), sum(after)];
  const none = { before: first, after: last, ratio: Number.NaN, low: Number.NaN, high: Number.NaN, dispersion: Number.NaN };
  if (first === 0 || last === 0) return none;
  const ratio = last / after.length / (first / before.length);
  const degrees = before.length + after.length - 2;
  const dispersion = degrees > 0 ? Math.max(1, (pearson(before) + pearson(after)) / degrees) : Number.NaN;
  const quantile = degrees > 0 ? studentQuantile((1 + level) / 2, degrees) : normalQuantile((1 + level) / 2);
  const reach = Math.exp(quantile * Math.sqrt((degrees > 0 ? dispersion : 1) * (1 / first + 1 / last)));
  return { before: first, after: last, ratio, low: ratio / reach, high: ratio * reach, dispersion };
}

/** Quantile of Student's distribution for probabilities from one half up, by halving. */
export function studentQuantile(probability: number, degrees: number): number {
  const above = 2 * (1 - probability);
  let [low, high] = [0, 1];
  while (studentTwoSided(high, degrees) > above) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, degrees) > above) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function pearson(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length;
  return counts.reduce((total, count) => total + (count - mean) ** 2 / mean, 0);
}
