import type { CodeFacet } from './facets.ts';

/** How precisely a calendar date is known; a month is stored as its first day. */
export const DATE_PRECISIONS = ['day', 'month', 'quarter', 'year'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** How a derived mass was reached. */
export const CONVERSIONS = ['exact-mass', 'exact-volume', 'assumed', 'not-convertible'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

/** What was reported stays as it was; what was derived stands beside it with the factor used. */
export interface Quantity {
  /** As written in the file. */
  amountText: string;
  /** The number it was read as; null when blank or unreadable. */
  amount: number | null;
  unitText: string;
  /** Kilograms of bulk mass; null when not convertible. */
  kg: number | null;
  kgLow: number | null;
  kgHigh: number | null;
  /** Number of tablets, plants, units…; null when reported by mass or volume. */
  units: number | null;
  factorId: string | null;
  conversion: Conversion;
}

export interface DrugLine {
  /** Codes of the drug vocabulary: one, or several where the crosswalk is ambiguous. */
  drug: string[];
  drugText: string;
  form: string[];
  quantity: Quantity;
}

/** Facets that a case carries as sets of codes. */
export type CaseFacet = Exclude<CodeFacet, 'drug' | 'form' | 'repeat' | 'source' | 'regime' | 'handling' | 'place'>;

/** One seizure event. */
export interface SeizureCase {
  date: string | null;
  datePrecision: DatePrecision;
  /** Text of place and administrative division as reported. */
  placeText: string;
  divisionText: string;
  codes: Record<CaseFacet, string[]>;
  lines: DrugLine[];
}
