import type { NotComparable } from './guard.ts';
import type { Refused } from './signal.ts';

/** Combinations that cannot be compared for one and the same reason. */
export interface RefusedGroup {
  why: NotComparable;
  combinations: number;
  /** Cases in the tested months. */
  cases: number;
}

/** By reason, reporter and day; most cases first. */
export function groupRefused(refused: readonly Refused[]): RefusedGroup[] {
  const groups = Map.groupBy(refused, nameOf);
  return [...groups]
    .map(([name, list]) => ({
      name,
      why: whyOf(list[0] as Refused),
      combinations: list.length,
      cases: list.reduce((sum, { cases }) => sum + cases, 0),
    }))
    .sort((a, b) => b.cases - a.cases || b.combinations - a.combinations || (a.name < b.name ? -1 : 1))
    .map(({ why, combinations, cases }) => ({ why, combinations, cases }));
}

function nameOf(one: Refused): string {
  if (one.reason === 'short') return one.reason;
  return [one.reason, one.source, one.reporter, one.reason === 'break' ? `${one.on} ${one.state}` : ''].join('\n');
}

function whyOf(one: Refused): NotComparable {
  if (one.reason === 'short') return { reason: 'short', months: one.months };
  const { source, reporter, share } = one;
  return one.reason === 'break'
    ? { reason: 'break', source, reporter, share, on: one.on, state: one.state }
    : { reason: 'silent', source, reporter, share };
}
