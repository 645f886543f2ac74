import type { Recipe } from '../../../shared/contract/recipe.ts';
import { layoutById, recipeOfLayout, recogniseLayout } from '../../../shared/domain/layout.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { SourceHeader } from '../../../shared/parser-protocol.ts';
import type { StoredImport } from '../db/queries/imports.ts';
import { isSampleFileName, SAMPLE_SOURCE } from '../sample/write-sample.ts';

/** The recipe of a file whose header alone says all that must be known. */
export function settledRecipe(header: Pick<SourceHeader, 'headers' | 'fileName'>): Recipe | undefined {
  return recogniseLayout(header.headers)?.settled ? layoutRecipe(header) : undefined;
}

/** The recipe of a file whose header is that of a known layout. A sample stands in the layout of a real source, which is not named for it. */
export function layoutRecipe({ headers, fileName }: Pick<SourceHeader, 'headers' | 'fileName'>): Recipe | undefined {
  const layout = recogniseLayout(headers);
  if (!layout) return undefined;
  const recipe = recipeOfLayout(layout, headers);
  return isSampleFileName(fileName) ? { ...recipe, source: { ...recipe.source, name: SAMPLE_SOURCE } } : recipe;
}

/** The recipe an import was made by; of one made before recipes were kept, that of its layout. Throws `not-found`. */
export function recipeOfImport({ recipe, layout, headers, fileName }: StoredImport): Recipe {
  if (recipe !== '') return JSON.parse(recipe) as Recipe;
  const found = layoutById(layout) ? layoutRecipe({ headers, fileName }) : undefined;
  if (found) return found;
  throw new StowageError('not-found', 'No recipe was kept with this import. Nothing was changed. Give a recipe for it.');
}
