import { breakDay } from '../regime/words.ts';
import type { Wording } from '../report/wording.ts';
import type { NotAlike, NotComparable } from './guard.ts';
import type { RefusedGroup } from './refused-groups.ts';
import { facetsOf, USUAL_COMPLETENESS } from './settings.ts';
import type { LeftOutReporter, ScanResult, Signal, SignalPart, WithoutPart } from './signal.ts';

/** The combination in words: each value, with a middle dot between them. */
export function comboText(parts: readonly SignalPart[], words: Wording): string {
  return parts.map(({ facet, code }) => words.label(facet, code)).join(' · ');
}

/** Who is left out of a signal; empty where the whole was tested. Two are named with why, the others counted. */
export function restText({ leftOut }: Pick<Signal, 'leftOut'>, words: Wording): string {
  const [first, second, ...others] = leftOut;
  if (!first) return '';
  const all = leftOut.reduce((sum, { share }) => sum + share, 0);
  const share = shareText(all, words);
  if (!second) return words.text('signals.rest.one', { name: nameText(first, words), why: whyText(first, words), share });
  const item = (one: LeftOutReporter): string => words.text('signals.rest.item', { name: nameText(one, words), why: whyText(one, words) });
  return words.text('signals.rest.several', { first: item(first), second: item(second), others: others.length, share });
}

function nameText({ reporter, source, partly }: LeftOutReporter, words: Wording): string {
  const names = { reporter: words.label('country', reporter), source: words.label('source', source) };
  return words.text('signals.rest.name', { ...names, partly: partly ? 'yes' : 'no' });
}

function whyText(one: NotAlike, words: Wording): string {
  if (one.reason === 'silent') return words.text('signals.rest.silent');
  return words.text('signals.rest.break', { on: breakDay(one.on, words), state: one.state });
}

function shareText(share: number, words: Wording): string {
  return words.percent(share, share < 0.1 ? 1 : 0);
}

/** The combination in words, with who is left out of it. */
export function signalName(signal: Pick<Signal, 'parts' | 'leftOut'>, words: Wording): string {
  const label = comboText(signal.parts, words);
  return signal.leftOut.length === 0 ? label : words.text('signals.rest.named', { label, without: restText(signal, words) });
}

/** What is said of a signal in a sentence. */
export function signalText(signal: Signal, words: Wording): string {
  const figure = (value: number): string => words.number(value, value < 10 ? 1 : 0);
  return words.text(`signals.say.${signal.kind}`, {
    label: signalName(signal, words),
    observed: signal.observed,
    expected: figure(signal.expected),
    low: words.number(signal.low),
    high: words.number(signal.high),
    month: words.date(signal.month),
    months: signal.reference.months,
    from: words.date(signal.from),
    to: words.date(signal.to),
    since: words.date(signal.since ?? signal.from),
  });
}

/** Bounds below which a q-value is called clear, and very clear. */
const [CLEAR, VERY_CLEAR] = [0.01, 0.001];
const SMALLEST_SHOWN = 0.0001;

/** The q-value in words. */
export function sureText(q: number, words: Wording): string {
  const level = q <= VERY_CLEAR ? 'very' : q <= CLEAR ? 'clear' : 'fair';
  const shown = Math.max(q, SMALLEST_SHOWN);
  return words.text('signals.sure.text', {
    level: words.text(`signals.sure.${level}`),
    q: `${q < SMALLEST_SHOWN ? '<' : '='}\u00a0${words.number(shown, 4)}`,
    share: words.percent(shown, shown < 0.001 ? 2 : 1),
  });
}

/** The lines of a card, by heading. */
export interface LineText {
  method: string[];
  check: string[];
  missing: string[];
  vanish: string[];
}

export function evidenceLines(signal: Signal, ears: string, words: Wording): LineText {
  return {
    method: [detectorText(signal, ears, words), referenceText(signal, words), sureText(signal.q, words)],
    check: checkLines(signal, words),
    missing: [
      words.text('signals.missing.complete', { share: words.percent(signal.complete), month: words.date(signal.month) }),
      words.text('signals.missing.notStated', { share: words.percent(signal.notStated), month: words.date(signal.month) }),
    ],
    vanish: [...signal.without.map((one) => withoutText(one, words)), words.text('signals.vanish')],
  };
}

function detectorText({ detector, years, upper, alarm }: Signal, ears: string, words: Wording): string {
  const name = words.text(`signals.detector.${detector}`, { years, method: ears });
  if (upper === null) return `${name}.`;
  return `${name}; ${words.text('signals.detector.upper', { upper: words.number(upper, 1), alarm: alarm ? 'yes' : 'no' })}.`;
}

