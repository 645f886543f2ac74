import { axisOf, type Grouping } from './axis.ts';
import { eachBit } from './bitmap.ts';
import { groupBy } from './group-by.ts';
import { AGGREGATE } from './kind-axis.ts';
import { massesOf, planQuantiles, readQuantiles } from './quantiles.ts';
import { type Selection, singles } from './select.ts';
import type { ColumnTable } from './table.ts';

/** Case size in fine steps, and what masses rest on. */
export const BY_STEP: Grouping = { facet: 'mass', by: 'step' };
export const BY_KIND: Grouping = { facet: 'mass', by: 'kind' };

/** Share of the mass that the `k` largest cases hold; null when there is no mass. Aggregated rows are left out of both. */
export function topShare(table: ColumnTable, selection: Selection, k: number): number | null {
  const largest: number[] = [];
  let all = 0;
  eachBit(singles(table, selection).bits, (row) => {
    const mass = table.kg[row] as number;
    if (Number.isNaN(mass)) return;
    all += mass;
    if (largest.length < k || mass > (largest[0] as number)) keepLargest(largest, mass, k);
  });
  return all > 0 ? largest.reduce((sum, mass) => sum + mass, 0) / all : null;
}

/** Quantiles of case mass in kilograms, interpolated as R's type 7; NaN without any mass. Aggregated rows are left out. */
export function quantiles(table: ColumnTable, selection: Selection, probabilities: readonly number[]): number[] {
  const known = planted.get(selection)?.get(probabilities.join());
  if (known) return known;
  const plan = planQuantiles([...groupBy(table, selection, [BY_STEP], 'cases').cases], probabilities);
  return readQuantiles(plan, massesOf(table.kg, axisOf(table, BY_STEP).values, selection.bits, plan.wanted));
}

const planted = new WeakMap<Selection, Map<string, number[]>>();

/** Keeps quantiles that threads have found. */
export function plantQuantiles(selection: Selection, probabilities: readonly number[], found: number[]): void {
  const known = planted.get(selection) ?? new Map<string, number[]>();
  planted.set(selection, known.set(probabilities.join(), found));
}

/** Share of the mass that rests on an assumed factor; null when there is no mass. */
export function assumedShare(table: ColumnTable, selection: Selection): number | null {
  const grouped = groupBy(table, selection, [BY_KIND], 'kg');
  const { kg } = grouped.total;
  return kg > 0 ? (grouped.kg[(grouped.keys[0] as string[]).indexOf('assumed')] as number) / kg : null;
}

/** Cases that stand together in aggregated rows. */
export function aggregatedCases(table: ColumnTable, selection: Selection): number {
  if (table.grain === null) return 0;
  const grouped = groupBy(table, selection, [BY_KIND], 'cases');
  return grouped.cases[(grouped.keys[0] as string[]).indexOf(AGGREGATE)] as number;
}

/** `largest` ascends; the smallest falls out. */
function keepLargest(largest: number[], mass: number, k: number): void {
  const at = largest.findIndex((kept) => kept >= mass);
  largest.splice(at < 0 ? largest.length : at, 0, mass);
  if (largest.length > k) largest.shift();
}
