import { axisOf } from '../columns/axis.ts';
import { isNotStated } from '../columns/codes.ts';
import { type ColumnTable, NO_DAY } from '../columns/table.ts';
import { dateOfDay } from '../domain/date.ts';
import { isMissing } from '../domain/missing.ts';

/** Kilograms under which a case counts as small: 100 g, below most thresholds for reporting single seizures. */
export const SMALL_KG = 0.1;

/** Facets whose share not stated, and whose mix, say how a reporter reports. */
export const STATED_FACETS = ['transport', 'concealment', 'seizure-place'] as const;
export const MIXED_FACETS = ['drug', 'seizure-place'] as const;
export type SharedFacet = (typeof STATED_FACETS)[number] | (typeof MIXED_FACETS)[number];

/** Cases of one reporter in one source, month by month without a gap; arrays are as long as `months`. */
export interface ReporterMonths {
  source: string;
  reporter: string;
  /** `2014-03`. */
  months: string[];
  cases: Float64Array;
  /** Single cases with a mass, those among them under SMALL_KG, and their median mass in kilograms (NaN without any). */
  sized: Float64Array;
  small: Float64Array;
  medianKg: Float64Array;
  shares: MonthlyShare[];
}

/** Cases that bear a code, out of those that state the facet; with `code` null, cases that do not state it, out of all. */
export interface MonthlyShare {
  facet: SharedFacet;
  code: string | null;
  count: Float64Array;
  of: Float64Array;
}

const NO_MONTH = -1;

/** Every reporter of every source with a dated case, by source and reporter. Dates that name no month are left out. */
export function reporterMonths(table: ColumnTable): ReporterMonths[] {
  const { groups, groupOf } = groupRows(table);
  const monthOf = monthsOfRows(table);
  const rowsOf = rowsByGroup(groupOf, monthOf, groups.length);
  return groups
    .flatMap((group, at) => {
      const rows = rowsOf[at] as Uint32Array;
      return rows.length === 0 ? [] : [{ ...group, ...monthly(table, rows, monthOf) }];
    })
    .sort((a, b) => byCodeUnit(a.source, b.source) || byCodeUnit(a.reporter, b.reporter));
}

/** The group of each row; -1 where no reporter is named. A row of several reporters goes to the first. */
function groupRows(table: ColumnTable): { groups: { source: string; reporter: string }[]; groupOf: Int32Array } {
  const { source, country } = table.codes;
  const groupOf = new Int32Array(table.rows).fill(-1);
  const groups: { source: string; reporter: string }[] = [];
  if (!source || !country) return { groups, groupOf };
  const first = (column: typeof source): string[] => column.sets.map((set) => column.codes[set[0] as number] ?? '');
  const [sources, reporters] = [first(source), first(country)];
  const known = new Map<string, number>();
  const ofPair = new Int32Array(sources.length * reporters.length).fill(-2);
  for (let row = 0; row < table.rows; row++) {
    const pair = (source.values[row] as number) * reporters.length + (country.values[row] as number);
    if (ofPair[pair] === -2) {
      const group = {
        source: sources[source.values[row] as number] as string,
        reporter: reporters[country.values[row] as number] as string,
      };
      const key = `${group.source}\n${group.reporter}`;
      const at = isMissing(group.reporter) || group.reporter === '' ? -1 : (known.get(key) ?? groups.push(group) - 1);
      if (at >= 0) known.set(key, at);
      ofPair[pair] = at;
    }
    groupOf[row] = ofPair[pair] as number;
  }
  return { groups, groupOf };
}

/** Months since the year 0 for each row; -1 where the date names no month. */
function monthsOfRows(table: ColumnTable): Int32Array {
  const known = new Map<number, number>();
  const out = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const day = table.day[row] as number;
    if (day === NO_DAY || (table.precision[row] as number) > 1) {
      out[row] = NO_MONTH;
      continue;
    }
    let month = known.get(day);
    if (month === undefined) {
      const date = dateOfDay(day);
      month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
      known.set(day, month);
    }
    out[row] = month;
  }
  return out;
}

