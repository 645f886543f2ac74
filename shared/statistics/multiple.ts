export type Adjustment = 'BH' | 'BY' | 'holm';

/**
 * Adjusted p-values in the order given: Benjamini and Hochberg (1995), Benjamini and Yekutieli (2001), Holm (1979), as R's p.adjust.
 * NaN stays NaN and is not counted.
 */
export function adjust(pvalues: readonly number[], method: Adjustment): number[] {
  const known = pvalues.map((p, at) => ({ p, at })).filter(({ p }) => !Number.isNaN(p));
  const n = known.length;
  const adjusted = pvalues.map(() => Number.NaN);
  const up = method === 'holm';
  const factor = method === 'BY' ? Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((sum, term) => sum + term, 0) : 1;
  known.sort((a, b) => (up ? a.p - b.p : b.p - a.p));
  let bound = up ? 0 : 1;
  known.forEach(({ p, at }, i) => {
    bound = up ? Math.max(bound, Math.min(1, (n - i) * p)) : Math.min(bound, Math.min(1, (factor * n * p) / (n - i)));
    adjusted[at] = bound;
  });
  return adjusted;
}
