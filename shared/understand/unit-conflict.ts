import type { Recipe, RecipeColumn } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { aliasOf } from '../reconcile/alias.ts';
import type { Survey } from './survey.ts';

const ID = 'unit-column';

/** The header of the amount says one unit, a column beside it others: was the amount converted, or is the header wrong? */
export function settleUnits(recipe: Recipe, survey: Survey, answer: string | undefined): { recipe: Recipe; questions: OpenQuestion[] } {
  const amount = recipe.columns.find(({ field, read }) => field === 'amount' && read.as === 'number' && read.unit !== undefined);
  const column = recipe.columns.find(({ field, header }) => field === 'unit' && header !== amount?.header);
  const said = amount?.read.as === 'number' ? (amount.read.unit ?? '') : '';
  const values = survey.columns.find(({ header }) => header.trim() === column?.header)?.values ?? [];
  const code = aliasOf('unit', said)?.codes.join();
  const other = values.find(({ value }) => {
    const own = aliasOf('unit', value)?.codes ?? [];
    return own.length > 0 && own.join() !== code;
  });
  if (!amount || !column || code === undefined || !other) return { recipe, questions: [] };
  if (answer === 'column') return { recipe, questions: [] };
  if (answer === 'header')
    return { recipe: { ...recipe, columns: recipe.columns.map((one) => (one === column ? kept(one) : one)) }, questions: [] };
  const at = survey.columns.findIndex(({ header }) => header.trim() === column.header);
  return {
    recipe,
    questions: [
      {
        id: ID,
        options: ['column', 'header'].map((value) => ({
          value,
          label: { code: `option-unit-${value}`, values: { header: column.header, unit: said } },
        })),
        evidence: {
          code: 'units-differ',
          values: { header: amount.header, unit: said, column: column.header, other: other.value.slice(0, 60) },
        },
        examples: survey.sample
          .filter(({ cells }) => cells[at]?.trim() === other.value)
          .slice(0, 4)
          .map(({ cells }) => cells.join(' | ').slice(0, 200)),
      },
    ],
  };
}

function kept(column: RecipeColumn): RecipeColumn {
  return { ...column, field: null, reason: { code: 'decided', values: { answer: 'header' } } };
}
