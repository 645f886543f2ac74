import type { Figure, Need, System, Witness } from './system.ts';

/*
 * Other values found without a programme: some records change places. When two atoms differ in one table alone, or when four stand in a
 * rectangle, what one gains the others lose, and sums that hold both stay as they are. Each exchange is checked against every figure.
 */

/** For each table the place of each atom in it. */
export type Places = readonly Int32Array[];

export interface Swaps {
  find(system: System, need: Need): Witness | undefined;
}

const OWN = 6;
const PARTNERS = 12;
const CORNERS = 24;

interface TableIndex {
  /** Atoms that differ in this table alone. */
  alike: Map<string, number[]>;
  /** Atoms in the same place of this table. */
  inPlace: Map<number, number[]>;
  /** Name of what an atom is in all other tables. */
  others: string[];
}

export function swapsOf(places: Places, values: Float64Array): Swaps {
  const indexes = places.map((_, table) => indexOf(places, table, values));
  const exact = new Map(Array.from(values, (_, atom) => [places.map((place) => place[atom]).join(), atom]));
  const cornerOf = (table: number, column: number, row: number): number | undefined =>
    exact.get(places.map((place, at) => place[at === table ? column : row]).join());
  return {
    find(system, need) {
      const own = [...need.atoms].sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, OWN);
      for (const atom of own) {
        for (const [table, { alike, others, inPlace }] of indexes.entries()) {
          const partners = firstOthers(alike.get(others[atom] as string) ?? [], atom, PARTNERS);
          const pair = partners.map((partner) => moved(need, [atom], [partner])).find((one) => fits(system, need, one));
          if (pair) return pair;
          const corners = firstOthers(inPlace.get(places[table]?.[atom] as number) ?? [], atom, CORNERS);
          for (const partner of partners) {
            for (const corner of corners) {
              const last = cornerOf(table, partner, corner);
              if (last === undefined) continue;
              const square = moved(need, [atom, last], [partner, corner]);
              if (fits(system, need, square)) return square;
            }
          }
        }
      }
      return undefined;
    },
  };
}

function indexOf(places: Places, table: number, values: Float64Array): TableIndex {
  const rank = Array.from(values, (_, atom) => atom).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  const others = Array.from(values, (_, atom) => places.map((place, at) => (at === table ? '' : place[atom])).join());
  return {
    others,
    alike: Map.groupBy(rank, (atom) => others[atom] as string),
    inPlace: Map.groupBy(rank, (atom) => places[table]?.[atom] as number),
  };
}

function firstOthers(atoms: readonly number[], atom: number, most: number): number[] {
  return atoms.slice(0, most + 1).filter((one) => one !== atom);
}

function moved({ by, towards }: Need, gains: number[], losses: number[]): Witness {
  const sign = towards === 'more' ? by : -by;
  const moves = new Map<number, number>();
  for (const atom of gains) moves.set(atom, (moves.get(atom) ?? 0) + sign);
  for (const atom of losses) moves.set(atom, (moves.get(atom) ?? 0) - sign);
  return moves;
}

const SMALL = 1e-9;

function fits(system: System, need: Need, witness: Witness): boolean {
  const own = new Set(need.atoms);
  const sign = need.towards === 'more' ? 1 : -1;
  let met = 0;
  const changes = new Map<number, number>();
  for (const [atom, by] of witness) {
    if ((system.values[atom] as number) + by < -SMALL) return false;
    if (own.has(atom)) met += sign * by;
    for (const figure of system.figuresOf[atom] as number[]) changes.set(figure, (changes.get(figure) ?? 0) + by);
  }
  if (met < need.by * (1 - SMALL)) return false;
  return [...changes].every(([figure, by]) => leavesRoom(system.figures[figure] as Figure, by));
}

function leavesRoom({ state, value, low, high }: Figure, by: number): boolean {
  if (Math.abs(by) <= SMALL * Math.max(1, Math.abs(value))) return true;
  return state !== 'open' && value + by >= low && value + by <= high;
}
