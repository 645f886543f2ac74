import { eachBit } from '../columns/bitmap.ts';
import type { Selection } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import type { Reporting } from './reporting.ts';
import { type ComboSeries, type ComboShape, combosOf, tupleKey } from './series.ts';

/** A combination and the units that are left out of it, in one of the tested months or another. */
export interface Wanted {
  series: ComboSeries;
  units: ReadonlySet<number>;
}

/** Cases of a combination in each month, by unit. */
export type LeftCounts = ReadonlyMap<number, Float64Array>;

/**
 * The cases of what is left out, by combination: one pass over the rows for all of them, that looks only at rows of units left out somewhere. A row
 * with several codes counts once for each combination it stands in, as in their series.
 */
export function countLeft(
  table: ColumnTable,
  { bits }: Selection,
  { months, monthOf, unitOf, units }: Reporting,
  shape: ComboShape,
  wanted: readonly Wanted[],
): Map<ComboSeries, LeftCounts> {
  const counts = new Map(
    wanted.map(({ series, units }) => [series, new Map([...units].map((unit) => [unit, new Float64Array(months.length)]))]),
  );
  const byName = new Map(wanted.map(({ series }) => [series.name, series]));
  const isLeft = new Uint8Array(units.length);
  for (const { units } of wanted) for (const unit of units) isLeft[unit] = 1;
  const known = new Map<number, ComboSeries[]>();
  if (wanted.length === 0) return counts;
  eachBit(bits, (row) => {
    const [unit, month] = [unitOf[row] as number, monthOf[row] as number];
    if (isLeft[unit] !== 1 || month < 0) return;
    const key = tupleKey(shape.axes, row);
    let combos = known.get(key);
    if (!combos) {
      combos = standsIn(row, shape, byName);
      known.set(key, combos);
    }
    const events = table.events?.[row] ?? 1;
    for (const combo of combos) {
      const sums = counts.get(combo)?.get(unit);
      if (sums) sums[month] = (sums[month] as number) + events;
    }
  });
  return counts;
}

function standsIn(row: number, shape: ComboShape, byName: Map<string, ComboSeries>): ComboSeries[] {
  const sets = shape.axes.map(({ values }) => values[row] as number);
  return shape.choices.flatMap((chosen) => combosOf(sets, chosen, shape).flatMap(({ name }) => byName.get(name) ?? []));
}

/** The counts of a series without some of its units. */
export function restCounts(counts: Float64Array, left: LeftCounts, units: readonly number[]): Float64Array {
  const rest = counts.slice();
  for (const unit of units) {
    const own = left.get(unit);
    if (own) for (let month = 0; month < rest.length; month++) rest[month] = (rest[month] as number) - (own[month] as number);
  }
  return rest;
}
