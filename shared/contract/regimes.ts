import { EVIDENCE_CODES } from '../regime/evidence.ts';
import { command, job, query } from '../rpc.ts';
import { done, language, nothing, z } from './schema.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is YYYY-MM-DD');
const name = z.string().max(300);
const note = z.string().max(2000);
/** Shares and medians are null in months that hold none. */
const monthly = z.array(z.number().nullable());

/** How a reporter reports: above which mass of which drug, from which agencies and places, by which list of codes. */
const terms = z.strictObject({
  originator: note.default(''),
  /** Least kilograms of a case that is reported, by code of the drug facet. */
  thresholds: z
    .array(z.strictObject({ drug: z.string().max(60), kg: z.number().min(0) }))
    .max(200)
    .default([]),
  agencies: note.default(''),
  places: note.default(''),
  codingList: note.default(''),
  note: note.default(''),
});
export type RegimeTerms = z.output<typeof terms>;

const regime = z.object({
  id: z.number().int(),
  source: z.string(),
  /** Code of the country facet; empty for all reporters of the source. */
  reporter: z.string(),
  /** First and last day; null where open. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  terms,
  savedAt: z.string(),
  savedBy: z.string(),
});

const evidence = z.object({
  code: z.enum(EVIDENCE_CODES),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  score: z.number(),
  p: z.number(),
  /** The same in words. */
  text: z.string(),
});

const reportingBreak = z.object({
  id: z.number().int(),
  source: z.string(),
  reporter: z.string(),
  /** First day of the new way of reporting. */
  at: z.string(),
  state: z.enum(['found', 'confirmed', 'dismissed']),
  evidence: z.array(evidence),
  reason: z.string(),
  /** Empty until somebody has decided. */
  decidedAt: z.string(),
  decidedBy: z.string(),
});

/** One reporter of one source, month by month without a gap. */
const lane = z.object({
  source: z.string(),
  sourceLabel: z.string(),
  reporter: z.string(),
  reporterLabel: z.string(),
  total: z.number().int(),
  months: z.array(z.string()),
  cases: z.array(z.number().int()),
  medianKg: monthly,
  /** Share of single cases under 100 g. */
  smallShare: monthly,
  /** Share of cases that do not state a field. */
  notStated: z.array(z.object({ field: z.string(), shares: monthly })),
  breaks: z.array(reportingBreak),
  regimes: z.array(regime),
});
export type RegimeLane = z.output<typeof lane>;

export const regimesContract = {
  /** Reporters by source, most cases first, with the breaks in their reporting, also those that were dismissed. */
  'regimes.timeline': query(z.object({ source: name.optional(), reporter: name.optional(), language }), z.object({ lanes: z.array(lane) })),
  /** Looks for breaks in all reporters of all sources. Decisions that were made stay. */
  'regimes.find': job(
    nothing,
    z.object({
      reporters: z.number().int(),
      /** Reporters with enough months to say anything. */
      tested: z.number().int(),
      breaks: z.number().int(),
      /** Breaks that were not known before. */
      added: z.number().int(),
    }),
  ),
  /** Confirms, dismisses or reopens a break; confirming one that was not found declares it. */
  'regimes.decide': command(
    z.object({ source: name, reporter: name, at: day, state: z.enum(['found', 'confirmed', 'dismissed']), reason: note.default('') }),
    done,
  ),
  'regimes.list': query(nothing, z.object({ regimes: z.array(regime) })),
  'regimes.save': command(
    z.object({ id: z.number().int().optional(), source: name.min(1), reporter: name, from: day.nullable(), to: day.nullable(), terms }),
    z.object({ id: z.number().int() }),
  ),
  'regimes.remove': command(z.object({ id: z.number().int() }), done),
};
