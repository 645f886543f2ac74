import { type Axis, axisOf } from '../columns/axis.ts';
import { hasBit } from '../columns/bitmap.ts';
import { select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { type CellKeys, cellName, type Population, type Question } from './question.ts';

/** Records grouped so that each cell of every asked table is a sum of whole groups. */
export interface Atoms {
  count: number;
  /** For each row of the columns its atom; -1 for rows in no table. */
  ofRow: Int32Array;
  /** For each table the place of each atom in it; -1 for an atom that is not in it. */
  places: Int32Array[];
  /** The atoms of a cell of a table, ascending; empty where no record is. */
  cell(table: number, keys: CellKeys): number[];
}

export interface Asked {
  question: Question;
  /** Absent: all records. */
  population?: Population;
}

const OUTSIDE = -1;

/** Throws `invalid-input` for a facet the columns do not carry. */
export function atomsOf(columns: ColumnTable, asked: readonly Asked[]): Atoms {
  const places = asked.map((one) => placeRows(columns, one));
  const ofRow = new Int32Array(columns.rows);
  let count = 1;
  for (const { local } of places) count = splitBy(ofRow, local);
  const isUsed = places.length > 0;
  const byName = new Map<number, number>();
  for (let row = 0; row < columns.rows; row++) {
    if (!isUsed || places.every(({ local }) => local[row] === OUTSIDE)) ofRow[row] = OUTSIDE;
    else ofRow[row] = rename(byName, ofRow[row] as number);
  }
  count = byName.size;
  const firstRow = new Int32Array(count).fill(OUTSIDE);
  for (let row = columns.rows - 1; row >= 0; row--) if (ofRow[row] !== OUTSIDE) firstRow[ofRow[row] as number] = row;
  const indexes = places.map((place) => cellIndex(place, firstRow));
  const within = places.map(({ local }) => firstRow.map((row) => local[row] as number));
  return { count, ofRow, places: within, cell: (table, keys) => (indexes[table] as CellIndex)(keys) };
}

/** One table: for each row a number for the set of cells it stands in. */
interface Place {
  local: Int32Array;
  axes: Axis[];
}

function placeRows(columns: ColumnTable, { question, population }: Asked): Place {
  const { bits } = select(columns, question.filter);
  const axes = question.dimensions.map((dimension) => axisOf(columns, dimension));
  const present = presentRows(columns, population);
  const local = new Int32Array(columns.rows).fill(OUTSIDE);
  for (let row = 0; row < columns.rows; row++) if (hasBit(bits, row) && present(row)) local[row] = 0;
  for (const axis of axes) splitPlaces(local, axis);
  return { local, axes };
}

/** Combinations are numbered as they are met: the product of several facets' sets may pass what an integer holds. */
function splitPlaces(local: Int32Array, { sets, values }: Axis): void {
  const names = new Map<number, number>();
  for (let row = 0; row < local.length; row++) {
    if (local[row] !== OUTSIDE) local[row] = rename(names, (local[row] as number) * sets.length + (values[row] as number));
  }
}

function presentRows({ ids }: ColumnTable, population: Population | undefined): (row: number) => boolean {
  if (!population) return () => true;
  return (row) => {
    const id = ids[row] as number;
    let [from, to] = [0, population.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((population[middle] as [number, number])[1] < id) from = middle + 1;
      else to = middle;
    }
    return from < population.length && (population[from] as readonly [number, number])[0] <= id;
  };
}

/** Tells groups further apart; answers how many there are. */
function splitBy(ofRow: Int32Array, local: Int32Array): number {
  const names = new Map<number, Map<number, number>>();
  let count = 0;
  for (let row = 0; row < ofRow.length; row++) {
    const group = ofRow[row] as number;
    const inner = names.get(group) ?? new Map<number, number>();
    if (inner.size === 0) names.set(group, inner);
    const known = inner.get(local[row] as number);
    if (known === undefined) inner.set(local[row] as number, count);
    ofRow[row] = known ?? count++;
  }
  return count;
}

function rename(names: Map<number, number>, name: number): number {
  const known = names.get(name) ?? names.size;
  names.set(name, known);
  return known;
}

type CellIndex = (keys: CellKeys) => number[];

/** Atoms by cell; a sum over a whole dimension is made when it is asked for. */
function cellIndex({ local, axes }: Place, firstRow: Int32Array): CellIndex {
  const patterns = new Map<string, Map<string, number[]>>();
  return (keys) => {
    const pattern = keys.map((key) => (key === null ? '0' : '1')).join('');
    const known = patterns.get(pattern) ?? listCells({ local, axes }, firstRow, keys);
    patterns.set(pattern, known);
    return known.get(cellName(keys)) ?? [];
  };
}

function listCells({ local, axes }: Place, firstRow: Int32Array, pattern: CellKeys): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  firstRow.forEach((row, atom) => {
    if (local[row] === OUTSIDE) return;
    for (const keys of keysOfRow(axes, row, pattern)) {
      const name = cellName(keys);
      const listed = cells.get(name) ?? [];
      if (listed.length === 0) cells.set(name, listed);
      listed.push(atom);
    }
  });
  return cells;
}

function keysOfRow(axes: Axis[], row: number, pattern: CellKeys): CellKeys[] {
  return axes.reduce<CellKeys[]>(
    (all, { keys, sets, values }, at) => {
      if (pattern[at] === null) return all.map((one) => [...one, null]);
      const set = (sets[values[row] as number] as number[]).map((key) => keys[key] as string);
      return all.flatMap((one) => set.map((key) => [...one, key]));
    },
    [[]],
  );
}

/** Rows of each atom, ascending. */
export function rowsOfAtoms({ count, ofRow }: Pick<Atoms, 'count' | 'ofRow'>): number[][] {
  const rows: number[][] = Array.from({ length: count }, () => []);
  ofRow.forEach((atom, row) => {
    if (atom !== OUTSIDE) rows[atom]?.push(row);
  });
  return rows;
}
