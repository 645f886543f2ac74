import { query } from '../rpc.ts';
import { filter, language, z } from './schema.ts';

export const SPLITS = ['none', 'drug', 'transport', 'concealment', 'country'] as const;

export const counted = z.object({ code: z.string(), label: z.string(), missing: z.boolean(), cases: z.number().int(), massKg: z.number() });

/** What a panel rests on: each case once, however many codes it bears. */
export const basis = z.object({ cases: z.number().int(), massKg: z.number() });

/** Cases and mass by month and by the values of a split. */
export const monthsPanel = z.object({
  keys: z.array(z.string()),
  /** Each month as a whole, its cases counted once. */
  whole: z.object({ cases: z.array(z.number().int()), massKg: z.array(z.number()) }),
  series: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      missing: z.boolean(),
      cases: z.array(z.number().int()),
      massKg: z.array(z.number()),
    }),
  ),
});

export const heatPanel = z.object({
  concealments: z.array(z.object({ code: z.string(), label: z.string(), missing: z.boolean() })),
  transports: z.array(z.object({ code: z.string(), label: z.string(), missing: z.boolean() })),
  /** `cases[concealment][transport]` */
  cases: z.array(z.array(z.number().int())),
});

/** Everything the profile screen shows for one filter, in one answer. Each panel ignores the filter's clauses on its own facets. */
const panels = z.object({
  dataVersion: z.number().int(),
  /** Cases before the filter, after it, and exact repeats among the latter. */
  total: z.number().int(),
  selected: z.number().int(),
  /** Cases among the selected that stand together in aggregated rows. */
  aggregated: z.number().int(),
  repeats: z.number().int(),
  massKg: z.number(),
  massKgLow: z.number(),
  massKgHigh: z.number(),
  /** Share of the mass that rests on an assumed factor, and of the mass of single cases held by the ten largest; null without mass. */
  assumedShare: z.number().nullable(),
  topTenShare: z.number().nullable(),
  /** The cases each panel counts, without the filter's clauses on its own facets. */
  basis: z.object({ months: basis, heat: basis, drugs: basis, countries: basis }),
  months: monthsPanel,
  heat: heatPanel,
  drugs: z.array(counted),
  countries: z.array(counted),
  /** Share not stated by year and by reporting country, for the fields of the strip. */
  quality: z.object({
    fields: z.array(z.string()),
    /** Breaks in reporting, found or confirmed, for the strip by reporter. */
    breaks: z.array(z.object({ source: z.string(), reporter: z.string(), at: z.string(), state: z.enum(['found', 'confirmed']) })),
    years: z.array(z.object({ key: z.string(), cases: z.number().int(), notStated: z.array(z.number()) })),
    reporters: z.array(z.object({ code: z.string(), label: z.string(), cases: z.number().int(), notStated: z.array(z.number()) })),
  }),
});
export type ProfilePanels = z.output<typeof panels>;

export const profileContract = {
  'profile.panels': query(z.object({ filter, split: z.enum(SPLITS).default('drug'), language }), panels),
  /** The values of one facet with their counts under a filter, for the filter bar. */
  'profile.values': query(z.object({ filter, facet: z.string(), language }), z.object({ values: z.array(counted) })),
};
