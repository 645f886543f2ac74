import { z } from 'zod';
import { CODE_FACETS } from '../domain/facets.ts';
import type { Clause, Filter } from '../domain/filter.ts';
import { LANGUAGES } from '../report/wording.ts';

z.config({ jitless: true });

export { z };

/** An opaque name for a file or folder that a native dialog (or the host's own prompt) handed out. The page never names a path. */
export const token = z.string().regex(/^[a-z0-9-]{8,64}$/);
export const language = z.enum(LANGUAGES);

const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is YYYY, YYYY-MM or YYYY-MM-DD');
const codeList = z.array(z.string().max(200)).max(5000);

export const clause: z.ZodType<Clause> = z.lazy(() =>
  z.union([
    z.strictObject({ facet: z.literal('date'), from: partialDate.optional(), to: partialDate.optional() }),
    z.strictObject({ facet: z.literal('mass'), from: z.number().optional(), to: z.number().optional() }),
    z.strictObject({ facet: z.enum(CODE_FACETS), in: codeList }),
    z.strictObject({ not: clause }),
    z.strictObject({ any: z.array(clause).max(200) }),
    z.strictObject({ all: z.array(clause).max(200) }),
  ]),
);

export const filter: z.ZodType<Filter> = z.strictObject({ all: z.array(clause).max(200) });

export const nothing = z.strictObject({});
export const done = z.strictObject({ done: z.literal(true) });
