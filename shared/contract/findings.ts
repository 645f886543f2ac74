import type { Filter } from '../domain/filter.ts';
import { FINDING_STATES } from '../domain/states.ts';
import { LANGUAGES } from '../report/wording.ts';
import { command, query } from '../rpc.ts';
import { texts, track } from './composition.ts';
import { done, filter, language, z } from './schema.ts';

const settings = z.record(z.string(), z.unknown());
const note = z.string().max(2000);

const id = z.number().int();
/** How often people worded a sentence, up to the wording that is meant; 0: as the analysis said it. */
const wordingNumber = z.number().int().min(0);

/** The sentence as people worded it. */
const wording = z.object({
  number: wordingNumber,
  text: texts,
  ...track,
  /** The language that was worded first; the others are translations. */
  original: language,
  at: z.string(),
  by: z.string(),
});
export type FindingWording = z.output<typeof wording>;

/** What is kept beside the sentence, so that it can be made again. */
const finding = z.object({
  id,
  /** In each language, as it is worded now. */
  text: z.record(z.enum(LANGUAGES), z.string()),
  /** What people made of what the analysis said; null where it stands as it was said. */
  wording: wording.nullable(),
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
  /**
   * Words the sentence anew in one language; with `tracked` what changes is kept until it is settled. An agreed finding becomes a reviewed
   * one. `from` is the wording it was made from: refused with `invalid-input` when there is another now.
   */
  'findings.reword': command(
    z.strictObject({ id, from: wordingNumber, language, text: z.string().trim().min(1).max(5000), tracked: z.boolean() }),
    z.object({ number: wordingNumber }),
  ),
  /** Takes over or turns down one change by its place among those of the language, or all. */
  'findings.settle': command(
    z.strictObject({ id, from: wordingNumber, language, change: z.number().int().min(0).nullable(), accept: z.boolean() }),
    z.object({ number: wordingNumber }),
  ),
  /** A translation that was looked at and still says what the original says. */
  'findings.still-right': command(z.strictObject({ id, from: wordingNumber, language }), z.object({ number: wordingNumber })),
  /** An earlier wording becomes the wording again; 0 is the sentence of the analysis. */
  'findings.restore': command(z.strictObject({ id, from: wordingNumber, wording: wordingNumber }), z.object({ number: wordingNumber })),
  /** Every wording, the newest first; the last is the sentence of the analysis, whose number is 0. */
  'findings.wordings': query(z.object({ id }), z.object({ wordings: z.array(wording) })),
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
