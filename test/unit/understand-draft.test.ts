import { describe, expect, it } from 'vitest';
import { recipe as recipeSchema } from '../../shared/contract/recipe.ts';
import { understanding } from '../../shared/contract/understanding.ts';
import { numberReader } from '../../shared/domain/read-number.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { describeFile } from '../../shared/understand/describe.ts';
import { type DraftContext, type Drafted, draftRecipe } from '../../shared/understand/draft.ts';
import { parseSurvey } from '../support/parse-file.ts';

/** Every file here is made up. All that is said about it must be sayable in the four languages. */
async function draft(lines: string[], context: Partial<DraftContext> & { fileName?: string } = {}): Promise<Drafted> {
  const { fileName = 'table.csv', ...rest } = context;
  const survey = await parseSurvey(`${lines.join('\n')}\n`, {}, fileName);
  const drafted = draftRecipe(survey, { decisions: {}, remembered: () => [], ...rest });
  expect(() => recipeSchema.parse(drafted.recipe)).not.toThrow();
  const place = () => ({ codes: ['x'], status: 'mapped' as const, by: 'vocabulary' as const });
  const described = describeFile(survey, drafted, place);
  expect(() => understanding.parse(described)).not.toThrow();
  const said = [
    ...drafted.notes,
    ...drafted.misfits,
    ...drafted.questions.flatMap(({ evidence, options }) => [evidence, ...options.map(({ label }) => label)]),
    ...described.columns.flatMap(({ reason, others, notes }) => [reason, ...others.map((other) => other.reason), ...notes]),
    ...drafted.recipe.constants.flatMap(({ reason }) => reason ?? []),
  ];
  for (const language of LANGUAGES) {
    const wording = createWording(language);
    for (const { code, values } of said) expect(wording.text(`understand.${code}`, values)).not.toContain('understand.');
  }
  return drafted;
}

function fields({ recipe }: Drafted): Record<string, string | null> {
  return Object.fromEntries(recipe.columns.map(({ header, field }) => [header, field]));
}
function readOf({ recipe }: Drafted, header: string) {
  return recipe.columns.find((column) => column.header === header)?.read;
}
function ids({ questions }: Drafted): string[] {
  return questions.map(({ id }) => id);
}

const HEAD = 'Date;Country;Drug;Quantity;Unit';

describe('the columns of an unknown table', () => {
  it.each([
    ['en', 'Seizure date;Country of seizure;City;Drug type;Quantity seized;Measurement unit;Mode of transport'],
    ['fr', 'Date de saisie;Pays de saisie;Ville;Type de drogue;Quantité saisie;Unité de mesure;Moyen de transport'],
    ['es', 'FECHA_DE_INCAUTACION;PAIS;CIUDAD;TIPO_DROGA;CANTIDAD_INCAUTADA;UNIDAD_DE_MEDIDA;MEDIO_DE_TRANSPORTE'],
    ['ru', 'Дата изъятия;Страна изъятия;Город;Вид наркотика;Количество;Единица измерения;Вид транспорта'],
    ['pt', 'Data da apreensão;País;Cidade;Tipo de droga;Quantidade apreendida;Unidade de medida;Meio de transporte'],
  ])('are found by their headers in %s', async (_, header) => {
    const drafted = await draft([header, '2019-03-14;France;Lyon;heroin;2.5;kg;car', '2019-03-15;Spain;Vigo;cocaine;12;kg;bus']);
    expect(Object.values(fields(drafted))).toEqual(['date', 'country', 'place', 'drug', 'amount', 'unit', 'transport']);
    expect(drafted.questions).toEqual([]);
  });

  it('are found by their values where headers say nothing', async () => {
    const drafted = await draft([
      'a;b;c;d',
      '2019-03-14;France;heroin;12,5 kg',
      '2019-03-16;Italy;cannabis resin;3,25 kg',
      '2019-03-19;Spain;cocaine;1 kg',
    ]);
    expect(fields(drafted)).toEqual({ a: 'date', b: 'country', c: 'drug', d: 'amount' });
    expect(readOf(drafted, 'd')).toMatchObject({ decimal: ',', unitInCell: true });
  });

  it('and never by the header alone when the values contradict', async () => {
    const drafted = await draft([HEAD, 'north;France;heroin;2.5;kg', 'south;Spain;cocaine;3;kg']);
    expect(fields(drafted).Date).toBeNull();
    expect(drafted.recipe.columns[0]?.reason?.code).toBe('header-contradicted');
  });

  it('a unit stands in the header', async () => {
    const drafted = await draft(['Date;Country;Drug;Sum Qty (lbs)', '2019-03-14;France;heroin;2.5']);
    expect(readOf(drafted, 'Sum Qty (lbs)')).toMatchObject({ unit: 'lbs' });
    expect(ids(drafted)).toEqual([]);
  });

  it('a number that only counts the rows and codes of offices are kept as they are', async () => {
    const drafted = await draft([
      'No;COD_DEPTO;FECHA;DEPARTAMENTO;DROGA;CANTIDAD (kg)',
      '1;05;2019-03-14;NORTE;cocaína;2',
      '2;08;2019-03-15;SUR;heroína;3',
    ]);
    expect(fields(drafted)).toMatchObject({ No: null, COD_DEPTO: null, DEPARTAMENTO: 'division', DROGA: 'drug' });
  });

  it('an answer goes before what was suggested', async () => {
    const drafted = await draft([HEAD, '2019-03-14;France;heroin;2.5;kg'], { decisions: { 'field:Country': 'departed' } });
    expect(fields(drafted).Country).toBe('departed');
  });
});

