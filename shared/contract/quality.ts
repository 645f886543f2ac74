import { REPEAT_KINDS } from '../quality/candidate.ts';
import { REPORT_FIELDS, STATES } from '../quality/completeness.ts';
import { PROBLEM_KINDS, SEVERITIES } from '../quality/finding.ts';
import { command, job, query } from '../rpc.ts';
import { casesContract } from './cases.ts';
import { said } from './recipe.ts';
import { done, filter, z } from './schema.ts';

/** Members of one merge at most. */
export const MOST_MEMBERS = 500;

const count = z.number().int().min(0);
const caseId = z.number().int().positive();
const share = z.number().min(0).max(1);
const caseRow = casesContract['cases.window'].output.shape.cases.element;
const kind = z.enum(REPEAT_KINDS);
const page = { offset: count.default(0), limit: z.number().int().min(1).max(500).default(50) };

/** `reason` is a key of the wording `quality.reason` and its values. */
const finding = z.object({ kind: z.enum(PROBLEM_KINDS), cases: z.array(caseId), more: count, reason: said, score: share });

const problem = z.object({
  kind: z.enum(PROBLEM_KINDS),
  severity: z.enum(SEVERITIES),
  /** Distinct cases, and findings: a reporter's habit is one finding of many cases. */
  cases: count,
  findings: count,
  /** Shows these cases on every screen, where a filter can say them. */
  filter: filter.nullable(),
  /** The most probable findings, with a few cases of each. */
  examples: z.array(finding),
});

const report = z.object({
  dataVersion: z.number().int(),
  cases: count,
  /** States of each field over all cases, in the order of `states`. */
  states: z.array(z.enum(STATES)),
  fields: z.array(z.object({ field: z.enum(REPORT_FIELDS), counts: z.array(count) })),
  /** Shares answered, by reporter and year; null where nobody collected the field. `cells` go along `years`; the year without a date is empty. */
  matrix: z.object({
    fields: z.array(z.enum(REPORT_FIELDS)),
    years: z.array(z.object({ year: z.string(), cases: count, stated: z.array(share.nullable()) })),
    reporters: z.array(
      z.object({
        code: z.string(),
        cases: count,
        stated: z.array(share.nullable()),
        cells: z.array(z.object({ cases: count, stated: share.nullable() })),
      }),
    ),
    elsewhere: count,
  }),
  /** The gravest first. */
  problems: z.array(problem),
  /** Values that found no place, those of most records first. */
  unplaced: z.array(z.object({ field: z.string(), value: z.string(), count })),
  unplacedValues: count,
});
export type QualityReport = z.output<typeof report>;

const candidate = z.object({
  kind,
  /** Case ids, the one that would lead first; at most MOST_MEMBERS, `more` are not listed. */
  members: z.array(caseId),
  more: count,
  reasons: z.array(said),
  score: share,
  /** The first members as records. */
  cases: z.array(caseRow),
});
export type RepeatCandidate = z.output<typeof candidate>;

const merge = z.object({
  id: z.number().int(),
  kind,
  reasons: z.array(said),
  score: share,
  mergedAt: z.string(),
  mergedBy: z.string(),
  members: z.array(z.object({ caseId, role: z.enum(['lead', 'duplicate', 'line']) })),
  more: count,
});
export type MergeListed = z.output<typeof merge>;

const original = z.object({
  caseId,
  headers: z.array(z.string()),
  cells: z.array(z.string()),
  fileName: z.string(),
  row: z.number().int(),
  line: z.number().int(),
});

export const qualityContract = {
  /** The report of one import, or of the workspace. Nothing is changed by it. */
  'quality.report': job(z.object({ import: z.number().int().positive().optional() }), report),
  /** The findings of one kind, the most probable first, each with its cases. */
  'quality.problem': job(
    z.object({ import: z.number().int().positive().optional(), kind: z.enum(PROBLEM_KINDS), ...page }),
    z.object({ total: count, findings: z.array(finding), cases: z.array(caseRow) }),
  ),
  /** Candidates that are neither merged nor dismissed; `counts` of every kind at or above each score. */
  'quality.repeats': job(
    z.object({ kind: kind.optional(), leastScore: share.default(0), ...page }),
    z.object({
      dataVersion: z.number().int(),
      counts: z.array(
        z.object({ kind, candidates: count, cases: count, atLeast: z.array(z.object({ score: share, candidates: count, cases: count })) }),
      ),
      total: count,
      candidates: z.array(candidate),
    }),
  ),
  /** The records and their original rows side by side; `same` says whether all agree. */
  'quality.compare': query(
    z.object({ ids: z.array(caseId).min(1).max(50) }),
    z.object({
      cases: z.array(caseRow),
      fields: z.array(z.object({ field: z.string(), values: z.array(z.string()), same: z.boolean() })),
      originals: z.array(original),
    }),
  ),
  /** Members of kind `lines` become drug lines of the lead; those of every other kind leave the figures. Taken back by `quality.unmerge`. */
  'quality.merge': command(
    z.object({
      kind,
      lead: caseId,
      members: z.array(caseId).min(2).max(MOST_MEMBERS),
      reasons: z.array(said).max(20).default([]),
      score: share.default(1),
    }),
    z.object({ id: z.number().int() }),
  ),
  /** Merges every candidate of a kind from a score on. `expected` is the number of candidates the person was shown; another one is refused. */
  'quality.merge-all': job(
    z.object({ kind, leastScore: share, expected: count }),
    z.object({ merges: count, cases: count, skipped: count }),
  ),
  'quality.unmerge': command(z.object({ ids: z.array(z.number().int().positive()).min(1).max(1000) }), z.object({ merges: count })),
  'quality.merges': query(
    z.object({ offset: count.default(0), limit: z.number().int().min(1).max(500).default(50) }),
    z.object({ total: count, merges: z.array(merge) }),
  ),
  /** Remembers that the first of these is not the same as any of the others, so that they are not proposed again; `back` proposes them again. */
  'quality.dismiss': command(z.object({ members: z.array(caseId).min(2).max(MOST_MEMBERS), back: z.boolean().default(false) }), done),
};
