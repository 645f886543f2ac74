import { job, query } from '../rpc.ts';
import { nothing, token, z } from './schema.ts';

const warning = z.object({ code: z.string(), message: z.string(), row: z.number().int().optional(), column: z.string().optional() });
const unmapped = z.object({ field: z.string(), value: z.string(), count: z.number().int() });

export const importReport = z.object({
  rowsRead: z.number().int(),
  rowsAccepted: z.number().int(),
  rowsRejected: z.number().int(),
  exactRepeats: z.number().int(),
  warnings: z.array(warning),
  unmapped: z.array(unmapped),
  dryRun: z.boolean().optional(),
  /** Seconds from the first byte read to the checkpoint returned. */
  seconds: z.number().optional(),
  /** Peak resident memory of the parser, bytes. */
  parserPeakBytes: z.number().optional(),
});
export type ImportReport = z.output<typeof importReport>;

const imported = z.object({
  id: z.number().int(),
  source: z.string(),
  layout: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  importedAt: z.string(),
  importedBy: z.string(),
  handling: z.string(),
  report: importReport,
});

const preview = z.object({
  fileName: z.string(),
  bytes: z.number(),
  encoding: z.string(),
  delimiter: z.string(),
  /** Recognised layout, or null. */
  layout: z.string().nullable(),
  headers: z.array(z.string()),
  /** The first rows as they stand in the file. */
  rows: z.array(z.array(z.string())),
  /** Field by field: which header feeds it and through which crosswalk. */
  mapping: z.array(z.object({ header: z.string(), field: z.string(), crosswalk: z.string().nullable() })),
});

export const importsContract = {
  'imports.list': query(nothing, z.object({ imports: z.array(imported) })),
  'imports.preview': job(z.object({ file: token }), preview),
  'imports.run': job(z.object({ file: token, again: z.boolean().default(false), dryRun: z.boolean().default(false) }), importReport),
};
