import { incompleteBeta, incompleteGamma } from './special.ts';

/** Distribution functions. `upper` is the probability above, kept apart so that small tails keep their digits. */

/** P(Z ≤ z) and P(Z > z) of the standard normal distribution. */
export function normal(z: number): { lower: number; upper: number } {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z < 0 ? { lower: upper / 2, upper: (1 + lower) / 2 } : { lower: (1 + lower) / 2, upper: upper / 2 };
}

const CENTRE = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
    2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
    5226.495278852854,
  ],
};
const NEAR = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
    1.0507500716444169e-9,
  ],
};
const FAR = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
    0.000027115555687434876, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548, 1.421511758316446e-7,
    2.0442631033899397e-15,
  ],
};

function ratio({ above, below }: typeof CENTRE, r: number): number {
  let upper = 0;
  let lower = 0;
  for (let k = above.length - 1; k >= 0; k--) {
    upper = upper * r + (above[k] as number);
    lower = lower * r + (below[k] as number);
  }
  return upper / lower;
}

/** Quantile of the standard normal distribution (Wichura 1988, algorithm AS 241, PPND16). */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? ratio(NEAR, r - 1.6) : ratio(FAR, r - 5);
  return q < 0 ? -z : z;
}

/** P(|T| > |t|) of Student's distribution. */
export function studentTwoSided(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5).lower;
}

/** P(X > x) of the chi-square distribution. */
export function chiSquareUpper(x: number, degrees: number): number {
  return incompleteGamma(degrees / 2, x / 2).upper;
}

/** P(Y ≤ y) and P(Y > y) of a Poisson count. */
export function poisson(y: number, mean: number): { lower: number; upper: number } {
  if (y < 0) return { lower: 0, upper: 1 };
  if (mean === 0) return { lower: 1, upper: 0 };
  const { lower, upper } = incompleteGamma(Math.floor(y) + 1, mean);
  return { lower: upper, upper: lower };
}

/** P(Y ≤ y) and P(Y > y) of a negative binomial count of failures before `size` successes of probability `prob`. */
export function negativeBinomial(y: number, size: number, prob: number): { lower: number; upper: number } {
  if (y < 0) return { lower: 0, upper: 1 };
  if (size === 0) return { lower: 1, upper: 0 };
  return incompleteBeta(prob, size, Math.floor(y) + 1);
}

/** A probability this close to the wanted one counts as reached, as in R's discrete quantiles. */
const FUZZ = 64 * Number.EPSILON;

/** The least count whose cumulated probability reaches `p`; starts from `guess` and walks by halving steps. */
function discreteQuantile(p: number, cumulated: (y: number) => number, guess: number, spread: number): number {
  if (!(p >= 0 && p <= 1) || Number.isNaN(guess)) return Number.NaN;
  if (p === 1) return Infinity;
  const reached = (y: number) => cumulated(y) >= p * (1 - FUZZ);
  let below = -1;
  let above = Math.max(0, Math.floor(guess));
  let step = Math.max(1, Math.floor(spread));
  while (!reached(above)) {
    if (above === Infinity) return Number.NaN;
    below = above;
    above += step;
    step *= 2;
  }
  step = Math.max(1, Math.floor(spread));
  while (above - step > below && reached(above - step)) {
    above -= step;
    step *= 2;
  }
  below = Math.max(below, above - step);
  while (above - below > 1) {
    const middle = Math.floor((above + below) / 2);
    if (middle <= below || middle >= above) break;
    if (reached(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** Above this mean a count is taken for continuous: quantiles are then right to 1e-8 of themselves, and whole numbers run out of digits. */
const CONTINUOUS = 1e9;
/** With a size above it a negative binomial count that large is nearly normal. */
const NEARLY_NORMAL = 1e6;

/** Quantile of a nearly normal count, with the first correction for its skewness (Cornish and Fisher 1938). */
function cornishFisher(p: number, mean: number, sd: number, skewness: number): number {
  const z = normalQuantile(p);
  return Math.max(0, Math.round(mean + sd * (z + (skewness * (z * z - 1)) / 6)));
}

export function poissonQuantile(p: number, mean: number): number {
  if (mean === 0) return 0;
  const sd = Math.sqrt(mean);
  if (mean > CONTINUOUS) return cornishFisher(p, mean, sd, 1 / sd);
  return discreteQuantile(p, (y) => poisson(y, mean).lower, mean + sd * normalQuantile(p), sd / 4);
}

export function negativeBinomialQuantile(p: number, size: number, prob: number): number {
  if (size === 0) return 0;
  const mean = (size * (1 - prob)) / prob;
  const sd = Math.sqrt(mean / prob);
  if (mean > CONTINUOUS && size > NEARLY_NORMAL) return cornishFisher(p, mean, sd, (2 - prob) / Math.sqrt(size * (1 - prob)));
  if (mean > CONTINUOUS) return discreteQuantile(p, (y) => incompleteGamma(size, (y * prob) / (1 - prob)).lower, mean, sd / 4);
  return discreteQuantile(p, (y) => negativeBinomial(y, size, prob).lower, mean + sd * normalQuantile(p), sd / 4);
}
