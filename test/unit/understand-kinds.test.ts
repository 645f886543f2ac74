import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../shared/contract/recipe.ts';
import { type DraftContext, draftRecipe } from '../../shared/understand/draft.ts';
import { parseSurvey } from '../support/parse-file.ts';

/** Every file here is made up, each for one kind of trap; what is expected follows by hand from its text. */
async function draft(text: string | Uint8Array, decisions: DraftContext['decisions'] = {}, fileName = 'table.csv') {
  const survey = await parseSurvey(text, {}, fileName);
  return { survey, ...draftRecipe(survey, { decisions, remembered: () => [] }) };
}
function fed({ columns }: Recipe): Record<string, string> {
  return Object.fromEntries(columns.flatMap(({ header, field }) => (field === null ? [] : [[field, header]])));
}

describe('one quantity in several units', () => {
  it('in columns of which each row fills one is read from each', async () => {
    const { recipe, questions } = await draft(
      'Date,Drug,Quantity (kg),Quantity (tablets)\n2019-03-14,ecstasy,,1000\n2019-03-15,heroin,2.5,\n',
    );
    expect(questions).toEqual([]);
    expect(recipe.table.unpivot).toMatchObject({
      columns: [
        { header: 'Quantity (kg)', value: 'kg' },
        { header: 'Quantity (tablets)', value: 'tablets' },
      ],
      name: 'Unit',
    });
    expect(recipe.columns.find(({ field }) => field === 'unit')?.values.map(({ to }) => to)).toEqual([['kg'], ['tablet']]);
  });

  it.each(['kg,g', 'Kilos,Grams'])('in columns that rows fill together (%s) is asked, since 1 kg 250 g is neither', async (units) => {
    const { questions } = await draft(`Date,Drug,${units}\n2019-01-05,heroin,1,250\n2019-01-06,cocaine,0,500\n`);
    expect(questions.map(({ id, options }) => [id, options.map(({ value }) => value)])).toEqual([
      ['amount', [...units.split(','), 'each']],
    ]);
  });

  it('that is one mass said twice, 1 kg and 2.2046 lb, is read once and asks nothing', async () => {
    const { recipe, questions, notes } = await draft(
      'Date,Drug,Weight (kg),Weight (lb)\n2019-01-05,heroin,1,2.2046\n2019-01-06,cocaine,10.5,23.148\n',
    );
    expect(questions).toEqual([]);
    expect(recipe.table.unpivot).toBeNull();
    expect(fed(recipe)).toMatchObject({ amount: 'Weight (kg)' });
    expect(notes.map(({ code }) => code)).toContain('mass-twice');
  });

  it('stands behind the name of the drug', async () => {
    const { recipe, questions } = await draft('Drogue;T1 2019;T2 2019\nCocaïne (kg);10,5;11\nEcstasy (comprimés);1000;20\n');
    expect(questions).toEqual([]);
    expect(recipe.columns.filter(({ header }) => header === 'Drogue').map(({ field, values }) => [field, values])).toEqual([
      ['drug', [expect.objectContaining({ from: 'Cocaïne (kg)' })]],
      [
        'unit',
        [
          { from: 'Cocaïne (kg)', to: ['kg'] },
          { from: 'Ecstasy (comprimés)', to: ['tablet'] },
        ],
      ],
    ]);
  });
});

describe('names', () => {
  it('numbers are no countries, though 250 is the number of France and 500 that of Montserrat', async () => {
    const { recipe } = await draft('Date,Drug,Quantity (kg),X\n2019-01-05,heroin,1,250\n2019-01-06,cocaine,2,500\n');
    expect(fed(recipe)).not.toHaveProperty('country');
  });

  it('a Russian title names the drug in the genitive', async () => {
    const text = 'Изъятия героина, кг;;\nОбласть;Январь 2020;Февраль 2020\nСогдийская;1,5;2,25\nХатлонская;10;20,5\n';
    const { recipe, questions } = await draft(text);
    expect(questions).toEqual([]);
    expect(recipe.constants.map(({ field, value }) => [field, value])).toEqual([
      ['drug', 'героин'],
      ['unit', 'кг'],
    ]);
  });
});
