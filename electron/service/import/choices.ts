import type { Recipe } from '../../../shared/contract/recipe.ts';
import { foldValue } from '../../../shared/domain/crosswalk.ts';
import type { ChoiceToKeep } from '../db/queries/choices.ts';

/** What a recipe decides about values, to be remembered for its source and offered for others. */
export function choicesOf(recipe: Recipe): ChoiceToKeep[] {
  return recipe.columns.flatMap(({ field, values, off }) =>
    field === null || off
      ? []
      : values
          .filter((choice) => !choice.off && (choice.to.length > 0 || choice.missing !== undefined))
          .map(({ from, to, missing }) => ({
            source: recipe.source.name,
            field,
            value: foldValue(from),
            codes: to,
            missing: missing ?? null,
          })),
  );
}
