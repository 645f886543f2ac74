import { LEFT_OUT_KINDS } from '../domain/fields.ts';
import { command, job, query } from '../rpc.ts';
import { recipe, said } from './recipe.ts';
import { done, language, nothing, token, z } from './schema.ts';
import { understanding } from './understanding.ts';

const warning = z.object({ code: z.string(), message: z.string(), row: z.number().int().optional(), column: z.string().optional() });
const unmapped = z.object({ field: z.string(), value: z.string(), count: z.number().int() });

export const importReport = z.object({
  rowsRead: z.number().int(),
  rowsAccepted: z.number().int(),
  rowsRejected: z.number().int(),
  exactRepeats: z.number().int(),
  warnings: z.array(warning),
  unmapped: z.array(unmapped),
  /** Rows below the header that are no data, by kind; they stay among the original rows. */
  leftOut: z.array(z.object({ kind: z.enum(LEFT_OUT_KINDS), rows: z.number().int() })).optional(),
  /** Records that arose, where rows were unpivoted into several. */
  records: z.number().int().optional(),
  /** Events that the records of an aggregated file stand for. */
  events: z.number().int().optional(),
  /** What was found and decided, as in `imports.understand`. */
  notes: z.array(said).optional(),
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
  /** Cases of this import that stand in the workspace now. */
  cases: z.number().int(),
  hasRecipe: z.boolean(),
  report: importReport,
});

/** Answers to questions by their id, as `--decide id=value`. */
const decisions = z.record(z.string().max(300), z.string().max(2000)).default({});

/** What a re-run changes in the records of an import: by field, what a value was and becomes, with the number of records. */
export const rerunReport = z.object({
  records: z.number().int(),
  unchanged: z.number().int(),
  changed: z.number().int(),
  added: z.number().int(),
  removed: z.number().int(),
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string(), count: z.number().int() })),
  dryRun: z.boolean(),
});
export type RerunReport = z.output<typeof rerunReport>;

const savedRecipe = z.object({ id: z.number().int(), title: z.string(), savedAt: z.string(), savedBy: z.string(), recipe });
const recipeChange = z.object({ path: z.string(), kind: z.enum(['added', 'removed', 'changed']), from: z.string(), to: z.string() });

/** A code (or set) that a value may stand for, best first; `how` says why: same spelling, sound, transliteration… */
const suggestion = z.object({
  codes: z.array(z.string()),
  label: z.string(),
  matched: z.string(),
  score: z.number(),
  how: z.enum(['same', 'alias', 'spelling', 'sound', 'transliteration', 'words', 'remembered']),
});

export const importsContract = {
  'imports.list': query(nothing, z.object({ imports: z.array(imported) })),
  /** Reads the whole file once and says what it holds, what each column is taken for, and what must be asked. */
  'imports.understand': job(z.object({ file: token, recipe: recipe.optional(), decisions }), understanding),
  /** Without a recipe the file must prove everything itself or by `decisions`; otherwise `needs-decision`. */
  'imports.run': job(
    z.object({
      file: token,
      recipe: recipe.optional(),
      decisions,
      again: z.boolean().default(false),
      dryRun: z.boolean().default(false),
    }),
    importReport,
  ),
  /** Takes an import back as a whole: its records, original rows and reports. Its choices stay remembered. */
  'imports.undo': job(z.object({ id: z.number().int() }), z.object({ cases: z.number().int() })),
  /** Reads the stored original rows again by another recipe. A dry run says what would change. */
  'imports.rerun': job(z.object({ id: z.number().int(), recipe: recipe.optional(), dryRun: z.boolean().default(false) }), rerunReport),
  'imports.recipe': query(z.object({ id: z.number().int() }), z.object({ recipe })),

  'recipes.list': query(nothing, z.object({ recipes: z.array(savedRecipe) })),
  'recipes.save': command(z.object({ recipe, id: z.number().int().optional() }), z.object({ id: z.number().int() })),
  'recipes.remove': command(z.object({ id: z.number().int() }), done),
  'recipes.diff': query(z.object({ from: recipe, to: recipe }), z.object({ changes: z.array(recipeChange) })),
  /** Writes a recipe as readable JSON where the person chose; reads one from a chosen file. */
  'recipes.export': command(z.object({ recipe, to: token }), done),
  'recipes.read': query(z.object({ file: token }), z.object({ recipe })),

  /** Offline reconciliation of values with the vocabulary of a facet. */
  'values.suggest': query(
    z.object({
      field: z.string().max(60),
      values: z.array(z.string().max(2000)).max(2000),
      source: z.string().max(300).default(''),
      language,
    }),
    z.object({ suggestions: z.array(z.object({ value: z.string(), suggestions: z.array(suggestion) })) }),
  ),
  /** Values that are probably ways of writing the same. */
  'values.clusters': query(
    z.object({ values: z.array(z.object({ value: z.string().max(2000), count: z.number().int() })).max(20_000) }),
    z.object({
      clusters: z.array(z.object({ values: z.array(z.object({ value: z.string(), count: z.number().int() })), how: z.string() })),
    }),
  ),
};
