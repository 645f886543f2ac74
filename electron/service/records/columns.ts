import { CASE_FACETS } from '../../../shared/domain/facets.ts';

export type RecordValue = number | string | null;

/**
 * One column of records: the value of a row is `values[index[row]]`, or `values[row]` where there is no index. Equal values may stand
 * there more than once. NaN stands for null.
 */
export interface RecordColumn {
  values: ArrayLike<RecordValue>;
  index: ArrayLike<number> | null;
}

/** Whole numbers from 0 to 2^32 - 1, mostly another one in each row; `repeat_of` is 0 where a record repeats none. */
export const WHOLE_COLUMNS = ['id', 'row', 'repeat_of'] as const;
/** Numbers with fractions, or null: kilograms, decimal degrees, amounts as reported. */
export const REAL_COLUMNS = ['latitude', 'longitude', 'amount', 'kg', 'kg_low', 'kg_high', 'units'] as const;
/** Ids of interned sets of codes; each column has the name of its facet. */
export const CODE_COLUMNS = [...CASE_FACETS, 'drug', 'form'] as const;
/** Texts as reported, and small numbers. */
const WORD_COLUMNS = [
  'part',
  'date',
  'date_precision',
  'place_text',
  'division_text',
  'grain',
  'events',
  'line',
  'drug_text',
  'amount_text',
  'unit_text',
  'factor',
  'conversion',
] as const;

/**
 * A row for each drug line of a case, in ascending order of id and line; what is said of the case stands in each of its rows. A case without
 * a drug line has one row, in which `line` and everything of a line is null.
 */
export const RECORD_COLUMNS = [...WHOLE_COLUMNS, ...WORD_COLUMNS, ...CODE_COLUMNS, ...REAL_COLUMNS] as const;

export type RecordColumnName = (typeof RECORD_COLUMNS)[number];
export type RecordColumns = Record<RecordColumnName, RecordColumn>;

/** Every column by its name. */
export function recordColumns(column: (name: RecordColumnName) => RecordColumn): RecordColumns {
  return Object.fromEntries(RECORD_COLUMNS.map((name) => [name, column(name)])) as RecordColumns;
}

export function valueAt({ values, index }: RecordColumn, row: number): RecordValue {
  const value = values[index ? (index[row] as number) : row];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** For columns that never hold null. */
export function numberAt(column: RecordColumn, row: number): number {
  return (valueAt(column, row) as number | null) ?? 0;
}
