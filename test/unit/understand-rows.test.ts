import { describe, expect, it } from 'vitest';
import { guessHeader, joinHeader } from '../../shared/understand/header.ts';
import { createProfiler } from '../../shared/understand/profile.ts';
import { createRowJudge } from '../../shared/understand/row-part.ts';

/** All tables here are made up. */
function cells(text: string): string[] {
  return text.split('|').map((cell) => cell.trim());
}
function table(...lines: string[]): string[][] {
  return lines.map(cells);
}

describe('an analyst opens a table whose header is not the first row', () => {
  it('below a banner of two lines and a blank one', () => {
    const found = guessHeader(
      table(
        'Ministry of the Interior||||',
        'Seizures 2019||||',
        '||||',
        'Date|Place|Drug|Quantity|Unit',
        '03/02/2019|Varna|heroin|2.5|kg',
        '17/02/2019|Burgas|cannabis|11|kg',
      ),
    );
    expect(found).toMatchObject({ at: 3, rows: 1, proven: true, headers: ['Date', 'Place', 'Drug', 'Quantity', 'Unit'] });
  });

  it('in Russian, when all cells below are words', () => {
    const found = guessHeader(table('Страна изъятия|Вид наркотика|Вид транспорта', 'Польша|героин|поезд', 'Чехия|кокаин|автобус'));
    expect(found).toMatchObject({ at: 0, proven: true });
  });

  it('with years as names of columns', () => {
    const found = guessHeader(table('Department|2014|2015|2016', 'North|12|15|9', 'South|3|0|4.5'));
    expect(found).toMatchObject({ at: 0, rows: 1, proven: true, headers: ['Department', '2014', '2015', '2016'] });
  });

  it('in two rows, of which the upper names groups', () => {
    const found = guessHeader(
      table('Date|Place|Cocaine||Heroin|', '||Cases|kg|Cases|kg', '2019-01-03|Varna|1|2.5|0|0', '2019-01-09|Burgas|2|4|1|0.5'),
    );
    expect(found).toMatchObject({ at: 0, rows: 2 });
    expect(found.headers).toEqual(['Date', 'Place', 'Cocaine / Cases', 'Cocaine / kg', 'Heroin / Cases', 'Heroin / kg']);
  });

  it('with units in a row of their own', () => {
    expect(joinHeader(table('Drug|Quantity', '|(kg)'))).toEqual(['Drug', 'Quantity / (kg)']);
    expect(guessHeader(table('Drug|Quantity', '|(kg)', 'heroin|2.5', 'opium|3')).rows).toBe(2);
  });

  it('and one that names nothing known above words is not proven', () => {
    const found = guessHeader(table('alpha|beta|gamma', 'one|two|three', 'four|five|six'));
    expect(found.proven).toBe(false);
    expect(found.others).toContain(1);
  });
});

describe('rows that are no data', () => {
  const judge = createRowJudge(['Department', 'Drug', 'Cases', 'Quantity (kg)']);

  it.each([
    'Total',
    'TOTAL',
    'Totals:',
    'Grand total',
    'Sous-total',
    'Total général',
    'Итого',
    'ВСЕГО',
    'Total general',
    'Suma',
    'Subtotal',
  ])('%s with numbers and no other words is a total', (word) => {
    expect(judge.judge([word, '', '12', '1 234,5'], false)).toBe('totals');
    expect(judge.judge(['', word, '12', '40'], false)).toBe('totals');
  });

  it('a total by group as pivot tables write it', () => {
    expect(judge.judge(['Antioquia Total', '', '12', '40'], false)).toBe('totals');
    expect(judge.judge(['Итого по области', '', '12', '40'], false)).toBe('totals');
  });

  it('a filled row with Total as a value is data, and so is a place of that name', () => {
    expect(judge.judge(['Total', 'heroin', '12', '40'], false)).toBeNull();
    expect(judge.judge(['Totalán', '', '12', '40'], false)).toBeNull();
    expect(judge.judge(['Valle Total', 'heroin', '1', '2'], true)).toBeNull();
  });

  it.each([
    'Source: Ministry of the Interior',
    'Note: figures are provisional',
    'Fuente: Policía Nacional',
    'Filtros aplicados: Country is Portugal',
    'Filters applied: none',
    'Источник: МВД',
    'Примечание. Данные предварительные',
    'Remarque : chiffres provisoires',
    '* provisional figures',
    'Figures were rounded by the reporting office',
  ])('the footer “%s” is a note', (text) => {
    expect(judge.judge([text, '', '', ''], false)).toBe('note');
  });

  it('blank rows and repeated headers', () => {
    expect(judge.judge(['', ' ', '\u00a0', ''], false)).toBe('blank');
    expect(judge.judge([], false)).toBe('blank');
    expect(judge.judge([' DEPARTMENT', 'drug', 'cases ', 'Quantity (kg)'], false)).toBe('repeated-header');
  });

  it('rows with little in them are still data', () => {
    expect(judge.judge(['North', '', '', ''], false)).toBeNull();
    expect(judge.judge(['North', '', '3', ''], false)).toBeNull();
    expect(judge.judge(['', '', '3', '4'], false)).toBeNull();
    expect(createRowJudge(['Month', 'Cases']).judge(['Sourceville', '5'], false)).toBeNull();
  });
});

