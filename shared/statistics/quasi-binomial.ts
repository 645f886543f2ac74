import { studentTwoSided } from './distributions.ts';

/** A logistic regression of shares, with Pearson's dispersion. */
export interface QuasiBinomialFit {
  /** Log-odds, in the order of the columns. */
  coefficients: number[];
  /** Standard errors for a dispersion of 1. */
  plainErrors: number[];
  /** Pearson's chi-square over the degrees of freedom; NaN when there are none. */
  dispersion: number;
  /** Rows with trials, less the columns. */
  degrees: number;
}

const MOST_STEPS = 50;
const EPSILON = 1e-10;
/** Smallest pivot of a matrix that still counts as regular, relative to its largest entry. */
const SINGULAR = 1e-12;
/** Log-odds beyond this say that the two outcomes are parted entirely: there is no finite answer. */
const PARTED = 25;

/**
 * Fits `successes` out of `trials` on the rows of `design` by iteratively reweighted least squares, as R's glm with family quasibinomial.
 * Undefined where the columns depend on one another or the outcomes are parted entirely.
 */
export function fitQuasiBinomial(design: number[][], successes: number[], trials: number[]): QuasiBinomialFit | undefined {
  const used = design.map((row, at) => ({ row, y: successes[at] ?? 0, n: trials[at] ?? 0 })).filter(({ n }) => n > 0);
  const width = design[0]?.length ?? 0;
  if (used.length < width) return undefined;
  let eta = used.map(({ y, n }) => Math.log((y + 0.5) / (n - y + 0.5)));
  let coefficients: number[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const weights = used.map(({ n }, at) => n * spread(eta[at] as number));
    const response = used.map(({ y, n }, at) => (eta[at] as number) + (y / n - mean(eta[at] as number)) / spread(eta[at] as number));
    const inverse = invert(
      crossProduct(
        used.map(({ row }) => row),
        weights,
      ),
    );
    if (!inverse) return undefined;
    const right = columnsOf(width, (j) =>
      used.reduce((sum, { row }, at) => sum + (row[j] as number) * (weights[at] as number) * (response[at] as number), 0),
    );
    const next = inverse.map((line) => dot(line, right));
    const isSettled =
      coefficients.length > 0 && next.every((value, j) => Math.abs(value - (coefficients[j] as number)) < EPSILON * (1 + Math.abs(value)));
    coefficients = next;
    eta = used.map(({ row }) => dot(row, coefficients));
    if (eta.some((value) => !(Math.abs(value) < PARTED))) return undefined;
    if (isSettled) return summary(used, coefficients, eta, width);
  }
  return undefined;
}

interface Row {
  row: number[];
  y: number;
  n: number;
}

function summary(used: Row[], coefficients: number[], eta: number[], width: number): QuasiBinomialFit | undefined {
  const weights = used.map(({ n }, at) => n * spread(eta[at] as number));
  const inverse = invert(
    crossProduct(
      used.map(({ row }) => row),
      weights,
    ),
  );
  if (!inverse) return undefined;
  const degrees = used.length - width;
  const chiSquare = used.reduce((sum, { y, n }, at) => sum + (y - n * mean(eta[at] as number)) ** 2 / (weights[at] as number), 0);
  return {
    coefficients,
    plainErrors: inverse.map((line, j) => Math.sqrt(line[j] as number)),
    dispersion: degrees > 0 ? chiSquare / degrees : Number.NaN,
    degrees,
  };
}

function mean(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

function spread(eta: number): number {
  const share = mean(eta);
  return Math.max(share * (1 - share), 1e-12);
}

function dot(left: number[], right: number[]): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] as number), 0);
}

function columnsOf(width: number, value: (column: number) => number): number[] {
  return Array.from({ length: width }, (_, column) => value(column));
}

function crossProduct(rows: number[][], weights: number[]): number[][] {
  const width = rows[0]?.length ?? 0;
  return columnsOf(width, (i) => i).map((i) =>
    columnsOf(width, (j) => rows.reduce((sum, row, at) => sum + (weights[at] as number) * (row[i] as number) * (row[j] as number), 0)),
  );
}

/** Gauss and Jordan with partial pivoting; undefined for a singular matrix. */
function invert(matrix: number[][]): number[][] | undefined {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...columnsOf(size, (j) => (i === j ? 1 : 0))]);
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let column = 0; column < size; column++) {
    const best = work.reduce(
      (found, row, at) => (at >= column && Math.abs(row[column] as number) > Math.abs(work[found]?.[column] as number) ? at : found),
      column,
    );
    [work[column], work[best]] = [work[best] as number[], work[column] as number[]];
    const pivot = work[column]?.[column] as number;
    if (!(Math.abs(pivot) > largest * SINGULAR)) return undefined;
    const own = (work[column] as number[]).map((value) => value / pivot);
    work[column] = own;
    for (const [at, row] of work.entries()) {
      const factor = row[column] as number;
      if (at !== column && factor !== 0) work[at] = row.map((value, j) => value - factor * (own[j] as number));
    }
  }
  return work.map((row) => row.slice(size));
}

/** The t with which `±t` holds 95 of 100, by halving; `degrees` at least 1. */
export function studentHalfWidth(degrees: number, level = 0.95): number {
  let [low, high] = [0, 1e4];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, degrees) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
