import type { CodeFacet } from '../domain/facets.ts';

/**
 * The column engine's picture of the workspace: one entry for each case, derived from the database.
 * Arrays lie on shared memory so that scanning threads need no copy.
 */
export interface ColumnTable {
  rows: number;
  /** Number of the data state the arrays were built from. */
  dataVersion: number;
  /** Case ids, ascending. */
  ids: Uint32Array;
  /** Days since 1970-01-01; NO_DAY where there is no date. */
  day: Int32Array;
  /** Index into DATE_PRECISIONS. */
  precision: Uint8Array;
  /** Kilograms of bulk mass; NaN where not convertible. */
  kg: Float64Array;
  kgLow: Float64Array;
  kgHigh: Float64Array;
  /** Index into CONVERSIONS. */
  conversion: Uint8Array;
  codes: Partial<Record<CodeFacet, CodeColumn>>;
}

/** Dictionary coding in two steps, so that a case may bear several codes of one facet: row → set → codes. */
export interface CodeColumn {
  facet: CodeFacet;
  /** Every code that occurs. */
  codes: string[];
  /** For each set, the indexes into `codes`; most sets hold one. */
  sets: number[][];
  /** For each row, the index into `sets`. */
  values: Uint16Array | Uint32Array;
}

export const NO_DAY = -2147483648;
