import { z } from '../contract/schema.ts';

/** Facets whose combinations can be scanned. */
export const SCAN_FACETS = [
  'transport',
  'concealment',
  'drug',
  'departed',
  'transited',
  'destined',
  'produced',
  'country',
  'seizure-place',
  'delivery',
  'detection',
  'agency',
] as const;
export type ScanFacet = (typeof SCAN_FACETS)[number];

/** Share of the cases whose reporters must have reported in a month that is compared, unless a setting says otherwise. */
export const USUAL_COMPLETENESS = 0.8;

/** Facets in a row, with commas; on the command line a list reads as such. */
const facets = z
  .preprocess(
    (value) => (Array.isArray(value) ? value.join(',') : value),
    z.string().refine(
      (text) => {
        const list = text.split(',');
        return list.length <= MOST_FACETS && new Set(list).size === list.length && list.every(isScanFacet);
      },
      `facets are one to five of ${SCAN_FACETS.join(', ')}, each once, with commas between them`,
    ),
  )
  .default('transport,concealment,drug');

const MOST_FACETS = 5;

function isScanFacet(name: string): name is ScanFacet {
  return SCAN_FACETS.some((facet) => facet === name);
}

/** The facets of the settings, in their order. */
export function facetsOf({ facets: text }: { facets: string }): ScanFacet[] {
  return text.split(',').filter(isScanFacet);
}

export const scanSettings = z.strictObject({
  /** Every combination of their values is a series. */
  facets,
  level: z.coerce.number().int().min(1).max(2).default(1),
  /** Also combinations of some of the facets, down to each alone. */
  smaller: z.boolean().default(false),
  /** Fewest cases of a series, over reference and tested months together. */
  minimum: z.coerce.number().int().min(2).max(1000).default(3),
  /** Last month under test, `2014-03`; empty for the latest complete one. */
  month: z
    .string()
    .regex(/^(\d{4}-(0[1-9]|1[0-2]))?$/, 'a month is YYYY-MM')
    .default(''),
  /** How many months are tested, the last one included. */
  months: z.coerce.number().int().min(1).max(24).default(1),
  /** Signals are those whose q-value is not above it. */
  q: z.coerce.number().gt(0).max(0.5).default(0.05),
  /** Years of reference of the Farrington detector at most; with less than three years EARS takes its place. */
  b: z.coerce.number().int().min(3).max(10).default(5),
  w: z.coerce.number().int().min(0).max(5).default(2),
  noPeriods: z.coerce.number().int().min(1).max(6).default(4),
  thresholdMethod: z.enum(['delta', 'nbPlugin', 'muan']).default('nbPlugin'),
  ears: z.enum(['C1', 'C2', 'C3']).default('C2'),
  /** Months that a slow drift, and a combination that is no longer seen, are looked for in. */
  drift: z.coerce.number().int().min(3).max(24).default(12),
  /** Share of its cases whose reporters must have reported in a month. */
  completeness: z.coerce.number().min(0).max(1).default(USUAL_COMPLETENESS),
  /** Tests the rest of a combination where the way or the silence of some of its reporters cannot be compared. */
  rest: z.boolean().default(true),
  /** Compares across breaks in reporting and incomplete months all the same. */
  acrossBreaks: z.boolean().default(false),
});
export type ScanSettings = z.output<typeof scanSettings>;

/** Settings kept before the rest of a combination could be tested: it was refused. */
export function keptScanSettings(kept: Record<string, unknown>): Record<string, unknown> {
  return { rest: false, ...kept };
}

/** Months of reference without which nothing is said. */
export const LEAST_REFERENCE = 7;
/** Least years of reference for the Farrington detector. */
export const LEAST_YEARS = 3;
