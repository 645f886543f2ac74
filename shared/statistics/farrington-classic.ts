import { casesBefore, deltaThreshold, type Exceedance, type FarringtonControl, fitWithTrend, type Series } from './farrington.ts';

/** Options of `algo.farrington` of the R package surveillance. */
export type ClassicFarringtonControl = Pick<FarringtonControl, 'b' | 'w' | 'reweight' | 'alpha' | 'trend' | 'limit54' | 'powertrans'>;

export const CLASSIC_FARRINGTON_DEFAULTS: ClassicFarringtonControl = {
  b: 5,
  w: 3,
  reweight: true,
  alpha: 0.05,
  trend: true,
  limit54: [5, 4],
  powertrans: '2/3',
};

/**
 * The first detector of Farrington et al. (1996, JRSS A 159:547): windows of past years only, weights from residuals above 1, a trend where its
 * p-value is below 0.05, a two-sided interval. Periods before the series, and those without a report, are left out; with too few cases `upper` and `score` are 0, as in R.
 */
export function classicFarringtonAt({ counts, frequency }: Series, at: number, control: ClassicFarringtonControl): Exceedance {
  const rows: number[] = [];
  for (let year = control.b; year >= 1; year--)
    for (let k = at - year * frequency - control.w; k <= at - year * frequency + control.w; k++)
      if (k >= 0 && !Number.isNaN(counts[k] as number)) rows.push(k);
  if (rows.length < 2) throw new RangeError('Fewer than two reference periods exist. Lower b, or begin later.');
  const reference = {
    y: Float64Array.from(rows, (k) => counts[k] as number),
    time: Float64Array.from(rows, (k) => k + 1),
    block: new Uint8Array(rows.length).fill(1),
    levels: [1],
    timeNow: at + 1,
    blockNow: 1,
  };
  const fit = fitWithTrend(reference, { ...control, noPeriods: 1, weightsThreshold: 1, pThresholdTrend: 0.05, classic: true });
  if (!fit) return NONE;
  const observed = counts[at] as number;
  const threshold = deltaThreshold(fit, observed, { alpha: control.alpha / 2, powertrans: control.powertrans });
  const before = casesBefore({ counts, frequency, time: counts }, at, control.limit54[1]);
  const otherwise = Number.isNaN(before) ? Number.NaN : 0;
  const enough = before >= control.limit54[0];
  const score = enough ? (observed - threshold.fitted) / (threshold.upper - threshold.fitted) : otherwise;
  return {
    expected: threshold.expected,
    upper: enough ? threshold.upper : otherwise,
    alarm: Number.isNaN(score) ? null : score > 1,
    score,
    pvalue: threshold.pvalue,
    trend: fit.trend,
    slope: fit.slope,
  };
}

const NONE: Exceedance = {
  expected: Number.NaN,
  upper: Number.NaN,
  alarm: null,
  score: Number.NaN,
  pvalue: Number.NaN,
  trend: false,
  slope: Number.NaN,
};
