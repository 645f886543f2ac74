import {
  negativeBinomial,
  negativeBinomialQuantile,
  normal,
  normalQuantile,
  poisson,
  poissonQuantile,
  studentTwoSided,
} from './distributions.ts';
import { dispersion, fitQuasiPoisson, type GlmFit } from './glm.ts';

/** The options of `farringtonFlexible` of the R package surveillance, by their names there. */
export interface FarringtonControl {
  /** Years back. */
  b: number;
  /** Half width of the window around each reference point, in periods. */
  w: number;
  /** Parts of the year that have a level of their own; 1 uses the windows only. */
  noPeriods: number;
  /** Periods before the current one that are no reference. */
  pastWeeksNotIncluded: number;
  /** Anscombe residuals above it lose weight. */
  weightsThreshold: number;
  reweight: boolean;
  trend: boolean;
  /** A trend is kept when its p-value lies below. */
  pThresholdTrend: number;
  thresholdMethod: 'delta' | 'nbPlugin' | 'muan';
  /** One-sided probability of an alarm. */
  alpha: number;
  powertrans: '2/3' | '1/2' | 'none';
  /** No statement with fewer than `limit54[0]` cases in the last `limit54[1]` periods. */
  limit54: [number, number];
}

export const FARRINGTON_DEFAULTS: Omit<FarringtonControl, 'pastWeeksNotIncluded'> = {
  b: 5,
  w: 3,
  noPeriods: 1,
  weightsThreshold: 2.58,
  reweight: true,
  trend: true,
  pThresholdTrend: 0.05,
  thresholdMethod: 'delta',
  alpha: 0.05,
  powertrans: '2/3',
  limit54: [5, 4],
};

/** Counts by period; `time` is the day number of each period's first day, or its number where periods are all alike. */
export interface Series {
  /** NaN where nothing was reported. */
  counts: ArrayLike<number>;
  time: ArrayLike<number>;
  /** Periods in a year: 12 or 52. */
  frequency: number;
  /**
   * Looks ahead as R does for series with dates: from the first reference that was reported, though the fit counts from the first of all. The
   * two differ, and R is off by as many periods, only where the first reference is missing and a trend is kept.
   */
  asDatedInR?: boolean;
}

/** One period under test; NaN stands for "no statement", as NA in R. */
export interface Exceedance {
  expected: number;
  upper: number;
  /** null where no model settles; false where there is one but nothing can be said, as in R. */
  alarm: boolean | null;
  /** (observed - fitted) / (upper - fitted); with `nbPlugin` and `muan` the fitted value stands on the log scale, as in R. */
  score: number;
  pvalue: number;
  /** True when a trend was kept; then `slope` is its coefficient per period. */
  trend: boolean;
  slope: number;
}

const NOTHING: Exceedance = {
  expected: Number.NaN,
  upper: Number.NaN,
  alarm: null,
  score: Number.NaN,
  pvalue: Number.NaN,
  trend: false,
  slope: Number.NaN,
};

/** Thrown as RangeError: the settings ask for periods that the series does not have. */
const TOO_SHORT = 'Some reference periods lie before the start of the series. Lower b or w, or begin later.';
const TOO_MANY_PERIODS = 'noPeriods is too large for the length of a year and w.';

/**
 * Improved Farrington detector (Noufaily et al. 2013, Statistics in Medicine 32:1206; Salmon, Schumacher and Höhle 2016, JSS 70(10)) for the
 * period `at`, counted from 0. Same fits, weights and thresholds as surveillance 1.20.3.
 */
export function farringtonAt(series: Series, at: number, control: FarringtonControl): Exceedance {
  return farringtonFitAt(series, at, control).exceedance;
}

/** The same with the fit it rests on; without one where no fit settles or no reference is left. */
export function farringtonFitAt(series: Series, at: number, control: FarringtonControl): { fit?: Fitted; exceedance: Exceedance } {
  const blocks = referenceBlocks(series, at, control);
  const reference = referenceRows(series, at, blocks, control);
  const fit = fitWithTrend(reference, control);
  return fit ? { fit, exceedance: judge(series, at, fit, control) } : { exceedance: NOTHING };
}

