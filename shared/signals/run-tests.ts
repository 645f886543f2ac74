import { adjust } from '../statistics/multiple.ts';
import { fitSeries, type SeriesFit, type TestedSeries } from './fit-series.ts';
import { judgeDrift, judgeMonth, ownDegrees, type SeriesTest, sharedDispersion } from './judge-series.ts';
import type { Dispersion } from './predictive.ts';
import type { ScanSettings } from './settings.ts';

/** A series and a month of it. */
export interface Trial {
  series: TestedSeries;
  at: number;
}

export interface FittedTrial extends Trial {
  fit: SeriesFit;
}

/** A test with its q-value over all tests of the scan. */
export interface JudgedTest extends SeriesTest {
  trial: number;
  q: number;
}

/** Means a month between which series count as alike. */
const BANDS = [0.1, 0.3, 1, 3, 10];
/** Degrees of freedom with which all series together weigh on a band, and the bounds of what a band says about one of its series. */
const [COMMON_DEGREES, LEAST_DEGREES, MOST_DEGREES] = [20, 4, 100];

export function fitTrial(trial: Trial, times: Float64Array, settings: ScanSettings): FittedTrial | undefined {
  const fit = fitSeries(trial.series, trial.at, times, settings);
  return fit && { ...trial, fit };
}

/** What series of about a mean say of the dispersion of one like them. */
export type Prior = (mean: number) => Dispersion;

/**
 * By bands of the mean: the mean dispersion, at least 1, and how alike the series are, by moments, as degrees of freedom (in the manner of Smyth 2004).
 */
export function pooledDispersion(fitted: readonly FittedTrial[]): Prior {
  const bands = [...BANDS, Number.POSITIVE_INFINITY].map((): Own[] => []);
  for (const { fit } of fitted) bands[bandOf(fit.expected)]?.push({ phi: fit.dispersion.phi, degrees: ownDegrees(fit) });
  const common = meanOf(bands.flat(), { phi: 1, degrees: 1 });
  const pooled = bands.map((band) => bandDispersion(band, { phi: Math.max(1, common), degrees: COMMON_DEGREES }));
  return (mean) => pooled[bandOf(mean)] as Dispersion;
}

type Own = Dispersion;

function meanOf(band: Own[], start: Dispersion): number {
  let [weighted, weight] = [start.phi * start.degrees, start.degrees];
  for (const { phi, degrees } of band) {
    weighted += degrees * phi;
    weight += degrees;
  }
  return weighted / weight;
}

function bandDispersion(band: Own[], common: Dispersion): Dispersion {
  const phi = Math.max(1, meanOf(band, common));
  let [squares, weight] = [0, 0];
  for (const own of band) {
    squares += own.degrees * (own.phi - phi) ** 2;
    weight += own.degrees;
  }
  const spread = weight > 0 ? (squares - 2 * phi * phi * band.length) / weight : 0;
  const degrees = spread > 0 ? (2 * phi * phi) / spread : MOST_DEGREES;
  return { phi, degrees: Math.min(MOST_DEGREES, Math.max(LEAST_DEGREES, degrees)) };
}

function bandOf(mean: number): number {
  const band = BANDS.findIndex((edge) => mean < edge);
  return band < 0 ? BANDS.length : band;
}

/** Both tests of each trial: the month itself, and the drift of the months up to it. */
export function judgeTrial({ series, fit }: FittedTrial, prior: Prior, settings: ScanSettings): SeriesTest[] {
  const shared = sharedDispersion(fit, prior(fit.expected));
  const drift = judgeDrift(series, fit, shared, settings.drift);
  return [judgeMonth(fit, shared), ...(drift ? [drift] : [])];
}

/** Benjamini and Hochberg over everything that was tested. */
export function withQ(tests: readonly (readonly SeriesTest[])[]): JudgedTest[] {
  const flat = tests.flatMap((list, trial) => list.map((test) => ({ ...test, trial })));
  const q = adjust(
    flat.map(({ p }) => p),
    'BH',
  );
  return flat.map((test, at) => ({ ...test, q: q[at] as number }));
}
