import { negativeBinomial, normalQuantile, poisson } from '../statistics/distributions.ts';

/*
 * Calibrated probabilities of a count to come, apart from the thresholds of the detectors: their tails are approximate, and a scan of hundreds of
 * series lives on the tail. A count is negative binomial with variance φ times its mean; neither the mean nor φ is taken as known.
 */

/** What is known of a dispersion: its estimate (at least 1) and the degrees of freedom behind it. */
export interface Dispersion {
  phi: number;
  degrees: number;
}

/** Probabilities between which the sampling distribution of a dispersion is cut; finer where φ is large, since the tail comes from there. */
const EDGES = [0, 0.001, 0.01, 0.05, 0.15, 0.35, 0.65, 0.9, 1];
const PARTS = EDGES.slice(1).map((edge, at) => ({
  weight: edge - (EDGES[at] as number),
  z: normalQuantile((edge + (EDGES[at] as number)) / 2),
}));

/** Mean over what φ may be, given its estimate: φ · df / χ² (χ² by Wilson and Hilferty 1931). */
export function overDispersion({ phi, degrees }: Dispersion, probability: (phi: number, weight: number) => number): number {
  let sum = 0;
  for (const { weight, z } of PARTS) sum += weight * probability(Math.max(1, phi / chiSquareRatio(z, degrees)), weight);
  return sum;
}

function chiSquareRatio(z: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return Math.max(0.05, 1 - spread + z * Math.sqrt(spread)) ** 3;
}

/** P(Y ≥ observed) of a count with the given mean and variance; Poisson where the variance is not above the mean. */
export function countTail(observed: number, mean: number, variance: number): number {
  if (variance <= mean * (1 + 1e-9)) return poisson(observed - 1, mean).upper;
  return negativeBinomial(observed - 1, (mean * mean) / (variance - mean), mean / variance).upper;
}

/**
 * P(now ≥ observed), and P(now ≤ observed), given all there was in both periods together: `before` cases in `periodsBefore` periods and `observed`
 * in `periodsNow`, at one rate. Exact for Poisson counts (binomial) and for negative binomial ones of dispersion φ (beta-binomial), whatever the rate. Made for a few hundred cases.
 */
export function conditionalTails(
  observed: number,
  before: number,
  periodsNow: number,
  periodsBefore: number,
  phi: number,
): { above: number; below: number } {
  const total = observed + before;
  if (total === 0) return { above: 1, below: 1 };
  const size = phi > 1 ? total / (periodsNow + periodsBefore) / (phi - 1) : Number.POSITIVE_INFINITY;
  const [now, rest] = [size * periodsNow, size * periodsBefore];
  const isPoisson = size > 1e7;
  let [part, above, below, all] = [1, 0, 0, 0];
  for (let count = 0; count <= total; count++) {
    all += part;
    if (count >= observed) above += part;
    if (count <= observed) below += part;
    const odds = isPoisson ? periodsNow / periodsBefore : (count + now) / (total - count - 1 + rest);
    part *= ((total - count) / (count + 1)) * odds;
  }
  return { above: above / all, below: below / all };
}

/** P(Y ≤ observed) of the same count. */
export function countBelow(observed: number, mean: number, variance: number): number {
  if (variance <= mean * (1 + 1e-9)) return poisson(observed, mean).lower;
  return negativeBinomial(observed, (mean * mean) / (variance - mean), mean / variance).lower;
}

/** The least count of which `above(count)` — P(Y ≥ count), falling from 1 — is not more than `level`. */
export function leastAbove(above: (count: number) => number, level: number, guess: number): number {
  let [low, high] = [0, Math.max(1, Math.ceil(guess))];
  while (above(high) > level) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (above(middle) > level) low = middle;
    else high = middle;
  }
  return high;
}