describe('the order of day and month', () => {
  const rows = (...dates: string[]) => [HEAD, ...dates.map((date) => `${date};France;heroin;2;kg`)];

  it('is proved by one part over 12, for the whole column', async () => {
    expect(readOf(await draft(rows('03/04/2019', '25/04/2019')), 'Date')).toMatchObject({ order: 'dmy' });
    expect(readOf(await draft(rows('03/04/2019', '04/25/2019')), 'Date')).toMatchObject({ order: 'mdy' });
  });

  it('day numbers of a spreadsheet beside written dates are still dates', async () => {
    const drafted = await draft([HEAD, '43466;France;heroin;2;kg', '43497;France;heroin;2;kg', '15/03/2019;France;heroin;2;kg']);
    expect(readOf(drafted, 'Date')).toEqual({ as: 'date', order: 'dmy', serial: 1900 });
  });

  it('is asked when nothing proves it, even where rows stand in order of time', async () => {
    const drafted = await draft(rows('01/02/2019', '02/03/2019', '03/04/2019', '04/05/2019'));
    expect(ids(drafted)).toEqual(['date-order:Date']);
    expect(drafted.questions[0]?.options.map(({ value }) => value)).toEqual(['day-month-year', 'month-day-year']);
  });

  it.each([
    ['date-order:Date', 'month-day-year', 'mdy'],
    ['date-order', 'day-month-year', 'dmy'],
  ])('is answered by %s', async (id, answer, order) => {
    const drafted = await draft(rows('01/02/2019', '02/03/2019'), { decisions: { [id]: answer } });
    expect(readOf(drafted, 'Date')).toMatchObject({ order });
    expect(drafted.questions).toEqual([]);
  });

  it('a general answer does not overrule a proof', async () => {
    expect(readOf(await draft(rows('25/04/2019'), { decisions: { 'date-order': 'month-day-year' } }), 'Date')).toMatchObject({
      order: 'dmy',
    });
  });

  it('is asked with both proofs where a column mixes two orders', async () => {
    const drafted = await draft(rows('25/04/2019', '04/25/2019', '01/02/2019'));
    expect(drafted.questions[0]).toMatchObject({
      id: 'date-order:Date',
      evidence: { code: 'date-order-mixed', values: { dayFirst: 1, monthFirst: 1 } },
    });
  });

  it('is proved by a weekday beside it: 3 April 2019 was a Wednesday, 5 June 2019 too', async () => {
    const drafted = await draft([
      'Date;Weekday;Country;Drug;Quantity (kg)',
      '03/04/2019;Wednesday;France;heroin;2',
      '05/06/2019;Wednesday;France;heroin;2',
      '01/07/2019;Monday;France;opium;2',
    ]);
    expect(readOf(drafted, 'Date')).toMatchObject({ order: 'dmy' });
    expect(ids(drafted)).toEqual([]);
  });

  it('is proved by a month beside it, in Russian', async () => {
    const drafted = await draft([
      'Дата;Месяц;Страна;Наркотик;Масса, кг',
      '03/04/2019;март;Польша;героин;2',
      '05/06/2019;май;Польша;героин;2',
    ]);
    expect(readOf(drafted, 'Дата')).toMatchObject({ order: 'mdy' });
  });

  it('is proved by the header that states it', async () => {
    const drafted = await draft([
      'Date (MM/DD/YYYY);Country;Drug;Quantity (kg)',
      '03/04/2019;France;heroin;2',
      '05/06/2019;France;heroin;2',
    ]);
    expect(readOf(drafted, 'Date (MM/DD/YYYY)')).toMatchObject({ order: 'mdy' });
  });

  it('first days of January beyond chance are noted', async () => {
    const dates = [
      ...Array.from({ length: 6 }, () => '2019-01-01'),
      ...Array.from({ length: 28 }, (_, day) => `2019-05-${String(day + 1).padStart(2, '0')}`),
    ];
    expect((await draft(rows(...dates))).notes).toContainEqual({
      code: 'placeholder-dates',
      values: { header: 'Date', rows: 6, expected: 1 },
    });
  });
});

