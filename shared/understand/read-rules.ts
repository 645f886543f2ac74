import type { ReadRule, Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import type { Field } from '../domain/fields.ts';
import { decideDate } from './decide-dates.ts';
import { type Decided, decideNumber } from './decide-numbers.ts';
import type { Survey } from './survey.ts';

/** Readings that need no word. */
const UNREMARKABLE = new Set([
  'decimal-none',
  'date-iso',
  'decimal-open',
  'decimal-open-mixed',
  'date-order-open',
  'date-order-open-short',
  'date-order-mixed',
  'date-order-none',
]);

const BOUND: Partial<Record<Field, number>> = { latitude: 90, longitude: 180 };

function placeOfField(columns: readonly RecipeColumn[], survey: Survey, field: Field): number | undefined {
  const header = columns.find((column) => column.field === field)?.header;
  const at = survey.columns.findIndex((profile) => profile.header.trim() === header);
  return header === undefined || at < 0 ? undefined : at;
}

function decide(
  column: RecipeColumn,
  columns: readonly RecipeColumn[],
  survey: Survey,
  decisions: Record<string, string>,
): Decided<ReadRule> | undefined {
  const at = survey.columns.findIndex((profile) => profile.header.trim() === column.header);
  const profile = survey.columns[at];
  if (!profile || column.field === null) return undefined;
  if (column.read.as === 'date') {
    const beside = {
      weekday: placeOfField(columns, survey, 'weekday'),
      month: placeOfField(columns, survey, 'month'),
      year: placeOfField(columns, survey, 'year'),
    };
    return decideDate(profile, survey, { at, beside, answer: decisions[`date-order:${column.header}`], general: decisions['date-order'] });
  }
  if (column.read.as !== 'number') return undefined;
  return decideNumber(profile, survey, {
    answer: decisions[`decimal:${column.header}`],
    general: decisions.decimal,
    bound: BOUND[column.field],
    unit: column.read.unit,
  });
}

/** Decides how the dates and numbers of a recipe are read, column by column as a whole; `settled` columns keep their rule. */
export function decideReading(
  recipe: Recipe,
  survey: Survey,
  decisions: Record<string, string>,
  settled: (column: RecipeColumn) => boolean,
): { recipe: Recipe; questions: OpenQuestion[]; notes: Said[] } {
  const questions: OpenQuestion[] = [];
  const notes: Said[] = [];
  const columns = recipe.columns.map((column): RecipeColumn => {
    const decided = settled(column) ? undefined : decide(column, recipe.columns, survey, decisions);
    if (!decided) return column;
    if (decided.question) questions.push(decided.question);
    notes.push({ ...decided.reason, values: { ...decided.reason.values, header: column.header } }, ...decided.notes);
    return { ...column, read: decided.read };
  });
  return { recipe: { ...recipe, columns }, questions, notes: notes.filter(({ code }) => !UNREMARKABLE.has(code)) };
}

/** Day numbers of a workbook count from the year that the workbook itself says, whatever file the recipe was made for. */
export function withEpoch(recipe: Recipe, epoch: 1900 | 1904 | undefined): Recipe {
  if (epoch === undefined) return recipe;
  const columns = recipe.columns.map((column): RecipeColumn => {
    const { read } = column;
    return read.as === 'date' && read.serial !== undefined && read.serial !== epoch
      ? { ...column, read: { ...read, serial: epoch } }
      : column;
  });
  return { ...recipe, columns };
}
