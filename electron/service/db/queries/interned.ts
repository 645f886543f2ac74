import type { WriteDb } from '../connect.ts';

/** Numbers for sets of codes; what is new is added. A set is a sorted JSON array, so that it has one number in a facet. */
export type Interner = (facet: string, codes: readonly string[]) => number;

/** Sets remembered in each facet; a hostile file may bring a new one in each row. */
const REMEMBERED = 200_000;

/** While everything that is in the table is remembered too, a set that is not remembered is new. */
export function createInterner(db: WriteDb): Interner {
  const find = db.prepare<[string, string], number>('SELECT id FROM code_set WHERE facet = ? AND codes = ?').pluck();
  const add = db.prepare<[string, string]>('INSERT INTO code_set (facet, codes) VALUES (?, ?)');
  const rows = db.prepare<[number], [number, string, string]>('SELECT id, facet, codes FROM code_set LIMIT ?').raw().all(REMEMBERED);
  const facets = Map.groupBy(rows, ([, facet]) => facet);
  const known = new Map([...facets].map(([facet, sets]) => [facet, new Map(sets.map(([id, , codes]) => [codes, id]))]));
  let complete = rows.length < REMEMBERED;
  return (facet, codes) => {
    const set = JSON.stringify([...codes].sort());
    const ids = known.get(facet) ?? new Map<string, number>();
    known.set(facet, ids);
    const before = ids.get(set);
    if (before !== undefined) return before;
    const id = (complete ? undefined : find.get(facet, set)) ?? Number(add.run(facet, set).lastInsertRowid);
    if (ids.size >= REMEMBERED) {
      ids.clear();
      complete = false;
    }
    ids.set(set, id);
    return id;
  };
}

/** Gives every set the number 0, for an import that writes nothing. */
export const dryInterner: Interner = () => 0;
