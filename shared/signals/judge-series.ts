import { CUSUM_DEFAULTS, cusum } from '../statistics/cusum.ts';
import type { SeriesFit, TestedSeries } from './fit-series.ts';
import { conditionalTails, countBelow, countTail, type Dispersion, leastAbove, overDispersion } from './predictive.ts';

/** Rise in the month; never seen before; slow rise or fall over several months; no longer seen. */
export const SIGNAL_KINDS = ['rise', 'first-seen', 'drift-up', 'drift-down', 'vanished'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** One test with its calibrated probability under no change. */
export interface SeriesTest {
  kind: SignalKind;
  p: number;
  observed: number;
  expected: number;
  /** P(count ≥ …) if nothing changed. */
  above: (count: number) => number;
  /** Months under test. */
  from: number;
  to: number;
  /** For a drift, the month since which the CUSUM has been above zero. */
  since?: number | undefined;
}

/** Counts up to which the exact conditional test is summed; above it the negative binomial stands in. */
const MOST_EXACT = 400;

/** The dispersion of a series drawn to that of series with about as many cases; a sparse series says little of its own. */
export function sharedDispersion(fit: SeriesFit, prior: Dispersion): Dispersion {
  const own = ownDegrees(fit);
  const degrees = own + prior.degrees;
  return { phi: (own * fit.dispersion.phi + prior.degrees * prior.phi) / degrees, degrees };
}

/** What Pearson's statistic of a Poisson count of this mean is worth: its variance is 2 + 1 / mean. */
export function ownDegrees({ expected, dispersion }: SeriesFit): number {
  return (dispersion.degrees * 2 * expected) / (2 * expected + 1);
}

/** The month under test against its reference. */
export function judgeMonth(fit: SeriesFit, shared: Dispersion): SeriesTest {
  const { observed, expected, uncertainty, before, months, at, detector } = fit;
  const variance = (phi: number): number => phi * expected + (detector === 'farrington-flexible' ? 1 : phi) * uncertainty * expected ** 2;
  const above = (count: number): number => overDispersion(shared, (phi) => countTail(count, expected, variance(phi)));
  const isExact = detector !== 'farrington-flexible' && before + observed <= MOST_EXACT;
  const p = isExact ? overDispersion(shared, (phi) => conditionalTails(observed, before, 1, months, phi).above) : above(observed);
  return { kind: before === 0 ? 'first-seen' : 'rise', p, observed, expected, above, from: at, to: at };
}

/**
 * The last `length` months together against the reference before them, both ways; undefined with less reference than that. The CUSUM
 * (Rossi's transformation) says since when.
 */
export function judgeDrift({ counts, from }: TestedSeries, fit: SeriesFit, shared: Dispersion, length: number): SeriesTest | undefined {
  const begin = fit.at - length + 1;
  const [now, reference] = [sumOf(counts, begin, fit.at + 1), sumOf(counts, Math.max(from, fit.from), begin)];
  if (now.months < length / 2 || reference.months < Math.max(length, 12)) return undefined;
  const ratio = now.months / reference.months;
  const expected = reference.cases * ratio;
  const variance = (phi: number): number => phi * Math.max(expected, 0.5 * ratio) * (1 + ratio);
  const mean = Math.max(expected, 0.5 * ratio);
  const above = (count: number): number => overDispersion(shared, (phi) => countTail(count, mean, variance(phi)));
  const tails = driftTails(now, reference, shared, above, mean, variance);
  const isUp = tails.above < tails.below;
  const p = Math.min(1, 2 * Math.min(tails.above, tails.below));
  const kind = isUp ? 'drift-up' : now.cases === 0 ? 'vanished' : 'drift-down';
  const test: SeriesTest = { kind, p, observed: now.cases, expected, above, from: begin, to: fit.at };
  return isUp && reference.cases > 0 ? { ...test, since: onset(counts, begin, fit.at, reference.cases / reference.months) } : test;
}

interface Sum {
  cases: number;
  months: number;
}

function driftTails(
  now: Sum,
  reference: Sum,
  shared: Dispersion,
  above: (count: number) => number,
  mean: number,
  variance: (phi: number) => number,
): { above: number; below: number } {
  if (now.cases + reference.cases > MOST_EXACT)
    return { above: above(now.cases), below: overDispersion(shared, (phi) => countBelow(now.cases, mean, variance(phi))) };
  let below = 0;
  const both = overDispersion(shared, (phi, weight) => {
    const tails = conditionalTails(now.cases, reference.cases, now.months, reference.months, phi);
    below += weight * tails.below;
    return tails.above;
  });
  return { above: both, below };
}

function sumOf(counts: Float64Array, from: number, to: number): Sum {
  let [cases, months] = [0, 0];
  for (let at = from; at < to; at++) {
    const count = counts[at] as number;
    if (Number.isNaN(count)) continue;
    cases += count;
    months++;
  }
  return { cases, months };
}

function onset(counts: Float64Array, from: number, to: number, mean: number): number {
  const known = Float64Array.from(counts, (count) => (Number.isNaN(count) ? mean : count));
  const sums = cusum(known, { from, to }, { ...CUSUM_DEFAULTS, m: mean, trans: 'rossi' }, { start: 1, frequency: 12 }).cusum;
  const zero = sums.lastIndexOf(0);
  return Math.min(to, from + zero + 1);
}

/** 95 % of counts lie within, if nothing changed. */
export function intervalOf({ above, expected }: SeriesTest): { low: number; high: number } {
  const guess = expected + 4 * Math.sqrt(expected + 1);
  return { low: leastAbove(above, 0.975, guess) - 1, high: leastAbove(above, 0.025, guess) - 1 };
}
