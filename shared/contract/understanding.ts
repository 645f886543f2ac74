import { FIELDS, LEFT_OUT_KINDS } from '../domain/fields.ts';
import { recipe, said } from './recipe.ts';
import { z } from './schema.ts';

const count = z.number().int().min(0);
const field = z.enum(FIELDS);

/** One thing the file does not prove, asked for the column or file as a whole. The first option is the one the evidence leans to. */
export const openQuestion = z.object({
  id: z.string(),
  options: z.array(z.object({ value: z.string(), label: said })),
  evidence: said,
  /** Some cells or lines that show the doubt. */
  examples: z.array(z.string()),
});

const surveyRow = z.object({ row: z.number().int(), line: z.number().int(), cells: z.array(z.string()) });

/** What one distinct value of a column becomes. */
export const placedValue = z.object({
  value: z.string(),
  count,
  codes: z.array(z.string()),
  status: z.enum(['mapped', 'missing', 'unmapped', 'read', 'unread', 'kept']),
  /** Where the reading comes from: a choice of the recipe, a shipped crosswalk, the vocabulary itself, or an earlier choice for this source. */
  by: z.enum(['choice', 'crosswalk', 'vocabulary', 'remembered', 'rule', 'none']),
  /** As it will stand: a date, a number with unit, a label is left to the page. */
  reads: z.string().optional(),
  loss: z.string().optional(),
});

export const suggestedColumn = z.object({
  header: z.string(),
  field: field.nullable(),
  reason: said,
  /** Other fields that fit, best first. */
  others: z.array(z.object({ field, reason: said })),
  filled: count,
  blank: count,
  distinct: count,
  values: z.array(placedValue),
  /** Rows whose cell could be read or placed, and rows where something would be lost. */
  placed: count,
  unplaced: count,
  notes: z.array(said),
});

export const understanding = z.object({
  file: z.object({
    fileName: z.string(),
    bytes: z.number(),
    sha256: z.string(),
    format: z.string(),
    entry: z.string().nullable(),
    entries: z.array(z.string()),
    encoding: z.string().nullable(),
    encodings: z.array(z.object({ encoding: z.string(), sample: z.array(z.string()) })),
    delimiter: z.string().nullable(),
    sheets: z.array(
      z.object({
        name: z.string(),
        hidden: z.boolean(),
        rows: count,
        columns: count,
        hiddenRows: count,
        hiddenColumns: count,
        mergedCells: count,
      }),
    ),
  }),
  /** The raw rows of the top and the end of the file, each with its part in it. */
  rows: z.array(surveyRow.extend({ part: z.enum(['above', 'header', 'data', 'ragged', ...LEFT_OUT_KINDS]) })),
  totalRows: count,
  records: count,
  leftOut: z.array(z.object({ kind: z.enum(LEFT_OUT_KINDS), count, rows: z.array(surveyRow) })),
  columns: z.array(suggestedColumn),
  questions: z.array(openQuestion),
  /** What was found and decided, in words. */
  notes: z.array(said),
  /** What a replayed recipe did not expect: new values, columns that are missing or new. Empty without a recipe. */
  misfits: z.array(said),
  /** A recipe that says all of this; complete once `questions` is empty. */
  recipe,
  /** The first records as they would be stored, field by field. */
  examples: z.array(z.object({ row: z.number().int(), fields: z.record(z.string(), z.string()) })),
});
export type Understanding = z.output<typeof understanding>;
export type OpenQuestion = z.output<typeof openQuestion>;
export type PlacedValue = z.output<typeof placedValue>;
export type SuggestedColumn = z.output<typeof suggestedColumn>;
