import { query } from '../rpc.ts';
import { filter, language, z } from './schema.ts';

export const CASE_SORTS = ['id', 'date', 'country', 'drug', 'mass', 'transport', 'concealment', 'departed', 'destined'] as const;

const caseRow = z.object({
  id: z.number().int(),
  date: z.string().nullable(),
  datePrecision: z.string(),
  country: z.array(z.string()),
  place: z.string(),
  division: z.string(),
  drug: z.array(z.string()),
  drugText: z.string(),
  amountText: z.string(),
  unitText: z.string(),
  kg: z.number().nullable(),
  conversion: z.string(),
  transport: z.array(z.string()),
  concealment: z.array(z.string()),
  'seizure-place': z.array(z.string()),
  produced: z.array(z.string()),
  departed: z.array(z.string()),
  destined: z.array(z.string()),
  /** `aggregate`: the row stands for so many events, and its mass is their sum. */
  grain: z.enum(['case', 'aggregate']),
  events: z.number().int(),
  repeatOf: z.number().int().nullable(),
  importId: z.number().int(),
  row: z.number().int(),
});
export type CaseRow = z.output<typeof caseRow>;

export const casesContract = {
  /** A window of rows; never all of them. */
  'cases.window': query(
    z.object({
      filter: filter.default({ all: [] }),
      sort: z.enum(CASE_SORTS).default('id'),
      descending: z.boolean().default(false),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(0).max(1000).default(100),
    }),
    /** `total` counts rows of the list, `events` the cases they stand for. */
    z.object({ total: z.number().int(), events: z.number().int(), cases: z.array(caseRow) }),
  ),
  /** The mapped record beside its original row, cell by cell. */
  'cases.get': query(
    z.object({ id: z.number().int(), language }),
    z.object({
      case: caseRow,
      quantity: z.object({
        amount: z.number().nullable(),
        kgLow: z.number().nullable(),
        kgHigh: z.number().nullable(),
        units: z.number().nullable(),
        factor: z.object({ id: z.string(), text: z.string(), source: z.string() }).nullable(),
      }),
      original: z.object({
        headers: z.array(z.string()),
        cells: z.array(z.string()),
        fileName: z.string(),
        sha256: z.string(),
        row: z.number().int(),
        line: z.number().int(),
        importedAt: z.string(),
        importedBy: z.string(),
      }),
    }),
  ),
};
