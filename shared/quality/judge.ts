import type { Spread } from './robust.ts';

/**
 * Whether one value fits a distribution of logarithms to base ten.
 *
 * A value is odd from `ODD` scales away. It is a slip by 1,000, 100 or 10 when the value so corrected lies within `ORDINARY` scales. The
 * score of a slip is its posterior probability by Bayes' rule: the prior below against the density of the distribution at the value
 * as it stands. That density is counted from the other values within `WINDOW` powers of ten, smoothed by `PSEUDO` values of Student's
 * t with three degrees of freedom, so that large values that have company are not taken for slips. An odd value that no slip explains is
 * extreme; its score is 1 − 2^−g for a gap of g scales to the next value.
 */
export const ODD = 4;
export const ORDINARY = 2.5;
const PRIOR = { 3: 0.004, 2: 0.001, 1: 0.002 } as const;
const WINDOW = 0.25;
const PSEUDO = 10;
/** A reporter that always writes one figure has no scale, and rounding has some. In powers of ten. */
const LEAST_SCALE = 0.3;
/** Below this a value is not listed. */
export const LISTED = { slip: 0.25, extreme: 0.5 } as const;

export type Power = keyof typeof PRIOR;

/** Logarithms in ascending order with what they are around. */
export interface Distribution extends Spread {
  sorted: Float64Array;
}

export interface Judged {
  /** Scales from the median; below zero when too small. */
  distance: number;
  /** Power of ten by which the value is taken to be off; 0 when no slip explains it. */
  power: Power | 0;
  score: number;
  spread: Spread;
}

export function distanceOf(value: number, spread: Spread): number {
  return (value - spread.median) / Math.max(spread.scale, LEAST_SCALE);
}

/** Judges a value that is one of `all` by the mildest of the spreads; undefined when it is nothing odd or too little to be listed. */
export function judge(value: number, spreads: readonly Spread[], all: Float64Array): Judged | undefined {
  const spread = mildest(value, spreads);
  if (!spread) return undefined;
  const distance = distanceOf(value, spread);
  const [best] = slips(value, { ...spread, sorted: all }).sort((a, b) => b.score - a.score);
  if (best) return best.score < LISTED.slip ? undefined : { distance, spread, ...best };
  const score = 1 - 2 ** -(gap(value, all, distance > 0) / Math.max(spread.scale, LEAST_SCALE));
  return score < LISTED.extreme ? undefined : { distance, spread, power: 0, score };
}

/** The spread the value is nearest to; undefined when it is nothing odd for one of them. */
function mildest(value: number, spreads: readonly Spread[]): Spread | undefined {
  let best: Spread | undefined;
  for (const spread of spreads) {
    const distance = Math.abs(distanceOf(value, spread));
    if (distance < ODD) return undefined;
    if (!best || distance < Math.abs(distanceOf(value, best))) best = spread;
  }
  return best;
}

function slips(value: number, all: Distribution): { power: Power; score: number }[] {
  const towards = -Math.sign(distanceOf(value, all));
  const asItStands = density(value, all, 1);
  return ([3, 2, 1] as const).flatMap((power) => {
    const corrected = value + towards * power;
    if (Math.abs(distanceOf(corrected, all)) > ORDINARY) return [];
    const slip = PRIOR[power] * density(corrected, all, 0);
    return [{ power, score: slip / (slip + (1 - PRIOR[power]) * asItStands) }];
  });
}

/** Values for each power of ten around a place, as a share of all; `itself` values there are not counted. */
function density(place: number, all: Distribution, itself: 0 | 1): number {
  const scale = Math.max(all.scale, LEAST_SCALE);
  const near = firstAbove(all.sorted, place + WINDOW) - firstAbove(all.sorted, place - WINDOW) - itself;
  const smooth = (PSEUDO * student(distanceOf(place, all))) / scale;
  return (Math.max(0, near) / (2 * WINDOW) + smooth) / (all.sorted.length - itself + PSEUDO);
}

/** Density of Student's t with three degrees of freedom. */
function student(t: number): number {
  return 2 / (Math.PI * Math.sqrt(3) * (1 + (t * t) / 3) ** 2);
}

/** How far the next value towards the median is, in powers of ten; 0 for a value that stands there twice. */
function gap(value: number, sorted: Float64Array, above: boolean): number {
  const next = firstAbove(sorted, value);
  const first = firstAtLeast(sorted, value);
  if (next - first > 1) return 0;
  const neighbour = above ? sorted[first - 1] : sorted[next];
  return neighbour === undefined ? 0 : Math.abs(value - neighbour);
}

function firstAbove(sorted: Float64Array, value: number): number {
  return search(sorted, (each) => each > value);
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  return search(sorted, (each) => each >= value);
}

/** Place of the first value that meets a condition which holds from some place on. */
function search(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