describe('the decimal sign', () => {
  const rows = (...amounts: string[]) => [HEAD, ...amounts.map((amount) => `2019-03-14;France;heroin;${amount};kg`)];

  it('is proved for the whole column by one cell that leaves no choice', async () => {
    expect(readOf(await draft(rows('1.234', '12,5')), 'Quantity')).toMatchObject({ decimal: ',', thousands: '.' });
    expect(readOf(await draft(rows('1,234', '12.5')), 'Quantity')).toMatchObject({ decimal: '.', thousands: ',' });
    expect(readOf(await draft(rows('1.234.567', '1.234')), 'Quantity')).toMatchObject({ decimal: ',' });
  });

  it('is asked when every cell could be thousands', async () => {
    const drafted = await draft(rows('1.234', '2.500', '7'));
    expect(ids(drafted)).toEqual(['decimal:Quantity']);
    expect(ids(await draft(rows('1.234', '2.500', '7'), { decisions: { decimal: 'comma' } }))).toEqual([]);
  });

  it('is proved by a total that only one reading adds up to: 1.500 + 2.250 = 3.750, but 1500 + 2250 + 0.5 does not fit', async () => {
    const drafted = await draft([...rows('1.500', '2.250', '2'), 'Total;;;5.750;']);
    expect(readOf(drafted, 'Quantity')).toMatchObject({ decimal: '.' });
    expect(drafted.notes.some(({ code }) => code === 'decimal-sum')).toBe(true);
  });

  it('is proved for coordinates by the globe', async () => {
    const drafted = await draft([
      'Date;Country;Drug;Quantity (kg);lat;lon',
      '2019-03-14;Brazil;cocaine;2;-23,432;-46,469',
      '2019-03-15;Brazil;cocaine;2;-22,808;-43,243',
    ]);
    expect(readOf(drafted, 'lat')).toMatchObject({ decimal: ',' });
    expect(ids(drafted)).toEqual([]);
  });

  it('a comma typed in as text among the numbers of a JSON file leaves the numbers as they are: 1.234 stays 1.234', async () => {
    const rows = ['1.234', '"12,5"', '2.125'].map((kg) => `{"date":"2019-03-14","country":"France","drug":"heroin","kg":${kg}}`);
    const drafted = await draft([`[${rows.join()}]`], { fileName: 'table.json' });
    expect(ids(drafted)).toEqual([]);
    const rule = readOf(drafted, 'kg');
    if (rule?.as !== 'number') throw new Error('no number');
    expect(['1.234', '12,5', '2.125'].map((text) => numberReader(rule)(text)?.amount)).toEqual([1.234, 12.5, 2.125]);
  });

  it('is asked where texts and numbers of one column cannot be told apart', async () => {
    const rows = ['7', '"1.234"', '"12,5"'].map((kg) => `{"date":"2019-03-14","country":"France","drug":"heroin","kg":${kg}}`);
    expect(ids(await draft([`[${rows.join()}]`], { fileName: 'table.json' }))).toEqual(['decimal:kg']);
  });

  it('two conventions in one column are asked only where a cell could be both', async () => {
    expect(ids(await draft(rows('12.5', '12,5')))).toEqual([]);
    expect(ids(await draft(rows('12.5', '12,5', '1.234')))).toEqual(['decimal:Quantity']);
  });
});

