import type { NotComparable } from './guard.ts';
import type { ScanResult } from './signal.ts';

/** Combinations that cannot be compared for one and the same reason. */
export interface RefusedGroup {
  why: NotComparable;
  combinations: number;
  /** Cases in the tested months. */
  cases: number;
  /** Combinations tested without the reporter, and its cases in the tested months that were left out so. */
  rests: number;
  restCases: number;
}

interface One {
  why: NotComparable;
  refused: boolean;
  cases: number;
}

/** By reason, reporter and day; most cases first. */
export function groupRefused({ refused, rests }: Pick<ScanResult, 'refused' | 'rests'>): RefusedGroup[] {
  const all: One[] = [
    ...refused.map((why) => ({ why, refused: true, cases: why.cases })),
    ...rests.flatMap(({ leftOut }) => leftOut.map((why) => ({ why, refused: false, cases: why.cases }))),
  ];
  return [...Map.groupBy(all, ({ why }) => nameOf(why))]
    .map(([name, list]) => ({ name, ...groupOf(list) }))
    .sort((a, b) => casesOf(b) - casesOf(a) || combinationsOf(b) - combinationsOf(a) || (a.name < b.name ? -1 : 1))
    .map(({ name: _, ...group }) => group);
}

function groupOf(list: One[]): RefusedGroup {
  const [whole, part] = [list.filter(({ refused }) => refused), list.filter(({ refused }) => !refused)];
  const sumOf = (some: One[]): number => some.reduce((sum, { cases }) => sum + cases, 0);
  const { why } = list[0] as One;
  return { why: whyOf(why), combinations: whole.length, cases: sumOf(whole), rests: part.length, restCases: sumOf(part) };
}

function casesOf({ cases, restCases }: RefusedGroup): number {
  return cases + restCases;
}

function combinationsOf({ combinations, rests }: RefusedGroup): number {
  return combinations + rests;
}

function nameOf(one: NotComparable): string {
  if (one.reason === 'short') return one.reason;
  return [one.reason, one.source, one.reporter, one.reason === 'break' ? `${one.on} ${one.state}` : ''].join('\n');
}

function whyOf(one: NotComparable): NotComparable {
  if (one.reason === 'short') return { reason: 'short', months: one.months };
  const { source, reporter, share } = one;
  return one.reason === 'break'
    ? { reason: 'break', source, reporter, share, on: one.on, state: one.state }
    : { reason: 'silent', source, reporter, share };
}
