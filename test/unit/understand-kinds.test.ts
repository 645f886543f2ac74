import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../shared/contract/recipe.ts';
import { numberReader } from '../../shared/domain/read-number.ts';
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

describe('several drugs of a case side by side', () => {
  it.each([
    ['numbered', 'Date,Drug 1,Quantity 1 (kg),Drug 2,Quantity 2 (kg)', '2019-01-13,heroin,1.5,cocaine,3'],
    ['of one name', 'Date,Drug,Quantity,Unit,Drug,Quantity,Unit', '2019-01-13,heroin,1.5,kg,cocaine,300,g'],
  ])('%s are records of their own, of which none loses its amount', async (_, header, row) => {
    const { recipe, questions } = await draft(
      `${header}\n${row}\n2019-01-14,cocaine,2.5,kg,,,\n`.replace('2.5,kg,,,', header.includes('Unit') ? '2.5,kg,,,' : '2.5,,'),
    );
    expect(questions).toEqual([]);
    expect(recipe.table.unpivot?.columns).toHaveLength(2);
    expect(recipe.columns.filter(({ field }) => field === 'drug' || field === 'amount').map(({ header: own }) => own)).toEqual([
      expect.stringMatching(/^Quantity/),
      expect.stringMatching(/^Drug/),
    ]);
  });

  it('a second amount that is not read is named', async () => {
    const { notes } = await draft('Date,Drug,Gross weight (kg),Net weight (kg)\n2019-01-05,heroin,1.2,1\n2019-01-06,cocaine,0.7,0.5\n');
    expect(notes.filter(({ code }) => code === 'field-beside').map(({ values }) => values)).toEqual([
      { header: 'Net weight (kg)', by: 'Gross weight (kg)' },
    ]);
  });
});

describe('a header and a column beside it that say different units', () => {
  const table = 'Date;Drug;Quantity (kg);Unit\n2019-01-13;heroin;1,5;g\n2019-01-14;heroin;2,5;kg\n';

  it('are asked about: 1.5 is a kilogram and a half or a gram and a half', async () => {
    const { questions } = await draft(table);
    expect(questions.map(({ id, options }) => [id, options.map(({ value }) => value)])).toEqual([['unit-column', ['column', 'header']]]);
    expect(fed((await draft(table, { 'unit-column': 'header' })).recipe)).not.toHaveProperty('unit');
    expect(fed((await draft(table, { 'unit-column': 'column' })).recipe)).toMatchObject({ unit: 'Unit' });
  });

  it('are not asked about where they agree', async () => {
    expect((await draft(table.replace(';g', ';Kilograms'))).questions).toEqual([]);
  });
});

describe('dates in parts', () => {
  it('a column of days makes dates of the day, and rows of cases', async () => {
    const { recipe, questions } = await draft('Año;Mes;Día;Droga;Cantidad (kg)\n2019;marzo;14;heroína;1,5\n2019;abril;5;heroína;2,5\n');
    expect(questions).toEqual([]);
    expect(fed(recipe)).toMatchObject({ year: 'Año', month: 'Mes', day: 'Día' });
    expect(recipe.table.grain).toBe('case');
  });

  it.each([
    ['2019-01-01;2019-02-01;2019-03-01'],
    ['01/01/2019;01/02/2019;01/03/2019'],
    ['1/1/2019;2/1/2019;3/1/2019'],
    ['31.01.2019;28.02.2019;31.03.2019'],
  ])('months that a spreadsheet wrote as dates head columns: %s', async (dates) => {
    const { recipe, questions } = await draft(`Province;${dates}\nHerat;1,5;2;3\nKabul;1;2;3,5\n`, {}, 'heroin kg.csv');
    expect(questions).toEqual([]);
    expect(recipe.table.unpivot?.columns.map(({ value }) => value)).toEqual(['2019-01', '2019-02', '2019-03']);
  });
});

describe('numbers of cases', () => {
  it.each([
    ['number of heroin seizures.csv', 'Country,2017,2018\nFrance,100,120\nSpain,50,60\n'],
    ['heroine.csv', 'Nombre de saisies d’héroïne;;\nPays;2017;2018\nFrance;100;120\nEspagne;50;60\n'],
    ['x.csv', 'Число изъятий героина;;\nСтрана;2017;2018\nФранция;100;120\nИспания;50;60\n'],
  ])('that only a title announces (%s) are counts, not amounts without a unit', async (name, text) => {
    const { recipe, questions } = await draft(text, {}, name);
    expect(questions).toEqual([]);
    expect(recipe.columns.filter(({ field }) => field === 'events' || field === 'amount').map(({ field }) => field)).toEqual(['events']);
    expect(recipe.table.grain).toBe('aggregate');
  });

  it('are an answer where nothing says the unit', async () => {
    const table = 'Country,2017,2018\nFrance,100,120\nSpain,50,60\n';
    const { questions } = await draft(table, { drug: 'heroin' });
    expect(questions.map(({ id, options }) => [id, options.map(({ value }) => value)])).toEqual([['unit', ['kg', 'g', 'unit', 'cases']]]);
    expect(fed((await draft(table, { drug: 'heroin', unit: 'cases' })).recipe)).toHaveProperty('events');
  });
});

