import { logGamma } from './special.ts';

/** Effective numbers of kinds of order 0, 1 and 2. */
export type HillNumbers = readonly [number, number, number];

/** Terms this much smaller than the largest no longer count. */
const NEGLIGIBLE = 1e-18;

/**
 * Hill numbers of order 0, 1 and 2 expected in a random sample of `size` of the counted events (Hurlbert 1971; Chao et al. 2014, Ecological
 * Monographs 84:45, equation 6), made ready to be asked many times for one `size`. Counts are whole numbers; those of 0 are no kinds.
 * The function throws RangeError when the size exceeds the total.
 */
export function rarefier(size: number): (counts: readonly number[]) => HillNumbers {
  const entropyAt = Float64Array.from({ length: size + 1 }, (_, k) => (k === 0 ? 0 : -(k / size) * Math.log(k / size)));
  return (counts) => {
    const known = counts.filter((count) => count > 0).sort((a, b) => a - b);
    const n = known.reduce((sum, count) => sum + count, 0);
    if (size > n) throw new RangeError('A sample cannot be rarefied to more events than it holds.');
    if (size === 0) return [0, 0, 0];
    let [kinds, entropy, squares] = [0, 0, 0];
    for (const count of known) {
      kinds += 1 - absence(n, count, size);
      entropy += expectation(n, count, size, entropyAt);
      const mean = (size * count) / n;
      const pairs = n > 1 ? (size * (size - 1) * count * (count - 1)) / (n * (n - 1)) : 0;
      squares += (mean + pairs) / size ** 2;
    }
    return [kinds, Math.exp(entropy), 1 / squares];
  };
}

export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** Probability that a sample of `size` of `n` holds none of `count`. */
function absence(n: number, count: number, size: number): number {
  return n - count < size ? 0 : Math.exp(logChoose(n - count, size) - logChoose(n, size));
}

/** Expectation of `values[k]` for the hypergeometric number k of the `count` in a sample: from the mode outwards, by ratios of neighbours. */
function expectation(n: number, count: number, size: number, values: Float64Array): number {
  const [least, most] = [Math.max(0, size - (n - count)), Math.min(count, size)];
  const mode = Math.min(most, Math.max(least, Math.floor(((size + 1) * (count + 1)) / (n + 2))));
  const rest = n - count - size;
  let [weights, sum] = [1, values[mode] as number];
  let weight = 1;
  for (let k = mode; k < most; k++) {
    weight *= ((count - k) * (size - k)) / ((k + 1) * (rest + k + 1));
    if (weight < NEGLIGIBLE) break;
    weights += weight;
    sum += weight * (values[k + 1] as number);
  }
  weight = 1;
  for (let k = mode; k > least; k--) {
    weight *= (k * (rest + k)) / ((count - k + 1) * (size - k + 1));
    if (weight < NEGLIGIBLE) break;
    weights += weight;
    sum += weight * (values[k - 1] as number);
  }
  return sum / weights;
}
