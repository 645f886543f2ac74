import { describe, expect, it } from 'vitest';
import { shapeOf, shapeOfAnswers } from '../../electron/service/import/file-shape.ts';
import { numberReader } from '../../shared/domain/read-number.ts';
import { draftRecipe } from '../../shared/understand/draft.ts';
import { parseRows, parseSurvey } from '../support/parse-file.ts';

/** Every file here is made up; what is expected follows by hand from its cells. */
async function read(content: string, decisions: Record<string, string> = {}) {
  const survey = await parseSurvey(content, shapeOfAnswers(decisions, undefined), 'table.csv');
  const drafted = draftRecipe(survey, { decisions, remembered: () => [] });
  const parsed = await parseRows(content, shapeOf(drafted.recipe), 'table.csv');
  const at = (field: string) => {
    const column = drafted.recipe.columns.find((one) => one.field === field);
    return parsed.header.headers.findIndex((header) => header.trim() === column?.header);
  };
  const shown = (...fields: string[]) => parsed.rows.map((row) => fields.map((field) => row[at(field)]));
  return { ...drafted, parsed, shown, codes: drafted.notes.map(({ code }) => code), asked: drafted.questions.map(({ id }) => id) };
}

describe('two tables side by side', () => {
  const table =
    'Date,Drug,Kg,,Date,Drug,Kg\n14/01/2020,Cocaine,2.5,,05/02/2020,Heroin,1.5\n06/01/2020,Cocaine,3.5,,16/02/2020,Heroin,4.5\n,,,,17/02/2020,Opium,0.5\n';

  it('give each record the date of its own half, of which either half may prove the order', async () => {
    const { recipe, asked, shown } = await read(table);
    expect(asked).toEqual([]);
    expect(recipe.columns.find(({ field }) => field === 'date')?.read).toEqual({ as: 'date', order: 'dmy' });
    expect(shown('date', 'drug', 'amount')).toEqual([
      ['14/01/2020', 'Cocaine', '2.5'],
      ['05/02/2020', 'Heroin', '1.5'],
      ['06/01/2020', 'Cocaine', '3.5'],
      ['16/02/2020', 'Heroin', '4.5'],
      ['17/02/2020', 'Opium', '0.5'],
    ]);
  });

  it('keep one date for several drugs of a case', async () => {
    const { shown } = await read('Date,Drug 1,Kg 1,Drug 2,Kg 2\n2020-01-14,Cocaine,2.5,Heroin,1.5\n2020-01-15,Opium,3.5,,\n');
    expect(shown('date', 'drug', 'amount')).toEqual([
      ['2020-01-14', 'Cocaine', '2.5'],
      ['2020-01-14', 'Heroin', '1.5'],
      ['2020-01-15', 'Opium', '3.5'],
    ]);
  });
});

it('years marked as revised or provisional head their columns all the same', async () => {
  const { shown, asked } = await read('Country,Drug,2018,2019 (r),2020*,2021p\nFrance,Cocaine,1,2,3,4\nSpain,Heroin,5,6,7,9\n', {
    unit: 'kg',
  });
  expect(asked).toEqual([]);
  expect(shown('year', 'amount')).toEqual([
    ['2018', '1'],
    ['2019', '2'],
    ['2020', '3'],
    ['2021', '4'],
    ['2018', '5'],
    ['2019', '6'],
    ['2020', '7'],
    ['2021', '9'],
  ]);
});

it.each([
  ["'12.5", 12.5],
  ['12·5', 12.5],
  ['34 [1]', 34],
  ['7¹', 7],
])('a cell that a spreadsheet kept as text, was printed or refers to a note is the number it shows: %s', (text, amount) => {
  expect(numberReader({ as: 'number', decimal: '.', thousands: '' })(text)).toEqual({ amount });
});

it('a column of a unit whose cells are no numbers is told, not dropped in silence', async () => {
  const { codes } = await read('Date,Drug,Kg\n2020-01-05,Cocaine,some\n2020-01-06,Heroin,a lot\n');
  expect(codes).toContain('unit-contradicted');
});

