import type { Dimension } from '../../columns/axis.ts';
import { isNotStated } from '../../columns/codes.ts';
import { type Grouped, groupBy } from '../../columns/group-by.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';

/** One value of a facet with what it counts; a case with several codes counts under each. */
export interface Counted {
  code: string;
  cases: number;
  kg: number;
}

/** Values that occur in the selection: stated ones first, most cases first, then the missing ones. */
export function countValues(table: ColumnTable, selection: Selection, dimension: Dimension): Counted[] {
  const { keys, cases, kg } = groupBy(table, selection, [dimension]);
  const values = (keys[0] as string[]).map((code, at) => ({ code, cases: cases[at] as number, kg: kg[at] as number }));
  return values.filter((value) => value.cases > 0).sort(byRank);
}

/** Cases and mass by the keys of each dimension; nothing for keys that do not occur. */
export function cellReader(grouped: Grouped): (...keys: string[]) => { cases: number; kg: number } {
  const places = grouped.keys.map((keys) => new Map(keys.map((key, place) => [key, place])));
  return (...keys) => {
    let cell = 0;
    for (const [dimension, key] of keys.entries()) {
      const place = places[dimension]?.get(key);
      if (place === undefined) return { cases: 0, kg: 0 };
      cell = cell * (places[dimension] as Map<string, number>).size + place;
    }
    return { cases: grouped.cases[cell] as number, kg: grouped.kg[cell] ?? 0 };
  };
}

function byRank(left: Counted, right: Counted): number {
  const missing = Number(isNotStated(left.code)) - Number(isNotStated(right.code));
  return missing || right.cases - left.cases || (left.code < right.code ? -1 : 1);
}
