/** A quasi-Poisson regression with logarithmic link, fitted by iteratively reweighted least squares. */
export interface GlmFit {
  /** NaN for a column that depends on those before it. */
  coefficients: Float64Array;
  rank: number;
  /** Linear predictor and mean of each row. */
  mu: Float64Array;
  /** Working residuals `(y - mu) / mu` at the end, and the working weights with which the last step was made. */
  residuals: Float64Array;
  workingWeights: Float64Array;
  /** Diagonal of the hat matrix of the last step. */
  hat(): Float64Array;
  /** Rows with weight above 0, less the rank. */
  degrees: number;
  converged: boolean;
  /** `x' (X'WX)⁻¹ x` for a new row, W of the last step. */
  leverage(row: Float64Array): number;
}

const MOST_STEPS = 25;
const EPSILON = 1e-8;
const SMALLEST_MEAN = 2 ** -52;
/** Share of a column's own length below which the rest of it counts as nothing (as in LINPACK's dqrdc2 under glm.fit). */
const RANK_TOLERANCE = 1e-11;

function meanOf(eta: number): number {
  return Math.max(Math.exp(eta), SMALLEST_MEAN);
}

/** Twice the weighted distance of the Poisson log-likelihood from that of a perfect fit. */
function deviance(y: Float64Array, mu: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const observed = y[i] as number;
    const fitted = mu[i] as number;
    const distance = observed > 0 ? observed * Math.log(observed / fitted) - (observed - fitted) : fitted;
    sum += (weights[i] as number) * distance;
  }
  return 2 * sum;
}

/**
 * Fits `y` (counts, length n) on `design` (n × p, row by row) with prior `weights`. Starts at `y + 0.1`, stops when the deviance changes by
 * less than 1e-8 of `|deviance| + 0.1`, after 25 steps at most, as R's glm.fit does; so its early stop is the same.
 */
export function fitQuasiPoisson(design: Float64Array, columns: number, y: Float64Array, weights: Float64Array): GlmFit {
  const n = y.length;
  const eta = new Float64Array(n);
  const mu = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    eta[i] = Math.log((y[i] as number) + 0.1);
    mu[i] = meanOf(eta[i] as number);
  }
  const workingWeights = new Float64Array(n);
  const response = new Float64Array(n);
  const space = workspaceOf(n, columns);
  let before = deviance(y, mu, weights);
  let solved: LeastSquares | undefined;
  let last: Float64Array | undefined;
  let converged = false;
  for (let step = 0; step < MOST_STEPS; step++) {
    for (let i = 0; i < n; i++) {
      const slope = mu[i] as number;
      workingWeights[i] = (weights[i] as number) * slope;
      response[i] = (eta[i] as number) + ((y[i] as number) - slope) / slope;
    }
    solved = leastSquares(space, design, response, workingWeights);
    let now = predict(design, columns, solved.coefficients, y, weights, eta, mu);
    for (let half = 0; half < MOST_STEPS && !Number.isFinite(now) && last; half++) {
      for (let j = 0; j < columns; j++) solved.coefficients[j] = ((solved.coefficients[j] as number) + (last[j] as number)) / 2;
      now = predict(design, columns, solved.coefficients, y, weights, eta, mu);
    }
    if (!Number.isFinite(now)) break;
    if (Math.abs(now - before) / (Math.abs(now) + 0.1) < EPSILON) {
      converged = true;
      break;
    }
    before = now;
    last = solved.coefficients;
  }
  const { coefficients, rank, hat, leverage } = solved as LeastSquares;
  const residuals = new Float64Array(n);
  let used = 0;
  for (let i = 0; i < n; i++) {
    const mean = mu[i] as number;
    residuals[i] = ((y[i] as number) - mean) / mean;
    if ((weights[i] as number) > 0) used++;
  }
  return { coefficients, rank, mu, residuals, workingWeights, hat, degrees: used - rank, converged, leverage };
}

function predict(
  design: Float64Array,
  columns: number,
  coefficients: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  eta: Float64Array,
  mu: Float64Array,
): number {
  for (let i = 0; i < y.length; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const coefficient = coefficients[j] as number;
      if (!Number.isNaN(coefficient)) sum += (design[i * columns + j] as number) * coefficient;
    }
    eta[i] = sum;
    mu[i] = meanOf(sum);
  }
  return deviance(y, mu, weights);
}

/** Pearson dispersion by the given row weights. */
export function dispersion(fit: GlmFit, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const residual = fit.residuals[i] as number;
    if ((weights[i] as number) > 0) sum += (weights[i] as number) * residual * residual;
  }
  return sum / fit.degrees;
}

interface LeastSquares {
  coefficients: Float64Array;
  rank: number;
  hat(): Float64Array;
  leverage(row: Float64Array): number;
}

