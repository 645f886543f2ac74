import { StowageError } from '../errors.ts';
import { addCell, countCells, foldColumns, SUMS, type Sums, sumCells } from './accumulate.ts';
import { type Axis, axisOf, type Dimension } from './axis.ts';
import type { Selection } from './select.ts';
import type { ColumnTable } from './table.ts';

/** `cases` counts only; `mass` sums kilograms as well. */
export type Measures = 'cases' | 'mass';

/** Cases and masses of a group. A total counts each case once, however many codes it bears. */
export interface Totals {
  cases: number;
  /** Cases whose mass is convertible. */
  withMass: number;
  kg: number;
  kgLow: number;
  kgHigh: number;
}

/** A dense table: the last dimension varies fastest. */
export interface Grouped {
  /** Keys of each dimension, ascending. Keys that no selected case bears are there too, with zeros. */
  keys: string[][];
  cases: Uint32Array;
  withMass: Float64Array;
  kg: Float64Array;
  kgLow: Float64Array;
  kgHigh: Float64Array;
  total: Totals;
}

const MOST_CELLS = 1 << 22;

/**
 * Counts the selected cases over any number of dimensions. A case that bears several codes counts once for each of them,
 * and once for a parent code; so cells may add up to more than the total.
 * Throws `invalid-input` for a facet the table does not carry, and for more than four million cells.
 */
export function groupBy(table: ColumnTable, selection: Selection, dimensions: Dimension[], measures: Measures = 'mass'): Grouped {
  const axes = dimensions.map((dimension) => axisOf(table, dimension));
  const widths = axes.map((axis) => axis.sets.length);
  if (product(widths) > MOST_CELLS || product(axes.map((axis) => axis.keys.length)) > MOST_CELLS) throw tooManyCells();
  const bySet = scan(table, selection, axes, measures);
  return finish(axes, spread(bySet, axes), totalOf(bySet));
}

/** Index of a cell by its place on each dimension. */
export function cellAt(grouped: Grouped, ...places: number[]): number {
  return places.reduce((cell, place, dimension) => cell * (grouped.keys[dimension] as string[]).length + place, 0);
}

/** Cases and masses of a selection as a whole. */
export function totals(table: ColumnTable, selection: Selection): Totals {
  return groupBy(table, selection, []).total;
}

/** First by set of codes, which touches each row once. */
function scan(table: ColumnTable, selection: Selection, axes: Axis[], measures: Measures): Sums {
  const columns = axes.map((axis) => axis.values);
  const widths = axes.map((axis) => axis.sets.length);
  const cells = product(widths);
  const right = columns.pop() ?? new Uint16Array(table.rows);
  const width = widths.pop() ?? 1;
  const left = columns.length === 0 ? right : columns.reduce((folded, column, at) => foldColumns(folded, column, widths[at] as number));
  const stride = columns.length === 0 ? 0 : width;
  return measures === 'cases' ? countCells(selection.bits, left, right, stride, cells) : sumCells(table, selection.bits, left, right, stride, cells);
}

/** Then each set's sums go to every key the set names. */
function spread(bySet: Sums, axes: Axis[]): Sums {
  if (axes.every((axis) => axis.sets.every((set, index) => set.length === 1 && set[0] === index))) return bySet;
  const cells = product(axes.map((axis) => axis.keys.length));
  const byKey: Sums = { cases: new Uint32Array(cells), masses: new Float64Array(bySet.masses.length === 0 ? 0 : cells * SUMS) };
  const visit = (dimension: number, sources: number, targets: number[]): void => {
    const axis = axes[dimension];
    if (!axis) {
      if ((bySet.cases[sources] as number) > 0) for (const target of targets) addCell(bySet, sources, byKey, target);
      return;
    }
    axis.sets.forEach((set, index) => {
      const next = targets.flatMap((target) => set.map((key) => target * axis.keys.length + key));
      visit(dimension + 1, sources * axis.sets.length + index, next);
    });
  };
  visit(0, 0, [0]);
  return byKey;
}

function totalOf(sums: Sums): Totals {
  const total: Totals = { cases: 0, withMass: 0, kg: 0, kgLow: 0, kgHigh: 0 };
  sums.cases.forEach((cases) => {
    total.cases += cases;
  });
  for (let at = 0; at < sums.masses.length; at += SUMS) {
    total.withMass += sums.masses[at] as number;
    total.kg += sums.masses[at + 1] as number;
    total.kgLow += sums.masses[at + 2] as number;
    total.kgHigh += sums.masses[at + 3] as number;
  }
  return total;
}

function finish(axes: Axis[], sums: Sums, total: Totals): Grouped {
  const column = (offset: number): Float64Array =>
    Float64Array.from({ length: sums.masses.length / SUMS }, (_, cell) => sums.masses[cell * SUMS + offset] as number);
  return {
    keys: axes.map((axis) => axis.keys),
    cases: sums.cases,
    withMass: column(0),
    kg: column(1),
    kgLow: column(2),
    kgHigh: column(3),
    total,
  };
}

function product(sizes: number[]): number {
  return sizes.reduce((cells, size) => cells * size, 1);
}

function tooManyCells(): StowageError {
  return new StowageError('invalid-input', 'This question would make a table of more than four million cells. Nothing was changed. Choose fewer or coarser fields.');
}
