import { axisOf, type Dimension, NO_PERIOD } from '../../columns/axis.ts';
import { bitmapOfValues } from '../../columns/bitmap.ts';
import { isNotStated } from '../../columns/codes.ts';
import { groupBy } from '../../columns/group-by.ts';
import { narrow, type Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import { UNPLACED } from '../../domain/vocabulary.ts';

/** The fields whose values, or combinations of values, are the kinds. */
export type KindFields = readonly { facet: CodeFacet; level: 1 | 2 }[];

/** What was counted in one period. */
export interface PeriodKinds {
  period: string;
  /** Cases with every field stated, each once. */
  cases: number;
  /** Times each kind was named, in the order of `names`; a case of several codes names several kinds. */
  counts: number[];
  /** Sum of the counts. */
  named: number;
}

export interface Kinds {
  /** Codes of each kind, in ascending order. */
  names: string[][];
  periods: PeriodKinds[];
  /** Cases with every field stated, dated or not. */
  stated: Selection;
}

/** Counts the kinds in each period that has a case. What is not stated, or not yet placed, is left out. */
export function countKinds(table: ColumnTable, selection: Selection, fields: KindFields, by: 'quarter' | 'year'): Kinds {
  const stated = statedIn(table, selection, fields);
  const date = { facet: 'date', by } as const;
  const whole = groupBy(table, stated, [date], 'cases');
  const grouped = groupBy(table, stated, [date, ...fields], 'cases');
  const cells = combinations(grouped.keys.slice(1));
  const width = cells.length;
  const used = cells.map((codes, at) => ({ codes, at })).filter(({ codes }) => codes.every(isKnown));
  const periods = (whole.keys[0] as string[]).flatMap((period, index) => {
    const cases = whole.cases[index] as number;
    if (period === NO_PERIOD || cases === 0) return [];
    const counts = used.map(({ at }) => grouped.cases[index * width + at] as number);
    return [{ period, cases, counts, named: counts.reduce((sum, count) => sum + count, 0) }];
  });
  return { names: used.map(({ codes }) => codes), periods, stated };
}

/** Cases with a value in each of the fields that has a place in its vocabulary. */
export function statedIn(table: ColumnTable, selection: Selection, fields: readonly Dimension[]): Selection {
  return fields.reduce((kept, dimension) => {
    const { keys, sets, values } = axisOf(table, dimension);
    const known = keys.map(isKnown);
    const keep = Uint8Array.from(sets, (set) => (set.some((key) => known[key]) ? 1 : 0));
    return narrow(table, kept, bitmapOfValues(values, keep));
  }, selection);
}

/** False for what is not stated and for values that wait for a code: many unlike things may stand behind them. */
export function isKnown(code: string): boolean {
  return !isNotStated(code) && code !== UNPLACED;
}

function combinations(keys: string[][]): string[][] {
  return keys.reduce<string[][]>((made, codes) => made.flatMap((start) => codes.map((code) => [...start, code])), [[]]);
}
