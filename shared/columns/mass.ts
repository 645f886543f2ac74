import { CONVERSIONS } from '../domain/case.ts';
import { axisOf } from './axis.ts';
import { bitmapOfValues, eachBit } from './bitmap.ts';
import { groupBy, totals } from './group-by.ts';
import { createMemo } from './memo.ts';
import { massesOf, planQuantiles, readQuantiles } from './quantiles.ts';
import { narrow, type Selection, singles } from './select.ts';
import type { ColumnTable } from './table.ts';

const ASSUMED = CONVERSIONS.indexOf('assumed');

const BY_STEP = { facet: 'mass', by: 'step' } as const;

const assumedRows = createMemo<Int32Array>(1);

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
  const single = singles(table, selection);
  const plan = planQuantiles([...groupBy(table, single, [BY_STEP], 'cases').cases], probabilities);
  return readQuantiles(plan, massesOf(table.kg, axisOf(table, BY_STEP).values, single.bits, plan.wanted));
}

/** Share of the mass that rests on an assumed factor; null when there is no mass. */
export function assumedShare(table: ColumnTable, selection: Selection): number | null {
  const bits = assumedRows(table, '', () =>
    bitmapOfValues(
      table.conversion,
      Uint8Array.from(CONVERSIONS, (_, index) => (index === ASSUMED ? 1 : 0)),
    ),
  );
  const { kg } = totals(table, selection);
  return kg > 0 ? totals(table, narrow(table, selection, bits)).kg / kg : null;
}

/** `largest` ascends; the smallest falls out. */
function keepLargest(largest: number[], mass: number, k: number): void {
  const at = largest.findIndex((kept) => kept >= mass);
  largest.splice(at < 0 ? largest.length : at, 0, mass);
  if (largest.length > k) largest.shift();
}
