import type { ReadRule, Recipe, RecipeColumn } from '../../../shared/contract/recipe.ts';
import { CROSSWALKS } from '../../../shared/domain/crosswalks.ts';
import type { Field } from '../../../shared/domain/fields.ts';
import { StowageError } from '../../../shared/errors.ts';
import { checkRecipe } from './check-recipe.ts';
import { createPlacer, isCodeField, type Placer, placeConstant } from './place-value.ts';

/** One column that feeds a field, or (`at` null) a value that stands for every row. */
export interface PlannedColumn {
  at: number | null;
  header: string;
  constant: string;
  read: ReadRule;
  place: Placer;
}

/** Which column of a table feeds what, by one recipe. */
export interface ImportPlan {
  recipe: Recipe;
  columns: ReadonlyMap<Field, readonly PlannedColumn[]>;
  /** Headers of the file that the recipe does not know. */
  newHeaders: string[];
}

/** Headers are compared trimmed, without case, in Unicode NFC. */
export function headerKey(header: string): string {
  return header.trim().normalize('NFC').toLowerCase();
}

/**
 * Finds each column of the recipe in the file; throws `unreadable-file` naming the columns that feed a field and are not there,
 * or stand there twice.
 */
export function planImport(recipe: Recipe, headers: readonly string[]): ImportPlan {
  checkRecipe(recipe);
  const places = Map.groupBy(headers.keys(), (at) => headerKey(headers[at] as string));
  const taken = new Map<string, number>();
  const columns = new Map<Field, PlannedColumn[]>();
  const gone: string[] = [];
  const once = readTwice(recipe);
  for (const column of recipe.columns) {
    const key = headerKey(column.header);
    const turn = taken.get(key) ?? 0;
    taken.set(key, turn + 1);
    if (column.field === null || column.off) continue;
    const at = places.get(key)?.[turn] ?? (once.has(key) ? places.get(key)?.[0] : undefined);
    if (at === undefined) gone.push(column.header);
    else add(columns, column.field, plannedColumn(column, column.field, at));
  }
  if (gone.length > 0) throw doesNotFit(gone, headers);
  for (const { field, value, off } of recipe.constants)
    if (!off && (field === 'unit' || !columns.has(field))) add(columns, field, plannedConstant(field, value));
  return { recipe, columns, newHeaders: headers.filter((header) => header.trim() !== '' && !taken.has(headerKey(header))) };
}

/** Headers that stood once in the table the recipe was made for: a second column of the recipe reads the same cells for another field. */
function readTwice({ table, columns }: Recipe): Set<string> {
  const keys = [...table.headers, ...(table.unpivot && !table.unpivot.off ? [table.unpivot.name] : [])].map(headerKey);
  return new Set(columns.map(({ header }) => headerKey(header)).filter((key) => keys.filter((each) => each === key).length === 1));
}

function add(columns: Map<Field, PlannedColumn[]>, field: Field, column: PlannedColumn): void {
  columns.set(field, [...(columns.get(field) ?? []), column]);
}

const UNPLACED_TEXT: Placer = () => ({ codes: [], status: 'unmapped', by: 'none' });

function plannedColumn(column: RecipeColumn, field: Field, at: number): PlannedColumn {
  const place = isCodeField(field) ? createPlacer(field, column) : UNPLACED_TEXT;
  return { at, header: column.header, constant: '', read: column.read, place };
}

const CONSTANT_RULES: Partial<Record<Field, ReadRule>> = {
  date: { as: 'date', order: 'iso' },
  year: { as: 'year' },
  month: { as: 'month' },
  amount: { as: 'number', decimal: '.', thousands: '' },
  events: { as: 'number', decimal: '.', thousands: '' },
  latitude: { as: 'number', decimal: '.', thousands: '' },
  longitude: { as: 'number', decimal: '.', thousands: '' },
};

function plannedConstant(field: Field, value: string): PlannedColumn {
  const place: Placer = isCodeField(field) ? (text) => placeConstant(field, text) : UNPLACED_TEXT;
  return { at: null, header: '', constant: value, read: CONSTANT_RULES[field] ?? { as: 'text' }, place };
}

const SHOWN_HEADERS = 40;
const SHOWN_LETTERS = 40;

function listed(headers: readonly string[]): string {
  const shown = headers.slice(0, SHOWN_HEADERS).map((header) => `"${header.trim().slice(0, SHOWN_LETTERS)}"`);
  return shown.join(', ') + (headers.length > SHOWN_HEADERS ? ` and ${headers.length - SHOWN_HEADERS} more` : '');
}

function doesNotFit(gone: string[], headers: readonly string[]): StowageError {
  return new StowageError(
    'unreadable-file',
    `The recipe does not fit this file: it reads ${listed(gone)}, which the header row does not hold. Found: ${listed(headers)}. Nothing was imported. Choose another recipe, or import without one and answer what is asked.`,
    { row: 0, detail: { missing: gone.length, columns: headers.length } },
  );
}

const VERSIONS = new Map(CROSSWALKS.map(({ id, version }) => [id, version]));

/** Id and version of the crosswalk of each field, as the import keeps them. */
export function crosswalkVersions(recipe: Recipe): Record<string, string> {
  return Object.fromEntries(
    recipe.columns.flatMap(({ field, crosswalk, off }) =>
      field && crosswalk && !off ? [[field, `${crosswalk}@${VERSIONS.get(crosswalk) ?? ''}`]] : [],
    ),
  );
}
