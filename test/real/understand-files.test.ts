import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftRecipe } from '../../shared/understand/draft.ts';
import { parseSurvey } from '../support/parse-file.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');
const here = existsSync(DATA);
if (!here) console.warn('Skipped: the real files are not beside the project (../shared/data).');

async function draft(path: string) {
  const survey = await parseSurvey(readFileSync(resolve(DATA, path)), {}, basename(path));
  return { survey, ...draftRecipe(survey, { decisions: {}, remembered: () => [] }) };
}
function fieldsOf(recipe: Awaited<ReturnType<typeof draft>>['recipe']): Record<string, string> {
  return Object.fromEntries(recipe.columns.flatMap(({ header, field }) => (field ? [[field, header]] : [])));
}

/** Counts and traps as the data's README states them. */
describe.runIf(here)('real files are understood without a question', () => {
  it('Brazilian ports and airports: month first, decimal commas, port or airport', async () => {
    const { survey, recipe, questions } = await draft('br-ports-airports/PF_Apreensoes_Portos_Aeroportos.csv');
    expect(questions).toEqual([]);
    expect(survey.records).toBe(6089);
    expect(fieldsOf(recipe)).toMatchObject({
      date: 'DATA',
      drug: 'DROGA',
      amount: 'QUANTIDADE',
      unit: 'UNIDADE_MEDIDA',
      'seizure-place': 'ORIGEM',
      latitude: 'lat',
      longitude: 'lon',
      division: 'UF',
    });
    expect(recipe.columns.find(({ field }) => field === 'date')?.read).toMatchObject({ order: 'mdy' });
    for (const field of ['amount', 'latitude', 'longitude'])
      expect(recipe.columns.find((column) => column.field === field)?.read).toMatchObject({ decimal: ',' });
  });

  it.each(['csv', 'xlsx'])('Colombian heroin as %s: the drug stands in a name only', async (ending) => {
    const { survey, recipe, questions } = await draft(`co-heroin/incautacion-de-heroina.${ending}`);
    expect(questions).toEqual([]);
    expect(survey.records).toBe(14_548);
    expect(recipe.constants.map(({ field, value }) => [field, value])).toEqual([['drug', 'heroina']]);
    expect(fieldsOf(recipe)).toEqual({
      date: 'FECHA HECHO',
      division: 'DEPARTAMENTO',
      place: 'MUNICIPIO',
      amount: 'CANTIDAD',
      unit: 'UNIDADES DE MEDIDA',
    });
  });

  it('the aggregated table of the United States is a known layout', async () => {
    const { survey, recipe, questions } = await draft('us-cbp/nationwide-drugs-fy20-fy23.csv');
    expect(questions).toEqual([]);
    expect(survey.records).toBe(9924);
    expect(recipe).toMatchObject({ layout: 'us-cbp-nationwide', table: { grain: 'aggregate' } });
  });
});
