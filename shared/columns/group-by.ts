import { StowageError } from '../errors.ts';
import { addCell, emptySums, type Sums } from './accumulate.ts';
import { type Axis, axisOf, type Grouping } from './axis.ts';
import { laneBits, lanesOf } from './lanes.ts';
import { addLanes, cellCount, type Measures, type ScanColumn, scanLane } from './scan.ts';
import type { Selection } from './select.ts';
import type { ColumnTable } from './table.ts';

/** Cases and masses of a group; an aggregated row counts as many cases as it stands for. A total counts each case once, however many codes it bears. */
export interface Totals {
  cases: number;
  /** Cases whose mass is convertible. */
  withMass: number;
  kg: number;
  kgLow: number;
  kgHigh: number;
}

/** A dense table: the last dimension varies fastest. */
export interface Grouped extends Sums {
  /** Keys of each dimension, ascending. Keys that no selected case bears are there too, with zeros. */
  keys: string[][];
  total: Totals;
}

const MOST_CELLS = 1 << 22;

/**
 * Counts the selected cases over any number of dimensions. A case that bears several codes counts once for each of them,
 * and once for a parent code; so cells may add up to more than the total.
 * Throws `invalid-input` for a facet the table does not carry, and for more than four million cells.
 */
export function groupBy(table: ColumnTable, selection: Selection, dimensions: Grouping[], measures: Measures = 'mass'): Grouped {
  const known = planted.get(selection)?.get(planName(dimensions, measures));
  if (known) return known;
  const axes = axesOf(table, dimensions);
  return groupedOf(table, axes, scan(table, selection, scanColumns(axes), measures));
}

/** The axes of dimensions. Throws `invalid-input` for a facet the table does not carry, and for more than four million cells. */
export function axesOf(table: ColumnTable, dimensions: readonly Grouping[]): Axis[] {
  const axes = dimensions.map((dimension) => axisOf(table, dimension));
  if (cellCount(scanColumns(axes)) > MOST_CELLS || product(axes.map((axis) => axis.keys.length)) > MOST_CELLS) throw tooManyCells();
  return axes;
}

export function scanColumns(axes: readonly Axis[]): ScanColumn[] {
  return axes.map(({ values, sets }) => ({ values, sets: sets.length }));
}

/** A counted scan by sets, told by keys. */
export function groupedOf(table: ColumnTable, axes: Axis[], bySet: Sums): Grouped {
  return { ...spread(bySet, axes, table.events !== null), keys: axes.map((axis) => axis.keys), total: totalOf(bySet) };
}

const planted = new WeakMap<Selection, Map<string, Grouped>>();

/** Keeps what threads have counted, so that the same question about this selection is answered without a scan. */
export function plantGrouped(selection: Selection, dimensions: readonly Grouping[], measures: Measures, grouped: Grouped): void {
  const known = planted.get(selection) ?? new Map<string, Grouped>();
  planted.set(selection, known.set(planName(dimensions, measures), grouped));
}

function planName(dimensions: readonly Grouping[], measures: Measures): string {
  return `${measures} ${JSON.stringify(dimensions)}`;
}

/** Index of a cell by its place on each dimension. */
export function cellAt(grouped: Grouped, ...places: number[]): number {
  return places.reduce((cell, place, dimension) => cell * (grouped.keys[dimension] as string[]).length + place, 0);
}

/** Cases and masses of a selection as a whole. */
export function totals(table: ColumnTable, selection: Selection): Totals {
  return groupBy(table, selection, []).total;
}

/** First by set of codes, which touches each row once; lane by lane, as threads would. */
function scan(table: ColumnTable, selection: Selection, columns: ScanColumn[], measures: Measures): Sums {
  const parts = lanesOf(table, cellCount(columns)).map((lane) => scanLane(lane, laneBits(lane, selection.bits), columns, measures));
  return addLanes(parts);
}

/** Then each set's sums go to every key the set names. */
function spread(bySet: Sums, axes: Axis[], isWeighted: boolean): Sums {
  if (axes.every((axis) => axis.sets.every((set, index) => set.length === 1 && set[0] === index))) return bySet;
  const cells = product(axes.map((axis) => axis.keys.length));
  const byKey = emptySums(cells, bySet.kg.length > 0);
  /** A row without events may still weigh something. */
  const isEmpty = isWeighted ? (from: number) => bySet.cases[from] === 0 && !bySet.kg[from] : (from: number) => bySet.cases[from] === 0;
  const visit = (dimension: number, source: number, targets: number[]): void => {
    const { sets, keys } = axes[dimension] as Axis;
    const isLast = dimension === axes.length - 1;
    sets.forEach((set, index) => {
      const from = source * sets.length + index;
      if (isLast && isEmpty(from)) return;
      const next = targets.flatMap((target) => set.map((key) => target * keys.length + key));
      if (isLast) for (const target of next) addCell(bySet, from, byKey, target);
      else visit(dimension + 1, from, next);
    });
  };
  visit(0, 0, [0]);
  return byKey;
}

function totalOf(sums: Sums): Totals {
  const add = (values: Uint32Array | Float64Array): number => {
    let sum = 0;
    for (let cell = 0; cell < values.length; cell++) sum += values[cell] as number;
    return sum;
  };
  return { cases: add(sums.cases), withMass: add(sums.withMass), kg: add(sums.kg), kgLow: add(sums.kgLow), kgHigh: add(sums.kgHigh) };
}

function product(sizes: number[]): number {
  return sizes.reduce((cells, size) => cells * size, 1);
}

function tooManyCells(): StowageError {
  return new StowageError(
    'invalid-input',
    'This question would make a table of more than four million cells. Nothing was changed. Choose fewer or coarser fields.',
  );
}
