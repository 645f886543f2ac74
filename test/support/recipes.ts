import type { Recipe, RecipeColumn } from '../../shared/contract/recipe.ts';
import type { Field } from '../../shared/domain/fields.ts';

/** A column of a recipe, read as text unless told otherwise. */
export function column(header: string, field: Field | null, more: Partial<RecipeColumn> = {}): RecipeColumn {
  return { header, field, read: { as: 'text' }, crosswalk: null, values: [], ...more };
}

export const byPoint = { as: 'number', decimal: '.', thousands: '' } as const;
export const byComma = { as: 'number', decimal: ',', thousands: '.' } as const;
export const dayFirst = { as: 'date', order: 'dmy' } as const;
export const iso = { as: 'date', order: 'iso' } as const;

interface Wishes {
  file?: Partial<Recipe['file']>;
  table?: Partial<Recipe['table']>;
  constants?: Recipe['constants'];
  source?: string;
}

/** A whole recipe for a plain table, made up. */
export function recipeWith(
  columns: RecipeColumn[],
  { file, table, constants = [], source = 'Made-up customs office' }: Wishes = {},
): Recipe {
  return {
    stowage: 'recipe',
    version: 1,
    title: 'Made-up table',
    source: { name: source, originator: 'Made up', handling: 'aggregates-may-leave' },
    layout: null,
    file: { format: 'csv', encoding: null, delimiter: null, sheet: null, entry: null, ...file },
    table: {
      headerAt: 0,
      headerRows: 1,
      headers: columns.map(({ header }) => header),
      leaveOut: [],
      keep: [],
      leave: [],
      unpivot: null,
      grain: 'case',
      ...table,
    },
    constants,
    columns,
  };
}
