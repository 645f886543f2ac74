import { job, query } from '../rpc.ts';
import { filter, language, nothing, token, z } from './schema.ts';

export const TEMPLATES = ['profile'] as const;

const packFile = z.object({ path: z.string(), sha256: z.string() });

export const packsContract = {
  'packs.build': job(
    z.object({
      template: z.enum(TEMPLATES),
      languages: z.array(language).min(1),
      filter: filter.default({ all: [] }),
      folder: token,
      title: z.string().max(200).optional(),
    }),
    z.object({ files: z.array(packFile), manifest: z.string() }),
  ),
  'packs.list': query(
    nothing,
    z.object({
      packs: z.array(z.object({ id: z.number().int(), at: z.string(), by: z.string(), template: z.string(), files: z.array(packFile) })),
    }),
  ),
};
