/**
 * Level shifts in one monthly series, by generalised least squares: a constant, a linear trend and the seasons are always there, errors are
 * autoregressive of order one; steps, and shifts that last a half, one or two years, are added one by one, the strongest first.
 */
export interface Observations {
  /** Month numbers, ascending; months without an observation are left out. */
  months: Int32Array;
  values: Float64Array;
  /** Precision of each value. */
  weights: Float64Array;
}

export interface Shift {
  /** Index of the first observation on the new level, and of the first one after it; the length of the series where it stays. */
  from: number;
  to: number;
  /** Change of level, in the units of the values. */
  effect: number;
  /** Absolute t statistic at the moment the shift was added. */
  t: number;
}

export interface StepFit {
  shifts: Shift[];
  /** Largest |t| over all places, whether or not it was added. */
  largest: number;
  rho: number;
}

/** Observations that each level holds at least. */
export const SHORTEST_LEVEL = 6;
const LASTING = [6, 12, 24];
const MOST_SHIFTS = 6;
/** Shifts that are taken out before the autocorrelation is measured: a break left in would pass for it. */
const [SHIFTS_FOR_RHO, T_FOR_RHO] = [4, 7];
const HIGHEST_RHO = 0.85;
const CLIP_WINDOW = 6;
const CLIP_AT = 4;

/** Shifts with |t| of at least `threshold`, in the order of their strength. */
export function fitSteps(observed: Observations, threshold: number): StepFit {
  const clipped = { ...observed, values: clipOutliers(observed.values) };
  const rough = greedy(clipped, 0, T_FOR_RHO, SHIFTS_FOR_RHO);
  const rho = correctedRho(rough.residuals, clipped.months, rough.terms);
  const { shifts, largest } = greedy(clipped, rho, threshold, MOST_SHIFTS);
  return { shifts, largest, rho };
}

/** Single odd months are drawn in to four times the usual distance from the median of the year around them. */
function clipOutliers(values: Float64Array): Float64Array {
  const medians = values.map((_value, at) => median(values.slice(Math.max(0, at - CLIP_WINDOW), at + CLIP_WINDOW + 1)));
  const scale = 1.4826 * median(values.map((value, at) => Math.abs(value - (medians[at] as number))));
  if (scale === 0) return values;
  const reach = CLIP_AT * scale;
  return values.map((value, at) => Math.min((medians[at] as number) + reach, Math.max((medians[at] as number) - reach, value)));
}

export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Lag-one autocorrelation of residuals, with what fitting took away from it given back; never negative. */
function correctedRho(residuals: Float64Array, months: Int32Array, terms: number): number {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < residuals.length; at++) {
    squares += (residuals[at] as number) ** 2;
    if (at > 0 && (months[at] as number) - (months[at - 1] as number) === 1)
      sum += (residuals[at] as number) * (residuals[at - 1] as number);
  }
  const raw = squares > 0 ? sum / squares : 0;
  const n = residuals.length;
  return Math.min(HIGHEST_RHO, Math.max(0, (raw + (1 + terms) / n) / (1 - Math.min(0.5, 3 / n))));
}

/** The series after weighting and whitening. A step from `at` on is `jump[at]` there and `level` after it. */
interface Whitened {
  y: Float64Array;
  level: Float64Array;
  jump: Float64Array;
  base: Float64Array[];
}

function whiten({ months, values, weights }: Observations, rho: number): Whitened {
  const n = values.length;
  const root = weights.map(Math.sqrt);
  const lag = new Float64Array(n);
  const scale = new Float64Array(n).fill(1);
  for (let at = 1; at < n; at++) {
    lag[at] = rho ** ((months[at] as number) - (months[at - 1] as number));
    scale[at] = 1 / Math.sqrt(1 - (lag[at] as number) ** 2);
  }
  const through = (column: (at: number) => number): Float64Array =>
    Float64Array.from({ length: n }, (_, at) => {
      const before = at === 0 ? 0 : (lag[at] as number) * (root[at - 1] as number) * column(at - 1);
      return (scale[at] as number) * ((root[at] as number) * column(at) - before);
    });
  const month = (at: number): number => months[at] as number;
  const base = [through(() => 1), through((at) => (month(at) - month(0)) / 12)];
  for (const k of harmonics(n)) {
    base.push(through((at) => Math.cos((Math.PI * k * month(at)) / 6)));
    base.push(through((at) => Math.sin((Math.PI * k * month(at)) / 6)));
  }
  return {
    y: through((at) => values[at] as number),
    level: base[0] as Float64Array,
    jump: root.map((value, at) => value * (scale[at] as number)),
    base,
  };
}

