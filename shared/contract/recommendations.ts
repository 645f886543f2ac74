import { RECOMMENDATION_STATES } from '../domain/states.ts';
import { command, query } from '../rpc.ts';
import { isoDay, texts } from './composition.ts';
import { done, language, z } from './schema.ts';

const line = z.string().max(300);
const id = z.number().int();

const recommendationFields = {
  /** Such as “Thirteenth Meeting of HONLEA, Europe”. */
  meeting: texts,
  /** Day on which the meeting adopted it. */
  adopted: isoDay.nullable(),
  /** Its place in the report, such as `3 (a)`. */
  reference: line,
  /** Such as “Issue (b): New modi operandi…”. */
  issue: texts,
  addressee: line,
  theme: line,
  text: texts,
  state: z.enum(RECOMMENDATION_STATES),
};

const actionFields = {
  recommendation: id,
  date: isoDay.nullable(),
  /** What was done. */
  text: texts,
  /** References to legislation or other documents. */
  legislation: texts,
  obstacles: texts,
  /** Findings whose figures bear it out. */
  findings: z.array(id).max(200),
};

const action = z.object({ id, ...actionFields, editedAt: z.string(), editedBy: z.string() });
export type Action = z.output<typeof action>;

const recommendation = z.object({ id, ...recommendationFields, editedAt: z.string(), editedBy: z.string(), actions: z.array(action) });
export type Recommendation = z.output<typeof recommendation>;

/** Recommendations of meetings with what was done about them; they fill the reply to the questionnaire of the next meeting. */
export const recommendationsContract = {
  /** By day of adoption, the newest first, then by their place in the report. Actions by date. */
  'recommendations.list': query(
    z.strictObject({
      /** The name of the meeting as it stands in one of the languages; the others as they stand. */
      meeting: line.optional(),
      addressee: line.optional(),
      theme: line.optional(),
      /** Those that were written in this language. */
      language: language.optional(),
    }),
    z.object({ recommendations: z.array(recommendation) }),
  ),
  /** Without an `id` a new one. */
  'recommendations.save': command(z.object({ id: id.optional(), ...recommendationFields }), z.object({ id })),
  'recommendations.remove': command(z.object({ id }), done),
  'recommendations.act': command(z.object({ id: id.optional(), ...actionFields }), z.object({ id })),
  'recommendations.drop-action': command(z.object({ id }), done),
};
