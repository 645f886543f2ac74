import { command, query } from '../rpc.ts';
import { nothing, z } from './schema.ts';

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
  /** Filters, split, column widths, last screen: what the person left, as one JSON value for each key. */
  'view.get': query(nothing, z.object({ values: z.record(z.string(), z.unknown()) })),
  'view.set': command(z.object({ key: z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/), value: z.unknown() }), z.object({ done: z.literal(true) })),
};