/**
 * For each period the part of the year it belongs to, `noPeriods` for the windows; 0 for periods out of use. The oldest window may begin one
 * period before the series, as R's subscript 0 is passed over.
 */
function referenceBlocks({ counts, frequency }: Series, at: number, { b, w, noPeriods }: FarringtonControl): Uint8Array {
  const blocks = new Uint8Array(counts.length + 1);
  const put = (from: number, to: number, block: number) => {
    for (let k = Math.max(0, Math.min(from, to)); k <= Math.max(from, to); k++) blocks[k] = block;
  };
  if (at - b * frequency < 0 || at - b * frequency - w < -1) throw new RangeError(TOO_SHORT);
  put(at - w, at, noPeriods);
  for (let year = 1; year <= b; year++) {
    const centre = at - year * frequency;
    put(centre - w, centre + w, noPeriods);
    if (noPeriods === 1) continue;
    const between = frequency - 2 * w - 1;
    if (between < noPeriods - (2 * w + 1)) throw new RangeError(TOO_MANY_PERIODS);
    fillBetween(centre + w + 1, between, noPeriods - 1, put);
  }
  return blocks.subarray(0, counts.length);
}

/** Shares the periods between two windows out to `parts` blocks; one that gets none still marks the borders, as R's `a:(a-1)` does. */
function fillBetween(start: number, between: number, parts: number, put: (from: number, to: number, block: number) => void): void {
  const length = Math.floor(between / parts);
  const longer = between % parts;
  let from = start;
  for (let part = 1; part <= parts; part++) {
    const size = length + (part <= longer ? 1 : 0);
    put(from, from + size - 1, part);
    from += size;
  }
}

/** What a fit rests on. */
export interface Reference {
  y: Float64Array;
  /** Periods since the first row, in units of the series' first step. */
  time: Float64Array;
  block: Uint8Array;
  /** The blocks that occur, ascending; the first is the level of the intercept. */
  levels: number[];
  timeNow: number;
  blockNow: number;
}

function referenceRows(series: Series, at: number, blocks: Uint8Array, control: FarringtonControl): Reference {
  const rows: number[] = [];
  const lastReference = at - control.pastWeeksNotIncluded;
  for (let k = 0; k < blocks.length; k++) if (blocks[k] !== 0 && (k < lastReference || k > at)) rows.push(k);
  const origin = series.time[rows[0] as number] as number;
  const unit = (series.time[1] as number) - (series.time[0] as number);
  const since = (k: number) => ((series.time[k] as number) - origin) / unit;
  const kept = rows.filter((k) => !Number.isNaN(series.counts[k]));
  const [y, time, block] = [new Float64Array(kept.length), new Float64Array(kept.length), new Uint8Array(kept.length)];
  kept.forEach((k, i) => {
    y[i] = series.counts[k] as number;
    time[i] = since(k);
    block[i] = blocks[k] as number;
  });
  return {
    y,
    time,
    block,
    levels: [...new Set(kept.map((k) => blocks[k] as number))].sort((a, b) => a - b),
    timeNow: since(at) - (series.asDatedInR && kept[0] !== undefined ? since(kept[0]) : 0),
    blockNow: control.noPeriods,
  };
}

export interface Fitted {
  /** Linear predictor now, its standard error, and the dispersion (at least 1). */
  eta: number;
  error: number;
  phi: number;
  /** Dispersion before any row lost weight, as it is, and its degrees of freedom. */
  plainPhi: number;
  degrees: number;
  trend: boolean;
  slope: number;
}

/** `classic` fits as the first version of the detector did: standard errors from the dispersion of the fit itself, at least 1. */
export type FitControl = Pick<FarringtonControl, 'b' | 'noPeriods' | 'reweight' | 'weightsThreshold' | 'trend' | 'pThresholdTrend'> & {
  classic?: boolean;
};

interface Model {
  fit: GlmFit;
  phi: number;
  plainPhi: number;
  /** Dispersion as R's summary gives it once the model's weights were replaced by those of the reweighting. */
  summaryDispersion: number;
  withTrend: boolean;
  design: Design;
}

