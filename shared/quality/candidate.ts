import type { Reason } from './finding.ts';

/** Kinds of repeats: the same row again; one event in two units; the rows of one case; one event from two sources or agencies. */
export const REPEAT_KINDS = ['exact', 'two-units', 'lines', 'two-sources'] as const;
export type RepeatKind = (typeof REPEAT_KINDS)[number];

/** What the members beside the lead become when they are merged. */
export const ROLE_OF = { exact: 'duplicate', 'two-units': 'duplicate', lines: 'line', 'two-sources': 'duplicate' } as const;

/** Cases that may stand for one event. Nothing is merged by it. */
export interface Candidate {
  kind: RepeatKind;
  /** Case ids; the one that would lead stands first. */
  members: number[];
  reasons: Reason[];
  /** 0 to 1, by `scoreOf`. */
  score: number;
}

/** Below this a candidate is not listed; exact repeats are listed always. */
export const LEAST_SCORE = 0.5;

/** How often, before any row is compared, rows that agree as far as the kind demands are one event. */
export const PRIOR = { exact: 0.5, 'two-units': 0.05, lines: 0.2, 'two-sources': 0.1 } as const;

/**
 * The posterior probability that the rows are one event, by Bayes' rule: p / (p + (1 − p) c). `p` is the prior of the kind, `c` the
 * coincidence: how probable it is that other, independent events of this place agree as well, counted from how often they do on other days.
 */
export function scoreOf(prior: number, coincidence: number): number {
  const chance = Math.min(1, Math.max(1e-6, coincidence));
  return Number((prior / (prior + (1 - prior) * chance)).toFixed(4));
}

/** Probability of at least one event where `expected` are expected (Poisson). */
export function atLeastOne(expected: number): number {
  return -Math.expm1(-expected);
}

/** Significant digits of a number as it would be written, without its power of ten: 2786 for 2.786 and 27860. */
export function digitsOf(value: number): string {
  return value.toPrecision(12).split('e')[0]?.replace('.', '').replace(/^0+/, '').replace(/0+$/, '') ?? '';
}

/** Each case once, in its best pair: an event has one partner. */
export function bestFirst(pairs: readonly Candidate[]): Candidate[] {
  const taken = new Set<number>();
  return [...pairs]
    .sort((a, b) => b.score - a.score)
    .filter(({ members }) => {
      if (members.some((id) => taken.has(id))) return false;
      for (const id of members) taken.add(id);
      return true;
    });
}
