import { CHECK_KINDS, type DocumentCheck } from '../document/checks.ts';
import type { Paper } from '../document/paper.ts';
import { command, query } from '../rpc.ts';
import { composition, template, texts } from './composition.ts';
import { done, language, nothing, z } from './schema.ts';

const stored = z.object({
  id: z.number().int(),
  template,
  title: texts,
  /** Counts the times it was saved. */
  version: z.number().int(),
  editedAt: z.string(),
  editedBy: z.string(),
});
export type StoredDocument = z.output<typeof stored>;

const phrase = z.object({ id: z.number().int(), text: texts });
export type Phrase = z.output<typeof phrase>;

const check: z.ZodType<DocumentCheck> = z.object({
  kind: z.enum(CHECK_KINDS),
  part: z.string().nullable(),
  point: z.string().nullable(),
  n: z.number(),
  of: z.number(),
});

/** Documents while they are written, and the phrase book of wordings that recur. */
export const documentsContract = {
  /** The last edited first. */
  'documents.list': query(nothing, z.object({ documents: z.array(stored) })),
  'documents.get': query(z.object({ id: z.number().int() }), stored.extend({ composition })),
  /** A new document; without a composition the draft of its template. */
  'documents.create': command(z.object({ template, composition: composition.optional() }), z.object({ id: z.number().int() })),
  /** Refused with `invalid-input` when another version was saved meanwhile: nothing of it is overwritten. */
  'documents.save': command(
    z.object({ id: z.number().int(), version: z.number().int(), composition }),
    z.object({ version: z.number().int() }),
  ),
  /** The document as it will be made, from the data as they are now. */
  'documents.page': query(
    z.object({ id: z.number().int(), language }),
    z.object({
      version: z.number().int(),
      paper: z.custom<Paper>((value) => typeof value === 'object' && value !== null && 'blocks' in value),
      /** What can be checked only once it is made: its length as printed, its figures, its answers, and permissions it lacks. */
      checks: z.array(check),
    }),
  ),
  'documents.remove': command(z.object({ id: z.number().int() }), done),
  'phrases.list': query(z.object({ language: language.optional() }), z.object({ phrases: z.array(phrase) })),
  /** Keeps a wording, or adds languages to the one that has the same text in one of them. */
  'phrases.keep': command(z.object({ text: texts }), z.object({ id: z.number().int() })),
  'phrases.remove': command(z.object({ id: z.number().int() }), done),
};
