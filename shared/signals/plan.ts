import type { Selection } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { type Guarded, guarded, judgeReporting, type NotComparable, partsOf, type Verdict } from './guard.ts';
import { countLeft, type LeftCounts, restCounts } from './left-counts.ts';
import type { Reporting } from './reporting.ts';
import type { ComboSeries, Combos } from './series.ts';
import type { ScanSettings } from './settings.ts';

/** A series and a tested month of it, with what can be compared: the whole, or the rest without some of its reporters. */
export interface Planned {
  series: ComboSeries;
  at: number;
  guarded: Guarded;
  /** Cases of what is left out, by unit. */
  left?: LeftCounts | undefined;
  refused?: NotComparable | undefined;
}

/** A yield a series while it is judged what can be compared; then the rests are counted together, in one pass over the rows. */
export function* planTests(
  large: readonly ComboSeries[],
  tested: readonly number[],
  { table, selection, reporting, combos, settings }: Planning,
): Generator<void, Planned[]> {
  const judged: { series: ComboSeries; at: number; verdict: Verdict }[] = [];
  for (const series of large) {
    yield;
    const parts = partsOf(series, reporting);
    for (const at of tested) judged.push({ series, at, verdict: judgeReporting(parts, combos.first, at, settings) });
  }
  const left = countLeft(table, selection, reporting, combos.shape, unitsLeft(judged));
  return judged.map(({ series, at, verdict }) => {
    const { leftOut, refused } = verdict;
    if (leftOut.length === 0) return { series, at, guarded: guarded(series.counts, verdict), refused };
    const own = left.get(series) ?? new Map();
    const counts = restCounts(
      series.counts,
      own,
      leftOut.map(({ unit }) => unit),
    );
    const isEnough = enough(counts, combos.first, tested.at(-1) ?? -1, settings);
    return { series, at, guarded: guarded(counts, verdict), left: own, refused: isEnough ? undefined : leftOut[0]?.why };
  });
}

interface Planning {
  table: ColumnTable;
  selection: Selection;
  reporting: Reporting;
  combos: Combos;
  settings: ScanSettings;
}

/** The units that are left out of a series in any month. */
function unitsLeft(judged: readonly { series: ComboSeries; verdict: Verdict }[]): { series: ComboSeries; units: Set<number> }[] {
  const units = new Map<ComboSeries, Set<number>>();
  for (const { series, verdict } of judged) {
    if (verdict.leftOut.length === 0) continue;
    const own = units.get(series) ?? new Set();
    units.set(series, own);
    for (const { unit } of verdict.leftOut) own.add(unit);
  }
  return [...units].map(([series, own]) => ({ series, units: own }));
}

/** Counted over reference and tested months together: what is counted so says nothing about when. */
export function enough(counts: Float64Array, first: number, at: number, { b, w, minimum, months }: ScanSettings): boolean {
  let sum = 0;
  for (let month = Math.max(first, at - months + 1 - b * 12 - w); month <= at; month++) sum += counts[month] as number;
  return sum >= minimum;
}
