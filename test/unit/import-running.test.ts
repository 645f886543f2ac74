import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRunningTotals } from '../../shared/domain/running.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { fileOf, takeImport } from '../support/take-import.ts';
import { makeWorkbook, textSheet } from '../support/workbook-file.ts';

/** Every table here is made up; what is expected follows by hand from its cells. */
let service: ImportService;

beforeAll(async () => {
  service = await openImportService();
});

afterAll(async () => {
  await service.close();
});

const ANSWERS = { drug: 'heroin', country: 'AFG', year: '2019' };

/** Date, events and kilograms of each record. */
async function importOf(
  content: string | Uint8Array,
  decisions: Record<string, string> = {},
  fileName = 'table.csv',
): Promise<unknown[][]> {
  const records = await takeImport(service, fileOf(content, fileName), { ...ANSWERS, ...decisions });
  return records.map(({ date, events, kg }) => [String(date).slice(0, 7), events, kg]);
}

const understand = (content: string, decisions: Record<string, string> = {}, fileName = 'table.csv') =>
  service.understand(fileOf(content, fileName), { decisions: { ...ANSWERS, ...decisions } });
const codes = async (content: string, fileName?: string) => {
  const { notes, questions, recipe } = await understand(content, {}, fileName);
  const own = [...notes.map(({ code }) => code), ...questions.map(({ evidence }) => evidence.code)].filter((code) =>
    code.startsWith('running'),
  );
  return [own, recipe.table.unpivot?.running];
};

const TABLE = [
  ['Province', 'Jan 2019', 'Feb 2019', 'Mar 2019', 'Apr 2019'],
  ['Herat', '2.5', '2.5', '10.75', '11'],
  ['Kabul', '0', '0.1', '0.3', '7'],
];
const TITLE = 'Seizures of heroin, kg, cumulative';
const csvOf = (rows: readonly (readonly string[])[], title = TITLE) => `${title};;;;\n${rows.map((row) => row.join(';')).join('\n')}\n`;
const OWN = [2.5, 0, 8.25, 0.25, 0, 0.1, 0.2, 6.7];

