import { sharedIndexes, sharedLike } from './buffers.ts';
import type { CodeColumn, ColumnTable } from './table.ts';

/** A run of rows that come from one of two tables. */
interface Run {
  isNew: boolean;
  from: number;
  to: number;
}
type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/**
 * A table without the rows whose ids `isReplaced` names, and with those of another in their place, in ascending order of id. What it says is what
 * a table built anew from the same cases says; only the order in which codes are listed may differ.
 */
export function replaceRows(table: ColumnTable, part: ColumnTable, isReplaced: (id: number) => boolean): ColumnTable {
  const runs = runsOf(table, part, isReplaced);
  const rows = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const join = <T extends Numbers>(old: T, added: T): T => joined(runs, rows, old, added);
  const names = Object.values(table.codes).map(({ facet }) => facet);
  const columns = names.flatMap((facet): [string, CodeColumn][] => {
    const [old, added] = [table.codes[facet], part.codes[facet]];
    return old && added ? [[facet, joinColumn(runs, rows, old, added)]] : [];
  });
  return {
    rows,
    dataVersion: table.dataVersion,
    ids: join(table.ids, part.ids),
    day: join(table.day, part.day),
    precision: join(table.precision, part.precision),
    kg: join(table.kg, part.kg),
    kgLow: join(table.kgLow, part.kgLow),
    kgHigh: join(table.kgHigh, part.kgHigh),
    conversion: join(table.conversion, part.conversion),
    events: unlessAll(1, join(table.events ?? ones(table), part.events ?? ones(part))),
    grain: unlessAll(0, join(table.grain ?? new Uint8Array(table.rows), part.grain ?? new Uint8Array(part.rows))),
    breaks: table.breaks,
    codes: Object.fromEntries(columns),
  };
}

function runsOf(table: ColumnTable, part: ColumnTable, isReplaced: (id: number) => boolean): Run[] {
  const runs: Run[] = [];
  const add = (isNew: boolean, row: number): void => {
    const last = runs.at(-1);
    if (last && last.isNew === isNew && last.to === row) last.to = row + 1;
    else runs.push({ isNew, from: row, to: row + 1 });
  };
  let next = 0;
  for (let row = 0; row < table.rows; row++) {
    const id = table.ids[row] as number;
    while (next < part.rows && (part.ids[next] as number) <= id) add(true, next++);
    if (!isReplaced(id)) add(false, row);
  }
  while (next < part.rows) add(true, next++);
  return runs;
}

function joined<T extends Numbers>(runs: Run[], rows: number, old: T, added: T): T {
  const out = sharedLike(old, rows);
  let at = 0;
  for (const { isNew, from, to } of runs) {
    out.set((isNew ? added : old).subarray(from, to), at);
    at += to - from;
  }
  return out;
}

function joinColumn(runs: Run[], rows: number, old: CodeColumn, added: CodeColumn): CodeColumn {
  const known = dictionaryOf(old);
  const renamed = added.sets.map((set) => known.intern(set.map((code) => added.codes[code] as string)));
  const wide = joined(
    runs,
    rows,
    Uint32Array.from(old.values),
    Uint32Array.from(added.values, (set) => renamed[set] as number),
  );
  return compact({ facet: old.facet, ...known, values: wide });
}

/** The sets of a column, and room for more. */
function dictionaryOf(column: CodeColumn) {
  const codes = [...column.codes];
  const sets = [...column.sets];
  const codeAt = new Map(codes.map((code, index) => [code, index]));
  const setAt = new Map(sets.map((set, index) => [set.join(), index]));
  const indexOf = (code: string): number => {
    const index = codeAt.get(code) ?? codes.push(code) - 1;
    codeAt.set(code, index);
    return index;
  };
  const intern = (names: string[]): number => {
    const set = names.map(indexOf);
    const index = setAt.get(set.join()) ?? sets.push(set) - 1;
    setAt.set(set.join(), index);
    return index;
  };
  return { codes, sets, intern };
}

/** Sets and codes that no row bears any more are left out. */
function compact({ facet, codes, sets, values }: CodeColumn): CodeColumn {
  const used = new Uint8Array(sets.length);
  for (let row = 0; row < values.length; row++) used[values[row] as number] = 1;
  const keptSets = sets.filter((_, set) => used[set] === 1);
  const bears = new Set(keptSets.flat());
  const keptCodes = codes.filter((_, code) => bears.has(code));
  const codeAt = new Map(keptCodes.map((code, index) => [code, index]));
  const setAt = Uint32Array.from(used);
  for (let set = 0, next = 0; set < sets.length; set++) setAt[set] = used[set] === 1 ? next++ : 0;
  const out = sharedIndexes(keptSets.length, values.length);
  for (let row = 0; row < values.length; row++) out[row] = setAt[values[row] as number] as number;
  return {
    facet,
    codes: keptCodes,
    sets: keptSets.map((set) => set.map((code) => codeAt.get(codes[code] as string) as number)),
    values: out,
  };
}

function ones(table: ColumnTable): Uint32Array {
  return new Uint32Array(table.rows).fill(1);
}

function unlessAll<T extends Numbers>(value: number, array: T): T | null {
  return array.every((one) => one === value) ? null : array;
}
