import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { CodeField, Recipe } from '../../../shared/contract/recipe.ts';
import type { PlacedValue } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import { withChoices, withoutChoices } from './edits.ts';
import { fieldText } from './field-names.ts';
import { isCodeField, withChosen } from './outcomes.ts';
import { ValuesToPlace } from './values-to-place.tsx';

/** Values of an import that have no code yet, by field, placed into the recipe of a re-run. */
export function UnmappedValues({
  unmapped,
  recipe,
  onRecipe,
}: {
  unmapped: ImportReport['unmapped'];
  recipe: Recipe;
  onRecipe(recipe: Recipe): void;
}) {
  const words = useWords();
  const fields = [...new Set(unmapped.map(({ field }) => field))]
    .filter(isCodeField)
    .filter((field) => columnsFor(recipe, field).length > 0);
  const [picked, setPicked] = useState<string | null>(null);
  const field = fields.find((one) => one === picked) ?? fields[0];
  if (!field) return null;
  const columns = columnsFor(recipe, field);
  const each = (change: (recipe: Recipe, header: string) => Recipe) =>
    onRecipe(columns.reduce((now, { header }) => change(now, header), recipe));
  const values = unmapped.filter((one) => one.field === field).map(unplaced);
  return (
    <>
      <h3>{words.text('import.rerun.place')}</h3>
      {fields.length > 1 ? (
        <SegmentedControl
          aria-label={words.text('import.unmapped.field')}
          value={field}
          data={fields.map((value) => ({ value, label: fieldText(words, value) }))}
          onChange={setPicked}
        />
      ) : null}
      <ValuesToPlace
        key={field}
        field={field}
        source={recipe.source.name}
        values={withChosen(
          values,
          columns.flatMap((column) => column.values),
          field,
        )}
        onPlace={(placings) => each((now, header) => withChoices(now, header, placings))}
        onFree={(chosen) => each((now, header) => withoutChoices(now, header, chosen))}
      />
    </>
  );
}

/** Several columns may feed one field, such as two of drugs. */
function columnsFor(recipe: Recipe, field: CodeField) {
  return recipe.columns.filter((column) => column.field === field && !column.off);
}

function unplaced({ value, count }: { value: string; count: number }): PlacedValue {
  return { value, count, codes: [], status: 'unmapped', by: 'none' };
}
