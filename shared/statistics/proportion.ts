import { normalQuantile } from './distributions.ts';

/** A share of `of` with its interval; all three NaN where `of` is 0. */
export interface Proportion {
  share: number;
  low: number;
  high: number;
}

/** Score interval of a binomial share without continuity correction (Wilson 1927), as R's prop.test(correct = FALSE). */
export function wilson(n: number, of: number, level = 0.95): Proportion {
  if (!(of > 0)) return { share: Number.NaN, low: Number.NaN, high: Number.NaN };
  const z2 = normalQuantile((1 + level) / 2) ** 2;
  const share = n / of;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = Math.sqrt(z2 * ((share * (1 - share)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return { share, low: n === 0 ? 0 : middle - half, high: n === of ? 1 : middle + half };
}
