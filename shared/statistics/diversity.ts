import { createRandom } from './random.ts';
import { logGamma } from './special.ts';

/** Counts by kind; kinds with count 0 are none. All functions want whole counts unless said. */
type Counts = ArrayLike<number>;

function positive(counts: Counts): number[] {
  return Array.from(counts).filter((count) => count > 0);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Shannon entropy in nats; need not be whole counts. */
export function shannon(counts: Counts): number {
  const known = positive(counts);
  const n = total(known);
  return -known.reduce((sum, count) => sum + (count / n) * Math.log(count / n), 0);
}

/** Herfindahl-Hirschman index, the sum of squared shares: 1 / Hill number of order 2. */
export function herfindahl(counts: Counts): number {
  const known = positive(counts);
  const n = total(known);
  return known.reduce((sum, count) => sum + (count / n) ** 2, 0);
}

/** Pielou's evenness, Shannon entropy over its maximum; NaN for fewer than two kinds. */
export function evenness(counts: Counts): number {
  const kinds = positive(counts).length;
  return kinds < 2 ? Number.NaN : shannon(counts) / Math.log(kinds);
}

/** Hill number of order `q` ≥ 0, the effective number of kinds (Hill 1973, Jost 2006); 0 when nothing was counted. */
export function hill(counts: Counts, q: number): number {
  const known = positive(counts);
  if (known.length === 0) return 0;
  const n = total(known);
  if (q === 1) return Math.exp(shannon(known));
  if (q === Infinity) return n / Math.max(...known);
  return known.reduce((sum, count) => sum + (count / n) ** q, 0) ** (1 / (1 - q));
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** Kinds expected in a random sample of `size` of the counted events (Hurlbert 1971). Throws RangeError when the size exceeds the total. */
export function rarefiedRichness(counts: Counts, size: number): number {
  const known = positive(counts);
  const n = total(known);
  if (size > n) throw new RangeError('A sample cannot be rarefied to more events than it holds.');
  const all = logChoose(n, size);
  return known.reduce((sum, count) => sum + 1 - (n - count < size ? 0 : Math.exp(logChoose(n - count, size) - all)), 0);
}

/** Hill number of order `q` expected in a random sample of `size` events (Chao et al. 2014, Ecological Monographs 84:45, equation 6). */
export function rarefiedHill(counts: Counts, q: number, size: number): number {
  if (q === 0) return rarefiedRichness(counts, size);
  const known = positive(counts);
  const n = total(known);
  if (size > n) throw new RangeError('A sample cannot be rarefied to more events than it holds.');
  if (size === n) return hill(known, q);
  const all = logChoose(n, size);
  let sum = 0;
  for (const count of known)
    for (let k = Math.max(1, size - (n - count)); k <= Math.min(count, size); k++) {
      const share = k / size;
      const expected = Math.exp(logChoose(count, k) + logChoose(n - count, size - k) - all);
      sum += expected * (q === 1 ? -share * Math.log(share) : share ** q);
    }
  return q === 1 ? Math.exp(sum) : sum ** (1 / (1 - q));
}

/**
 * Chao1, the bias-corrected estimate of the number of kinds with those not seen (Chao 1987), and its standard error by the delta method
 * over the numbers of kinds seen once, twice and more often, as the R package vegan gives it.
 */
export function chao1(counts: Counts): { estimate: number; error: number } {
  const known = positive(counts);
  const once = known.filter((count) => count === 1).length;
  const twice = known.filter((count) => count === 2).length;
  const estimate = known.length + (once * (once - 1)) / (2 * (twice + 1));
  const bySingle = 1 + (2 * once - 1) / (2 * (twice + 1));
  const byDouble = 1 - (once * (once - 1)) / (2 * (twice + 1) ** 2);
  const others = known.length - once - twice;
  const squares = others + once * bySingle ** 2 + twice * byDouble ** 2;
  const sum = others + once * bySingle + twice * byDouble;
  return { estimate, error: Math.sqrt(Math.max(0, squares - sum ** 2 / estimate)) };
}

/** Percentile interval of a statistic under resampling of the events, seeded. */
export function bootstrapInterval(
  counts: Counts,
  statistic: (counts: number[]) => number,
  { draws = 999, level = 0.95, seed }: { draws?: number; level?: number; seed: number },
): { low: number; high: number } {
  const known = positive(counts);
  const n = total(known);
  const random = createRandom(seed);
  const values = Array.from({ length: draws }, () => statistic(resample(known, n, random))).sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(draws - 1, Math.max(0, Math.round(share * (draws + 1)) - 1))] as number;
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

function resample(known: number[], n: number, random: () => number): number[] {
  const drawn = known.map(() => 0);
  const bounds: number[] = [];
  known.reduce((sum, count) => {
    bounds.push(sum + count);
    return sum + count;
  }, 0);
  for (let k = 0; k < n; k++) {
    const at = lowerBound(bounds, random() * n);
    drawn[at] = (drawn[at] as number) + 1;
  }
  return drawn;
}

function lowerBound(bounds: number[], value: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
