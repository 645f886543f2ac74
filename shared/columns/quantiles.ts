import type { Axis } from './axis.ts';
import type { Bitmap } from './bitmap.ts';
import { rowsOfBits } from './row-list.ts';

/*
 * Quantiles without putting every case in order: cases are counted by steps of mass first, and only those of the steps that hold a quantile
 * are sorted.
 */

/** Where the quantiles lie: for each, the rank of the case below it (from 0, among all with a mass) and the share of the way to the next. */
export interface QuantilePlan {
  places: { below: number; share: number }[];
  /** 1 for each step whose cases are needed, and how many cases lie before it that are not. */
  wanted: Uint8Array;
  counts: number[];
}

/** `counts` are the cases of each step; step 0 holds those without a size. */
export function planQuantiles(counts: number[], probabilities: readonly number[]): QuantilePlan {
  const total = counts.slice(1).reduce((sum, count) => sum + count, 0);
  const wanted = new Uint8Array(counts.length);
  if (total === 0) return { places: probabilities.map(() => ({ below: Number.NaN, share: 0 })), wanted, counts };
  const places = probabilities.map((probability) => {
    const place = (total - 1) * probability;
    const below = Math.floor(place);
    wanted[stepOfRank(counts, below)] = 1;
    wanted[stepOfRank(counts, Math.ceil(place))] = 1;
    return { below, share: place - below };
  });
  return { places, wanted, counts };
}

/** Masses of the rows of a bitmap that lie in wanted steps, in the order of rows. */
export function massesOf(kg: Float64Array, steps: Axis['values'], bits: Bitmap, wanted: Uint8Array): Float64Array {
  const { rows, count } = rowsOfBits(bits);
  const found: number[] = [];
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    if (wanted[steps[row] as number] === 1) found.push(kg[row] as number);
  }
  return Float64Array.from(found);
}

/** `masses` are those of all wanted steps, in any order. */
export function readQuantiles({ places, wanted, counts }: QuantilePlan, masses: Float64Array): number[] {
  const sorted = masses.toSorted();
  const at = (rank: number): number => sorted[rank - unwantedBefore(counts, wanted, rank)] as number;
  return places.map(({ below, share }) => {
    if (Number.isNaN(below)) return Number.NaN;
    const low = at(below);
    return share === 0 ? low : low + (at(below + 1) - low) * share;
  });
}

function stepOfRank(counts: readonly number[], rank: number): number {
  let before = 0;
  for (let step = 1; step < counts.length; step++) {
    before += counts[step] as number;
    if (rank < before) return step;
  }
  return counts.length - 1;
}

function unwantedBefore(counts: readonly number[], wanted: Uint8Array, rank: number): number {
  const end = stepOfRank(counts, rank);
  let sum = 0;
  for (let step = 1; step < end; step++) if (wanted[step] === 0) sum += counts[step] as number;
  return sum;
}
