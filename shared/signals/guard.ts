import type { Reporting, Unit, UnitBreak } from './reporting.ts';
import type { ComboSeries } from './series.ts';
import { LEAST_REFERENCE, type ScanSettings } from './settings.ts';

/** Why the reporting of someone who holds part of a combination cannot be compared; `share` is of all its cases. */
export type NotAlike =
  /** A break lies too close before, or in the month itself. */
  | { reason: 'break'; source: string; reporter: string; on: string; state: 'found' | 'confirmed'; share: number }
  /** Nothing was sent in the month, or in too many of those before. */
  | { reason: 'silent'; source: string; reporter: string; share: number };

/** Why a combination cannot be compared in a month; `short`: too few months are known. */
export type NotComparable = NotAlike | { reason: 'short'; months: number };

/** A unit of reporting that is left out of a combination, so that the rest can be compared. */
export interface LeftOut {
  unit: number;
  why: NotAlike;
}

/**
 * What can be compared with the month under test. Rests on how and when reporters reported anything at all, and on their shares of the combination
 * over all months together, which say nothing about when its cases were: so a test of what is left is no more likely to find something.
 */
export interface Verdict {
  /** First comparable month. */
  from: number;
  /** The break after which the reference begins, where one does. */
  cut?: UnitBreak | undefined;
  /** Months left out because reporters sent nothing; those of the reference proper are counted. */
  gaps: number[];
  left: number;
  /** Share of the cases whose reporters reported in the month. */
  complete: number;
  /** In the order in which they were left out. */
  leftOut: LeftOut[];
  refused?: NotComparable | undefined;
}

/** A series cut down to what can be compared. */
export interface Guarded extends Verdict {
  /** NaN in the gaps. */
  counts: Float64Array;
}

/** A reporter with a smaller share of a series cannot make its level. */
const LEAST_SHARE = 0.02;
/** Share of the reference months that may be incomplete. */
const MOST_LEFT_OUT = 0.5;

/** A unit and its share of the series, or of what is left of it. */
export interface Part {
  place: number;
  unit: Unit;
  cases: number;
  share: number;
}

/** Who holds a series, the largest first. */
export function partsOf(series: ComboSeries, { units }: Reporting): Part[] {
  return shared([...series.units].map(([place, cases]) => ({ place, unit: units[place] as Unit, cases })));
}

function shared(parts: Omit<Part, 'share'>[]): Part[] {
  const total = parts.reduce((sum, { cases }) => sum + cases, 0);
  return parts.map((part) => ({ ...part, share: part.cases / total })).sort(byShare);
}

function byShare(a: Part, b: Part): number {
  const [left, right] = [`${a.unit.reporter}\n${a.unit.source}`, `${b.unit.reporter}\n${b.unit.source}`];
  return b.share - a.share || (left < right ? -1 : 1);
}

/**
 * Whether a combination held by `parts` can be compared in the month `at`. Where the way or the silence of one unit is why not, and the settings
 * let the rest be tested, that unit is left out and the rest judged again, unit after unit. A combination without any comparable rest is refused
 * with the first reason.
 */
export function judgeReporting(parts: Part[], first: number, at: number, settings: ScanSettings): Verdict {
  if (settings.acrossBreaks) return { from: first, gaps: [], left: 0, complete: completeAt(parts, at), leftOut: [] };
  const whole = judgeParts(parts, first, at, settings);
  const leftOut: LeftOut[] = [];
  let [verdict, rest] = [whole, parts];
  while (settings.rest && verdict.refused && verdict.cause) {
    const { place, cases } = verdict.cause;
    leftOut.push({ unit: place, why: { ...(verdict.refused as NotAlike), share: cases / casesOf(parts) } });
    rest = shared(rest.filter((part) => part.place !== place));
    if (rest.length === 0) break;
    verdict = judgeParts(rest, first, at, settings);
  }
  const { cause: _, ...last } = verdict.refused ? whole : verdict;
  return { ...last, leftOut: verdict.refused ? [] : leftOut };
}

function casesOf(parts: Part[]): number {
  return parts.reduce((sum, { cases }) => sum + cases, 0);
}

/** The counts of what is compared, with what is not known as NaN. */
export function guarded(counts: Float64Array, verdict: Verdict): Guarded {
  const known = counts.slice();
  for (const month of verdict.gaps) known[month] = Number.NaN;
  return { ...verdict, counts: known };
}

/** A verdict on all the parts together. `cause` is who is named as the reason of a refusal. */
type Judged = Omit<Verdict, 'leftOut'> & { cause?: Part | undefined };

function judgeParts(parts: Part[], first: number, at: number, settings: ScanSettings): Judged {
  const begin = Math.max(first, at - settings.b * 12 - settings.w);
  const cut = lastBreak(parts, begin, at);
  const from = cut ? Math.max(begin, cut.one.clear) : first;
  const gaps: number[] = [];
  for (let month = from; month < at; month++) if (completeAt(parts, month) < settings.completeness) gaps.push(month);
  const compared = { from, cut: cut?.one, gaps, left: gaps.filter((month) => month >= begin).length, complete: completeAt(parts, at) };
  return { ...compared, ...refusal(compared, parts, cut, Math.max(begin, from), at, settings) };
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
  for (const part of parts) {
    if (part.share < LEAST_SHARE) continue;
    for (const one of part.unit.breaks)
      if (one.clear > begin && startOf(one) <= at && one.clear > (last?.one.clear ?? 0)) last = { ...part, one };
  }
  return last;
}

/** The first month that a break may touch. */
function startOf({ clear, state }: UnitBreak): number {
  return state === 'confirmed' ? clear - 1 : clear - 4;
}

type Refusal = Pick<Judged, 'refused' | 'cause'>;

function refusal(
  { gaps, complete }: Pick<Verdict, 'gaps' | 'complete'>,
  parts: Part[],
  cut: Cut | undefined,
  from: number,
  at: number,
  settings: ScanSettings,
): Refusal {
  const known = Math.max(0, at - from) - gaps.filter((month) => month >= from).length;
  const isShort = known < LEAST_REFERENCE;
  if (cut && (cut.one.clear > at || isShort)) {
    const { source, reporter, at: on, state } = cut.one;
    return { refused: { reason: 'break', source, reporter, on, state, share: cut.share }, cause: cut };
  }
  const silent = parts.find(({ unit }) => unit.silent[at] === 1);
  if (complete < settings.completeness && silent) return silence(silent);
  if (!isShort && known >= (at - from) * MOST_LEFT_OUT) return {};
  const quiet = largestSilence(parts, from, at);
  return quiet ? silence(quiet) : { refused: { reason: 'short', months: known } };
}

function silence(part: Part): Refusal {
  const { source, reporter } = part.unit;
  return { refused: { reason: 'silent', source, reporter, share: part.share }, cause: part };
}

function largestSilence(parts: Part[], from: number, at: number): Part | undefined {
  const silence = ({ unit, share }: Part): number => share * unit.silent.subarray(from, at).reduce((sum, one) => sum + one, 0);
  const [most] = [...parts].sort((a, b) => silence(b) - silence(a) || byShare(a, b));
  return most && silence(most) > 0 ? most : undefined;
}