describe('what stands in no column', () => {
  const table = ['Fecha;Departamento;Cantidad', '2019-03-14;Norte;2.5', '2019-03-15;Sur;3.5'];

  it('a drug in the name of the file and a unit above the table', async () => {
    const drafted = await draft(['Cantidades en kilogramos;;', ...table], { fileName: 'incautacion_de_heroina_2019.csv' });
    expect(drafted.recipe.constants.map(({ field, value }) => [field, value])).toEqual([
      ['drug', 'heroina'],
      ['unit', 'kilogramos'],
    ]);
    expect(ids(drafted)).toEqual([]);
    expect(drafted.notes.some(({ code }) => code === 'country-nowhere')).toBe(true);
  });

  it('is asked where nothing names it, but for the country', async () => {
    expect(ids(await draft(table))).toEqual(['drug', 'unit']);
    expect(ids(await draft(table, { decisions: { drug: 'heroin', unit: 'kg', country: 'COL' } }))).toEqual([]);
  });

  it('two drugs in the name are asked', async () => {
    const drafted = await draft(table, { fileName: 'cocaine-and-heroin-kg.csv' });
    expect(drafted.questions.find(({ id }) => id === 'drug')?.options.map(({ value }) => value)).toEqual(['cocaine', 'heroin']);
  });

  it('a country whose divisions nearly all of them are, in a note', async () => {
    const countryOf = () => ({ country: 'COL', share: 0.99 });
    const rows = ['Antioquia', 'Cauca', 'Nariño', 'Valle'].map((name) => `2019-03-14;${name};2`);
    const drafted = await draft(['Fecha;Departamento;Cantidad (kg)', ...rows], { fileName: 'heroina.csv', countryOf });
    expect(drafted.recipe.constants).toContainEqual(expect.objectContaining({ field: 'country', value: 'COL' }));
  });
});

