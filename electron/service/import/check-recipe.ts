import type { Recipe } from '../../../shared/contract/recipe.ts';
import { CROSSWALKS } from '../../../shared/domain/crosswalks.ts';
import { isMissing } from '../../../shared/domain/missing.ts';
import { vocabularyOf } from '../../../shared/domain/vocabulary.ts';
import { StowageError } from '../../../shared/errors.ts';
import { isCode, isCodeField } from './place-value.ts';

const KNOWN_CROSSWALKS = new Set(CROSSWALKS.map(({ id }) => id));

/** A recipe may come from elsewhere: throws `invalid-input` naming the first crosswalk, code or handling that this program does not know. */
export function checkRecipe({ columns, source }: Recipe): void {
  if (!vocabularyOf('handling')?.codes.some(({ code }) => code === source.handling)) throw unknown('handling', source.handling);
  for (const { header, field, crosswalk, values, off } of columns) {
    if (field === null || off) continue;
    if (crosswalk !== null && !KNOWN_CROSSWALKS.has(crosswalk)) throw unknown('crosswalk', crosswalk, header);
    if (!isCodeField(field) && field !== 'amount') continue;
    const codesOfField = field === 'amount' ? 'unit' : field;
    const strange = values
      .filter((choice) => !choice.off)
      .flatMap(({ to }) => to)
      .find((code) => !isCode(codesOfField, code) && !isMissing(code));
    if (strange !== undefined) throw unknown(`code of ${codesOfField}`, strange, header);
  }
}

function unknown(what: string, name: string, column?: string): StowageError {
  const where = column === undefined ? '' : ` for the column "${column.slice(0, 100)}"`;
  return new StowageError(
    'invalid-input',
    `The recipe names the ${what} "${name.slice(0, 100)}"${where}, which this version does not know. Nothing was changed. Correct the recipe, or use the version it was made with.`,
    column === undefined ? {} : { column },
  );
}
