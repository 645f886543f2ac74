import { createRandom } from './random.ts';
import { logChoose } from './rarefaction.ts';

/**
 * Shares of the kinds as a bootstrap draws them: those of the seen kinds made a little smaller, the missing mass spread evenly over the
 * estimated number of kinds not seen (Chao et al. 2014, Ecological Monographs 84:45, appendix G; as the R package iNEXT). Drawing from the
 * bare counts would lose rare kinds in every draw and never find a new one.
 */
export function estimatedShares(counts: readonly number[]): number[] {
  const known = counts.filter((count) => count > 0).sort((a, b) => b - a);
  const n = known.reduce((sum, count) => sum + count, 0);
  const once = known.filter((count) => count === 1).length;
  const twice = known.filter((count) => count === 2).length;
  const unseen = ((n - 1) / n) * (twice === 0 ? (once * (once - 1)) / 2 : once ** 2 / (2 * twice));
  if (unseen <= 0) return known.map((count) => count / n);
  const missing = (once / n) * ((n * unseen) / (n * unseen + once));
  const spread = known.reduce((sum, count) => sum + (count / n) * (1 - count / n) ** n, 0);
  const kinds = Math.ceil(unseen);
  const shrunk = known.map((count) => (count / n) * (1 - (missing / spread) * (1 - count / n) ** n));
  return [...shrunk, ...Array.from({ length: kinds }, () => missing / kinds)];
}

/** Draws `n` events over kinds with the given shares, as one binomial count after another. */
export function drawMultinomial(shares: readonly number[], n: number, random: () => number): number[] {
  let [left, mass] = [n, shares.reduce((sum, share) => sum + share, 0)];
  return shares.map((share, at) => {
    const drawn = at === shares.length - 1 ? left : drawBinomial(left, Math.min(1, Math.max(0, share / mass)), random);
    left -= drawn;
    mass -= share;
    return drawn;
  });
}

/** An exact binomial count by inversion that starts at the mode and goes outwards on both sides: a few standard deviations of steps. */
export function drawBinomial(n: number, probability: number, random: () => number): number {
  if (n === 0 || probability <= 0) return 0;
  if (probability >= 1) return n;
  const odds = probability / (1 - probability);
  const mode = Math.min(n, Math.floor((n + 1) * probability));
  const top = Math.exp(logChoose(n, mode) + mode * Math.log(probability) + (n - mode) * Math.log1p(-probability));
  let [up, down, above, below] = [mode, mode, top, top];
  let u = random() - top;
  while (u >= 0) {
    const start = u;
    if (up < n) {
      above *= ((n - up) / (up + 1)) * odds;
      up += 1;
      u -= above;
      if (u < 0) return up;
    }
    if (down > 0) {
      below *= down / ((n - down + 1) * odds);
      down -= 1;
      u -= below;
      if (u < 0) return down;
    }
    if (u === start) return mode;
  }
  return mode;
}

/** Standard errors of several statistics of the counts under the seeded bootstrap; the same seed gives the same errors in any order of counts. */
export function bootstrapErrors(
  counts: readonly number[],
  statistics: (counts: readonly number[]) => readonly number[],
  { draws, seed }: { draws: number; seed: number },
): number[] {
  const shares = estimatedShares(counts);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const random = createRandom(seed);
  const values = Array.from({ length: draws }, () => statistics(drawMultinomial(shares, n, random)));
  return (values[0] ?? []).map((_, at) => deviation(values.map((each) => each[at] as number)));
}

function deviation(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1));
}
