import type { Measure } from './question.ts';
import type { Rule } from './rules.ts';

/** What a reader knows of a hidden figure that is not zero: of a count that there is one, since zeros are printed. */
export function openBounds(value: number, measure: Measure): { low: number; high: number } {
  return { low: measure === 'cases' ? Math.min(1, value) : 0, high: Number.POSITIVE_INFINITY };
}

/**
 * The interval printed in place of a count: it begins at the multiple of the threshold below it (or at one) and is twice the threshold
 * wide, so that the count may be larger by the threshold less one wherever it lies.
 */
export function classOf(value: number, { least }: Pick<Rule, 'least'>): { low: number; high: number } {
  const width = Math.max(2, least);
  const floor = Math.floor(value / width) * width;
  return { low: Math.max(Math.min(1, value), floor), high: floor + 2 * width - 1 };
}

/** The nearest multiple of a base. Base 3 and 5 have no ties. */
export function rounded(value: number, base: number): number {
  return base * Math.round(value / base);
}

/** What a reader knows of a count that is printed as the nearest multiple of a base and is not zero. */
export function roundedBounds(value: number, base: number): { low: number; high: number } {
  const half = (base - 1) / 2;
  const printed = rounded(value, base);
  return { low: Math.max(1, printed - half), high: printed + half };
}
