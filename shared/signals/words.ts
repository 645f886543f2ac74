import { breakDay } from '../regime/words.ts';
import type { Wording } from '../report/wording.ts';
import type { NotComparable } from './guard.ts';
import { facetsOf, USUAL_COMPLETENESS } from './settings.ts';
import type { ScanResult, Signal, SignalPart, WithoutPart } from './signal.ts';

/** The combination in words: each value, with a middle dot between them. */
export function comboText(parts: readonly SignalPart[], words: Wording): string {
  return parts.map(({ facet, code }) => words.label(facet, code)).join(' · ');
}

/** What is said of a signal in a sentence. */
export function signalText(signal: Signal, words: Wording): string {
  const figure = (value: number): string => words.number(value, value < 10 ? 1 : 0);
  return words.text(`signals.say.${signal.kind}`, {
    label: comboText(signal.parts, words),
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

function checkLines({ cut, acrossBreaks }: Signal, words: Wording): string[] {
  if (acrossBreaks) return [words.text('signals.check.across')];
  return [cut ? words.text('signals.check.cut', reportingValues(cut, words)) : words.text('signals.check.clear')];
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

export type ScanFigures = Omit<ScanResult, 'signals' | 'refused'>;

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

/** What was scanned, what was left out, and what would make a signal vanish; `cases` are those of the `refused` combinations. */
export function scanLines(scan: ScanFigures, refused: number, cases: number, words: Wording): string[] {
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
    words.text('signals.summary.notStated', { n: notStated, of: inPeriod, share }),
    words.text('signals.summary.novelty', { n: firstSeen, month: words.date(last), expected: words.number(firstExpected, 1) }),
    words.text('signals.vanish'),
  ];
}
