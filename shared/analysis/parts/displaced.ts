import { type Bitmap, complement } from '../../columns/bitmap.ts';
import { groupBy } from '../../columns/group-by.ts';
import { narrow, type Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import { fitQuasiBinomial, studentHalfWidth } from '../../statistics/quasi-binomial.ts';
import { cellReader } from './counted.ts';

/** Factor by which the odds changed, with its interval of 95 per cent; `z` is the log of it in standard errors. */
export interface LevelChange {
  ratio: number;
  low: number;
  high: number;
  z: number;
  degrees: number;
}

const MONTHS_OF_YEAR = 12;

export function casesByMonth(table: ColumnTable, selection: Selection, months: string[]): number[] {
  const cell = cellReader(groupBy(table, selection, [{ facet: 'date', by: 'month' }], 'cases'));
  return months.map((month) => cell(month).cases);
}

export function without(table: ColumnTable, selection: Selection, bits: Bitmap): Selection {
  return narrow(table, selection, complement(bits, table.rows));
}

/**
 * The change of level in an interrupted series of shares (Wagner and others 2002): log-odds of `part` against the rest of `whole` on a
 * straight line in time and a step at month `at`. A dispersion below 1 counts as 1. Undefined where the series does not settle it.
 */
export function levelChange(part: number[], whole: number[], at: number): LevelChange | undefined {
  const design = whole.map((_, month) => [1, (month - at) / MONTHS_OF_YEAR, month >= at ? 1 : 0]);
  const fit = fitQuasiBinomial(design, part, whole);
  if (!fit || fit.degrees < 1) return undefined;
  const step = fit.coefficients[2] as number;
  const error = (fit.plainErrors[2] as number) * Math.sqrt(Math.max(1, fit.dispersion));
  const half = studentHalfWidth(fit.degrees) * error;
  return { ratio: Math.exp(step), low: Math.exp(step - half), high: Math.exp(step + half), z: step / error, degrees: fit.degrees };
}

/** Counts before and after, of the place of the measure (a), where it may have moved (b), and all other places (c). */
export interface Quotient {
  before: { a: number; b: number; c: number };
  after: { a: number; b: number; c: number };
}

/**
 * Weighted displacement quotient of Bowers and Johnson (2003): below 0 the buffer rose while the place fell, above 0 it fell with it;
 * below -1 more appeared than went. Null where the place did not fall against the control, or a count to divide by is 0.
 */
export function displacementQuotient({ before, after }: Quotient): number | null {
  if (before.c === 0 || after.c === 0) return null;
  const success = after.a / after.c - before.a / before.c;
  return success < 0 ? (after.b / after.c - before.b / before.c) / success : null;
}
