import { select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { dayNumber } from '../domain/date.ts';
import type { Filter } from '../domain/filter.ts';
import type { Guarded, LeftOut, NotComparable } from './guard.ts';
import type { LeftCounts } from './left-counts.ts';
import { makeSignal } from './make-signal.ts';
import { enough, type Planned, planTests } from './plan.ts';
import { latestComplete, type Reporting, reportingFor } from './reporting.ts';
import { type FittedTrial, fitTrial, type JudgedTest, judgeTrial, pooledDispersion, withQ } from './run-tests.ts';
import { type ComboSeries, type Combos, comboSeries } from './series.ts';
import { facetsOf, type ScanSettings } from './settings.ts';
import { type Refused, SCAN_VERSION, type ScanResult, type Signal, type SignalPart, signalKey, type TestedRest } from './signal.ts';

/** A fitted series with the combination it stands for. */
export interface GuardedTrial extends FittedTrial {
  combo: ComboSeries;
  guarded: Guarded;
}

/** What was fitted, what could not be, and what was fitted without some of its reporters. */
interface Trials {
  trials: GuardedTrial[];
  refused: Refused[];
  rests: TestedRest[];
}

/** So many series are fitted between two looks at whether to go on. */
const CHUNK = 50;

/** Scans from the first to the last series without a pause. */
export function scan(table: ColumnTable, filter: Filter, settings: ScanSettings): ScanResult {
  const steps = scanSteps(table, filter, settings);
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}

/**
 * Tests every combination of the facets in the latest complete month against its own past, within one way of reporting, with the share of false
 * signals held down over everything tested. Yields the fraction done now and then. The order of the rows plays no part.
 */
export function* scanSteps(table: ColumnTable, filter: Filter, settings: ScanSettings): Generator<number, ScanResult> {
  const reporting = reportingFor(table);
  const selection = select(table, filter);
  const combos = comboSeries(table, selection, reporting, facetsOf(settings), settings.level as 1 | 2, settings.smaller);
  yield 0.1;
  const times = Float64Array.from(reporting.months, (month) => dayNumber(month));
  const tested = testedMonths(combos, reporting, settings);
  const large = combos.series.filter(({ counts }) => enough(counts, combos.first, tested.at(-1) ?? -1, settings));
  const plan = yield* inChunks(planTests(large, tested, { table, selection, reporting, combos, settings }), 0.1, 0.2, large.length);
  const fitting = fitPlanned(plan, reporting, times, settings);
  const { trials, refused, rests } = yield* inChunks(fitting, 0.3, 0.4, plan.length);
  const prior = pooledDispersion(trials);
  const judged: ReturnType<typeof judgeTrial>[] = [];
  for (const [place, trial] of trials.entries()) {
    if (place % CHUNK === 0) yield 0.7 + (0.25 * place) / trials.length;
    judged.push(judgeTrial(trial, prior, settings));
  }
  const tests = withQ(judged);
  const hits = tests.filter(({ q }) => q <= settings.q);
  const cutoff = hits.reduce((most, { p }) => Math.max(most, p), 0);
  const signals: Signal[] = [];
  for (const own of byTrial(hits)) {
    yield 0.95;
    const trial = trials[own[0]?.trial ?? 0] as GuardedTrial;
    signals.push(makeSignal(own, trial, { table, filter, reporting, times, settings, prior, cutoff, combos, parts: partsOf(trial.combo) }));
  }
  return {
    version: SCAN_VERSION,
    settings,
    months: tested.map((at) => reporting.months[at] as string),
    ...periodTotals(combos, tested, settings),
    combinations: combos.series.length,
    large: large.length,
    tested: trials.length,
    tests: tests.length,
    cutoff,
    ...novelty(combos, tested.at(-1) ?? -1, settings),
    signals: signals.sort((a, b) => a.q - b.q || a.p - b.p || (a.key < b.key ? -1 : 1)),
    refused: refused.sort((a, b) => b.cases - a.cases || (signalKey(a.month, a.parts) < signalKey(b.month, b.parts) ? -1 : 1)),
    rests,
  };
}

/** Runs steps of which there are so many, and tells now and then how far they are between `from` and `from + part`. */
function* inChunks<T>(steps: Generator<void, T>, from: number, part: number, count: number): Generator<number, T> {
  for (let place = 0; ; place++) {
    const { value, done } = steps.next();
    if (done) return value;
    if (place % CHUNK === 0) yield from + (part * place) / count;
  }
}

function* fitPlanned(plan: readonly Planned[], reporting: Reporting, times: Float64Array, settings: ScanSettings): Generator<void, Trials> {
  const made: Trials = { trials: [], refused: [], rests: [] };
  for (const { series, at, guarded, left, refused } of plan) {
    yield;
    const fitted = refused ? undefined : fitTrial({ series: guarded, at }, times, settings);
    if (!fitted) made.refused.push(refusalOf(series, reporting, at, guarded, refused));
    else {
      made.trials.push({ ...fitted, combo: series, guarded });
      if (left) made.rests.push(restOf(series, reporting, at, guarded.leftOut, left));
    }
  }
  return made;
}

function testedMonths(combos: Combos, { months, units }: Reporting, settings: ScanSettings): number[] {
  if (combos.last < 0) return [];
  const wanted = settings.month === '' ? -1 : months.indexOf(settings.month);
  const last = settings.month === '' ? latestComplete(units, combos.first, combos.last, settings.completeness) : wanted;
  if (last < combos.first || last > combos.last) return [];
  const first = Math.max(combos.first, last - settings.months + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function partsOf({ facets, codes }: ComboSeries): SignalPart[] {
  return facets.map((facet, at) => ({ facet, code: codes[at] as string }));
}

function refusalOf(
  series: ComboSeries,
  { months }: Reporting,
  at: number,
  { counts, leftOut }: Guarded,
  refused: NotComparable | undefined,
): Refused {
  const known = counts.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : 1), 0);
  const why = refused ?? leftOut[0]?.why ?? ({ reason: 'short', months: known } as const);
  return { ...why, month: months[at] as string, parts: partsOf(series), cases: series.counts[at] as number };
}

function restOf(series: ComboSeries, { months }: Reporting, at: number, leftOut: LeftOut[], left: LeftCounts): TestedRest {
  return {
    month: months[at] as string,
    parts: partsOf(series),
    leftOut: leftOut.map(({ unit, why }) => ({ ...why, cases: left.get(unit)?.[at] ?? 0 })),
  };
}

/** The tests of one series and month together, the surest first. */
function byTrial(hits: JudgedTest[]): JudgedTest[][] {
  return [...Map.groupBy(hits, ({ trial }) => trial).values()].map((list) => list.sort((a, b) => a.p - b.p));
}

function periodTotals({ cases, undated, first, all, unstated }: Combos, tested: number[], { b, w }: ScanSettings) {
  let [inPeriod, notStated] = [0, 0];
  const last = tested.at(-1) ?? -1;
  for (let month = Math.max(0, first, (tested[0] ?? 0) - b * 12 - w); month <= last; month++) {
    inPeriod += all[month] as number;
    notStated += unstated[month] as number;
  }
  return { cases, undated, inPeriod, notStated };
}

/** Good (1953): the chance that the next case is of a combination not seen yet is the share of combinations seen once. */
function novelty({ series, first }: Combos, at: number, { b, w }: ScanSettings): { firstSeen: number; firstExpected: number } {
  let [once, before, now, firstSeen] = [0, 0, 0, 0];
  for (const { counts } of series) {
    let sum = 0;
    for (let month = Math.max(first, at - b * 12 - w); month < at; month++) sum += counts[month] as number;
    const current = counts[at] ?? 0;
    if (sum === 1) once++;
    if (sum === 0 && current > 0) firstSeen++;
    before += sum;
    now += current;
  }
  return { firstSeen, firstExpected: before > 0 ? (once / before) * now : 0 };
}
