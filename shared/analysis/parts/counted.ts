import type { Dimension } from '../../columns/axis.ts';
import { isNotStated } from '../../columns/codes.ts';
import { type Grouped, groupBy } from '../../columns/group-by.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';

/** One value of a facet with what it counts; a case with several codes counts under each. */
export interface Counted {
  code: string;
  cases: number;
  kg: Mass;
}

/** Kilograms; null where there are cases but none of them can be given in kilograms, which is not a mass of nothing. */
export type Mass = number | null;

/** Values that occur in the selection: stated ones first, most cases first, then the missing ones. */
export function countValues(table: ColumnTable, selection: Selection, dimension: Dimension): Counted[] {
  return valuesOf(groupBy(table, selection, [dimension]));
}

/** The same from a table by one dimension. */
export function valuesOf(grouped: Grouped): Counted[] {
  const { keys, cases } = grouped;
  const values = (keys[0] as string[]).map((code, at) => ({ code, cases: cases[at] as number, kg: massAt(grouped, at) }));
  return values.filter((value) => value.cases > 0).sort(byRank);
}

/** Cases and mass by the keys of each dimension; nothing for keys that do not occur. */
export function cellReader(grouped: Grouped): (...keys: string[]) => { cases: number; kg: Mass } {
  const places = grouped.keys.map((keys) => new Map(keys.map((key, place) => [key, place])));
  return (...keys) => {
    let cell = 0;
    for (const [dimension, key] of keys.entries()) {
      const place = places[dimension]?.get(key);
      if (place === undefined) return { cases: 0, kg: 0 };
      cell = cell * (places[dimension] as Map<string, number>).size + place;
    }
    return { cases: grouped.cases[cell] as number, kg: massAt(grouped, cell) };
  };
}

/** An aggregated row may weigh something and stand for no case. */
function massAt({ cases, withMass, kg }: Pick<Grouped, 'cases' | 'withMass' | 'kg'>, cell: number): Mass {
  const mass = kg[cell] ?? 0;
  return mass === 0 && (cases[cell] ?? 0) > 0 && !withMass[cell] ? null : mass;
}

/** The mass of parts together: null where none of them can be given in kilograms. */
export function addMass(parts: readonly { cases: number; kg: Mass }[]): Mass {
  const known = parts.flatMap(({ kg, cases }) => (kg === null || (cases === 0 && kg === 0) ? [] : [kg]));
  return known.length === 0 && parts.some(({ cases }) => cases > 0) ? null : known.reduce((sum, kg) => sum + kg, 0);
}

function byRank(left: Counted, right: Counted): number {
  const missing = Number(isNotStated(left.code)) - Number(isNotStated(right.code));
  return missing || right.cases - left.cases || (left.code < right.code ? -1 : 1);
}
