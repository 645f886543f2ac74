import { fitSeries } from './fit-series.ts';
import { intervalOf, judgeMonth, sharedDispersion } from './judge-series.ts';
import type { JudgedTest } from './run-tests.ts';
import type { GuardedTrial } from './scan.ts';
import type { Combos } from './series.ts';
import { type LeftOutReporter, type Signal, type SignalPart, signalKey } from './signal.ts';
import { type Rest, withoutLargest } from './without.ts';

interface Making extends Rest {
  parts: SignalPart[];
  combos: Combos;
}

/** Months before the tested one for which the card shows what was to be expected. */
const BAND_MONTHS = 12;

/** The card of one combination and month: `tests` are its signals, the surest first. */
export function makeSignal(tests: JudgedTest[], trial: GuardedTrial, making: Making): Signal {
  const { parts, reporting, settings, combos } = making;
  const [test] = tests as [JudgedTest];
  const { fit, guarded, at } = trial;
  const name = (month: number): string => reporting.months[month] as string;
  const { cut } = guarded;
  const leftOut = leftOutOf(trial, making);
  return {
    key: signalKey(name(at), parts, leftOut),
    month: name(at),
    parts,
    leftOut,
    kind: test.kind,
    also: tests.slice(1).map(({ kind }) => kind),
    from: name(test.from),
    to: name(test.to),
    observed: test.observed,
    expected: test.expected,
    ...intervalOf(test),
    p: test.p,
    q: test.q,
    detector: fit.detector,
    years: fit.b,
    upper: Number.isFinite(fit.upper) ? fit.upper : null,
    alarm: fit.alarm,
    reference: { from: name(fit.from), to: name(test.from - 1), months: fit.months, cases: fit.before, left: guarded.left },
    since: test.since === undefined ? null : name(test.since),
    cut: cut ? { source: cut.source, reporter: cut.reporter, on: cut.at, state: cut.state } : null,
    acrossBreaks: settings.acrossBreaks,
    complete: guarded.complete,
    notStated: (combos.all[at] as number) > 0 ? (combos.unstated[at] as number) / (combos.all[at] as number) : 0,
    without: withoutLargest(parts, trial, test, making),
    ...shownSeries(trial, making),
  };
}

/** Who holds most of the cases first. */
function leftOutOf({ guarded, combo }: GuardedTrial, { reporting }: Making): LeftOutReporter[] {
  const out = new Set(guarded.leftOut.map(({ unit }) => unit));
  const stays = [...combo.units.keys()].filter((unit) => !out.has(unit)).map((unit) => reporting.units[unit]?.reporter);
  const list = guarded.leftOut.map(({ why }) => ({ ...why, partly: stays.includes(why.reporter) }));
  return list.sort((a, b) => b.share - a.share || (`${a.reporter}\n${a.source}` < `${b.reporter}\n${b.source}` ? -1 : 1));
}

/** Counts of the reference and the month under test, and for the last year what was to be expected month by month. */
function shownSeries({ guarded, at }: GuardedTrial, { reporting, settings, times, prior }: Making) {
  const first = Math.max(guarded.from, at - settings.b * 12 - settings.w, 0);
  const places = Array.from({ length: at - first + 1 }, (_, i) => first + i);
  const band = places.map((month) => {
    const fit = month > at - BAND_MONTHS ? fitSeries(guarded, month, times, settings) : undefined;
    if (!fit) return undefined;
    const test = judgeMonth(fit, sharedDispersion(fit, prior(fit.expected)));
    return { expected: test.expected, ...intervalOf(test) };
  });
  return {
    months: places.map((month) => reporting.months[month] as string),
    counts: places.map((month) => (Number.isNaN(guarded.counts[month]) ? null : (guarded.counts[month] as number))),
    bandLow: band.map((one) => one?.low ?? null),
    bandHigh: band.map((one) => one?.high ?? null),
    middle: band.map((one) => one?.expected ?? null),
  };
}
