import { FLOW_ROLES, MAP_FACETS, RANKED_FACETS } from '../domain/explore.ts';
import { query } from '../rpc.ts';
import { basis, counted, heatPanel, monthsPanel, SPLITS } from './profile.ts';
import { filter, language, z } from './schema.ts';

const flowNode = z.object({
  role: z.enum(FLOW_ROLES),
  /** A country, a kind of missing, or `rest` for the countries that are not drawn apart. */
  code: z.string(),
  label: z.string(),
  missing: z.boolean(),
});

const panels = z.object({
  dataVersion: z.number().int(),
  /** Cases before the filter, after it, and exact repeats among the latter. */
  total: z.number().int(),
  selected: z.number().int(),
  repeats: z.number().int(),
  assumedShare: z.number().nullable(),
  massKg: z.number(),
  massKgLow: z.number(),
  massKgHigh: z.number(),
  /** The cases each panel counts, without the filter's clauses on its own facets. */
  basis: z.object({ months: basis, heat: basis, ranked: basis, sizes: basis, flows: basis, map: basis }),
  months: monthsPanel,
  heat: heatPanel,
  ranked: z.object({ facet: z.enum(RANKED_FACETS), values: z.array(counted) }),
  sizes: z.object({
    /** Single cases with a mass of at least `from` kg and less than `to` kg; the last bin is open. */
    bins: z.array(z.object({ from: z.number(), to: z.number().nullable(), cases: z.number().int(), massKg: z.number() })),
    /** Cases without a convertible mass, and cases that stand in aggregated rows: in none of the bins. */
    withoutMass: z.number().int(),
    aggregated: z.number().int(),
    medianKg: z.number().nullable(),
    p90Kg: z.number().nullable(),
  }),
  flows: z.object({
    nodes: z.array(flowNode),
    /** From a node to one of the next column, as places in `nodes`. */
    links: z.array(z.object({ from: z.number().int(), to: z.number().int(), cases: z.number().int(), massKg: z.number() })),
    /** Cases with two stated countries that differ, of departure and destination. */
    known: z.number().int(),
  }),
  map: z.object({
    facet: z.enum(MAP_FACETS),
    areas: z.array(counted),
    /** Most frequent stated pairs of departure and destination. */
    routes: z.array(
      z.object({
        from: z.string(),
        fromLabel: z.string(),
        to: z.string(),
        toLabel: z.string(),
        cases: z.number().int(),
        massKg: z.number(),
      }),
    ),
  }),
});
export type ExplorePanels = z.output<typeof panels>;

export const exploreContract = {
  /** Six panels for one filter, in one answer. */
  'explore.panels': query(
    z.object({
      filter,
      split: z.enum(SPLITS).default('drug'),
      ranked: z.enum(RANKED_FACETS).default('drug'),
      map: z.enum(MAP_FACETS).default('country'),
      language,
    }),
    panels,
  ),
};