/** Arrays of one fit, written anew in each of its steps. */
interface Workspace {
  /** Columns of the weighted design, and the weighted response. */
  work: Float64Array[];
  right: Float64Array;
  /** Reflectors; the part before the own place is not used. */
  vectors: Float64Array[];
  lengths: Float64Array;
}

function workspaceOf(n: number, columns: number): Workspace {
  const arrays = (): Float64Array[] => Array.from({ length: columns }, () => new Float64Array(n));
  return { work: arrays(), right: new Float64Array(n), vectors: arrays(), lengths: new Float64Array(columns) };
}

/** Weighted least squares by Householder reflections; columns that depend on earlier ones are set aside. */
function leastSquares(space: Workspace, design: Float64Array, response: Float64Array, weights: Float64Array): LeastSquares {
  const { work, right, vectors, lengths } = space;
  const [n, columns] = [response.length, work.length];
  weigh(space, design, response, weights);
  const kept: number[] = [];
  for (let j = 0; j < columns && kept.length < n; j++) {
    const column = work[j] as Float64Array;
    const from = kept.length;
    const length = norm(column, from);
    if (!(length > (lengths[j] as number) * RANK_TOLERANCE)) continue;
    const vector = vectors[from] as Float64Array;
    reflectorOf(column, from, length, vector);
    for (let other = j; other < columns; other++) reflect(work[other] as Float64Array, vector, from);
    reflect(right, vector, from);
    kept.push(j);
  }
  const upper = (row: number, place: number) => (work[kept[place] as number] as Float64Array)[row] as number;
  return {
    coefficients: backSubstitute(columns, kept, upper, right),
    rank: kept.length,
    hat: () => hatOf(n, vectors.slice(0, kept.length)),
    leverage: (row) => leverageOf(row, kept, upper),
  };
}

function weigh({ work, right, lengths }: Workspace, design: Float64Array, response: Float64Array, weights: Float64Array): void {
  const columns = work.length;
  for (let i = 0; i < response.length; i++) {
    const root = Math.sqrt(weights[i] as number);
    right[i] = (response[i] as number) * root;
    for (let j = 0; j < columns; j++) (work[j] as Float64Array)[i] = root * (design[i * columns + j] as number);
  }
  for (let j = 0; j < columns; j++) lengths[j] = norm(work[j] as Float64Array, 0);
}

function norm(column: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < column.length; i++) {
    const value = column[i] as number;
    sum += value * value;
  }
  return Math.sqrt(sum);
}

/** Writes the vector v, scaled so that the reflection is `x - v (v·x)`. */
function reflectorOf(column: Float64Array, from: number, length: number, vector: Float64Array): void {
  for (let i = from; i < column.length; i++) vector[i] = column[i] as number;
  vector[from] = (vector[from] as number) + ((column[from] as number) < 0 ? -length : length);
  const scale = Math.SQRT2 / norm(vector, from);
  for (let i = from; i < vector.length; i++) vector[i] = (vector[i] as number) * scale;
}

function reflect(target: Float64Array, vector: Float64Array, from: number): void {
  let dot = 0;
  for (let i = from; i < target.length; i++) dot += (vector[i] as number) * (target[i] as number);
  for (let i = from; i < target.length; i++) target[i] = (target[i] as number) - dot * (vector[i] as number);
}

function backSubstitute(columns: number, kept: number[], upper: (row: number, place: number) => number, right: Float64Array): Float64Array {
  const coefficients = new Float64Array(columns).fill(Number.NaN);
  for (let row = kept.length - 1; row >= 0; row--) {
    let value = right[row] as number;
    for (let place = row + 1; place < kept.length; place++) value -= upper(row, place) * (coefficients[kept[place] as number] as number);
    coefficients[kept[row] as number] = value / upper(row, row);
  }
  return coefficients;
}

/** Sums of squares of the rows of Q. */
function hatOf(n: number, vectors: Float64Array[]): Float64Array {
  const hat = new Float64Array(n);
  for (let place = 0; place < vectors.length; place++) {
    const column = new Float64Array(n);
    column[place] = 1;
    for (let k = vectors.length - 1; k >= 0; k--) reflect(column, vectors[k] as Float64Array, k);
    for (let i = 0; i < n; i++) hat[i] = (hat[i] as number) + (column[i] as number) ** 2;
  }
  for (let i = 0; i < n; i++) if ((hat[i] as number) > 1 - 10 * Number.EPSILON) hat[i] = 1;
  return hat;
}

/** Solves R' z = x forward; the leverage is z·z. */
function leverageOf(row: Float64Array, kept: number[], upper: (row: number, place: number) => number): number {
  const solved = new Float64Array(kept.length);
  let sum = 0;
  for (let place = 0; place < kept.length; place++) {
    let value = row[kept[place] as number] as number;
    for (let before = 0; before < place; before++) value -= upper(before, place) * (solved[before] as number);
    solved[place] = value / upper(place, place);
    sum += (solved[place] as number) ** 2;
  }
  return sum;
}