function rowsByGroup(groupOf: Int32Array, monthOf: Int32Array, groups: number): Uint32Array[] {
  const sizes = new Uint32Array(groups);
  const counted = (row: number): boolean => (groupOf[row] as number) >= 0 && monthOf[row] !== NO_MONTH;
  for (let row = 0; row < groupOf.length; row++)
    if (counted(row)) sizes[groupOf[row] as number] = (sizes[groupOf[row] as number] as number) + 1;
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(groups);
  for (let row = 0; row < groupOf.length; row++) {
    if (!counted(row)) continue;
    const group = groupOf[row] as number;
    (lists[group] as Uint32Array)[filled[group] as number] = row;
    filled[group] = (filled[group] as number) + 1;
  }
  return lists;
}

type Monthly = Omit<ReporterMonths, 'source' | 'reporter'>;

function monthly(table: ColumnTable, rows: Uint32Array, monthOf: Int32Array): Monthly {
  const [first, last] = rangeOf(rows, monthOf);
  const length = last - first + 1;
  const at = Uint32Array.from(rows, (row) => (monthOf[row] as number) - first);
  const cases = new Float64Array(length);
  rows.forEach((row, index) => {
    const month = at[index] as number;
    cases[month] = (cases[month] as number) + (table.events?.[row] ?? 1);
  });
  return {
    months: Array.from({ length }, (_, index) => monthName(first + index)),
    cases,
    ...sizes(table, rows, at, length),
    shares: [
      ...STATED_FACETS.map((facet) => notStatedShare(table, facet, rows, at, cases)),
      ...MIXED_FACETS.flatMap((facet) => mixShares(table, facet, rows, at, length)),
    ],
  };
}

function sizes(
  table: ColumnTable,
  rows: Uint32Array,
  at: Uint32Array,
  length: number,
): Pick<ReporterMonths, 'sized' | 'small' | 'medianKg'> {
  const lists = Array.from({ length }, () => [] as number[]);
  rows.forEach((row, index) => {
    const kg = table.kg[row] as number;
    if (kg > 0 && table.grain?.[row] !== 1) (lists[at[index] as number] as number[]).push(kg);
  });
  return {
    sized: Float64Array.from(lists, (list) => list.length),
    small: Float64Array.from(lists, (list) => list.filter((kg) => kg < SMALL_KG).length),
    medianKg: Float64Array.from(lists, (list) => medianOf(list)),
  };
}

function medianOf(list: number[]): number {
  if (list.length === 0) return Number.NaN;
  const sorted = Float64Array.from(list).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function notStatedShare(table: ColumnTable, facet: SharedFacet, rows: Uint32Array, at: Uint32Array, of: Float64Array): MonthlyShare {
  const count = new Float64Array(of.length);
  const column = table.codes[facet];
  const blank = column?.sets.map((set) => set.every((code) => isNotStated(column.codes[code] as string))) ?? [];
  rows.forEach((row, index) => {
    if (column && !blank[column.values[row] as number]) return;
    const month = at[index] as number;
    count[month] = (count[month] as number) + (table.events?.[row] ?? 1);
  });
  return { facet, code: null, count, of };
}

/** One share for each group of codes that occurs. */
function mixShares(table: ColumnTable, facet: SharedFacet, rows: Uint32Array, at: Uint32Array, length: number): MonthlyShare[] {
  if (!table.codes[facet]) return [];
  const axis = axisOf(table, { facet, level: 1 });
  const stated = axis.sets.map((set) => set.filter((key) => !isNotStated(axis.keys[key] as string)));
  const of = new Float64Array(length);
  const counts = new Map<number, Float64Array>();
  rows.forEach((row, index) => {
    const keys = stated[axis.values[row] as number] as number[];
    if (keys.length === 0) return;
    const [month, events] = [at[index] as number, table.events?.[row] ?? 1];
    of[month] = (of[month] as number) + events;
    for (const key of keys) {
      const count = counts.get(key) ?? new Float64Array(length);
      counts.set(key, count);
      count[month] = (count[month] as number) + events;
    }
  });
  return [...counts].map(([key, count]) => ({ facet, code: axis.keys[key] as string, count, of }));
}

function rangeOf(rows: Uint32Array, monthOf: Int32Array): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    first = Math.min(first, monthOf[row] as number);
    last = Math.max(last, monthOf[row] as number);
  }
  return [first, last];
}

function monthName(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
