/** Location and scale that single wild values do not move. */
export interface Spread {
  median: number;
  /** 1.4826 times the median absolute deviation, which estimates the standard deviation of normal data. */
  scale: number;
  n: number;
}

/** Makes the median absolute deviation of normal data equal its standard deviation. */
const NORMAL = 1.4826;

/** Median of values in any order; NaN for none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

export function spreadOf(values: ArrayLike<number>): Spread {
  const centre = median(values);
  const away = distances(values, centre);
  return { median: centre, scale: NORMAL * median(away), n: values.length };
}

/** As `spreadOf`, where some values count for more than others: the lower weighted median. */
export function weightedSpread(values: ArrayLike<number>, weights: ArrayLike<number>): Spread {
  const centre = weightedMedian(values, weights);
  const away = distances(values, centre);
  return { median: centre, scale: NORMAL * weightedMedian(away, weights), n: values.length };
}

function distances(values: ArrayLike<number>, centre: number): Float64Array {
  const away = new Float64Array(values.length);
  for (let at = 0; at < away.length; at++) away[at] = Math.abs((values[at] as number) - centre);
  return away;
}

/** The smallest value at which half of the weight is reached; NaN for none. */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const order = Uint32Array.from(values, (_, at) => at).sort((a, b) => (values[a] as number) - (values[b] as number));
  let total = 0;
  for (const at of order) total += weights[at] as number;
  let reached = 0;
  for (const at of order) {
    reached += weights[at] as number;
    if (reached * 2 >= total) return values[at] as number;
  }
  return Number.NaN;
}