describe('tables that are not one case a row', () => {
  it('months in columns become rows, and the total beside them does not', async () => {
    const drafted = await draft(['Country;Drug;Jan 2019;Feb 2019;Mar 2019;Total', 'France;heroin;1.5;2;0.5;4', 'Spain;cocaine;3;;1;4'], {
      fileName: 'seizures in kg.csv',
    });
    expect(drafted.recipe.table.unpivot).toEqual({
      columns: [
        { header: 'Jan 2019', value: '2019-01' },
        { header: 'Feb 2019', value: '2019-02' },
        { header: 'Mar 2019', value: '2019-03' },
      ],
      name: 'Period',
      measure: 'Quantity',
    });
    expect(fields(drafted)).toEqual({ Country: 'country', Drug: 'drug', Total: null, Period: 'date', Quantity: 'amount' });
    expect(drafted.recipe.table.grain).toBe('aggregate');
    expect(ids(drafted)).toEqual([]);
  });

  it('months without a year take it from above the table, in Spanish', async () => {
    const drafted = await draft([
      'Incautaciones 2021 (kg);;;;',
      'Departamento;Droga;Enero;Febrero;Marzo',
      'Norte;cocaína;1.5;2;0.5',
      'Sur;heroína;3;;1',
    ]);
    expect(drafted.recipe.table.unpivot?.columns.map(({ value }) => value)).toEqual(['1', '2', '3']);
    expect(drafted.recipe.constants).toContainEqual(expect.objectContaining({ field: 'year', value: '2021' }));
  });

  it('years in columns', async () => {
    const drafted = await draft(['Drug;Country;2014;2015;2016', 'heroin;France;12;15;9', 'opium;France;3;0;4.5'], {
      decisions: { unit: 'kg' },
    });
    expect(fields(drafted)).toMatchObject({ Year: 'year', Quantity: 'amount' });
  });

  it('drugs in columns with units of their own', async () => {
    const drafted = await draft(['Date;Country;Cocaine (kg);Heroin (kg)', '2019-03-14;France;2;0.5', '2019-03-15;Spain;1;3']);
    expect(drafted.recipe.table.unpivot?.columns.map(({ value }) => value)).toEqual(['Cocaine (kg)', 'Heroin (kg)']);
    expect(drafted.recipe.columns.find(({ field }) => field === 'drug')?.values.map(({ to }) => to)).toEqual([['G2.5'], ['G3.1']]);
    expect(readOf(drafted, 'Quantity')).toMatchObject({ unit: 'kg' });
    expect(drafted.recipe.table.grain).toBe('case');
  });

  it('a column of counts makes rows aggregates with their weights', async () => {
    const drafted = await draft([
      'Year;Month;Country;Drug;Number of seizures;Quantity (kg)',
      '2019;Jan;France;heroin;12;40.5',
      '2019;Feb;France;heroin;9;12',
    ]);
    expect(drafted.recipe.table.grain).toBe('aggregate');
    expect(fields(drafted)).toMatchObject({ 'Number of seizures': 'events', Year: 'year', Month: 'month' });
  });

  it('columns of numbers that nothing is made of are asked for the amount when the table has none', async () => {
    const drafted = await draft([
      'Date;Country;Drug;Unit;Lote A;Lote B',
      '2019-03-25;France;heroin;kg;1;2',
      '2019-04-25;Spain;heroin;kg;3;4',
    ]);
    const asked = drafted.questions.find(({ id }) => id === 'amount');
    expect(asked?.evidence.values).toEqual({ list: 'Lote A, Lote B', columns: 2 });
    expect(asked?.options.map(({ value }) => value)).toEqual(['Lote A', 'Lote B', 'none']);
  });

  it('half-years in columns are rows of their year, and that is said', async () => {
    const drafted = await draft(['Country;Drug;Unit;H1 2019;H2 2019', 'France;heroin;kg;1;2', 'Spain;heroin;kg;3;4']);
    expect(drafted.recipe.table.unpivot?.columns).toEqual([
      { header: 'H1 2019', value: '2019' },
      { header: 'H2 2019', value: '2019' },
    ]);
    expect(drafted.notes.map(({ code }) => code)).toContain('half-years');
  });

  it('a year that is answered is taken though nothing asked for it', async () => {
    const { recipe } = await draft(['Country;Drug;Quantity (kg)', 'France;heroin;2.5'], { decisions: { year: '2019' } });
    expect(recipe.constants).toMatchObject([{ field: 'year', value: '2019' }]);
  });

  it('and stays one where some rows say n/a', async () => {
    const rows = ['12', '1', 'n/a', 'n/a'].map((count) => `2019;France;heroin;${count};4`);
    expect(fields(await draft(['Year;Country;Drug;Number of seizures;Quantity (kg)', ...rows]))).toMatchObject({
      'Number of seizures': 'events',
    });
  });

  it('fiscal years are asked for their first month unless the country says it', async () => {
    const rows = ['2019;Jan;heroin;12;40.5', '2020;Oct;heroin;9;12'];
    expect(ids(await draft(['Fiscal Year;Month;Drug;Cases;Quantity (kg)', ...rows]))).toEqual(['fiscal-start:Fiscal Year']);
    const american = await draft(['Fiscal Year;Month;Drug;Cases;Quantity (kg)', ...rows], { decisions: { country: 'USA' } });
    expect(readOf(american, 'Fiscal Year')).toEqual({ as: 'year', fiscal: { startMonth: 10 } });
  });
});

