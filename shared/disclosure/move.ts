import { minimise, type Programme, tableauOf, valuesOf } from './simplex.ts';
import type { Figure, Need, System, Witness } from './system.ts';

/** What searching may still cost, in cells of programmes that are changed: the same whatever the machine. */
export interface Effort {
  left: number;
}

export interface Moved {
  witness: Witness;
  /** Open figures that the other values contradict; they must be hidden. */
  broken: number[];
  cost: number;
}

const SMALL = 1e-7;

/**
 * Other values of some atoms that meet a need, at the least cost of figures to hide; all other atoms keep their values, so what is found is
 * a proof whatever atoms were chosen. Undefined when there are none among these atoms.
 */
export function findMove(system: System, need: Need, atoms: readonly number[], effort: Effort): Moved | undefined {
  const scale = need.by;
  const programme = programmeOf(system, need, atoms, scale);
  const tableau = tableauOf(programme);
  const rest = programme.columns - 1;
  const spent = (): void => {
    effort.left -= tableau.work;
    tableau.work = 0;
  };
  const missing = new Float64Array(programme.columns);
  missing[rest] = 1;
  const first = minimise(tableau, missing);
  spent();
  if (first !== 'optimal' || (valuesOf(tableau)[rest] as number) > SMALL) return undefined;
  tableau.upper[rest] = 0;
  const second = minimise(tableau, programme.cost);
  spent();
  if (second === 'gave-up') return undefined;
  return movedOf(valuesOf(tableau), programme, atoms, scale);
}

interface Local extends Programme {
  /** Figures that hold a chosen atom, in the order of the rows. */
  touched: number[];
  cost: Float64Array;
}

/** Columns: two for each atom (up, down), two for each figure (more, less), one for what is missing to the need. In units of the need. */
function programmeOf({ values, figures, figuresOf }: System, need: Need, atoms: readonly number[], scale: number): Local {
  const held = heldPlaces(figuresOf, atoms);
  const touched = distinct(figures, held);
  const columns = 2 * atoms.length + 2 * touched.length + 1;
  const upper = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const cost = new Float64Array(columns);
  atoms.forEach((atom, at) => {
    upper[2 * at + 1] = (values[atom] as number) / scale;
  });
  const rows = touched.map((figure, row) => {
    const { state, value, low, high, weight } = figures[figure] as Figure;
    const more = 2 * (atoms.length + row);
    upper[more] = Math.max(0, high - value) / scale;
    upper[more + 1] = Math.max(0, value - low) / scale;
    if (state === 'open') cost.fill(weight, more, more + 2);
    return withColumns(sumRow(held.get(figure) ?? [], 1), [more, more + 1], [-1, 1]);
  });
  const sign = need.towards === 'more' ? 1 : -1;
  const own = atoms.flatMap((atom, at) => (holds(need.atoms, atom) ? [at] : []));
  rows.push(withColumns(sumRow(own, sign), [columns - 1], [1]));
  return {
    columns,
    upper,
    rows,
    rhs: [...touched.map(() => 0), 1],
    start: [...touched.map((_, row) => 2 * (atoms.length + row) + 1), columns - 1],
    touched,
    cost,
  };
}

/** Places of the chosen atoms that each figure holds, ascending; figures as they are met. */
function heldPlaces(figuresOf: readonly number[][], atoms: readonly number[]): Map<number, number[]> {
  const held = new Map<number, number[]>();
  for (const [at, atom] of atoms.entries()) {
    for (const figure of figuresOf[atom] ?? []) {
      const places = held.get(figure);
      if (places) places.push(at);
      else held.set(figure, [at]);
    }
  }
  return held;
}

/** Of told figures that are the same sum over the chosen atoms one is enough when it leaves no room at all. */
function distinct(figures: readonly Figure[], held: ReadonlyMap<number, number[]>): number[] {
  const firm = new Set<string>();
  return [...held].flatMap(([at, places]) => {
    const { state, low, high } = figures[at] as Figure;
    if (state !== 'told' || low !== high) return [at];
    const name = places.join();
    if (firm.has(name)) return [];
    firm.add(name);
    return [at];
  });
}

interface Row {
  at: number[];
  by: number[];
}

function sumRow(places: readonly number[], sign: number): Row {
  return { at: places.flatMap((at) => [2 * at, 2 * at + 1]), by: places.flatMap(() => [sign, -sign]) };
}

/** Whether an ascending list holds a number. */
function holds(ascending: readonly number[], wanted: number): boolean {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] as number) < wanted) from = middle + 1;
    else to = middle;
  }
  return ascending[from] === wanted;
}

function withColumns(row: Row, at: number[], by: number[]): Row {
  return { at: [...row.at, ...at], by: [...row.by, ...by] };
}

function movedOf(found: Float64Array, { touched, cost }: Local, atoms: readonly number[], scale: number): Moved {
  const witness = new Map<number, number>();
  atoms.forEach((atom, at) => {
    const by = (found[2 * at] as number) - (found[2 * at + 1] as number);
    if (Math.abs(by) > SMALL) witness.set(atom, by * scale);
  });
  const broken = touched.filter((_, row) => {
    const more = 2 * (atoms.length + row);
    return (cost[more] as number) > 0 && (found[more] as number) + (found[more + 1] as number) > SMALL;
  });
  return { witness, broken, cost: found.reduce((sum, value, column) => sum + value * (cost[column] as number), 0) };
}