/** Fits with a trend where that is wanted and holds, else without; undefined when the fit does not settle. */
export function fitWithTrend(reference: Reference, control: FitControl): Fitted | undefined {
  const model = fitModel(reference, control, control.trend);
  if (!model) return undefined;
  if (!model.withTrend) return fittedBy(model, control, false);
  const p = trendProbability(model);
  const now = fittedBy(model, control, true);
  const keeps = control.b >= 3 && p < control.pThresholdTrend && Math.exp(now.eta) <= Math.max(...reference.y);
  if (keeps) return now;
  const without = fitModel(reference, control, false);
  return without ? fittedBy(without, control, false) : undefined;
}

function fitModel(reference: Reference, control: FitControl, trend: boolean): Model | undefined {
  const ones = new Float64Array(reference.y.length).fill(1);
  let withTrend = trend;
  let design = designOf(reference, control, withTrend);
  let fit = fitQuasiPoisson(design.rows, design.columns, reference.y, ones);
  if (!fit.converged && withTrend) {
    withTrend = false;
    design = designOf(reference, control, withTrend);
    fit = fitQuasiPoisson(design.rows, design.columns, reference.y, ones);
  }
  if (!fit.converged) return undefined;
  const plainPhi = dispersion(fit, fit.workingWeights);
  let phi = Math.max(plainPhi, 1);
  if (!control.reweight) return { fit, phi, plainPhi, summaryDispersion: plainPhi, withTrend, design };
  const weights = weightsOf(reference.y, fit, phi, control.weightsThreshold);
  fit = fitQuasiPoisson(design.rows, design.columns, reference.y, weights);
  const own = dispersion(fit, fit.workingWeights);
  phi = Math.max(own, 1);
  return { fit, phi, plainPhi, summaryDispersion: control.classic ? own : dispersion(fit, weights), withTrend, design };
}

interface Design {
  rows: Float64Array;
  columns: number;
  now: Float64Array;
}

/** Intercept, time, and one column for each block but the first. */
function designOf(reference: Reference, { noPeriods }: FitControl, trend: boolean): Design {
  const levels = noPeriods === 1 ? [] : reference.levels.slice(1);
  const columns = 1 + (trend ? 1 : 0) + levels.length;
  const fill = (target: Float64Array, from: number, time: number, block: number): Float64Array => {
    target[from] = 1;
    if (trend) target[from + 1] = time;
    const place = levels.indexOf(block);
    if (place >= 0) target[from + columns - levels.length + place] = 1;
    return target;
  };
  const rows = new Float64Array(reference.y.length * columns);
  for (let i = 0; i < reference.y.length; i++) fill(rows, i * columns, reference.time[i] as number, reference.block[i] as number);
  return { rows, columns, now: fill(new Float64Array(columns), 0, reference.timeNow, reference.blockNow) };
}

/**
 * Farrington's weights: rows whose Anscombe residual is above the threshold count by its inverse square; all are scaled to sum to n. A row
 * that decides its own fitted value has no residual and keeps its weight; R divides rounding errors by 0 there.
 */
function weightsOf(y: Float64Array, fit: GlmFit, phi: number, threshold: number): Float64Array {
  const hat = fit.hat();
  const shares = new Float64Array(y.length);
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const mu = fit.mu[i] as number;
    const room = 1 - (hat[i] as number);
    const residual = (1.5 * ((y[i] as number) ** (2 / 3) * mu ** (-1 / 6) - Math.sqrt(mu))) / Math.sqrt(phi * room);
    shares[i] = room > 0 && residual > threshold ? residual ** -2 : 1;
    sum += shares[i] as number;
  }
  const gamma = y.length / sum;
  for (let i = 0; i < y.length; i++) shares[i] = (shares[i] as number) * gamma;
  return shares;
}

/** Two-sided p-value of the trend's coefficient; NaN when it could not be told from the others. */
function trendProbability({ fit, summaryDispersion, design }: Model): number {
  const slope = fit.coefficients[1] as number;
  const error = Math.sqrt(summaryDispersion * covarianceOf(fit, design.columns, 1));
  return studentTwoSided(slope / error, fit.degrees);
}

