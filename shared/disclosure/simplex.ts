/**
 * Minimises cost · x subject to rows · x = right-hand side and 0 ≤ x ≤ upper: the primal simplex method for bounded variables on a dense
 * tableau (Dantzig's rule, Bland's after many steps without gain). For problems of some hundred rows.
 */
export interface Programme {
  columns: number;
  /** May be Infinity. */
  upper: Float64Array;
  /** Sparse rows: columns and their coefficients. */
  rows: { at: number[]; by: number[] }[];
  rhs: number[];
  /** For each row the column that is its unit vector; with these columns at `rhs` and all others at 0 the start is feasible. */
  start: number[];
}

export interface Tableau {
  columns: number;
  upper: Float64Array;
  /** Row-wise, `columns` wide. */
  cells: Float64Array;
  basis: Int32Array;
  /** Values of the basic columns. */
  basic: Float64Array;
  place: Int32Array;
  isAtUpper: Uint8Array;
  /** Cells changed so far. */
  work: number;
}

const SMALL = 1e-9;
const PATIENCE = 200;
const MOST_STEPS = 20_000;

export function tableauOf({ columns, upper, rows, rhs, start }: Programme): Tableau {
  const cells = new Float64Array(rows.length * columns);
  rows.forEach(({ at, by }, row) => {
    at.forEach((column, index) => {
      cells[row * columns + column] = by[index] as number;
    });
  });
  const place = new Int32Array(columns).fill(-1);
  start.forEach((column, row) => {
    place[column] = row;
  });
  return {
    columns,
    upper: upper.slice(),
    cells,
    basis: Int32Array.from(start),
    basic: Float64Array.from(rhs),
    place,
    isAtUpper: new Uint8Array(columns),
    work: cells.length,
  };
}

export function valuesOf({ columns, upper, place, basic, isAtUpper }: Tableau): Float64Array {
  const values = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const row = place[column] as number;
    values[column] = row >= 0 ? (basic[row] as number) : isAtUpper[column] ? (upper[column] as number) : 0;
  }
  return values;
}

export type Outcome = 'optimal' | 'unbounded' | 'gave-up';

/** Goes on from where the tableau stands, so that a second cost may follow a first. */
export function minimise(tableau: Tableau, cost: Float64Array): Outcome {
  const reduced = reducedCosts(tableau, cost);
  let still = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const isBland = still > PATIENCE;
    const column = entering(tableau, reduced, isBland);
    if (column < 0) return 'optimal';
    const move = leaving(tableau, column, isBland);
    if (move.by === Number.POSITIVE_INFINITY) return 'unbounded';
    still = move.by > SMALL ? 0 : still + 1;
    advance(tableau, reduced, column, move);
  }
  return 'gave-up';
}

function reducedCosts({ columns, cells, basis }: Tableau, cost: Float64Array): Float64Array {
  const reduced = cost.slice();
  for (let row = 0; row < basis.length; row++) {
    const weight = cost[basis[row] as number] as number;
    if (weight === 0) continue;
    for (let column = 0; column < columns; column++)
      reduced[column] = (reduced[column] as number) - weight * (cells[row * columns + column] as number);
  }
  return reduced;
}

/** A column at rest whose move lowers the cost; -1 at the optimum. */
function entering({ columns, upper, place, isAtUpper }: Tableau, reduced: Float64Array, isBland: boolean): number {
  let best = -1;
  let most = SMALL;
  for (let column = 0; column < columns; column++) {
    if ((place[column] as number) >= 0 || (upper[column] as number) <= 0) continue;
    const gain = isAtUpper[column] ? (reduced[column] as number) : -(reduced[column] as number);
    if (gain <= most) continue;
    best = column;
    if (isBland) return best;
    most = gain;
  }
  return best;
}

interface Move {
  /** -1 when the column itself goes to its other bound. */
  row: number;
  by: number;
  toUpper: boolean;
}

function leaving({ columns, upper, cells, basis, basic, isAtUpper }: Tableau, column: number, isBland: boolean): Move {
  const sign = isAtUpper[column] ? -1 : 1;
  let best: Move = { row: -1, by: upper[column] as number, toUpper: false };
  let pivot = 0;
  for (let row = 0; row < basis.length; row++) {
    const slope = sign * (cells[row * columns + column] as number);
    if (Math.abs(slope) <= SMALL) continue;
    const room = slope > 0 ? (basic[row] as number) : (upper[basis[row] as number] as number) - (basic[row] as number);
    const by = Math.max(0, room) / Math.abs(slope);
    const isTie = Math.abs(by - best.by) <= SMALL && best.row >= 0;
    const isBetter = isBland ? (basis[row] as number) < (basis[best.row] ?? 0) : Math.abs(slope) > pivot;
    if (isTie ? !isBetter : by >= best.by) continue;
    best = { row, by, toUpper: slope < 0 };
    pivot = Math.abs(slope);
  }
  return best;
}

function advance(tableau: Tableau, reduced: Float64Array, column: number, { row, by, toUpper }: Move): void {
  const { columns, upper, cells, basis, basic, place, isAtUpper } = tableau;
  const sign = isAtUpper[column] ? -1 : 1;
  for (let at = 0; at < basis.length; at++) basic[at] = (basic[at] as number) - sign * by * (cells[at * columns + column] as number);
  if (row < 0) {
    isAtUpper[column] = isAtUpper[column] ? 0 : 1;
    return;
  }
  const left = basis[row] as number;
  place[left] = -1;
  isAtUpper[left] = toUpper ? 1 : 0;
  basic[row] = isAtUpper[column] ? (upper[column] as number) - by : by;
  isAtUpper[column] = 0;
  place[column] = row;
  basis[row] = column;
  tableau.work += pivotOn(tableau, reduced, row, column) + columns;
}

function pivotOn({ columns, cells, basis }: Tableau, reduced: Float64Array, row: number, column: number): number {
  const from = row * columns;
  const pivot = cells[from + column] as number;
  const touched: number[] = [];
  for (let at = 0; at < columns; at++) {
    if (cells[from + at] === 0) continue;
    cells[from + at] = (cells[from + at] as number) / pivot;
    touched.push(at);
  }
  for (let other = 0; other < basis.length; other++) {
    if (other !== row) subtract(cells, other * columns, from, touched, cells[other * columns + column] as number);
  }
  const factor = reduced[column] as number;
  for (const at of touched) reduced[at] = (reduced[at] as number) - factor * (cells[from + at] as number);
  return touched.length * basis.length;
}

function subtract(cells: Float64Array, to: number, from: number, touched: number[], factor: number): void {
  if (factor === 0) return;
  for (const at of touched) {
    const next = (cells[to + at] as number) - factor * (cells[from + at] as number);
    cells[to + at] = Math.abs(next) < 1e-12 ? 0 : next;
  }
}
