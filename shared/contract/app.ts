import { command, job, query } from '../rpc.ts';
import { nothing, token, z } from './schema.ts';

export const appContract = {
  /** Versions, third-party packages with their licences, and the editions of code lists. Needs no workspace. */
  'app.about': query(
    nothing,
    z.object({
      version: z.string(),
      packages: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() })),
      lists: z.array(z.object({ id: z.string(), edition: z.string(), licence: z.string(), source: z.string() })),
    }),
  ),
  /** Invented cases as a file in memory, to be given to `imports.run`: the same seed gives the same file. Needs no workspace. */
  'app.sample': job(
    z.object({ cases: z.number().int().min(1).max(1_000_000).default(50_000), seed: z.number().int().min(0).max(999_999_999).default(1) }),
    z.object({ file: token, fileName: z.string() }),
  ),
  /** Filters, split, column widths, last screen: what the person left, as one JSON value for each key. */
  'view.get': query(nothing, z.object({ values: z.record(z.string(), z.unknown()) })),
  'view.set': command(
    z.object({ key: z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/), value: z.unknown() }),
    z.object({ done: z.literal(true) }),
  ),
};