function covarianceOf(fit: GlmFit, columns: number, column: number): number {
  const unit = new Float64Array(columns);
  unit[column] = 1;
  return fit.leverage(unit);
}

function fittedBy({ fit, phi, plainPhi, summaryDispersion, design }: Model, { classic }: FitControl, trend: boolean): Fitted {
  let eta = 0;
  for (let j = 0; j < design.columns; j++) {
    const coefficient = fit.coefficients[j] as number;
    if (!Number.isNaN(coefficient)) eta += coefficient * (design.now[j] as number);
  }
  const error = Math.sqrt((classic ? phi : summaryDispersion) * fit.leverage(design.now));
  return { eta, error, phi, plainPhi, degrees: fit.degrees, trend, slope: trend ? (fit.coefficients[1] as number) : Number.NaN };
}

export interface Threshold {
  /** What the score measures from. */
  fitted: number;
  expected: number;
  upper: number;
  pvalue: number;
}

function judge(series: Series, at: number, fit: Fitted, control: FarringtonControl): Exceedance {
  const observed = series.counts[at] as number;
  const { fitted, expected, upper, pvalue } =
    control.thresholdMethod === 'delta' ? deltaThreshold(fit, observed, control) : quantileThreshold(fit, observed, control);
  const score = (observed - fitted) / (upper - fitted);
  const enough = casesBefore(series, at, control.limit54[1]) >= control.limit54[0];
  return {
    expected: enough && !Number.isNaN(upper) ? expected : Number.NaN,
    upper: enough ? upper : Number.NaN,
    alarm: enough && score > 1 && observed !== 0,
    score,
    pvalue,
    trend: fit.trend,
    slope: fit.slope,
  };
}

export function casesBefore({ counts }: Series, at: number, periods: number): number {
  let sum = 0;
  for (let k = Math.max(0, at - periods + 1); k <= at; k++) sum += counts[k] as number;
  return sum;
}

/** Prediction interval on a power scale on which the count is nearly normal. */
export function deltaThreshold(
  { eta, error, phi }: Fitted,
  observed: number,
  { alpha, powertrans }: Pick<FarringtonControl, 'alpha' | 'powertrans'>,
): Threshold {
  const mean = Math.max(Math.exp(eta), Number.EPSILON);
  const se = error * mean;
  const tau = phi + (se * se) / mean;
  const exponent = { none: 1, '1/2': 1 / 2, '2/3': 2 / 3 }[powertrans];
  const spread = { none: Math.sqrt(mean * tau), '1/2': Math.sqrt(tau / 4), '2/3': Math.sqrt((4 / 9) * mean ** (1 / 3) * tau) }[powertrans];
  const z = normalQuantile(1 - alpha) * spread;
  const bounds = [(mean ** exponent - z) ** (1 / exponent), (mean ** exponent + z) ** (1 / exponent)];
  const known = bounds.filter((bound) => !Number.isNaN(bound));
  return {
    fitted: mean,
    expected: mean,
    upper: known.length > 0 ? Math.max(...known) : Number.NaN,
    pvalue: normal((observed ** exponent - mean ** exponent) / spread).upper,
  };
}

/** Quantile of a negative binomial count with the fitted mean (`muan`: with its upper bound) and dispersion; Poisson without overdispersion. */
function quantileThreshold({ eta, error, phi }: Fitted, observed: number, { alpha, thresholdMethod }: FarringtonControl): Threshold {
  const mean = Math.exp(thresholdMethod === 'muan' ? eta + normalQuantile(1 - alpha) * error : eta);
  const none = { fitted: eta, expected: Math.exp(eta), upper: Number.NaN, pvalue: Number.NaN };
  if (mean === Infinity) return none;
  if (phi > 1) {
    const size = mean / (phi - 1);
    return {
      ...none,
      upper: negativeBinomialQuantile(1 - alpha, size, 1 / phi),
      pvalue: negativeBinomial(observed - 1, size, 1 / phi).upper,
    };
  }
  return { ...none, upper: poissonQuantile(1 - alpha, mean), pvalue: poisson(observed - 1, mean).upper };
}
