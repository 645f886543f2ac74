import type { Filter } from '../domain/filter.ts';
import { FINDING_STATES } from '../domain/states.ts';
import { LANGUAGES } from '../report/wording.ts';
import { command, query } from '../rpc.ts';
import { done, filter, language, z } from './schema.ts';

const settings = z.record(z.string(), z.unknown());
const note = z.string().max(2000);

/** What is kept beside the sentence, so that it can be made again. */
const finding = z.object({
  id: z.number().int(),
  /** In each language. */
  text: z.record(z.enum(LANGUAGES), z.string()),
  analysis: z.string(),
  settings,
  filter: z.custom<Filter>((value) => typeof value === 'object' && value !== null && 'all' in value),
  dataVersion: z.number().int(),
  /** Cases the sentence speaks of, out of `of`. */
  n: z.number(),
  of: z.number(),
  caveat: z.string(),
  grade: z.string(),
  handling: z.string(),
  author: z.string(),
  state: z.enum(FINDING_STATES),
  madeAt: z.string(),
  /** Another version of the data is there now. */
  stale: z.boolean(),
  /** Names of sources whose import it rests on was taken back since. */
  undone: z.array(z.string()),
});
export type Finding = z.output<typeof finding>;

export const findingsContract = {
  /** The newest first. */
  'findings.list': query(z.object({}), z.object({ findings: z.array(finding) })),
  /** Runs the analysis again and keeps its finding number `finding`, from 0, in every language. */
  'findings.save': command(
    z.object({
      analysis: z.string().max(100),
      settings: settings.default({}),
      filter: filter.default({ all: [] }),
      finding: z.number().int().min(0).max(1000),
      caveat: note.default(''),
      grade: z.string().max(60).default(''),
      handling: z.string().max(200).default(''),
    }),
    z.object({ id: z.number().int() }),
  ),
  /** Changes what an analyst says about a finding, not its evidence. */
  'findings.edit': command(
    z.object({
      id: z.number().int(),
      caveat: note.optional(),
      grade: z.string().max(60).optional(),
      handling: z.string().max(200).optional(),
      state: z.enum(FINDING_STATES).optional(),
    }),
    done,
  ),
  'findings.remove': command(z.object({ id: z.number().int() }), done),
  /** Runs the evidence again on the data as they are now. */
  'findings.check': query(
    z.object({ id: z.number().int(), language }),
    z.object({
      holds: z.boolean(),
      dataVersion: z.number().int(),
      before: z.object({ text: z.string(), n: z.number(), of: z.number() }),
      /** Null when the analysis no longer makes that finding. */
      now: z.object({ text: z.string(), n: z.number(), of: z.number() }).nullable(),
      /** What became what: stretches of the sentence, then the cases it speaks of and those it speaks of them out of. */
      changes: z.array(z.object({ what: z.enum(['words', 'n', 'of']), from: z.string(), to: z.string() })),
      /** Names of sources whose import it rests on was taken back since. */
      undone: z.array(z.string()),
    }),
  ),
};
