import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { fileOf, takeImport } from '../support/take-import.ts';
import { makeWorkbook, sheetOf, textSheet } from '../support/workbook-file.ts';

/** Every file here is made up; what is expected follows by hand from its cells. */
let service: ImportService;

beforeAll(async () => {
  service = await openImportService();
});

afterAll(async () => {
  await service.close();
});

/** As records keep the precision of a date. */
const PRECISION_QUARTER = 2;

type Told = Record<string, unknown>;

const importOf = (content: string | Uint8Array, decisions: Record<string, string> = {}, fileName = 'table.csv'): Promise<Told[]> =>
  takeImport(service, fileOf(content, fileName), decisions);

const shown = (records: Told[], ...fields: string[]) => records.map((record) => fields.map((field) => record[field]));
const questionsOf = async (content: string | Uint8Array, decisions: Record<string, string> = {}, fileName = 'table.csv') =>
  (await service.understand(fileOf(content, fileName), { decisions })).questions;

const drugs = 'Province,Cases,Quantity (kg)\nHEROIN,,\nHerat,3,1.5\nKabul,2,2.5\nOPIUM,,\nHerat,3,1.5\nKabul,4,20.5\nTotal,12,26\n';

describe('a heading between the rows', () => {
  it('that names a drug becomes the drug of the rows below it, whatever the file is named for', async () => {
    const records = await importOf(drugs, {}, 'heroin 2019.csv');
    expect(shown(records, 'row', 'drugText', 'division', 'events', 'kg')).toEqual([
      [2, 'HEROIN', 'Herat', 3, 1.5],
      [3, 'HEROIN', 'Kabul', 2, 2.5],
      [5, 'OPIUM', 'Herat', 3, 1.5],
      [6, 'OPIUM', 'Kabul', 4, 20.5],
    ]);
  });

  it('makes no repeats of rows that are alike under different headings', async () => {
    const report = await service.run(fileOf(drugs, 'opium 2019.csv'), { dryRun: true });
    expect(report).toMatchObject({
      exactRepeats: 0,
      leftOut: [
        { kind: 'heading', rows: 2 },
        { kind: 'totals', rows: 1 },
      ],
    });
  });

  it('is told with its evidence, and is data again where the analyst says so', async () => {
    const found = await service.understand(fileOf(drugs, 'heroin 2019.csv'));
    expect(found.notes.find(({ code }) => code === 'sections-read')?.values).toEqual({ rows: 2, list: 'HEROIN, OPIUM', name: 'Section' });
    expect(found.recipe.table.sections).toEqual({ names: ['Section'] });
    expect(found.rows.filter(({ part }) => part === 'heading').map(({ row }) => row)).toEqual([1, 4]);
    expect(found.examples[0]?.fields).toMatchObject({ drug: 'G3.1', division: 'Herat' });
    expect(found.columns.find(({ header }) => header === 'Section')).toMatchObject({ field: 'drug', filled: 4, distinct: 2 });
    const data = await service.understand(fileOf(drugs, 'heroin 2019.csv'), { decisions: { sections: 'data' } });
    expect(data.records).toBe(6);
    expect(data.questions.map(({ id, evidence }) => [id, evidence.code])).toEqual([['drug', 'drug-several']]);
    const off = { ...found.recipe, table: { ...found.recipe.table, leaveOut: [{ kind: 'heading' as const, off: true }] } };
    expect(await service.understand(fileOf(drugs, 'heroin 2019.csv'), { recipe: off })).toMatchObject({ records: 7 });
  });

  it('that is a quarter dates the rows, and a year and a drug above each other are two columns', async () => {
    const quarters = 'Drug;Cases;Kg\nQ1 2023;;\nheroin;3;1,5\ncocaine;2;2,25\nQ2 2023;;\nheroin;1;0,5\n';
    expect(shown(await importOf(quarters, { grain: 'aggregate' }), 'drugText', 'date', 'precision', 'kg')).toEqual([
      ['heroin', '2023-01-01', PRECISION_QUARTER, 1.5],
      ['cocaine', '2023-01-01', PRECISION_QUARTER, 2.25],
      ['heroin', '2023-04-01', PRECISION_QUARTER, 0.5],
    ]);
    const nested =
      'Province,Cases,Kg\n2022,,\nHeroin,,\nHerat,3,1.5\nOpium,,\nHerat,2,2.5\nKabul,2,3.5\n\n2023,,\nHeroin,,\nKabul,4,4.5\nCocaine,,\nHerat,7,5.5\n';
    expect(shown(await importOf(nested), 'date', 'drugText', 'division', 'events', 'kg')).toEqual([
      ['2022-01-01', 'Heroin', 'Herat', 3, 1.5],
      ['2022-01-01', 'Opium', 'Herat', 2, 2.5],
      ['2022-01-01', 'Opium', 'Kabul', 2, 3.5],
      ['2023-01-01', 'Heroin', 'Kabul', 4, 4.5],
      ['2023-01-01', 'Cocaine', 'Herat', 7, 5.5],
    ]);
  });

  it('of a drug without rows is no level of its own', async () => {
    const table = 'Province,Cases,Kg\nHeroin,,\nHerat,1,1.5\nOpium,,\nCocaine,,\nKabul,2,2.5\n';
    const records = await importOf(table);
    expect(shown(records, 'drugText', 'kg')).toEqual([
      ['Heroin', 1.5],
      ['Cocaine', 2.5],
    ]);
  });

  it('stands above the first header where the header is repeated under each', async () => {
    const table =
      'Seizures 2023\n\nHeroin\nProvince,Cases,Kg\nHerat,1,1.5\nKabul,2,2.5\n\nCocaine\nProvince,Cases,Kg\nHerat,3,3.5\nTotal,3,3.5\n';
    expect(shown(await importOf(table, { grain: 'aggregate' }), 'drugText', 'division', 'kg', 'date')).toEqual([
      ['Heroin', 'Herat', 1.5, '2023-01-01'],
      ['Heroin', 'Kabul', 2.5, '2023-01-01'],
      ['Cocaine', 'Herat', 3.5, '2023-01-01'],
    ]);
  });

  it('is read from a workbook in which it is merged across, on each sheet anew', async () => {
    const rows = (year: string) =>
      `<sheetData>${[
        ['Date', 'Place', 'Kg'],
        ['Cocaine'],
        [`${year}-03-14`, 'Lisboa', '2.5'],
        ['Cannabis resin'],
        [`${year}-03-15`, 'Porto', '7.25'],
      ]
        .map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`)
        .join('')}</sheetData><mergeCells count="2"><mergeCell ref="A2:C2"/><mergeCell ref="A4:C4"/></mergeCells>`;
    const one = makeWorkbook({ sheets: [{ name: 'Cases', body: rows('2019') }] });
    expect(shown(await importOf(one, {}, 'cases.xlsx'), 'date', 'drugText', 'kg')).toEqual([
      ['2019-03-14', 'Cocaine', 2.5],
      ['2019-03-15', 'Cannabis resin', 7.25],
    ]);
    const bare = textSheet([
      ['Date', 'Place', 'Kg'],
      ['2020-03-14', 'Lisboa', '1.5'],
    ]);
    const two = makeWorkbook({
      sheets: [
        { name: '2019', body: rows('2019') },
        { name: '2020', body: bare },
      ],
    });
    const all = await importOf(two, { sheet: '*', sections: 'one' }, 'all.xlsx');
    expect(shown(all, 'date', 'drugText', 'kg')).toEqual([
      ['2019-03-14', 'Cocaine', 2.5],
      ['2019-03-15', 'Cannabis resin', 7.25],
      ['2020-03-14', '', 1.5],
    ]);
  });

  it('becomes a column that stays when months become rows', async () => {
    const table = 'Province,Jan 2023,Feb 2023,Mar 2023\nHeroin,,,\nHerat,1,,2\nOpium,,,\nHerat,,4,8\n';
    expect(shown(await importOf(table, { unit: 'kg' }), 'drugText', 'date', 'kg')).toEqual([
      ['Heroin', '2023-01-01', 1],
      ['Heroin', '2023-03-01', 2],
      ['Opium', '2023-02-01', 4],
      ['Opium', '2023-03-01', 8],
    ]);
  });

  it('is carried over the ends of batches', async () => {
    const rows = (from: number) => Array.from({ length: 20_000 }, (_, at) => `2023-01-0${1 + (at % 9)},Place ${from + at},1`);
    const table = ['Date,Place,Kg', 'Heroin,,', ...rows(0), 'Cocaine,,', ...rows(20_000)].join('\n');
    await service.run(fileOf(`${table}\n`));
    expect(service.ask('SELECT drug_text, count(*), min(row), max(row), sum(kg) FROM drug_line GROUP BY drug_text ORDER BY 3')).toEqual([
      ['Heroin', 20_000, 2, 20_001, 20_000],
      ['Cocaine', 20_000, 20_003, 40_002, 20_000],
    ]);
    await service.undo(Number(service.records()[0]?.import));
  });
});

describe('a row with nothing but one text', () => {
  it('that no vocabulary knows is asked about, and answered by one column, two, none, or as data', async () => {
    const table = 'Date,Drug,Kg\nNorth desk,,\n2023-01-14,heroin,1.5\nSouth desk,,\n2023-01-15,cocaine,2.5\n';
    const asked = await questionsOf(table);
    expect(asked.map(({ id, evidence, options }) => [id, evidence.code, options.map(({ value }) => value)])).toEqual([
      ['sections', 'sections-open', ['one', 'leave-out', 'data']],
    ]);
    expect(await importOf(table, { sections: 'one' })).toHaveLength(2);
    expect(await importOf(table, { sections: 'leave-out' })).toHaveLength(2);
    expect(await importOf(table, { sections: 'data' })).toHaveLength(4);
  });

  it('is one of the places of its column, where these stand there with figures too', async () => {
    const table = 'Country,Cases,Kg\nAfghanistan,,\nAlbania,5,3\nAlgeria,,\nAndorra,4,2\nAngola,6,1\n';
    expect((await questionsOf(table)).map(({ id }) => id)).not.toContain('sections');
    expect((await service.understand(fileOf(table))).recipe.table.sections).toBeUndefined();
  });

  it('is refused as a heading of a third level with a sentence that says so', async () => {
    const table = 'Place,Cases,Kg\nEurope desk,,\n2023,,\nHeroin,,\nHerat,1,1.5\nOpium,,\nKabul,2,2.5\n';
    const [asked] = await questionsOf(table);
    expect([asked?.id, asked?.evidence.code, asked?.evidence.values.levels]).toEqual(['sections', 'sections-deep', 3]);
    expect(asked?.options.map(({ value }) => value)).toEqual(['leave-out', 'one', 'data']);
  });

  it('is asked about where one text stands both above headings and above rows', async () => {
    const table = 'Place,Cases,Kg\n2022,,\nHeroin,,\nHerat,1,1.5\n2023,,\nKabul,2,2.5\n';
    const [asked] = await questionsOf(table);
    expect([asked?.id, asked?.evidence.code]).toEqual(['sections', 'sections-open-two']);
  });

  it('that stands among cells of a sheet as a note or a total stays one', async () => {
    const table = 'Province,Cases,Kg\nHeroin,,\nHerat,1,1.5\nTotal,1,1.5\nCocaine,,\nKabul,2,2.5\nTotal,2,2.5\nNote: made up.,,\n';
    expect(await importOf(table)).toHaveLength(2);
  });
});

describe('a group that begins with its sums', () => {
  const table = 'Province,Cases,Quantity (kg)\nHeroin,5,45.5\nHerat,3,40\nKabul,2,5.5\nOpium,7,20\nHerat,4,12\nKabul,3,8\nTotal,12,65.5\n';

  it('counts once, and gives its rows the drug that the sums are named for', async () => {
    expect(shown(await importOf(table), 'row', 'drugText', 'division', 'events', 'kg')).toEqual([
      [2, 'Heroin', 'Herat', 3, 40],
      [3, 'Heroin', 'Kabul', 2, 5.5],
      [5, 'Opium', 'Herat', 4, 12],
      [6, 'Opium', 'Kabul', 3, 8],
    ]);
    const { notes, recipe } = await service.understand(fileOf(table));
    expect(notes.find(({ code }) => code === 'sections-sums')?.values).toEqual({ rows: 2, list: 'Heroin, Opium', name: 'Section' });
    expect(recipe.table.sections).toEqual({ names: ['Section'], sums: true });
  });

  it('has decimal commas and points between the thousands, its label in a column that its rows leave blank', async () => {
    const french =
      'Drogue;Département;Nombre de cas;Quantité (kg)\nHéroïne;;5;1.045,5\n;Paris;3;1.040\n;Lyon;2;5,5\nCocaïne;;7;20\n;Paris;4;12\n;Lyon;3;8\n';
    expect(shown(await importOf(french), 'drugText', 'division', 'events', 'kg')).toEqual([
      ['Héroïne', 'Paris', 3, 1040],
      ['Héroïne', 'Lyon', 2, 5.5],
      ['Cocaïne', 'Paris', 4, 12],
      ['Cocaïne', 'Lyon', 3, 8],
    ]);
  });

  it('is asked about where its name is not known, and is data where it does not add up', async () => {
    const desks = table.replace('Heroin', 'North desk').replace('Opium', 'South desk');
    const [asked] = await questionsOf(desks, { drug: 'heroin' });
    expect([asked?.id, asked?.evidence.code, asked?.evidence.values]).toEqual([
      'sections',
      'sections-sums-open',
      { rows: 2, others: 4, list: 'North desk, South desk' },
    ]);
    expect(await importOf(desks, { drug: 'heroin', sections: 'one' })).toHaveLength(4);
    expect((await service.understand(fileOf(table.replace('5,45.5', '5,45.6')))).recipe.table.sections).toEqual({
      names: ['Section'],
      sums: true,
    });
    const small = 'Province,Kg\nHeroin,1000\nHerat,996\nKabul,4\nOpium,20\nHerat,12\nKabul,8\n';
    expect((await service.understand(fileOf(small))).leftOut).toMatchObject([{ kind: 'heading', count: 2 }]);
    const wrong = table.replace('Kabul,2,5.5', 'Kabul,2,6.5').replace('Total,12,65.5\n', '');
    expect((await service.understand(fileOf(wrong))).recipe.table.sections).toBeUndefined();
  });

  it('stops the next file whose sums do not add up, naming the row', async () => {
    const { recipe } = await service.understand(fileOf(table));
    const next = 'Province,Cases,Quantity (kg)\nHeroin,5,45.5\nHerat,3,40\nKabul,2,6.5\n';
    const before = service.state();
    await expect(service.run(fileOf(next), { recipe })).rejects.toMatchObject({ code: 'unreadable-file', where: { row: 3 } });
    expect(service.state()).toEqual(before);
  });
});

describe('a recipe that reads headings', () => {
  const recipeOf = async () => (await service.understand(fileOf(drugs, 'a.csv'))).recipe;

  it('reads those of the next file, and says what that one has besides', async () => {
    const next = 'Province,Cases,Quantity (kg)\nMORPHINE,,\nHerat,1,0.5\n2024,,\nHEROIN,,\nKabul,2,0.25\n';
    const { misfits } = await service.understand(fileOf(next, 'b.csv'), { recipe: await recipeOf() });
    expect(misfits.map(({ code }) => code)).toEqual(['misfit-heading-levels']);
    await service.run(fileOf(next, 'b.csv'), { recipe: await recipeOf() });
    expect(shown(service.records(), 'drugText', 'kg')).toEqual([
      ['MORPHINE', 0.5],
      ['HEROIN', 0.25],
    ]);
    await service.undo(Number(service.records()[0]?.import));
  });

  it('and one that does not says so of a file that has them', async () => {
    const plain = 'Province,Cases,Quantity (kg),Drug\nHerat,1,0.5,opium\n';
    const { recipe } = await service.understand(fileOf(plain, 'c.csv'));
    const headed = 'Province,Cases,Quantity (kg),Drug\nHeroin,,,\nHerat,1,0.5,opium\nCocaine,,,\nKabul,1,0.5,opium\n';
    const { misfits } = await service.understand(fileOf(headed, 'd.csv'), { recipe });
    expect(misfits.map(({ code }) => code)).toContain('misfit-headings');
  });
});

it('cells of a sheet that are merged down are no headings', async () => {
  const body = `${sheetOf(
    '<c t="inlineStr"><is><t>Drug</t></is></c><c t="inlineStr"><is><t>Date</t></is></c><c t="inlineStr"><is><t>Kg</t></is></c>',
    '<c t="inlineStr"><is><t>Heroin</t></is></c><c t="inlineStr"><is><t>2019-01-14</t></is></c><c><v>1.5</v></c>',
    '<c/><c t="inlineStr"><is><t>2019-01-15</t></is></c><c><v>2.5</v></c>',
  )}<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`;
  const records = await importOf(makeWorkbook({ sheets: [{ name: 'Cases', body }] }), {}, 'merged.xlsx');
  expect(shown(records, 'drugText', 'date', 'kg')).toEqual([
    ['Heroin', '2019-01-14', 1.5],
    ['Heroin', '2019-01-15', 2.5],
  ]);
});
