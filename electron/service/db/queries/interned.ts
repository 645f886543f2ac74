import type { WriteDb } from '../connect.ts';

/** Numbers for sets of codes and for reported texts; what is new is added. */
export interface Interner {
  /** `code_set.codes` is a JSON array, sorted, so that one set has one number in a facet. */
  codeSet(facet: string, codes: readonly string[]): number;
  text(field: string, value: string): number;
}

/** Values remembered in each group; a hostile file may bring a new one in each row. */
const REMEMBERED = 200_000;

export function createInterner(db: WriteDb): Interner {
  const codeSet = tableInterner(db, {
    all: 'SELECT id, facet, codes FROM code_set LIMIT ?',
    find: 'SELECT id FROM code_set WHERE facet = ? AND codes = ?',
    add: 'INSERT INTO code_set (facet, codes) VALUES (?, ?)',
  });
  const text = tableInterner(db, {
    all: 'SELECT id, field, value FROM text_value LIMIT ?',
    find: 'SELECT id FROM text_value WHERE field = ? AND value = ?',
    add: 'INSERT INTO text_value (field, value) VALUES (?, ?)',
  });
  return {
    codeSet: (facet, codes) => codeSet(facet, JSON.stringify([...codes].sort())),
    text,
  };
}

/** While everything that is in the table is remembered too, a value that is not remembered is new. */
function tableInterner(db: WriteDb, sql: { all: string; find: string; add: string }): (group: string, value: string) => number {
  const find = db.prepare<[string, string], number>(sql.find).pluck();
  const add = db.prepare<[string, string]>(sql.add);
  const rows = db.prepare<[number], [number, string, string]>(sql.all).raw().all(REMEMBERED);
  const groups = Map.groupBy(rows, ([, group]) => group);
  const known = new Map([...groups].map(([group, members]) => [group, new Map(members.map(([id, , value]) => [value, id]))]));
  let complete = rows.length < REMEMBERED;
  return (group, value) => {
    const ids = known.get(group) ?? new Map<string, number>();
    known.set(group, ids);
    const before = ids.get(value);
    if (before !== undefined) return before;
    const id = (complete ? undefined : find.get(group, value)) ?? Number(add.run(group, value).lastInsertRowid);
    if (ids.size >= REMEMBERED) {
      ids.clear();
      complete = false;
    }
    ids.set(value, id);
    return id;
  };
}

/** Gives every value the number 0, for an import that writes nothing. */
export const dryInterner: Interner = { codeSet: () => 0, text: () => 0 };
