import { normal } from './distributions.ts';

/** Events by period (rows) and delay in periods until they were reported (columns 0 to D); NaN where the report is still to come. */
export type ReportingTriangle = readonly (readonly number[])[];

export interface Nowcast {
  /** Events reported so far, and those expected in the end: the median, a whole number. */
  reported: number[];
  expected: number[];
  low: number[];
  high: number[];
  /** Share of a period's events that is reported by now. */
  complete: number[];
}

export interface NowcastOptions {
  /** Probability within the interval. */
  level?: number;
  /** Counts the uncertainty of the delays themselves too; surveillance 1.20.3 leaves it out. */
  uncertainDelays?: boolean;
}

/**
 * How many events of recent periods are still to be reported (Lawless 1994, Canadian Journal of Statistics 22:15, as method `lawless` of
 * surveillance::nowcast without a moving window): median and prediction interval of a normal distribution cut off below what is reported.
 * A period without any report gives 0: there is no information.
 */
export function nowcastLawless(triangle: ReportingTriangle, options: NowcastOptions = {}): Nowcast {
  const last = triangle.length - 1;
  const longest = (triangle[0]?.length ?? 1) - 1;
  const delays = Array.from({ length: longest + 1 }, (_, x) => delayHazard(triangle, x, last));
  const reported = triangle.map((row) => row.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0));
  return nowcastFromDelays(reported, delays, options);
}

/** The same from delays that are known already: `reported` by period, the last one being that of the last report. */
export function nowcastFromDelays(
  reported: number[],
  delays: readonly Delay[],
  { level = 0.95, uncertainDelays = true }: NowcastOptions = {},
): Nowcast {
  const last = reported.length - 1;
  const parts = reported.map((_, t) => delays.slice(last - t + 1));
  const complete = parts.map((later) => later.reduce((share, { hazard }) => share * (1 - hazard), 1));
  const predicted = reported.map((count, t) => {
    const share = complete[t] as number;
    const delayVariance = uncertainDelays ? shareVariance(count, share, parts[t] as Delay[]) : 0;
    return predict(count, share, delayVariance, level);
  });
  return {
    reported,
    expected: predicted.map(({ median }) => median),
    low: predicted.map(({ low }) => low),
    high: predicted.map(({ high }) => high),
    complete,
  };
}

/** `hazard`: share of the events reported by delay x that came just then; `n`: events it rests on. */
export interface Delay {
  hazard: number;
  n: number;
}

function delayHazard(triangle: ReportingTriangle, x: number, last: number): Delay {
  let [here, upTo] = [0, 0];
  for (let t = 0; t <= last - x; t++) {
    here += triangle[t]?.[x] as number;
    for (let y = 0; y <= x; y++) upTo += triangle[t]?.[y] as number;
  }
  if (x === 0) return { hazard: 1, n: upTo };
  return { hazard: upTo === 0 ? 0 : here / upTo, n: upTo };
}

function predict(count: number, complete: number, delayVariance: number, level: number): Record<'median' | 'low' | 'high', number> {
  const mean = count / complete;
  const variance = (count * (1 - complete)) / complete ** 2 + delayVariance;
  if (!(variance > 0)) return { median: mean, low: mean, high: mean };
  const sd = Math.sqrt(variance);
  const above = normal((count - mean) / sd).upper;
  const first = (probability: number) => {
    let k = count;
    while (normal((k - mean) / sd).lower / above <= probability) k++;
    return k;
  };
  return { median: first(0.5), low: first((1 - level) / 2), high: first((1 + level) / 2) };
}

function shareVariance(count: number, complete: number, later: Delay[]): number {
  const sum = later.reduce((total, { hazard, n }) => total + (n === 0 || hazard === 1 ? 0 : hazard / (n * (1 - hazard))), 0);
  return ((count * (count + 1)) / complete ** 4) * complete ** 2 * sum;
}