describe('amounts that are no numbers', () => {
  it('are told one by one where some are, and in a note where none is', async () => {
    const some = await draft('Date,Drug,Quantity,Unit\n2019-01-13,heroin,~2.5,kg\n2019-01-14,heroin,2-3,kg\n2019-01-15,heroin,5,kg\n');
    expect(fed(some.recipe)).toMatchObject({ amount: 'Quantity' });
    const none = await draft('Date,Drug,Quantity,Unit\n2019-01-13,heroin,a lot,kg\n2019-01-14,heroin,some,kg\n');
    expect(none.notes.map(({ code }) => code)).toContain('header-contradicted-note');
  });
});

describe('what sums up other rows', () => {
  const regions =
    'Country,Year,Heroin kg,Cases\nWorld,2018,100,50\nEurope,2018,60,30\nFrance,2018,40,20\nSpain,2018,20,10\nAsia,2018,40,20\nJapan,2018,40,20\n';

  it('parts of the world among countries are asked about, since every kilogram would count three times', async () => {
    const { questions } = await draft(regions);
    expect(questions.map(({ id }) => id)).toEqual(['totals:Country']);
    const shape = { table: { leaveOut: [{ kind: 'totals' as const, within: ['Country'] }] } };
    const survey = await parseSurvey(regions, shape, 'x.csv');
    expect(survey.sample.map(({ cells }) => cells[0])).toEqual(['France', 'Spain', 'Japan']);
  });

  it('a national total in a table with one column of names is none of its rows', async () => {
    const { survey } = await draft('Departamento;Casos;Cantidad (kg)\nTOTAL NACIONAL;10;8\nAntioquia;3;1,5\nCauca;2;2,5\nNariño;5;4\n');
    expect(survey.leftOut.map(({ kind, count }) => [kind, count])).toEqual([['totals', 1]]);
  });
});

describe('headers and marks', () => {
  it('years with what they measure head columns, in one row, two or three', async () => {
    const rows = 'Heroin,3,10.5,4,11.5\nCocaine,5,20,6,21\n';
    for (const header of ['Drug,2018 cases,2018 kg,2019 cases,2019 kg', 'Drug,2018,,2019,\n,Cases,kg,Cases,kg']) {
      const { recipe, questions } = await draft(`${header}\n${rows}`);
      expect([header, questions]).toEqual([header, []]);
      expect(recipe.table.unpivot).toMatchObject({ columns: [{ value: '2018' }, { value: '2019' }], beside: [{ name: 'Cases' }] });
    }
    const three = 'Drug,2018,,,,2019,,,\n,H1,,H2,,H1,,H2,\n,Cases,kg,Cases,kg,Cases,kg,Cases,kg\nHeroin,3,10.5,4,11.5,1,2.5,2,3.5\n';
    const { survey } = await draft(`${three}Cocaine,5,20,6,21,1,2.5,2,3.5\n`);
    expect(survey.header).toMatchObject({ at: 0, rows: 3 });
    expect(survey.header.headers.slice(0, 3)).toEqual(['Drug', '2018 / H1 / Cases', '2018 / H1 / kg']);
  });

  it('a mark that refers to a footnote is no part of the number, and a unit is no mark', () => {
    const read = numberReader({ as: 'number', decimal: '.', thousands: ',', unitInCell: true });
    expect(['10.5*', '12 (a)', '7¹', '(3)', '5 kg', '100 m²'].map((text) => read(text))).toEqual([
      { amount: 10.5 },
      { amount: 12 },
      { amount: 7 },
      { amount: -3 },
      { amount: 5, unit: 'kg' },
      { amount: 100, unit: 'm²' },
    ]);
  });

  it('rows that name their measure are no kilograms where they count cases', async () => {
    const lines = ['Number of seizures,100', 'Quantity (kg),50.5', 'Number of seizures,110', 'Quantity (kg),60.5'].map(
      (row, at) => `France,201${at},heroin,${row}`,
    );
    const { recipe, notes } = await draft(`Country,Year,Drug,Indicator,Value\n${lines.join('\n')}\n`, { grain: 'aggregate' });
    expect(recipe.columns.find(({ field }) => field === 'unit')).toMatchObject({
      header: 'Indicator',
      values: [{ from: 'Quantity (kg)', to: ['kg'] }],
    });
    expect(notes.find(({ code }) => code === 'counts-in-rows')?.values).toMatchObject({ rows: 2 });
  });
});

describe('columns that add up those beside them', () => {
  it.each([
    ['Jan,Feb,Mar,Q1,Apr,May,Jun,Q2,Total', ['1', '2', '3', '4', '5', '6']],
    [
      'Jan 2019,Feb 2019,Mar 2019,Q1 2019,Apr 2019,May 2019,Jun 2019,Q2 2019,H1 2019',
      ['2019-01', '2019-02', '2019-03', '2019-04', '2019-05', '2019-06'],
    ],
    ['Q1 2019,Q2 2019,H1 2019,Q3 2019,Q4 2019,H2 2019,2019', ['2019Q1', '2019Q2', '2019Q3', '2019Q4']],
    ['Jan,Feb,Mar,Apr,May,Jun,Q3,Q4', ['1', '2', '3', '4', '5', '6', 'Q3', 'Q4']],
  ])('quarters and half-years beside their months are not read again: %s', async (header, values) => {
    const row = (name: string) =>
      `${name},${header
        .split(',')
        .map((_, at) => at + 1.5)
        .join(',')}`;
    const { recipe } = await draft(`Province,${header}\n${row('Herat')}\n${row('Kabul')}\n`, {}, 'heroin kg 2019.csv');
    expect(recipe.table.unpivot?.columns.map(({ value }) => value)).toEqual(values);
  });
});
