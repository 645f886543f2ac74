import type { CodeFacet } from '../domain/facets.ts';

/**
 * The column engine's picture of the workspace: one row for each case or aggregated row, derived from the database.
 * Rows that a merge found to be duplicates, or further drug lines of another case, are not there.
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
  /** Cases that a row stands for; null when each row is one. */
  events: Uint32Array | null;
  /** 1 for an aggregated row, whose mass is the sum over its events; null when there are none. */
  grain: Uint8Array | null;
  /** Breaks in reporting that were found or confirmed, ordered by source, reporter and day. */
  breaks: readonly ReportingBreak[];
  codes: Partial<Record<ColumnFacet, CodeColumn>>;
}

/** From the day `at` on, a reporter reports to a source in another way than before. */
export interface ReportingBreak {
  source: string;
  /** Code of the country facet. */
  reporter: string;
  /** First day of the new way, `2014-01-01`. */
  at: string;
  /** What was found waits for an analyst; only what was confirmed parts regimes. */
  state: 'found' | 'confirmed';
}

/** `received` is the day on which a case came into the workspace, `2016-04-09`: nobody filters by it, the reporting delay rests on it. */
export type ColumnFacet = CodeFacet | 'received';

/** Dictionary coding in two steps, so that a case may bear several codes of one facet: row → set → codes. */
export interface CodeColumn {
  facet: ColumnFacet;
  /** Every code that occurs. */
  codes: string[];
  /** For each set, the indexes into `codes`; most sets hold one. */
  sets: number[][];
  /** For each row, the index into `sets`. */
  values: Uint16Array | Uint32Array;
}

export const NO_DAY = -2147483648;
