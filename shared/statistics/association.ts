import { chiSquareUpper, normal, normalQuantile } from './distributions.ts';
import { logGamma } from './special.ts';

/** A fourfold table: `a` has both marks, `b` the first only, `c` the second only, `d` none. */
export interface Fourfold {
  a: number;
  b: number;
  c: number;
  d: number;
}

/** How much more often both marks occur together than if they were independent; NaN when a mark never occurs. */
export function lift({ a, b, c, d }: Fourfold): number {
  return (a * (a + b + c + d)) / ((a + b) * (a + c));
}

/** Log odds ratio with Wald interval; infinite with a zero cell. */
export function logOddsRatio({ a, b, c, d }: Fourfold, level = 0.95): { estimate: number; error: number; low: number; high: number } {
  const estimate = Math.log((a * d) / (b * c));
  const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  const z = normalQuantile((1 + level) / 2);
  return { estimate, error, low: estimate - z * error, high: estimate + z * error };
}

/** Log probabilities, up to a constant, of every value of `a` with the margins of the table. */
function hypergeometric({ a, b, c, d }: Fourfold): { least: number; logs: number[] } {
  const [row, column, other] = [a + b, a + c, c + d];
  const least = Math.max(0, column - other);
  const most = Math.min(row, column);
  const logs = Array.from({ length: most - least + 1 }, (_, i) => {
    const k = least + i;
    return -(logGamma(k + 1) + logGamma(row - k + 1) + logGamma(column - k + 1) + logGamma(other - column + k + 1));
  });
  return { least, logs };
}

/** Two-sided p-value of Fisher's exact test: all tables as probable as the given one, or less (as R's fisher.test). */
export function fisherExact(table: Fourfold): number {
  const { least, logs } = hypergeometric(table);
  const top = Math.max(...logs);
  const own = Math.exp((logs[table.a - least] as number) - top) * (1 + 1e-7);
  const weights = logs.map((log) => Math.exp(log - top));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Math.min(1, weights.filter((weight) => weight <= own).reduce((sum, weight) => sum + weight, 0) / all);
}

/** Conditional maximum likelihood estimate of the odds ratio, as R's fisher.test gives it; 0 or Infinity at the border. */
export function conditionalOddsRatio(table: Fourfold): number {
  const { least, logs } = hypergeometric(table);
  if (table.a === least) return 0;
  if (table.a === least + logs.length - 1) return Infinity;
  const mean = (logOdds: number) => {
    const tilted = logs.map((log, i) => log + (least + i) * logOdds);
    const top = Math.max(...tilted);
    let [sum, weighted] = [0, 0];
    tilted.forEach((log, i) => {
      const weight = Math.exp(log - top);
      sum += weight;
      weighted += weight * (least + i);
    });
    return weighted / sum;
  };
  let [low, high] = [-50, 50];
  for (let step = 0; step < 200 && high - low > 1e-14; step++) {
    const middle = (low + high) / 2;
    if (mean(middle) < table.a) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

export interface Independence {
  /** Likelihood ratio statistic. */
  g: number;
  /** Pearson's statistic. */
  x2: number;
  degrees: number;
  gProbability: number;
  x2Probability: number;
  leastExpected: number;
}

/** Tests whether rows and columns of a table of counts are independent; no continuity correction. Empty rows and columns do not count. */
export function independence(rows: readonly (readonly number[])[]): Independence {
  const rowSums = rows.map((row) => row.reduce((sum, cell) => sum + cell, 0));
  const columnSums = (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const n = rowSums.reduce((sum, value) => sum + value, 0);
  let [g, x2, leastExpected] = [0, 0, Infinity];
  rows.forEach((row, i) => {
    row.forEach((observed, j) => {
      const expected = ((rowSums[i] as number) * (columnSums[j] as number)) / n;
      if (expected === 0) return;
      leastExpected = Math.min(leastExpected, expected);
      x2 += (observed - expected) ** 2 / expected;
      if (observed > 0) g += 2 * observed * Math.log(observed / expected);
    });
  });
  const used = (sums: number[]) => sums.filter((sum) => sum > 0).length;
  const degrees = Math.max(0, (used(rowSums) - 1) * (used(columnSums) - 1));
  const upper = (statistic: number) => (degrees === 0 ? 1 : chiSquareUpper(statistic, degrees));
  return { g, x2, degrees, gProbability: upper(g), x2Probability: upper(x2), leastExpected };
}

/**
 * Log-odds of each kind in one group against the rest, shrunk by an informative Dirichlet prior with the overall shares
 * (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372). `prior` is its weight in events; `z` is the estimate over its error.
 */
export function priorLogOdds(
  group: readonly number[],
  rest: readonly number[],
  prior: number,
): { estimate: number; error: number; z: number; probability: number }[] {
  const all = group.map((count, i) => count + (rest[i] as number));
  const n = all.reduce((sum, count) => sum + count, 0);
  const [inGroup, inRest] = [group, rest].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number];
  return group.map((count, i) => {
    const weight = (prior * (all[i] as number)) / n;
    const [own, other] = [count + weight, (rest[i] as number) + weight];
    const estimate = Math.log(own / (inGroup + prior - own)) - Math.log(other / (inRest + prior - other));
    const error = Math.sqrt(1 / own + 1 / other);
    const z = estimate / error;
    return { estimate, error, z, probability: 2 * normal(Math.abs(z)).upper };
  });
}
