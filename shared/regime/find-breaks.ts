import type { ColumnTable } from '../columns/table.ts';
import type { Evidence } from './evidence.ts';
import { beside, type Feature, featuresOf } from './features.ts';
import { type ReporterMonths, reporterMonths } from './monthly.ts';
import { fitSteps, median, SHORTEST_LEVEL } from './step-fit.ts';

export interface FoundBreak {
  source: string;
  reporter: string;
  /** First day of the first month that is otherwise. */
  at: string;
  /** Strongest first. */
  evidence: Evidence[];
}

/** A reporter's series after its features were tested, before chance over all reporters is weighed. */
export interface TestedSeries {
  series: ReporterMonths;
  tests: FeatureTest[];
}

interface FeatureTest {
  /** Probability of the strongest shift, over all places in the series. */
  p: number;
  candidates: Candidate[];
}

interface Candidate {
  /** Index into the months. */
  at: number;
  evidence: Evidence;
}

/** Months with observations that a feature must have. */
const FEWEST_OBSERVATIONS = 36;
/** Share of series without any break in which one may be reported. */
const ALPHA = 0.02;
/** Shifts below are not looked at further: no correction for many tests makes them more. */
const LEAST_T = 5;
/**
 * Tail of the largest |t| over all places: p = exp(-(t - TAIL_AT) / TAIL_SCALE). Fitted to 1,000 simulated series each of 36 to 180 months with
 * autocorrelation 0 to 0.6, whose 99 % quantiles were 3.4 to 6.2 (typically 4.4) and 99.9 % quantiles 3.8 to 9 (typically 6). What a few of them
 * exceed, the least changes that matter and ABRUPT hold back: see `test/validate/regimes.ts` for the rate of the whole.
 */
const [TAIL_AT, TAIL_SCALE] = [1.2, 0.8];
/** A break stands out from the half-years before and after all other months by this factor; a trend, however steep, does not. */
const ABRUPT = 3;
/** Months within which changes of different features are one break. */
const TOGETHER = 3;

/**
 * Where the reporting of each reporter to each source broke: an abrupt and lasting change of cases a day, case size, what is stated, or the mix of
 * drugs and places. Over all reporters and features together the share of false ones is held at ALPHA (Benjamini and Hochberg 1995).
 */
export function findBreaks(table: ColumnTable): FoundBreak[] {
  return selectBreaks(reporterMonths(table).map(testSeries));
}

export function testSeries(series: ReporterMonths): TestedSeries {
  const tests = featuresOf(series).flatMap((feature) =>
    feature.observed.values.length < FEWEST_OBSERVATIONS ? [] : [testFeature(series, feature)],
  );
  return { series, tests };
}

/** What remains once chance over everything that was tested is taken into account, by source, reporter and day. */
export function selectBreaks(tested: TestedSeries[]): FoundBreak[] {
  const bound = falseDiscoveryBound(tested.flatMap(({ tests }) => tests.map(({ p }) => p)));
  return tested.flatMap(({ series, tests }) => {
    const kept = tests.flatMap(({ candidates }) => candidates.filter(({ evidence }) => evidence.p <= bound));
    return together(kept).map(({ at, evidence }) => ({
      source: series.source,
      reporter: series.reporter,
      at: `${series.months[at] as string}-01`,
      evidence,
    }));
  });
}

function testFeature(series: ReporterMonths, feature: Feature): FeatureTest {
  const { observed } = feature;
  const fit = fitSteps(observed, LEAST_T);
  const n = observed.values.length;
  const edges = fit.shifts.flatMap(({ from, to, t }) => [from, to].filter((at) => at < n).map((at) => ({ at, t })));
  const places = [...Map.groupBy(edges, ({ at }) => at)].map(([at, same]) => ({ at, t: Math.max(...same.map(({ t }) => t)) }));
  places.sort((a, b) => a.at - b.at);
  const starts = places.map(({ at }) => at);
  const monthAt = (at: number): number => (at < n ? (observed.months[at] as number) : series.months.length);
  const candidates = places.flatMap(({ at, t }, index) => {
    if (!isAbrupt(observed.values, at, starts)) return [];
    const [before, after] = [starts[index - 1] ?? 0, starts[index + 1] ?? n];
    const said = feature.evidence(...beside(monthAt(at), monthAt(before), monthAt(after)));
    return said ? [{ at: monthAt(at), evidence: { ...said, score: Number(t.toFixed(2)), p: tail(t) } }] : [];
  });
  return { p: tail(fit.largest), candidates };
}

/** Whether the half-years on both sides differ far more than they do elsewhere in the series. */
function isAbrupt(values: Float64Array, at: number, breaks: number[]): boolean {
  const contrast = (place: number): number =>
    Math.abs(median(values.slice(place, place + SHORTEST_LEVEL)) - median(values.slice(Math.max(0, place - SHORTEST_LEVEL), place)));
  const elsewhere: number[] = [];
  for (let place = SHORTEST_LEVEL; place <= values.length - SHORTEST_LEVEL; place++)
    if (breaks.every((one) => Math.abs(one - place) >= SHORTEST_LEVEL)) elsewhere.push(contrast(place));
  return elsewhere.length === 0 || contrast(at) >= ABRUPT * median(Float64Array.from(elsewhere));
}

function tail(t: number): number {
  return Math.min(1, Math.exp(-(t - TAIL_AT) / TAIL_SCALE));
}

/** The largest p-value that is kept, by the step-up rule of Benjamini and Hochberg; -1 when none is. */
function falseDiscoveryBound(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.findLast((p, at) => p <= (ALPHA * (at + 1)) / sorted.length) ?? -1;
}

/** Which feature a piece of evidence speaks of. */
function isAbout({ code, values }: Evidence): string {
  return [code, values.field, values.value].join();
}

/** Changes of several features in nearly the same month are one break, in the month of the strongest. */
function together(candidates: Candidate[]): { at: number; evidence: Evidence[] }[] {
  const groups: { at: number; evidence: Evidence[] }[] = [];
  for (const { at, evidence } of [...candidates].sort((a, b) => b.evidence.score - a.evidence.score || a.at - b.at)) {
    const near = groups.find((group) => Math.abs(group.at - at) <= TOGETHER);
    if (near) {
      if (!near.evidence.some((known) => isAbout(known) === isAbout(evidence))) near.evidence.push(evidence);
    } else groups.push({ at, evidence: [evidence] });
  }
  return groups.sort((a, b) => a.at - b.at);
}
