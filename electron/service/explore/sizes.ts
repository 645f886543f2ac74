import { groupBy } from '../../../shared/columns/group-by.ts';
import { aggregatedCases, BY_STEP, quantiles } from '../../../shared/columns/mass.ts';
import type { Selection } from '../../../shared/columns/select.ts';
import { STEP_BOUNDS } from '../../../shared/columns/size-axis.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ExplorePanels } from '../../../shared/contract/explore.ts';

/** Lower ends of the bins in kilograms: below a gram, then about half a power of ten each, up to a thousand tonnes. */
export const SIZE_EDGES: readonly number[] = [
  0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000,
];

/** Median and the ninth tenth. */
export const SIZE_QUANTILES: readonly number[] = [0.5, 0.9];

/** How large single cases are. Empty bins at either end are left out. */
export function sizePanel(table: ColumnTable, selection: Selection): ExplorePanels['sizes'] {
  const cases = new Uint32Array(SIZE_EDGES.length);
  const mass = new Float64Array(SIZE_EDGES.length);
  const grouped = groupBy(table, selection, [BY_STEP], 'kg');
  for (const [at, bound] of STEP_BOUNDS.entries()) {
    const bin = binOf(bound);
    cases[bin] = (cases[bin] as number) + (grouped.cases[at + 1] as number);
    mass[bin] = (mass[bin] as number) + (grouped.kg[at + 1] as number);
  }
  const counted = cases.reduce((sum, count) => sum + count, 0);
  const aggregated = aggregatedCases(table, selection);
  const [median = Number.NaN, p90 = Number.NaN] = quantiles(table, selection, SIZE_QUANTILES);
  return {
    bins: trimmed(cases, mass),
    withoutMass: selection.count - aggregated - counted,
    aggregated,
    medianKg: counted > 0 ? median : null,
    p90Kg: counted > 0 ? p90 : null,
  };
}

/** Place of the last edge that is not above `kg`. */
function binOf(kg: number): number {
  let [low, high] = [0, SIZE_EDGES.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((SIZE_EDGES[middle] as number) <= kg) low = middle;
    else high = middle - 1;
  }
  return low;
}

function trimmed(cases: Uint32Array, mass: Float64Array): ExplorePanels['sizes']['bins'] {
  const first = cases.findIndex((count) => count > 0);
  const last = cases.findLastIndex((count) => count > 0);
  if (first < 0) return [];
  return SIZE_EDGES.slice(first, last + 1).map((from, at) => ({
    from,
    to: SIZE_EDGES[first + at + 1] ?? null,
    cases: cases[first + at] as number,
    massKg: mass[first + at] as number,
  }));
}