function harmonics(n: number): number[] {
  if (n < 24) return [];
  return n < 36 ? [1] : [1, 2];
}

function greedy(observed: Observations, rho: number, threshold: number, most: number) {
  const white = whiten(observed, rho);
  const n = white.y.length;
  const basis: Float64Array[] = [];
  const residual = white.y.slice();
  for (const column of white.base) extend(basis, column, residual);
  const shifts: Shift[] = [];
  let largest = 0;
  while (shifts.length < most) {
    const best = strongest(white, basis, residual, n);
    if (shifts.length === 0) largest = best?.t ?? 0;
    if (!best || best.t < threshold) break;
    shifts.push(best);
    extend(basis, shiftColumn(white, best), residual);
  }
  return { shifts, largest, residuals: residual, terms: basis.length };
}

/** Adds a column to an orthonormal basis and takes it out of the residual; nothing where it depends on those before. */
function extend(basis: Float64Array[], column: Float64Array, residual: Float64Array): void {
  const own = column.slice();
  for (let pass = 0; pass < 2; pass++) for (const known of basis) subtract(own, known, dot(own, known));
  const length = Math.sqrt(dot(own, own));
  if (length < 1e-9 * Math.sqrt(dot(column, column))) return;
  for (let at = 0; at < own.length; at++) own[at] = (own[at] as number) / length;
  basis.push(own);
  subtract(residual, own, dot(residual, own));
}

function shiftColumn({ level, jump }: Whitened, { from, to }: Shift): Float64Array {
  const column = new Float64Array(level.length);
  const add = (start: number, sign: number): void => {
    if (start >= level.length) return;
    column[start] = (column[start] as number) + sign * (jump[start] as number);
    for (let at = start + 1; at < level.length; at++) column[at] = (column[at] as number) + sign * (level[at] as number);
  };
  add(from, 1);
  add(to, -1);
  return column;
}

/** Inner products of a step at every place with a vector, all in one sweep from the end. */
function stepProducts({ level, jump }: Whitened, vector: Float64Array): Float64Array {
  const out = new Float64Array(vector.length + 1);
  let after = 0;
  for (let at = vector.length - 1; at >= 0; at--) {
    out[at] = after + (jump[at] as number) * (vector[at] as number);
    after += (level[at] as number) * (vector[at] as number);
  }
  return out;
}

function strongest(white: Whitened, basis: Float64Array[], residual: Float64Array, n: number): Shift | undefined {
  const free = n - basis.length - 1;
  if (free < 8) return undefined;
  const total = dot(residual, residual);
  const withResidual = stepProducts(white, residual);
  const withBasis = basis.map((column) => stepProducts(white, column));
  const rest = new Float64Array(n + 1);
  for (let at = n - 1; at >= 0; at--) rest[at] = (rest[at + 1] as number) + (white.level[at] as number) ** 2;
  const squared = (at: number): number => (at >= n ? 0 : (white.jump[at] as number) ** 2 + (rest[at + 1] as number));
  /** Inner product of a step at `later` with any earlier one. */
  const crossed = (later: number): number =>
    later >= n ? 0 : (white.level[later] as number) * (white.jump[later] as number) + (rest[later + 1] as number);
  let best: Shift | undefined;
  const look = (from: number, to: number): void => {
    let own = squared(from) + squared(to) - 2 * crossed(to);
    for (const column of withBasis) own -= ((column[from] as number) - (column[to] as number)) ** 2;
    if (own < 1e-6 * squared(from)) return;
    const product = (withResidual[from] as number) - (withResidual[to] as number);
    const explained = (product * product) / own;
    const t = Math.sqrt(explained / Math.max((total - explained) / free, 1e-12));
    if (!best || t > best.t) best = { from, to, effect: product / own, t };
  };
  for (let from = SHORTEST_LEVEL; from <= n - SHORTEST_LEVEL; from++) {
    look(from, n);
    for (const length of LASTING) if (from + length <= n - SHORTEST_LEVEL) look(from, from + length);
  }
  return best;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] as number) * (right[at] as number);
  return sum;
}

function subtract(from: Float64Array, column: Float64Array, factor: number): void {
  for (let at = 0; at < from.length; at++) from[at] = (from[at] as number) - factor * (column[at] as number);
}
