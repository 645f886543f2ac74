import { fitQuasiPoisson, dispersion as pearson } from './glm.ts';
import { studentQuantile } from './rate-ratio.ts';

const MONTHS = 12;
/** Harmonics are never fitted on fewer months than three years. */
export const FEWEST_MONTHS = 36;
const COLUMNS = 4;

/** One sine wave a year about a steady trend, both on the logarithmic scale. */
export interface Season {
  /** Factor of a year's trend, with its interval. */
  yearly: number;
  low: number;
  high: number;
  /** Calendar month of the highest expectation, 1 to 12, and how many times the lowest it is. */
  peak: number;
  swing: number;
  /** Larger of the two waves' |t|, and the quantile it must pass at the level. */
  t: number;
  needed: number;
  dispersion: number;
}

/**
 * Quasi-Poisson regression of monthly counts on time and one harmonic. `firstMonth` is 1 to 12. Undefined under three years of months, without
 * any case, or where the fit does not settle. The threshold for a season is Bonferroni's over the two waves.
 */
export function fitSeason(counts: readonly number[], firstMonth: number, level = 0.95): Season | undefined {
  const n = counts.length;
  if (n < FEWEST_MONTHS || counts.every((count) => count === 0)) return undefined;
  const design = Float64Array.from({ length: n * COLUMNS }, (_, at) => regressor(Math.floor(at / COLUMNS), at % COLUMNS, n, firstMonth));
  const weights = new Float64Array(n).fill(1);
  const fit = fitQuasiPoisson(design, COLUMNS, Float64Array.from(counts), weights);
  if (!fit.converged || fit.rank < COLUMNS) return undefined;
  const spread = Math.max(1, pearson(fit, fit.workingWeights));
  const error = (column: number) => Math.sqrt(spread * fit.leverage(unit(column)));
  const [, slope = 0, sine = 0, cosine = 0] = fit.coefficients;
  const reach = studentQuantile((1 + level) / 2, fit.degrees) * error(1);
  return {
    yearly: Math.exp(slope),
    low: Math.exp(slope - reach),
    high: Math.exp(slope + reach),
    ...wave(sine, cosine),
    t: Math.max(Math.abs(sine / error(2)), Math.abs(cosine / error(3))),
    needed: studentQuantile(1 - (1 - level) / 4, fit.degrees),
    dispersion: spread,
  };
}

/** Intercept, years since the middle, sine and cosine of the calendar month. */
function regressor(month: number, column: number, n: number, firstMonth: number): number {
  const angle = (2 * Math.PI * (firstMonth - 1 + month)) / MONTHS;
  return [1, (month - (n - 1) / 2) / MONTHS, Math.sin(angle), Math.cos(angle)][column] as number;
}

function unit(column: number): Float64Array {
  return Float64Array.from({ length: COLUMNS }, (_, at) => (at === column ? 1 : 0));
}

function wave(sine: number, cosine: number): { peak: number; swing: number } {
  const at = (month: number) => sine * Math.sin((2 * Math.PI * month) / MONTHS) + cosine * Math.cos((2 * Math.PI * month) / MONTHS);
  const heights = Array.from({ length: MONTHS }, (_, month) => at(month));
  const highest = Math.max(...heights);
  return { peak: heights.indexOf(highest) + 1, swing: Math.exp(highest - Math.min(...heights)) };
}
