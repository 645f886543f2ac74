import { type Axis, axisOf, type Dimension } from '../../columns/axis.ts';
import { eachBit } from '../../columns/bitmap.ts';
import { type Selection, singles } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';

/** Size of single cases whose mass is known, in kilograms; medians as R's type 7, null without any case. */
export interface Sizes {
  n: number;
  median: number | null;
  p90: number | null;
  /** Share of the mass that the largest cases hold. */
  largest: number | null;
}

const NONE: Sizes = { n: 0, median: null, p90: null, largest: null };

/** Sizes for each combination of keys, the `k` largest cases taken as the largest. A case of several codes counts under each. */
export function sizesBy(table: ColumnTable, selection: Selection, dimensions: Dimension[], k: number): (...keys: string[]) => Sizes {
  const axes = dimensions.map((dimension) => axisOf(table, dimension));
  const gathered = new Map<string, number[]>();
  eachBit(singles(table, selection).bits, (row) => {
    const kg = table.kg[row] as number;
    if (Number.isNaN(kg)) return;
    for (const name of namesOf(axes, row)) {
      const list = gathered.get(name);
      if (list) list.push(kg);
      else gathered.set(name, [kg]);
    }
  });
  const made = new Map([...gathered].map(([name, masses]) => [name, sizesOf(masses, k)]));
  return (...keys) => made.get(keys.join('\n')) ?? NONE;
}

function namesOf(axes: Axis[], row: number): string[] {
  let names = [''];
  for (const [at, { keys, sets, values }] of axes.entries()) {
    const set = sets[values[row] as number] as number[];
    const prefix = at === 0 ? '' : '\n';
    names = names.flatMap((name) => set.map((key) => `${name}${prefix}${keys[key] as string}`));
  }
  return names;
}

function sizesOf(masses: number[], k: number): Sizes {
  const sorted = Float64Array.from(masses).sort();
  const all = sum(sorted);
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    largest: all > 0 ? sum(sorted.subarray(Math.max(0, sorted.length - k))) / all : null,
  };
}

function sum(masses: Float64Array): number {
  let total = 0;
  for (const mass of masses) total += mass;
  return total;
}

function quantile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(place)] as number;
  return below + ((sorted[Math.ceil(place)] as number) - below) * (place - Math.floor(place));
}
