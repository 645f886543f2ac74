import type { Dimension } from '../columns/axis.ts';
import { z } from '../contract/schema.ts';
import { CODE_FACETS } from '../domain/facets.ts';
import type { Filter } from '../domain/filter.ts';

export const MEASURES = ['cases', 'kg'] as const;
export type Measure = (typeof MEASURES)[number];

/** What a table asks of the records: which, by what, and what of them it prints. */
export interface Question {
  filter: Filter;
  dimensions: Dimension[];
  measure: Measure;
}

/** Keys of a cell, one for each dimension; null where the cell sums over all of it. */
export type CellKeys = (string | null)[];

/** Ranges of record numbers, both ends included: the records that were there. */
export type Population = (readonly [number, number])[];

/** What a reader knows of a cell: it lies between the two, which are equal where it was printed. Null: nothing. */
export type Told = readonly [number, number] | null;

/** One table as it left: enough to set a later one against it. */
export interface LedgerTable {
  question: Question;
  population: Population;
  cells: { keys: CellKeys; told: Told }[];
}

const dimension = z.union([
  z.strictObject({ facet: z.enum(CODE_FACETS), level: z.union([z.literal(1), z.literal(2)]) }),
  z.strictObject({ facet: z.literal('date'), by: z.enum(['month', 'quarter', 'year']) }),
]);

/** The shape of a ledger table as it is stored. */
export const ledgerTable = z.strictObject({
  question: z.strictObject({
    filter: z.custom<Filter>((value) => typeof value === 'object' && value !== null && 'all' in value),
    dimensions: z.array(dimension),
    measure: z.enum(MEASURES),
  }),
  population: z.array(z.tuple([z.number(), z.number()])),
  cells: z.array(z.strictObject({ keys: z.array(z.string().nullable()), told: z.tuple([z.number(), z.number()]).nullable() })),
});

/** The name of a question; equal questions have equal names. */
export function questionName({ filter, dimensions, measure }: Question): string {
  return JSON.stringify([filter, dimensions, measure]);
}

export function cellName(keys: CellKeys): string {
  return JSON.stringify(keys);
}

/** The records of a table of columns, as ranges. */
export function populationOf(ids: Uint32Array): Population {
  const ranges: [number, number][] = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges;
}
