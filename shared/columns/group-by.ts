import { StowageError } from '../errors.ts';
import { type Axis, axisOf, type Grouping } from './axis.ts';
import { groupedOf, lessOfGrouped } from './grouped.ts';
import { laneBits, laneRun, lanesOf } from './lanes.ts';
import { cellCount, type ScanColumn, sweep } from './scan.ts';
import type { Selection } from './select.ts';
import type { Measures, Sums } from './sums.ts';
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
  const known = plantedOf(selection, dimensions, measures);
  if (known) return known;
  const axes = axesOf(table, dimensions);
  return groupedOf(axes, scan(table, selection, scanColumns(axes), measures));
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

const planted = new WeakMap<Selection, Map<string, Grouped>>();

/** Keeps what threads have counted, so that the same question about this selection is answered without a scan. */
export function plantGrouped(selection: Selection, dimensions: readonly Grouping[], measures: Measures, grouped: Grouped): void {
  const known = planted.get(selection) ?? new Map<string, Grouped>();
  planted.set(selection, known.set(planName(dimensions, measures), grouped));
}

/** Who asks for less is served by an answer that says more. */
function plantedOf(selection: Selection, dimensions: readonly Grouping[], measures: Measures): Grouped | undefined {
  const known = planted.get(selection);
  const more = MORE[measures].find((one) => known?.has(planName(dimensions, one)));
  const found = more && known?.get(planName(dimensions, more));
  return found && more !== measures ? lessOfGrouped(found, measures) : found;
}

const MORE = { cases: ['cases', 'kg', 'mass'], kg: ['kg', 'mass'], mass: ['mass'] } as const;

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
  const run = laneRun(table, cellCount(columns));
  const [sums] = sweep(lanesOf(table), [{ columns, measures, run, bitsOf: (lane) => laneBits(lane, selection.bits) }]);
  return sums as Sums;
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
