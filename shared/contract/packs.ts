import { TEMPLATES } from '../document/composition.ts';
import { job, query } from '../rpc.ts';
import { filter, language, nothing, token, z } from './schema.ts';

/** A document, or `all` six that a delegation hands over. */
export const PACK_TEMPLATES = [...TEMPLATES, 'all'] as const;

const MOST_DOCUMENTS = 40;
const packFile = z.object({ path: z.string(), sha256: z.string() });

export const packsContract = {
  /**
   * Writes documents in every format they have, the figures of each language, and a manifest. A document is drafted from the findings, or from
   * the default analyses where there are none, unless one that was composed is named in `documents`.
   */
  'packs.build': job(
    z.object({
      template: z.enum(PACK_TEMPLATES),
      languages: z.array(language).min(1),
      /** Of drafts, and of composed documents that have no filter of their own. */
      filter: filter.default({ all: [] }),
      folder: token,
      /** Of a single draft. */
      title: z.string().max(200).optional(),
      /** Composed documents that take the place of drafts; of the template, or of any where it is `all`. */
      documents: z.array(z.number().int()).max(MOST_DOCUMENTS).default([]),
      /** Refused with `not-permitted` while anything in a document is not agreed: its points, its findings, brackets and changes of its wording. */
      final: z.boolean().optional(),
      /** Changes that are open bear the sign of the analyst and the day; else their drafters are numbered. */
      signs: z.boolean().optional(),
    }),
    z.object({
      files: z.array(packFile),
      manifest: z.string(),
      /** Why there is no PDF, where the documents have one and no browser could print it. */
      notPrinted: z.string().nullable(),
    }),
  ),
  'packs.list': query(
    nothing,
    z.object({
      packs: z.array(z.object({ id: z.number().int(), at: z.string(), by: z.string(), template: z.string(), files: z.array(packFile) })),
    }),
  ),
};
