import type { Block } from '../report/block.ts';
import { query } from '../rpc.ts';
import { filter, language, z } from './schema.ts';

const listed = z.object({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  method: z.string(),
  assumes: z.string(),
  vanishes: z.string(),
  /** JSON Schema of the settings, made from the analysis' zod object. */
  settings: z.record(z.string(), z.unknown()),
});

export const analysesContract = {
  'analyses.list': query(z.object({ language }), z.object({ analyses: z.array(listed) })),
  'analyses.run': query(
    z.object({ id: z.string(), settings: z.record(z.string(), z.unknown()).default({}), filter: filter.default({ all: [] }), language }),
    z.object({
      analysis: z.string(),
      settings: z.record(z.string(), z.unknown()),
      dataVersion: z.number().int(),
      blocks: z.array(z.custom<Block>((value) => typeof value === 'object' && value !== null && 'kind' in value)),
    }),
  ),
};
