import { CASE_FACETS } from '../domain/facets.ts';

/**
 * What the checks of quality read: one entry for each drug line (or for a case without one), in ascending order of case id.
 * Sets of codes and texts are numbers of the database; equal numbers mean equal values. 0 stands where there is none.
 */
export interface QualityRows {
  lines: number;
  caseIds: Uint32Array;
  importIds: Uint32Array;
  /** Row of the file, counted from 1. */
  fileRows: Uint32Array;
  /** First day of the date, in days since 1970-01-01; `NO_DAY` of the column engine without a date. */
  day: Int32Array;
  /** Index into DATE_PRECISIONS. */
  precision: Uint8Array;
  place: Uint32Array;
  division: Uint32Array;
  /** Number of the set of codes, by facet. */
  sets: Record<QualityFacet, Uint32Array>;
  drugText: Uint32Array;
  amountText: Uint32Array;
  unitText: Uint32Array;
  /** As read; NaN when blank or unreadable. */
  amount: Float64Array;
  /** Kilograms; NaN when not convertible. */
  kg: Float64Array;
  kgLow: Float64Array;
  kgHigh: Float64Array;
  /** Number of tablets, plants, units; NaN when reported by mass or volume. */
  units: Float64Array;
  /** Index into CONVERSIONS. */
  conversion: Uint8Array;
  /** Case that an exact repeat repeats; 0 for none. */
  repeatOf: Uint32Array;
  /** 1 for an aggregated row. */
  grain: Uint8Array;
  latitude: Float64Array;
  longitude: Float64Array;
}

export const QUALITY_FACETS = [...CASE_FACETS, 'drug', 'form'] as const;
export type QualityFacet = (typeof QUALITY_FACETS)[number];

/** What the numbers in the rows stand for. */
export interface QualityNames {
  /** Codes of a set; empty for 0. */
  codes(set: number): readonly string[];
  /** A reported text; empty for 0. */
  text(id: number): string;
  /** Name of the source and day of an import. */
  source(importId: number): string;
  importedOn(importId: number): string;
}

/** True where the line is the first of its case: a case is counted there. */
export function startsCase(rows: QualityRows, at: number): boolean {
  return at === 0 || rows.caseIds[at] !== rows.caseIds[at - 1];
}

/** Called now and then in long loops: lets others have their turn, and throws `cancelled` once the caller has cancelled. */
export type Pace = () => Promise<void>;

/** Entries between two calls of `Pace`. */
export const STRETCH = 8192;