describe('columns of running totals', () => {
  it.each([
    ['the title', csvOf(TABLE), 'table.csv'],
    ['the name of the file', csvOf(TABLE, 'Seizures of heroin, kg'), 'heroin year to date.csv'],
    ['the title, in Russian', csvOf(TABLE, 'Изъятия героина, кг, нарастающим итогом'), 'table.csv'],
    ['the title, in French', csvOf(TABLE, 'Saisies d’héroïne (kg), cumul'), 'table.csv'],
    ['the title, in Spanish', csvOf(TABLE, 'Incautaciones de heroína, kg, acumulado'), 'table.csv'],
    ['the name of a sheet', makeWorkbook({ sheets: [{ name: 'kg cumulative', body: textSheet(TABLE) }] }), 'table.xlsx'],
  ])('are taken apart where %s says so and no number falls', async (_where, content, fileName) => {
    const records = await importOf(content, { unit: 'kg' }, fileName);
    expect(records.map(([month]) => month)).toEqual([1, 2, 3, 4, 1, 2, 3, 4].map((month) => `2019-0${month}`));
    expect(records.map(([, , kg]) => kg)).toEqual(OWN);
  });

  it('are taken apart with the numbers of cases beside them, from each year on anew', async () => {
    const content = [
      'Year to date;;;;;;;;',
      'Province;Nov 2018 cases;Nov 2018 kg;Dec 2018 cases;Dec 2018 kg;Jan 2019 cases;Jan 2019 kg;Feb 2019 cases;Feb 2019 kg',
      'Herat;10;100,5;12;120;1;2,25;4;2,5',
      '',
    ].join('\n');
    expect(await importOf(content)).toEqual([
      ['2018-11', 10, 100.5],
      ['2018-12', 2, 19.5],
      ['2019-01', 1, 2.25],
      ['2019-02', 3, 0.25],
    ]);
  });

  it('are shown taken apart, stand in the recipe, and are read as they are where that is switched off', async () => {
    const { recipe, examples, notes } = await understand(csvOf(TABLE), { unit: 'kg' });
    expect([recipe.table.unpivot?.running, notes.some(({ code }) => code === 'running-read')]).toEqual([{}, true]);
    expect(examples.map(({ fields }) => Number.parseFloat(fields.amount ?? ''))).toEqual(OWN.slice(0, examples.length));
    const { unpivot } = recipe.table;
    const off = { ...recipe, table: { ...recipe.table, unpivot: unpivot && { ...unpivot, running: { off: true } } } };
    await service.run(fileOf(csvOf(TABLE), 'table.csv'), { recipe: off });
    const records = service.records();
    expect(records.map(({ kg }) => kg)).toEqual([2.5, 2.5, 10.75, 11, 0, 0.1, 0.3, 7]);
    expect(await service.rerun(Number(records[0]?.import), { recipe })).toMatchObject({ changed: 5, unchanged: 3 });
    expect(service.records().map(({ kg }) => kg)).toEqual(OWN);
    await service.undo(Number(records[0]?.import));
  });

  it('are asked about where a number falls or one is left out, and refused by the cell where they are said to be so all the same', async () => {
    const falls = csvOf([...TABLE, ['Balkh', '5', '4', '6', '7']]);
    expect(await codes(falls)).toEqual([['running-falls'], undefined]);
    const { questions } = await understand(falls, { unit: 'kg' });
    expect(questions.map(({ id, evidence }) => [id, evidence.values.row, evidence.values.header])).toEqual([['running', 3, 'Feb 2019']]);
    await expect(importOf(falls, { unit: 'kg', running: 'running' })).rejects.toMatchObject({
      code: 'unreadable-file',
      where: { row: 3, column: 'Feb 2019' },
    });
    expect((await importOf(falls, { unit: 'kg', running: 'each' })).map(([, , kg]) => kg).slice(-4)).toEqual([5, 4, 6, 7]);
    expect(await codes(csvOf([...TABLE, ['Balkh', '5', '', '6', '7']]))).toEqual([['running-gap'], undefined]);
  });

  it('are only told of where no word says that they are', async () => {
    const rising = csvOf([...TABLE, ['Balkh', '1', '2', '3', '4']], 'Seizures of heroin, kg');
    expect(await codes(rising)).toEqual([['running-looks'], undefined]);
    expect(await codes(csvOf([...TABLE, ['Balkh', '1', '3', '2', '4']], 'Seizures of heroin, kg'))).toEqual([[], undefined]);
    expect((await importOf(rising, { unit: 'kg', running: 'running' })).map(([, , kg]) => kg).slice(-4)).toEqual([1, 1, 1, 1]);
  });

  it('are none where a column beside them adds them up, or is the one that the word speaks of', async () => {
    const beside = (header: string, total: (row: string[]) => string) =>
      csvOf(
        TABLE.map((row, at) => [...row, at === 0 ? header : total(row)]),
        'Monthly and cumulative seizures of heroin, kg',
      );
    const sum = (row: string[]) => String(row.slice(1).reduce((all, text) => all + Number(text), 0));
    expect(await codes(beside('Total', sum))).toEqual([[], undefined]);
    expect(await codes(beside('Total', (row) => row.at(-1) ?? ''))).toEqual([['running-read'], {}]);
    expect((await codes(beside('Cumulative', sum)))[1]).toBeUndefined();
  });

  it('that stand in rows instead are told of, and read as they stand', async () => {
    const rows =
      'Cumulative;;;\nPeriod;Country;Drug;Quantity (kg)\n2019-01;Peru;heroin;2,5\n2019-02;Peru;heroin;4\n2019-03;Peru;heroin;4,5\n';
    expect(await codes(rows)).toEqual([['running-said'], undefined]);
  });
});

describe('a running total', () => {
  it('and the sum of what it was taken apart into are the same, in tenths and hundredths as well', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 24 }),
        fc.integer({ min: 0, max: 3 }),
        (parts, decimals) => {
          const scale = 10 ** decimals;
          let sum = 0;
          const totals = createRunningTotals({ as: 'number', decimal: ',', thousands: '' });
          totals.begin();
          for (const part of parts) {
            sum += part;
            const text = totals.next('', (sum / scale).toFixed(decimals).replace('.', ','));
            expect(Number(text?.replace(',', '.'))).toBe(part / scale);
          }
        },
      ),
    );
  });
});
