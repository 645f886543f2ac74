import type { Axis } from './axis.ts';
import type { Grouped, Totals } from './group-by.ts';
import { spread } from './spread.ts';
import { lessOf, type Measures, mapSums, type Sums } from './sums.ts';

interface Scanned {
  axes: readonly Axis[];
  bySet: Sums;
  margins: (Grouped | undefined)[];
}

const scans = new WeakMap<Grouped, Scanned>();

/** A counted scan by sets, told by keys. */
export function groupedOf(axes: readonly Axis[], bySet: Sums): Grouped {
  const grouped = { ...spread(bySet, axes), keys: axes.map((axis) => axis.keys), total: totalOf(bySet) };
  if (axes.length > 1) scans.set(grouped, { axes, bySet, margins: [] });
  return grouped;
}

/**
 * One dimension of a table alone, without another scan: a case that bears several codes of the others counts once, as if they had not been
 * asked for. Masses may differ from those of a scan of their own by rounding.
 */
export function marginOf(grouped: Grouped, dimension: number): Grouped {
  const scanned = scans.get(grouped);
  if (!scanned) return grouped;
  const { axes, bySet, margins } = scanned;
  margins[dimension] ??= groupedOf([axes[dimension] as Axis], sumAlong(bySet, axes, dimension));
  return margins[dimension];
}

/** Only what fewer measures ask for. */
export function lessOfGrouped(grouped: Grouped, measures: Measures): Grouped {
  const scanned = scans.get(grouped);
  const less = { ...lessOf(grouped, measures), keys: grouped.keys, total: lessOfTotal(grouped.total, measures) };
  if (scanned) scans.set(less, { ...scanned, bySet: lessOf(scanned.bySet, measures), margins: [] });
  return less;
}

function lessOfTotal({ cases, kg }: Totals, measures: Measures): Totals {
  return { cases, withMass: 0, kg: measures === 'cases' ? 0 : kg, kgLow: 0, kgHigh: 0 };
}

function sumAlong(from: Sums, axes: readonly Axis[], dimension: number): Sums {
  const sets = axes.map((axis) => axis.sets.length);
  const width = sets[dimension] as number;
  const inner = sets.slice(dimension + 1).reduce((cells, length) => cells * length, 1);
  return mapSums(from, width, (one, other) => addAlong(one, other, inner, width));
}

function addAlong(from: Uint32Array | Float64Array, to: Uint32Array | Float64Array, inner: number, width: number): void {
  for (let start = 0, set = 0; start < from.length; start += inner, set = set + 1 === width ? 0 : set + 1) {
    let sum = to[set] as number;
    for (let cell = start; cell < start + inner; cell++) sum += from[cell] as number;
    to[set] = sum;
  }
}

function totalOf(sums: Sums): Totals {
  const add = (values: Uint32Array | Float64Array): number => {
    let sum = 0;
    for (let cell = 0; cell < values.length; cell++) sum += values[cell] as number;
    return sum;
  };
  return { cases: add(sums.cases), withMass: add(sums.withMass), kg: add(sums.kg), kgLow: add(sums.kgLow), kgHigh: add(sums.kgHigh) };
}
