import { normalQuantile } from './distributions.ts';

/** Early Aberration Reporting System (Hutwagner et al. 2003; Fricker et al. 2008), as `earsC` of the R package surveillance. */
export interface EarsControl {
  method: 'C1' | 'C2' | 'C3';
  /** Periods that are averaged, at least 3. */
  baseline: number;
  /** Least standard deviation. */
  minSigma: number;
  alpha: number;
}

/** Periods before the one under test that are needed. */
export function earsHistory({ method, baseline }: EarsControl): number {
  return baseline + { C1: 0, C2: 2, C3: 4 }[method];
}

export interface EarsResult {
  expected: number;
  upper: number;
  alarm: boolean;
}

/** C1 averages the periods just before; C2 leaves out the last two; C3 adds what C2 exceeded in the last two. Throws RangeError when too early. */
export function earsAt(counts: ArrayLike<number>, at: number, control: EarsControl): EarsResult {
  if (at - earsHistory(control) < 0) throw new RangeError('The series is too short before this period for the baseline.');
  const z = normalQuantile(1 - control.alpha);
  const observed = counts[at] as number;
  const { mean, sigma } = baselineOf(counts, at, control);
  const upper = control.method === 'C3' ? upperOfC3(counts, at, control, z, sigma) : mean + z * sigma;
  return { expected: mean, upper, alarm: observed > upper };
}

function upperOfC3(counts: ArrayLike<number>, at: number, control: EarsControl, z: number, sigma: number): number {
  const excess = (k: number) => {
    const { mean, sigma: spread } = baselineOf(counts, k, control);
    return Math.max(0, ((counts[k] as number) - mean) / spread - 1);
  };
  return Math.max(0, (counts[at] as number) + sigma * (z - (excess(at - 2) + excess(at - 1))));
}

function baselineOf(counts: ArrayLike<number>, at: number, { method, baseline, minSigma }: EarsControl): { mean: number; sigma: number } {
  const end = method === 'C1' ? at : at - 2;
  let sum = 0;
  for (let k = end - baseline; k < end; k++) sum += counts[k] as number;
  const mean = sum / baseline;
  let squares = 0;
  for (let k = end - baseline; k < end; k++) squares += ((counts[k] as number) - mean) ** 2;
  return { mean, sigma: Math.max(Math.sqrt(squares / (baseline - 1)), minSigma) };
}
