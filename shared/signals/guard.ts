import type { Reporting, Unit, UnitBreak } from './reporting.ts';
import type { ComboSeries } from './series.ts';
import { LEAST_REFERENCE, type ScanSettings } from './settings.ts';

/** Why a combination cannot be compared in a month. */
export type NotComparable =
  /** A break in the reporting of someone who holds part of it lies too close before, or in the month itself. */
  | { reason: 'break'; source: string; reporter: string; on: string; state: 'found' | 'confirmed'; share: number }
  /** Reporters of too many of its cases sent nothing in the month. */
  | { reason: 'silent'; source: string; reporter: string; share: number }
  /** Too few months that can be compared. */
  | { reason: 'short'; months: number };

/** A series cut down to what can be compared with the month under test. */
export interface Guarded {
  counts: Float64Array;
  /** First comparable month. */
  from: number;
  /** The break after which the reference begins, where one does. */
  cut?: UnitBreak | undefined;
  /** Months left out because reporters sent nothing. */
  left: number;
  /** Share of the cases whose reporters reported in the month. */
  complete: number;
  refused?: NotComparable | undefined;
}

/** A reporter with a smaller share of a series cannot make its level. */
const LEAST_SHARE = 0.02;
/** Share of the reference months that may be incomplete. */
const MOST_LEFT_OUT = 0.5;

interface Part {
  unit: Unit;
  share: number;
}

export function guardSeries(series: ComboSeries, reporting: Reporting, first: number, at: number, settings: ScanSettings): Guarded {
  const parts = partsOf(series, reporting);
  const begin = Math.max(first, at - settings.b * 12 - settings.w);
  if (settings.acrossBreaks) return { counts: series.counts, from: first, left: 0, complete: completeAt(parts, at) };
  const cut = lastBreak(parts, begin, at);
  const from = cut ? Math.max(begin, cut.one.clear) : first;
  const counts = series.counts.slice();
  let left = 0;
  for (let month = from; month < at; month++) {
    if (completeAt(parts, month) >= settings.completeness) continue;
    counts[month] = Number.NaN;
    if (month >= begin) left++;
  }
  const guarded = { counts, from, cut: cut?.one, left, complete: completeAt(parts, at) };
  return { ...guarded, refused: refusal(guarded, parts, cut, Math.max(begin, from), at, settings) };
}

function partsOf(series: ComboSeries, { units }: Reporting): Part[] {
  const total = [...series.units.values()].reduce((sum, cases) => sum + cases, 0);
  return [...series.units].map(([unit, cases]) => ({ unit: units[unit] as Unit, share: cases / total })).sort(byShare);
}

function byShare(a: Part, b: Part): number {
  const [left, right] = [`${a.unit.reporter}\n${a.unit.source}`, `${b.unit.reporter}\n${b.unit.source}`];
  return b.share - a.share || (left < right ? -1 : 1);
}

function completeAt(parts: Part[], month: number): number {
  let share = 1;
  for (const part of parts) if (part.unit.silent[month] === 1) share -= part.share;
  return share;
}

interface Cut extends Part {
  one: UnitBreak;
}

/** The break that leaves the least, of those inside the reference and the month under test. */
function lastBreak(parts: Part[], begin: number, at: number): Cut | undefined {
  let last: Cut | undefined;
  for (const { unit, share } of parts) {
    if (share < LEAST_SHARE) continue;
    for (const one of unit.breaks)
      if (one.clear > begin && startOf(one) <= at && one.clear > (last?.one.clear ?? 0)) last = { unit, share, one };
  }
  return last;
}

/** The first month that a break may touch. */
function startOf({ clear, state }: UnitBreak): number {
  return state === 'confirmed' ? clear - 1 : clear - 4;
}

function refusal(
  { counts, complete }: Guarded,
  parts: Part[],
  cut: Cut | undefined,
  from: number,
  at: number,
  settings: ScanSettings,
): NotComparable | undefined {
  let known = 0;
  for (let month = from; month < at; month++) if (!Number.isNaN(counts[month])) known++;
  const isShort = known < LEAST_REFERENCE;
  if (cut && (cut.one.clear > at || isShort)) {
    const { source, reporter, at: on, state } = cut.one;
    return { reason: 'break', source, reporter, on, state, share: cut.share };
  }
  const silent = parts.find(({ unit }) => unit.silent[at] === 1);
  if (complete < settings.completeness && silent) return silence(silent);
  if (!isShort && known >= (at - from) * MOST_LEFT_OUT) return undefined;
  const quiet = largestSilence(parts, from, at);
  return quiet ? silence(quiet) : { reason: 'short', months: known };
}

function silence({ unit, share }: Part): NotComparable {
  return { reason: 'silent', source: unit.source, reporter: unit.reporter, share };
}

function largestSilence(parts: Part[], from: number, at: number): Part | undefined {
  const silence = ({ unit, share }: Part): number => share * unit.silent.subarray(from, at).reduce((sum, one) => sum + one, 0);
  const [most] = [...parts].sort((a, b) => silence(b) - silence(a) || byShare(a, b));
  return most && silence(most) > 0 ? most : undefined;
}