describe('a file with many traps at once', () => {
  const bad = [
    'Ministère de l’Intérieur;;;;;;;',
    'Saisies de stupéfiants – 2019;;;;;;;',
    ';;;;;;;',
    'N°;Date de saisie;Jour;Département;Lieu;Produit;Quantité (kg);Observations',
    '1;03/04/2019;mercredi;Nord;Dunkerque;cocaïne;1.234,5;',
    '2;05/06/2019;mercredi;Nord;Lille;résine de cannabis;12,5;RAS',
    'N°;Date de saisie;Jour;Département;Lieu;Produit;Quantité (kg);Observations',
    '3;01/07/2019;lundi;Var;Toulon;héroïne;2.500;',
    ';;;;;;;',
    '4;01/08/2019;jeudi;Var;Hyères;inconnu;3;',
    'Total;;;;;;3.750;',
    'Source : ministère;;;;;;;',
  ];

  it('needs no answer: banner, repeated header, total, note, commas, unit in the header, order by weekday', async () => {
    const drafted = await draft(bad, { fileName: 'saisies.csv' });
    expect(ids(drafted)).toEqual([]);
    expect(fields(drafted)).toEqual({
      'N°': null,
      'Date de saisie': 'date',
      Jour: 'weekday',
      Département: 'division',
      Lieu: 'place',
      Produit: 'drug',
      'Quantité (kg)': 'amount',
      Observations: 'remarks',
    });
    expect(drafted.recipe.table).toMatchObject({ headerAt: 3, headerRows: 1, grain: 'case' });
    expect(readOf(drafted, 'Quantité (kg)')).toMatchObject({ decimal: ',', thousands: '.', unit: 'kg' });
    expect(readOf(drafted, 'Date de saisie')).toMatchObject({ order: 'dmy' });
    expect(drafted.notes.filter(({ code }) => code.startsWith('left-out')).map(({ code, values }) => [code, values.rows])).toEqual(
      expect.arrayContaining([
        ['left-out-repeated-header', 1],
        ['left-out-totals', 1],
        ['left-out-note', 1],
      ]),
    );
  });

  it('a count of one drug’s seizures is not taken for that of another drug beside it', async () => {
    const drafted = await draft(['Month,Cocaine seizures,Cocaine (kg),MDMA (tablets)', 'Jan 2020,3,12.5,400', 'Feb 2020,4,2.5,1000']);
    expect(drafted.recipe.table.unpivot).toMatchObject({
      columns: [{ header: 'Cocaine (kg)' }, { header: 'MDMA (tablets)' }],
      beside: [{ headers: ['Cocaine seizures', ''] }],
    });
    expect(drafted.recipe.columns.filter(({ field }) => field === 'events')).toMatchObject([{ header: 'Cases' }]);
    expect(drafted.recipe.columns.filter(({ field }) => field === 'unit')[0]?.values.map(({ to }) => to)).toEqual([['kg'], ['tablet']]);
  });
});

describe('a recipe is replayed on the next file', () => {
  it('what is new or no longer fits is said, and nothing of the recipe changes', async () => {
    const { recipe } = await draft([HEAD, '25/03/2019;France;heroin;2,5;kg']);
    const again = await draft(['Date;Country;Drug;Quantity;Remarks', '03/25/2019;France;zzyzx;2,5;seen'], { recipe });
    expect(again.misfits.map(({ code }) => code).sort()).toEqual([
      'misfit-dates',
      'misfit-gone',
      'misfit-new',
      'misfit-order',
      'misfit-values',
    ]);
    expect(again.recipe.columns).toEqual(recipe.columns);
  });

  it('a decimal sign that the next file contradicts is said where it matters', async () => {
    const { recipe } = await draft([HEAD, '2019-03-14;France;heroin;2.5;kg']);
    const again = await draft([HEAD, '2019-06-14;France;heroin;2,5;kg', '2019-06-15;France;heroin;1.500;kg'], { recipe });
    expect(again.misfits.map(({ code }) => code)).toEqual(['misfit-decimal']);
  });

  it('a file that fits has nothing to say', async () => {
    const { recipe } = await draft([HEAD, '25/03/2019;France;heroin;2,5;kg']);
    expect((await draft([HEAD, '01/02/2019;Spain;cocaine;1,5;g'], { recipe })).misfits).toEqual([]);
  });

  it('choices made before for this source are taken, and only for values that are there', async () => {
    const remembered = (_: string, field: string) =>
      field === 'drug'
        ? [
            { from: 'Zzyzx', to: ['G3.1'] },
            { from: 'absent', to: ['G1'] },
          ]
        : [];
    const drafted = await draft([HEAD, '2019-03-14;France;zzyzx;2;kg', '2019-03-14;France;heroin;2;kg'], { remembered });
    expect(drafted.recipe.columns.find(({ field }) => field === 'drug')?.values).toEqual([{ from: 'Zzyzx', to: ['G3.1'] }]);
  });
});