it('a footnote by letter below the table is no row of data', async () => {
  const { parsed } = await read('Country,Year,Drug,Cases,Kg\nFrance,2019,Cocaine,12*,1.5(a)\nSpain,2019,Heroin,14,2.5\n(a) made up,,,,\n');
  expect(parsed.rows).toHaveLength(2);
});

describe('a table that stands on its side', () => {
  const table =
    'Field,Case 1,Case 2,Case 3\nDate,2020-01-05,2020-01-06,2020-01-07\nDrug,Cocaine,Heroin,Cocaine\nQuantity (kg),2.5,1.5,4.5\n';

  it('is asked about with the sentence that says how to turn it, before anything is made of it', async () => {
    expect((await read(table)).questions.find(({ id }) => id === 'transposed')?.evidence).toEqual({
      code: 'transposed-open',
      values: { list: 'Date, Drug, Quantity (kg)', rows: 1 },
    });
  });

  it('is none where the names of columns stand in the first row', async () => {
    expect((await read('Date,Drug,Kg\n2020-01-05,Cocaine,2.5\n2020-01-06,Heroin,1.5\n')).asked).not.toContain('transposed');
  });
});

describe('rows that count what other rows count already', () => {
  const months =
    'Month,Drug,Cases,Kg\nJanuary 2020,Heroin,3,1.5\nFebruary 2020,Heroin,2,2.5\nMarch 2020,Heroin,4,3\nQ1 2020,Heroin,9,7\nApril 2020,Heroin,1,0.5\n2020,Heroin,10,7.5\n';

  it('are asked about where a quarter or a year stands among its months, and left out by the answer', async () => {
    expect((await read(months)).asked).toEqual(['periods:Month']);
    const left = await read(months, { 'periods:Month': 'leave-out' });
    expect([left.asked, left.shown('date', 'events')]).toEqual([
      [],
      [
        ['January 2020', '3'],
        ['February 2020', '2'],
        ['March 2020', '4'],
        ['April 2020', '1'],
      ],
    ]);
    expect((await read(months, { 'periods:Month': 'keep' })).parsed.rows).toHaveLength(6);
  });

  it('are none where quarters or years are all there is, with a total of them or without', async () => {
    const quarters = 'Quarter,Drug,Cases,Kg\nQ1 2019,Heroin,3,1.5\nQ2 2019,Heroin,2,2.5\nTotal,Heroin,5,4\n';
    expect((await read(quarters)).asked).toEqual(['totals:Quarter']);
    expect((await read(quarters, { 'totals:Quarter': 'leave-out' })).shown('date')).toEqual([['Q1 2019'], ['Q2 2019']]);
  });

  it.each([
    ['English', 'Drug,Cases,Kg\nCocaine,10,100\nof which: crack,2,5\nHeroin,8,50\n', 'Drug'],
    ['French', 'Drogue,Saisies,Kg\nCocaïne,10,100\ndont crack,2,5\nHéroïne,8,50\n', 'Drogue'],
    ['Spanish', 'Droga,Casos,Kg\nCocaína,10,100\nde los cuales: crack,2,5\nHeroína,8,50\n', 'Droga'],
    ['Russian', 'Наркотик,Число изъятий,Кг\nКокаин,10,100\nв том числе: крэк,2,5\nГероин,8,50\n', 'Наркотик'],
  ])('are asked about where a row says in %s that it is a part of the one above', async (_language, table, header) => {
    const { questions } = await read(table, { grain: 'aggregate' });
    expect(questions.map(({ id, evidence }) => [id, evidence.code])).toContainEqual([`totals:${header}`, 'parts-inside']);
    const left = await read(table, { grain: 'aggregate', [`totals:${header}`]: 'leave-out' });
    expect(left.parsed.rows).toHaveLength(2);
  });
});
