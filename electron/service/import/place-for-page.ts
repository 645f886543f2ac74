import type { CodeField, RecipeColumn, ValueChoice } from '../../../shared/contract/recipe.ts';
import { foldValue } from '../../../shared/domain/crosswalk.ts';
import type { PlaceValue } from '../../../shared/understand/describe.ts';
import { createPlacer, type Placer } from './place-value.ts';

/** Places values as the import will, and tells a choice that was remembered from one that this recipe makes by itself. */
export function placeForPage(remembered: (field: CodeField) => ValueChoice[]): PlaceValue {
  const placers = new Map<RecipeColumn, Placer>();
  const earlier = new Map<CodeField, Map<string, string>>();
  const placerOf = (field: CodeField, column: RecipeColumn): Placer => {
    const placer = placers.get(column) ?? createPlacer(field, column);
    placers.set(column, placer);
    return placer;
  };
  const earlierCodes = (field: CodeField, text: string): string | undefined => {
    const known = earlier.get(field) ?? new Map(remembered(field).map(({ from, to }) => [from, to.join(' ')]));
    earlier.set(field, known);
    return known.get(foldValue(text));
  };
  return (field, text, column) => {
    const placed = placerOf(field, column)(text);
    if (placed.by !== 'choice' || earlierCodes(field, text) !== placed.codes.join(' ')) return placed;
    return { ...placed, by: 'remembered' };
  };
}
