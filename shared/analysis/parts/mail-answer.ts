import { type Bitmap, emptyBitmap, unite } from '../../columns/bitmap.ts';
import type { Period } from '../../columns/calendar.ts';
import { type Selection, select } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import type { AnalysisContext } from '../define.ts';
import type { Months } from './periods.ts';

/** What marks a case as mail or express: how it travelled, what it was hidden in, or where it was found. */
export const MARKS: { facet: CodeFacet; code: string }[] = [
  { facet: 'transport', code: 'T5' },
  { facet: 'concealment', code: 'C9' },
  { facet: 'seizure-place', code: 'L3' },
];
/** So many cases are taken as the largest. */
export const LARGEST = 10;

export interface MailSettings {
  by: Period;
  level: number;
  top: number;
  /** Kilograms up to which a consignment is small. */
  smallKg: number;
  /** Days that may lie between two consignments of a run, and how many make one. */
  days: number;
  least: number;
  acrossBreaks: boolean;
}

/** What the parts of one answer share. */
export interface MailAnswer extends AnalysisContext {
  method: { id: string; version: number };
  settings: MailSettings;
  /** All that the filter admits, and the stream within it. */
  everything: Selection;
  stream: Selection;
  months: Months;
  periods: string[];
}

export function marked(columns: ColumnTable, marks: typeof MARKS): Bitmap {
  return marks
    .filter(({ facet }) => columns.codes[facet])
    .map(({ facet, code }) => select(columns, { all: [{ facet, in: [code] }] }).bits)
    .reduce(unite, emptyBitmap(columns.rows));
}
