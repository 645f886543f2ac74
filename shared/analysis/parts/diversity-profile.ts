import { type HillNumbers, rarefier } from '../../statistics/rarefaction.ts';
import { bootstrapErrors } from '../../statistics/resample.ts';

/** Half the width of a 95 per cent interval in standard errors. */
const HALF = 1.959963984540054;

export interface Interval {
  value: number;
  low: number;
  high: number;
  error: number;
}

/** Effective numbers of kinds of order 0, 1 and 2 in a sample of equal size, with bootstrap intervals. */
export type Profile = readonly [Interval, Interval, Interval];

export interface Draws {
  draws: number;
  seed: number;
}

/** The profile of counts rarefied to `size`; an interval never goes below one kind. */
export function profileOf(counts: readonly number[], size: number, draws: Draws): Profile {
  const numbers = rarefier(size);
  const known = counts.filter((count) => count > 0);
  const values = numbers(known);
  const errors = bootstrapErrors(known, numbers, draws);
  const at = (order: 0 | 1 | 2): Interval => intervalOf(values, errors, order);
  return [at(0), at(1), at(2)];
}

function intervalOf(values: HillNumbers, errors: number[], order: 0 | 1 | 2): Interval {
  const [value, error] = [values[order], errors[order] as number];
  return { value, low: Math.max(1, value - HALF * error), high: value + HALF * error, error };
}

export type Movement = 'rose' | 'fell' | 'unclear';

/** The difference of two independent figures, and what its 95 per cent interval says. */
export function movement(before: Interval, after: Interval): { difference: number; low: number; high: number; movement: Movement } {
  const difference = after.value - before.value;
  const half = HALF * Math.hypot(before.error, after.error);
  const [low, high] = [difference - half, difference + half];
  return { difference, low, high, movement: low > 0 ? 'rose' : high < 0 ? 'fell' : 'unclear' };
}
