import type { Recipe, RecipeColumn, ValueChoice } from '../../../shared/contract/recipe.ts';
import type { Field, LeftOutKind } from '../../../shared/domain/fields.ts';
import type { MissingKind } from '../../../shared/domain/missing.ts';
import type { Draft } from './draft.ts';
import { columnOf, isOfTheFile, kindOf } from './draft.ts';
import { asField } from './field-names.ts';

/** Where a value goes: to codes, or to a kind of missing. */
export interface Target {
  codes: string[];
  missing?: MissingKind;
}

export interface Placing {
  values: string[];
  target: Target;
}

/** Questions about how bytes become a table: after their answer the columns are found anew. */
const ABOUT_THE_TABLE = ['encoding', 'delimiter', 'entry', 'sheet', 'header-row', 'sections', 'marks'];

const ORDERS: Record<string, 'dmy' | 'mdy' | 'ymd' | 'ydm'> = {
  'day-month-year': 'dmy',
  'month-day-year': 'mdy',
  'year-month-day': 'ymd',
  'year-day-month': 'ydm',
};

export function columnNamed(recipe: Recipe, header: string): RecipeColumn | undefined {
  return recipe.columns.find((column) => column.header === header);
}

export function withColumn(recipe: Recipe, header: string, change: (column: RecipeColumn) => RecipeColumn): Recipe {
  return { ...recipe, columns: recipe.columns.map((column) => (column.header === header ? change(column) : column)) };
}

/** Choices already made for the same values are replaced. */
export function withChoices(recipe: Recipe, header: string, placings: Placing[]): Recipe {
  const chosen = new Set(placings.flatMap(({ values }) => values));
  const made = placings.flatMap(({ values, target }) => values.map((from) => choiceOf(from, target)));
  return withColumn(recipe, header, (column) => ({
    ...column,
    values: [...column.values.filter(({ from }) => !chosen.has(from)), ...made],
  }));
}

function choiceOf(from: string, { codes, missing }: Target): ValueChoice {
  return missing ? { from, to: [], missing } : { from, to: codes };
}

export function withoutChoices(recipe: Recipe, header: string, values: string[]): Recipe {
  const freed = new Set(values);
  return withColumn(recipe, header, (column) => ({ ...column, values: column.values.filter(({ from }) => !freed.has(from)) }));
}

/** A field whose cells are dates, numbers or codes needs another way of reading than the former one. */
export function withField(recipe: Recipe, header: string, field: Field | null): Recipe {
  return withColumn(recipe, header, (column) => ({ ...column, field, read: readFor(column, field), crosswalk: null }));
}

const NUMBERS: readonly string[] = ['amount', 'events', 'latitude', 'longitude'];

function readFor(column: RecipeColumn, field: Field | null): RecipeColumn['read'] {
  if (field === 'date') return column.read.as === 'date' ? column.read : { as: 'date', order: 'iso' };
  if (field === 'month') return { as: 'month' };
  if (field === 'year') return column.read.as === 'year' ? column.read : { as: 'year' };
  if (field !== null && NUMBERS.includes(field))
    return column.read.as === 'number' ? column.read : { as: 'number', decimal: '.', thousands: '' };
  return { as: 'text' };
}

/** The analyst disagrees about a row: it is data after all, or it is none. */
export function withRow(recipe: Recipe, row: number, part: 'keep' | 'leave'): Recipe {
  const without = (rows: number[]) => rows.filter((one) => one !== row);
  const { keep, leave } = recipe.table;
  const table = { ...recipe.table, keep: without(keep), leave: without(leave) };
  table[part] = [...table[part], row].sort((a, b) => a - b);
  return { ...recipe, table };
}

export function withKind(recipe: Recipe, kind: LeftOutKind, off: boolean): Recipe {
  const others = recipe.table.leaveOut.filter((one) => one.kind !== kind);
  return { ...recipe, table: { ...recipe.table, leaveOut: [...others, off ? { kind, off } : { kind }] } };
}

/** A recipe edited by hand says all that was answered about columns, so that later edits are not overruled by an earlier answer. */
export function edited(draft: Draft, recipe: Recipe): Draft {
  const settled = Object.keys(draft.decisions).filter((id) => !isOfTheFile(id));
  return { ...draft, recipe, decisions: ofTheFile(draft.decisions), settled: [...new Set([...draft.settled, ...settled])] };
}

/** An answer to a question. Until the recipe is edited the service draws all that follows from it. */
export function answered(draft: Draft, shown: Recipe, id: string, value: string): Draft {
  const decisions = { ...draft.decisions, [id]: value };
  if (ABOUT_THE_TABLE.includes(kindOf(id))) return { recipe: null, decisions: ofTheFile(decisions), settled: [], isLoaded: false };
  if (!draft.recipe) return { ...draft, decisions };
  return edited({ ...draft, decisions }, answeredInRecipe(shown, kindOf(id), columnOf(id), value));
}

