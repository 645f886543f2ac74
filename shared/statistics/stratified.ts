import type { Fourfold } from './association.ts';
import { normalQuantile } from './distributions.ts';

/** Log of an odds ratio common to all strata; NaN where no stratum says anything, infinite where one side is empty. */
export interface CommonOdds {
  estimate: number;
  error: number;
  low: number;
  high: number;
  /** Strata in which both marks and their absence occur. */
  strata: number;
}

/**
 * Mantel and Haenszel's common odds ratio (1959) with the variance of its logarithm after Robins, Breslow and Greenland (1986),
 * as R's mantelhaen.test.
 */
export function mantelHaenszel(tables: readonly Fourfold[], level = 0.95): CommonOdds {
  let [together, apart, pr, mixed, qs, strata] = [0, 0, 0, 0, 0, 0];
  for (const { a, b, c, d } of tables) {
    const n = a + b + c + d;
    if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) continue;
    const [p, q, r, s] = [(a + d) / n, (b + c) / n, (a * d) / n, (b * c) / n];
    strata += 1;
    together += r;
    apart += s;
    pr += p * r;
    mixed += p * s + q * r;
    qs += q * s;
  }
  const estimate = Math.log(together / apart);
  const error = Math.sqrt(pr / (2 * together ** 2) + mixed / (2 * together * apart) + qs / (2 * apart ** 2));
  const half = normalQuantile((1 + level) / 2) * error;
  return { estimate, error, low: estimate - half, high: estimate + half, strata };
}
