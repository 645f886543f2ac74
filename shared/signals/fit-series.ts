import { earsAt, earsHistory } from '../statistics/ears.ts';
import { type FarringtonControl, type Fitted, farringtonFitAt } from '../statistics/farrington.ts';
import type { Dispersion } from './predictive.ts';
import { LEAST_REFERENCE, LEAST_YEARS, type ScanSettings } from './settings.ts';

/** A monthly series as it is tested. */
export interface TestedSeries {
  /** NaN in months that cannot be compared. */
  counts: Float64Array;
  /** First month that can be compared with the month under test. */
  from: number;
}

export type Detector = 'farrington-flexible' | 'ears' | 'rare';

/** What the months before say of the month under test, before anything was borrowed from other series. */
export interface SeriesFit {
  detector: Detector;
  at: number;
  observed: number;
  /** Reference months that are known, and their cases; a Farrington fit looks at those up to `b` years back. */
  months: number;
  before: number;
  /** Mean a month now, as fitted. */
  expected: number;
  /** Variance of that mean, by how many times the squared mean. */
  uncertainty: number;
  /** Dispersion of this series alone; may lie below 1. */
  dispersion: Dispersion;
  /** Threshold and answer of the detector itself, as R gives them; NaN where it makes no statement. */
  upper: number;
  alarm: boolean;
  /** First month of the reference. */
  from: number;
  /** Years back, for Farrington. */
  b: number;
}

/** Cases of reference below which a regression says less than the exact test of a rate. */
const LEAST_FOR_FIT = 20;
const EARS_ALPHA = { C1: 0.001, C2: 0.001, C3: 0.025 } as const;

/** Settings of R's farringtonFlexible for `years` back. */
export function farringtonControl({ w, noPeriods, thresholdMethod }: ScanSettings, years: number): FarringtonControl {
  return {
    b: years,
    w,
    noPeriods,
    pastWeeksNotIncluded: w,
    weightsThreshold: 2.58,
    reweight: true,
    trend: true,
    pThresholdTrend: 0.05,
    thresholdMethod,
    alpha: 0.01,
    powertrans: '2/3',
    limit54: [5, 4],
  };
}

/** Undefined when fewer than seven months before can be compared, or the month itself cannot. `times` are the day numbers of the months. */
export function fitSeries({ counts, from }: TestedSeries, at: number, times: Float64Array, settings: ScanSettings): SeriesFit | undefined {
  const observed = counts[at] as number;
  const start = Math.max(from, at - settings.b * 12 - settings.w);
  const flat = flatFit(counts, start, at);
  if (Number.isNaN(observed) || flat.months < LEAST_REFERENCE) return undefined;
  const years = Math.min(settings.b, Math.floor((at - from - settings.w) / 12));
  const base = { at, observed, months: flat.months, before: flat.before, from: start };
  if (years >= LEAST_YEARS && flat.before >= LEAST_FOR_FIT) {
    const { fit, exceedance } = farringtonFitAt({ counts, time: times, frequency: 12 }, at, farringtonControl(settings, years));
    if (fit && usable(fit)) {
      const dispersion = { phi: fit.plainPhi, degrees: fit.degrees };
      const known = { detector: 'farrington-flexible', b: years, upper: exceedance.upper, alarm: exceedance.alarm === true } as const;
      // Rows that lost weight make the fit look surer than it is.
      const uncertainty = fit.error ** 2 * Math.max(1, fit.plainPhi / fit.phi);
      return { ...base, ...known, expected: Math.exp(fit.eta), uncertainty, dispersion };
    }
  }
  const mean = (flat.before + 0.5) / flat.months;
  const plain = { ...base, expected: mean, uncertainty: 1 / (mean * flat.months), dispersion: flat.dispersion, b: years };
  return years >= LEAST_YEARS
    ? { ...plain, detector: 'rare', upper: Number.NaN, alarm: false }
    : { ...plain, ...earsFit(counts, start, at, settings) };
}

/** Largest standard error of the logarithm of a fitted mean; a season without a case has a far larger one, and a mean of nothing. */
const MOST_ERROR = 0.7;

function usable({ eta, error, plainPhi, degrees }: Fitted): boolean {
  return Number.isFinite(eta) && error < MOST_ERROR && Number.isFinite(plainPhi) && degrees > 0;
}

/** One rate for all months of the reference, and Pearson's dispersion about it. */
function flatFit(counts: Float64Array, from: number, at: number): { months: number; before: number; dispersion: Dispersion } {
  let [months, before, squares] = [0, 0, 0];
  for (let k = from; k < at; k++) {
    const count = counts[k] as number;
    if (Number.isNaN(count)) continue;
    months++;
    before += count;
    squares += count * count;
  }
  const mean = before / months;
  const degrees = Math.max(1, months - 1);
  return { months, before, dispersion: { phi: before > 0 ? (squares - before * mean) / mean / degrees : 1, degrees } };
}

/** EARS over the months that are known; C2 and C3 give way to C1 where they would reach too far back. */
function earsFit(counts: Float64Array, from: number, at: number, { ears }: ScanSettings): Pick<SeriesFit, 'detector' | 'upper' | 'alarm'> {
  const known = Array.from(counts.subarray(from, at + 1)).filter((count) => !Number.isNaN(count));
  const control = { method: ears, baseline: 7, minSigma: 0, alpha: EARS_ALPHA[ears] };
  const method = earsHistory(control) <= known.length - 1 ? ears : 'C1';
  const { upper, alarm } = earsAt(known, known.length - 1, { ...control, method, alpha: EARS_ALPHA[method] });
  return { detector: 'ears', upper, alarm };
}
