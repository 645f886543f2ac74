import type { CodeFacet } from '../domain/facets.ts';
import { StowageError } from '../errors.ts';
import { sharedIndexes } from './buffers.ts';
import { type Period, periodOfDay } from './calendar.ts';
import { topCode } from './codes.ts';
import { joinAxes } from './flow-axis.ts';
import { kindAxis } from './kind-axis.ts';
import { createMemo } from './memo.ts';
import { sizeAxis, stepAxis } from './size-axis.ts';
import { type CodeColumn, type ColumnTable, NO_DAY } from './table.ts';

/** What to group by: a facet at one of its two levels, or calendar periods. */
export type Dimension = { facet: CodeFacet; level: 1 | 2 } | { facet: 'date'; by: Period };

/**
 * Besides, what only some questions need: case size in half decades of kilograms or in fine steps of them, what a mass rests on
 * (kind-axis.ts), and the combinations of several facets that occur, of which there are far fewer than the product of the facets (`flowCodes`
 * takes the key of one apart).
 */
export type Grouping = Dimension | { facet: 'mass'; by: 'bin' | 'step' | 'kind' } | { flow: CodeFacet[]; level: 1 | 2 };

/** The key of cases without a date, or with one too coarse for the period. */
export const NO_PERIOD = '';

/** A dimension made ready: row → set → keys. A set names each key once, so that no case counts twice for one key. */
export interface Axis {
  /** In ascending order. */
  keys: string[];
  /** For each set, indexes into `keys`, without repetition. */
  sets: number[][];
  /** For each row, the index into `sets`. */
  values: Uint16Array | Uint32Array;
}

const axes = createMemo<Axis>(64);

/** Throws `invalid-input` for a facet the table does not carry. */
export function axisOf(table: ColumnTable, dimension: Grouping): Axis {
  return axes(table, JSON.stringify(dimension), () => makeAxis(table, dimension));
}

function makeAxis(table: ColumnTable, dimension: Grouping): Axis {
  if ('flow' in dimension) {
    const parts = dimension.flow.map((facet) => axisOf(table, { facet, level: dimension.level }));
    return joinAxes(parts, table.rows);
  }
  if (dimension.facet === 'mass') {
    if (dimension.by === 'kind') return kindAxis(table);
    return dimension.by === 'step' ? stepAxis(table) : sizeAxis(axisOf(table, { facet: 'mass', by: 'step' }));
  }
  return dimension.facet === 'date' ? periodAxis(table, dimension.by) : codeAxis(columnOf(table, dimension.facet), dimension.level);
}

function columnOf(table: ColumnTable, facet: CodeFacet): CodeColumn {
  const column = table.codes[facet];
  if (column) return column;
  throw new StowageError(
    'invalid-input',
    `The cases hold no values for "${facet}", so they cannot be grouped by it. Choose another field.`,
  );
}

function codeAxis(column: CodeColumn, level: 1 | 2): Axis {
  const named = column.codes.map((code) => (level === 1 ? topCode(column.facet, code) : code));
  const keys = [...new Set(column.sets.flatMap((set) => set.map((code) => named[code] as string)))].sort(byCodeUnit);
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const raw = column.sets.map((set) => [...new Set(set.map((code) => indexOf.get(named[code] as string) as number))].sort(byNumber));
  return interned(keys, raw, column.values);
}

/** Sets that became equal at this level are merged, which keeps the counting tables small. */
function interned(keys: string[], raw: number[][], values: Uint16Array | Uint32Array): Axis {
  const sets: number[][] = [];
  const known = new Map<string, number>();
  const renamed = raw.map((set) => {
    const name = set.join();
    const index = known.get(name) ?? sets.push(set) - 1;
    known.set(name, index);
    return index;
  });
  if (renamed.every((index, set) => index === set)) return { keys, sets, values };
  const mapped = sharedIndexes(sets.length, values.length);
  for (let row = 0; row < values.length; row++) mapped[row] = renamed[values[row] as number] as number;
  return { keys, sets, values: mapped };
}

function periodAxis(table: ColumnTable, by: Period): Axis {
  const ofDay = new Map<number, string>();
  const names: string[] = [];
  const found = new Map<string, number>();
  const values = new Uint32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const name = periodOf(table, row, by, ofDay);
    let index = found.get(name);
    if (index === undefined) {
      index = names.push(name) - 1;
      found.set(name, index);
    }
    values[row] = index;
  }
  const keys = [...names].sort(byCodeUnit);
  const shared = sharedIndexes(names.length, table.rows);
  shared.set(values);
  return { keys, sets: names.map((name) => [keys.indexOf(name)]), values: shared };
}

/** Coarsest precision (index into DATE_PRECISIONS) that still names one period. */
const COARSEST: Record<Period, number> = { month: 1, quarter: 2, year: 3 };

function periodOf(table: ColumnTable, row: number, by: Period, known: Map<number, string>): string {
  const day = table.day[row] as number;
  if (day === NO_DAY || (table.precision[row] as number) > COARSEST[by]) return NO_PERIOD;
  const name = known.get(day) ?? periodOfDay(day, by);
  known.set(day, name);
  return name;
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function byNumber(left: number, right: number): number {
  return left - right;
}
