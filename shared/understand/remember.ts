import type { Recipe, RecipeColumn, Said, ValueChoice } from '../contract/recipe.ts';
import { foldValue } from '../domain/crosswalk.ts';
import { asCodeField } from './content.ts';
import type { Survey } from './survey.ts';

/** Writes earlier choices for this source into the columns whose values they name; a choice the recipe has itself goes before. */
export function rememberValues(
  recipe: Recipe,
  survey: Survey,
  remembered: (source: string, field: string) => ValueChoice[],
): { recipe: Recipe; notes: Said[] } {
  const present = new Map(
    survey.columns.map(({ header, values }) => [header.trim(), new Set(values.map(({ value }) => foldValue(value)))]),
  );
  const notes: Said[] = [];
  const columns = recipe.columns.map((column): RecipeColumn => {
    const field = column.field === null ? undefined : asCodeField(column.field);
    if (!field) return column;
    const own = new Set(column.values.map(({ from }) => foldValue(from)));
    const values = present.get(column.header);
    const { unpivot } = recipe.table;
    const unpivoted = [unpivot?.name, ...(unpivot?.also ?? []).map(({ name }) => name)].includes(column.header);
    const added = remembered(recipe.source.name, field).filter(
      ({ from }) => !own.has(foldValue(from)) && (unpivoted || values?.has(foldValue(from)) === true),
    );
    if (added.length === 0) return column;
    notes.push({ code: 'remembered', values: { header: column.header, values: added.length } });
    return { ...column, values: [...column.values, ...added] };
  });
  return { recipe: { ...recipe, columns }, notes };
}
