import { COUNTRY_CODES } from '../domain/country.ts';
import { NEVER_MASS, UNITS } from '../domain/quantity.ts';
import { command, query } from '../rpc.ts';
import { done, language, nothing, z } from './schema.ts';

/** Things that are counted, but for those that never become mass. */
const COUNTABLE = [...new Set(UNITS.flatMap(({ counts }) => (counts && !NEVER_MASS.includes(counts) ? [counts] : [])))];

const mass = z.number().positive().max(1000);
const day = z.iso.date();
const words = z.string().trim().min(1).max(500);

/** Kilograms assumed for one counted unit of a drug, as an analyst may write it. */
export const factorInput = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'an id is small letters, digits and hyphens'),
    counts: z.array(z.enum(COUNTABLE)).min(1),
    /** Codes of the drug vocabulary; a parent means all under it. */
    drugs: z
      .array(z.string().regex(/^G[0-9A-Z](\.[0-9])?$/))
      .min(1)
      .max(50),
    kg: mass,
    low: mass,
    high: mass,
    text: words,
    /** Who says so: publication, edition, page. */
    source: words,
    /** Alpha-3 codes, and M49 codes of regions; both empty: anywhere. */
    countries: z.array(z.enum(COUNTRY_CODES)).max(300).default([]),
    regions: z
      .array(z.string().regex(/^\d{3}$/))
      .max(30)
      .default([]),
    from: day.optional(),
    to: day.optional(),
  })
  .refine(({ low, kg, high }) => low <= kg && kg <= high, 'low is not above kg, and kg not above high')
  .refine(({ from, to }) => !from || !to || from <= to, 'the period ends before it begins');

const listed = z.object({
  id: z.string(),
  counts: z.array(z.string()),
  drugs: z.array(z.string()),
  kg: z.number(),
  low: z.number(),
  high: z.number(),
  text: z.string(),
  source: z.string(),
  validFrom: z.string(),
  version: z.string(),
  countries: z.array(z.string()),
  regions: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** `retired` factors are not in force. */
  origin: z.enum(['shipped', 'edited', 'added', 'retired']),
  edit: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type ListedFactor = z.output<typeof listed>;

export const factorsContract = {
  /** The factor table with the workspace's edits, and the units it counts by. */
  'factors.list': query(
    z.object({ language }),
    z.object({
      version: z.string(),
      factors: z.array(listed),
      units: z.array(
        z.object({ id: z.string(), dimension: z.string(), size: z.number(), name: z.string(), text: z.string(), source: z.string() }),
      ),
    }),
  ),
  /** Lays a factor over the shipped one of its id, or adds one. Masses stored before stay until their import is run again. */
  'factors.save': command(z.object({ factor: factorInput, reason: words }), done),
  /** Takes a factor out of force. */
  'factors.retire': command(z.object({ id: z.string().max(60), reason: words }), done),
  /** Takes the edits of a factor back, so that the shipped one holds again. */
  'factors.restore': command(z.object({ id: z.string().max(60) }), done),
  /** When the table was edited, newest first. */
  'factors.history': query(
    nothing,
    z.object({ edits: z.array(z.object({ factor: z.string(), at: z.string(), by: z.string(), reason: z.string() })) }),
  ),
};