function referenceText({ reference }: Signal, words: Wording): string {
  const { from, to, months, cases, left } = reference;
  return words.text('signals.reference', { from: words.date(from), to: words.date(to), months, cases, left });
}

function checkLines({ cut, acrossBreaks, leftOut }: Signal, words: Wording): string[] {
  if (acrossBreaks) return [words.text('signals.check.across')];
  const check = cut ? words.text('signals.check.cut', reportingValues(cut, words)) : words.text('signals.check.clear');
  return leftOut.length === 0 ? [check] : [words.text('signals.check.rest', { list: leftOutList(leftOut, words) }), check];
}

/** All who are left out, each with its source, why and its share. */
function leftOutList(leftOut: readonly LeftOutReporter[], words: Wording): string {
  const items = leftOut.map((one) =>
    words.text('signals.rest.full', {
      reporter: words.label('country', one.reporter),
      source: words.label('source', one.source),
      why: whyText(one, words),
      share: shareText(one.share, words),
    }),
  );
  return items.join('; ');
}

export function withoutText({ what, code, share, holds }: WithoutPart, words: Wording): string {
  const name = what === 'reporter' ? words.label('country', code) : words.text(`signals.size.${code}`);
  return words.text(`signals.without.${what}`, { holds: holds ? 'yes' : 'no', name, share: words.percent(share) });
}

/** Why something is not comparable, in a sentence. */
export function refusedText(why: NotComparable, words: Wording): string {
  if (why.reason === 'short') return words.text('signals.refused.short');
  if (why.reason === 'break') return words.text('signals.refused.break', reportingValues(why, words));
  return words.text('signals.refused.silent', {
    reporter: words.label('country', why.reporter),
    source: words.label('source', why.source),
  });
}

function reportingValues(one: { source: string; reporter: string; on: string; state: string }, words: Wording) {
  return {
    reporter: words.label('country', one.reporter),
    source: words.label('source', one.source),
    on: breakDay(one.on, words),
    state: one.state,
  };
}

export type ScanFigures = Omit<ScanResult, 'signals' | 'refused' | 'rests'>;

/** Combinations not tested and their cases; those tested without some of their reporters, and the cases left out so. All of the tested months. */
export interface NotCompared {
  refused: number;
  cases: number;
  rests: number;
  restCases: number;
}

export function notCompared(refused: number, rests: number, groups: readonly RefusedGroup[]): NotCompared {
  const sum = (what: 'cases' | 'restCases'): number => groups.reduce((all, group) => all + group[what], 0);
  return { refused, cases: sum('cases'), rests, restCases: sum('restCases') };
}

/** What a scan found, in a sentence. */
export function summaryText({ months, tested }: ScanFigures, signals: number, words: Wording): string {
  const last = months.at(-1);
  if (last === undefined) return words.text('signals.summary.nothing');
  return words.text(`signals.summary.${signals > 0 ? 'some' : 'none'}`, { signals, tested, month: words.date(last) });
}

/** What the settings set aside of the guard. */
function overrides({ acrossBreaks, completeness }: ScanFigures['settings'], words: Wording): string[] {
  if (acrossBreaks) return [words.text('signals.check.across')];
  if (completeness >= USUAL_COMPLETENESS) return [];
  return [words.text('signals.check.lowered', { share: words.percent(completeness, 0), usual: words.percent(USUAL_COMPLETENESS, 0) })];
}

/** What was scanned, what was left out, and what would make a signal vanish. */
export function scanLines(scan: ScanFigures, { refused, cases, rests, restCases }: NotCompared, words: Wording): string[] {
  const { settings, months, combinations, large, tests, notStated, inPeriod, firstSeen, firstExpected } = scan;
  const last = months.at(-1);
  if (last === undefined) return [];
  const facets = facetsOf(settings).map((facet) => words.text(`analyses.fieldTitle.${facet}`));
  const q = words.percent(settings.q, 0);
  const share = words.percent(inPeriod > 0 ? notStated / inPeriod : 0);
  return [
    words.text('signals.summary.scanned', { combinations, large, tests, facets: facets.join(', '), minimum: settings.minimum, q }),
    ...overrides(settings, words),
    ...(refused > 0 ? [words.text('signals.summary.refused', { n: refused, cases })] : []),
    ...(rests > 0 ? [words.text('signals.summary.rests', { n: rests, cases: restCases })] : []),
    words.text('signals.summary.notStated', { n: notStated, of: inPeriod, share }),
    words.text('signals.summary.novelty', { n: firstSeen, month: words.date(last), expected: words.number(firstExpected, 1) }),
    words.text('signals.vanish'),
  ];
}
