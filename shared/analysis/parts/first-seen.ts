import type { Kinds } from './kinds.ts';

/** Fewer namings before a period say nothing about what was not seen yet. */
const FEWEST_BEFORE = 100;

export interface FirstSeen {
  period: string;
  named: number;
  /** Indexes of the kinds that no earlier period of the selection holds. */
  kinds: number[];
  /** Namings of those kinds in the period. */
  events: number;
  /** Share of the period's namings that are of kinds not seen before; null where too little was counted before. */
  share: number | null;
  /** Good and Turing's estimate (Good 1953) of that share from the periods before: kinds seen once over all that was counted. */
  expected: number | null;
  /** Standard error of the estimate (Robbins 1968; Esty 1983). */
  error: number | null;
}

/** What was new in each period, measured against all periods before it. */
export function firstSeen({ names, periods }: Kinds): FirstSeen[] {
  const before = names.map(() => 0);
  return periods.map(({ period, counts, named }) => {
    const total = before.reduce((sum, count) => sum + count, 0);
    const kinds = counts.flatMap((count, at) => (count > 0 && before[at] === 0 ? [at] : []));
    const events = kinds.reduce((sum, at) => sum + (counts[at] as number), 0);
    const known = total >= FEWEST_BEFORE && named > 0;
    const unseen = unseenRate(before, total);
    counts.forEach((count, at) => {
      before[at] = (before[at] as number) + count;
    });
    return {
      period,
      named,
      kinds,
      events,
      share: known ? events / named : null,
      expected: known ? unseen.rate : null,
      error: known ? unseen.error : null,
    };
  });
}

function unseenRate(counts: readonly number[], total: number): { rate: number; error: number } {
  const once = counts.filter((count) => count === 1).length;
  const twice = counts.filter((count) => count === 2).length;
  const rate = once / total;
  return { rate, error: Math.sqrt(Math.max(0, once + 2 * twice - once ** 2 / total)) / total };
}