/** Answers about columns mean nothing once the columns are others. */
function ofTheFile(decisions: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(decisions).filter(([id]) => isOfTheFile(id)));
}

function answeredInRecipe(recipe: Recipe, kind: string, header: string | null, value: string): Recipe {
  if (kind === 'totals' || kind === 'periods') return withSums(recipe, kind, header, value === 'leave-out');
  if (kind === 'fill-down' && header !== null) return withFilled(recipe, header, value === 'fill');
  if (kind === 'ditto' && header !== null) return withDitto(recipe, header, value !== 'same');
  if (kind === 'field' && header !== null) return withField(recipe, header, asField(value));
  if (header !== null) return withColumn(recipe, header, (column) => answeredInColumn(column, kind, value));
  if (kind === 'running') return withRunning(recipe, value !== 'running');
  if (kind === 'grain') return { ...recipe, table: { ...recipe.table, grain: value === 'aggregate' ? 'aggregate' : 'case' } };
  if (kind === 'ragged-rows') return { ...recipe, table: { ...recipe.table, ragged: value === 'refuse' ? 'refuse' : 'leave-out' } };
  if (kind === 'drug' || kind === 'unit' || kind === 'country' || kind === 'year') return withConstant(recipe, kind, value);
  return recipe;
}

/** Rows of sums of one column, or of the whole table, are left out or are data. */
function withSums(recipe: Recipe, kind: 'totals' | 'periods', header: string | null, isLeftOut: boolean): Recipe {
  if (header === null) return withKind(recipe, 'totals', !isLeftOut);
  const part = kind === 'totals' ? 'within' : 'periods';
  const leaveOut = recipe.table.leaveOut.map((one) => {
    if (one.kind !== 'totals') return one;
    const others = (one[part] ?? []).filter((own) => own !== header);
    return { ...one, [part]: isLeftOut ? [...others, header] : others };
  });
  return { ...recipe, table: { ...recipe.table, leaveOut } };
}

function withFilled(recipe: Recipe, header: string, isFilled: boolean): Recipe {
  const others = (recipe.table.fillDown ?? []).filter((own) => own !== header);
  return { ...recipe, table: { ...recipe.table, fillDown: isFilled ? [...others, header] : others } };
}

/** Ditto marks of a column say the same as above, or are switched off. */
export function withDitto(recipe: Recipe, header: string, off: boolean): Recipe {
  const ditto = recipe.table.ditto ?? [];
  const isThere = ditto.some((own) => own.header === header);
  const changed = ditto.map((own) => (own.header === header ? { header, off } : own));
  return { ...recipe, table: { ...recipe.table, ditto: isThere || off ? changed : [...changed, { header }] } };
}

/** Columns of periods hold running totals, or what each period holds by itself. */
export function withRunning(recipe: Recipe, off: boolean): Recipe {
  const { unpivot } = recipe.table;
  return unpivot ? { ...recipe, table: { ...recipe.table, unpivot: { ...unpivot, running: off ? { off } : {} } } } : recipe;
}

function answeredInColumn(column: RecipeColumn, kind: string, value: string): RecipeColumn {
  const order = ORDERS[value];
  if (kind === 'date-order' && order) return { ...column, read: { ...dateRule(column), order } };
  if (kind === 'decimal') return { ...column, read: { ...numberRule(column), ...marks(column, value === 'comma' ? ',' : '.') } };
  if (kind === 'fiscal-start') return { ...column, read: yearRule(Number(value)) };
  return column;
}

/** A fiscal year that begins in January is a plain one. */
export function yearRule(startMonth: number): RecipeColumn['read'] {
  return startMonth > 1 ? { as: 'year', fiscal: { startMonth } } : { as: 'year' };
}

/** A value for every row; a former one of the same field is replaced. */
export function withConstant(recipe: Recipe, field: Field, value: string): Recipe {
  return { ...recipe, constants: [...recipe.constants.filter((one) => one.field !== field), { field, value }] };
}

function dateRule(column: RecipeColumn) {
  return column.read.as === 'date' ? column.read : ({ as: 'date', order: 'iso' } as const);
}

function numberRule(column: RecipeColumn) {
  return column.read.as === 'number' ? column.read : ({ as: 'number', decimal: '.', thousands: '' } as const);
}

/** One sign is never both the decimal and the thousands mark. */
export function marks(column: RecipeColumn, decimal: '.' | ','): { decimal: '.' | ','; thousands: '' | '.' | ',' | ' ' | "'" } {
  const { thousands } = numberRule(column);
  if (thousands !== decimal) return { decimal, thousands };
  return { decimal, thousands: decimal === ',' ? '.' : ',' };
}