describe('what the columns of a table hold', () => {
  function profile(...values: string[]) {
    const profiler = createProfiler(['x']);
    for (const value of values) profiler.add(0, value, 2);
    const [column] = profiler.finish();
    if (!column) throw new Error('no column');
    return column;
  }

  it('numbers by what they prove, counted by rows', () => {
    const { numbers, filled, blank } = profile(
      '12',
      '-0.5',
      '12,34',
      '1.234',
      '1,234',
      '1,234.5',
      '1.234.567',
      '1 234,5',
      "1'234",
      '12,5 kg',
      'x',
      ' ',
    );
    expect({ filled, blank }).toEqual({ filled: 22, blank: 2 });
    expect(numbers).toMatchObject({ whole: 6, decimalPoint: 4, decimalComma: 6, openPoint: 2, openComma: 2, withUnit: 2, other: 2 });
    expect(numbers.thousands).toEqual({ point: 2, comma: 2, space: 2, apostrophe: 2 });
  });

  it('dates by what they prove', () => {
    const { dates } = profile(
      '2019-01-03',
      '2019-02',
      '2019/03/04',
      '25/03/2019',
      '03/25/2019',
      '03/04/2019',
      '14 марта 2019',
      'Mar-19',
      '2019',
      '5',
      '43500',
      '31/02/2019',
      '32/13/2019',
      'x',
    );
    expect(dates).toMatchObject({
      iso: 2,
      isoPartial: 2,
      yearFirst: 2,
      dayFirst: 2,
      monthFirst: 2,
      open: 2,
      named: 4,
      year: 2,
      month: 2,
      serial: 2,
      impossible: 4,
      other: 2,
    });
  });

  it('first days of January in any order', () => {
    expect(profile('2019-01-01', '01/01/2019', '1 января 2019', '01/02/2019').dates).toMatchObject({ firstOfJanuary: 6, firstOfMonth: 8 });
  });

  it('values are counted trimmed, the most frequent first, and no name of a column is special', () => {
    const profiler = createProfiler(['__proto__']);
    profiler.add(0, 'a', 1);
    profiler.add(0, ' __proto__ ', 3);
    profiler.add(0, '__proto__', 1);
    expect(profiler.finish()[0]).toMatchObject({
      header: '__proto__',
      distinct: 2,
      values: [
        { value: '__proto__', count: 4 },
        { value: 'a', count: 1 },
      ],
    });
  });
});

describe('an analyst opens a table whose header stands again inside the data', () => {
  it('nothing between the first and the last header is lost, however the repeats are written', () => {
    const rows = table('Date|Country|Drug|kg', '2019-01-01|France|cocaine|1', 'Date|Country|Drug|kg', '2019-01-02|Spain|heroin|2');
    expect(guessHeader([...rows, ...table('DATE|COUNTRY|DRUG|KG', '2019-01-03|Spain|heroin|2')])).toMatchObject({ at: 0, proven: true });
    expect(guessHeader(table('Country|Drug|kg', 'France|cocaine|1', 'Country|Drug|kg', 'France|cocaine|2'))).toMatchObject({ at: 0 });
  });

  it('a subtotal that repeats its group is a total; a case at a place called Total is not', () => {
    const judge = createRowJudge(['Drug', 'Country', 'Year', 'kg']);
    expect(judge.judge(['Cocaine', 'Subtotal', '', '3'], false)).toBe('totals');
    expect(judge.judge(['Кокаин', 'Итого', '', '3'], false)).toBe('totals');
    expect(createRowJudge(['Year', 'Region', 'kg']).judge(['2019', 'Total', '30.5'], false)).toBe('totals');
    expect(createRowJudge(['Date', 'Drug', 'Place', 'kg', 'Note']).judge(['2019-01-01', 'heroin', 'Total', '3', ''], false)).toBeNull();
    expect(createRowJudge(['Drug', 'Place', 'kg', 'Unit', 'Note']).judge(['heroin', 'Total', '3', 'kg', ''], false)).toBeNull();
  });
});

describe('sums are known by what they add up to', () => {
  const judged = (header: string, rows: string[]) => {
    const judge = createRowJudge(header.split(';'));
    return rows.map((row, at) => judge.judge(row.split(';'), at === rows.length - 1));
  };

  it('without any word: 10,5 + 20,5 + 1,5 = 32,5', () => {
    expect(
      judged('Date;Drug;Place;kg', [
        '14/03/2019;heroin;Lima;10,5',
        '15/03/2019;heroin;Cusco;20,5',
        '16/03/2019;heroin;Cusco;1,5',
        ';;;32,5',
      ]),
    ).toEqual([null, null, null, 'totals']);
  });

  it('with a word of another language, for the whole and for groups', () => {
    const rows = [
      'West;Herat;1,5;2',
      'West;Farah;2,5;1',
      'West;Nimroz;1;1',
      'Zusammen;;5;4',
      'Ost;Kunar;4;2',
      'Ost;Logar;3;1',
      'Ost;Laghman;2,5;1',
      'Zusammen;;9,5;4',
      'Insgesamt;;14,5;8',
    ];
    expect(judged('Region;Province;kg;cases', rows).map((kind) => kind ?? '')).toEqual([
      '',
      '',
      '',
      'totals',
      '',
      '',
      '',
      'totals',
      'totals',
    ]);
  });

  it('and a row that names its drug and its place is data, whatever it adds up to', () => {
    expect(judged('Date;Drug;Place;kg', ['d1;heroin;Lima;1', 'd2;heroin;Cusco;2', 'd3;heroin;Lima;3', 'd4;heroin;Cusco;6'])).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(judged('Province;kg', ['Herat;1', 'Kabul;2', 'Kunar;3', 'Logar;6'])).toEqual([null, null, null, null]);
    expect(judged('Province;kg;cases', ['Herat;0;1', 'Kabul;0;1', 'Kunar;0;1', 'Logar;0;3'])).toEqual([null, null, null, null]);
  });

  it('a total with its unit beside it is no drug', () => {
    expect(judged('Drug;Unit;Jan;Feb', ['Heroin;kg;1;2', 'Opium;kg;3;4', 'Total kg;kg;4;6']).at(-1)).toBe('totals');
  });
});
