import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { csv } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { byComma, byPoint, column, dayFirst, iso, recipeWith } from '../support/recipes.ts';

/** Every table here is made up. Expected values are read off the tables by hand. */
let files: string;
let service: ImportService;
beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), 'stowage-recipe-'));
});
afterAll(() => rmSync(files, { recursive: true, force: true }));
beforeEach(async () => {
  service = await openImportService();
});
afterEach(() => service.close());

let made = 0;
function table(rows: string[][], delimiter = ';'): { kind: 'path'; path: string } {
  const path = join(files, `table-${made++}.csv`);
  writeFileSync(path, csv(rows, { delimiter }));
  return { kind: 'path', path };
}
const COUNTRY = [{ field: 'country' as const, value: 'ESP' }];
const KILO = [...COUNTRY, { field: 'unit' as const, value: 'kg' }];

describe('importing a table by a recipe', () => {
  it('reads dates, decimals and units as the recipe decides for whole columns, and keeps what was reported', async () => {
    const recipe = recipeWith(
      [
        column('Fecha', 'date', { read: dayFirst }),
        column('Droga', 'drug'),
        column('Cantidad (kg)', 'amount', { read: { ...byComma, unit: 'kg' } }),
        column('Lugar', 'place'),
      ],
      { constants: COUNTRY },
    );
    const report = await service.run(
      table([
        ['Fecha', 'Droga', 'Cantidad (kg)', 'Lugar'],
        ['03/04/2019', 'Cocaína', '1.234,5', 'Muelle inventado'],
        ['2020', 'heroína', '0,25', ''],
        ['31/02/2019', 'Heroína', 'unos 3', ''],
      ]),
      { recipe },
    );
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 3, rowsRejected: 0 });
    expect(report.unmapped).toEqual([
      { field: 'amount', value: 'unos 3', count: 1 },
      { field: 'date', value: '31/02/2019', count: 1 },
    ]);
    expect(service.records()).toMatchObject([
      {
        row: 1,
        date: '2019-04-03',
        precision: 0,
        amountText: '1.234,5',
        amount: 1234.5,
        kg: 1234.5,
        unitText: 'kg',
        country: '["ESP"]',
        place: 'Muelle inventado',
      },
      { row: 2, date: '2020-01-01', precision: 3, amount: 0.25, kg: 0.25 },
      { row: 3, date: null, amount: null, kg: null, amountText: 'unos 3' },
    ]);
  });

  it('places a value by the recipe first, then the crosswalk, then the vocabulary, and never by likeness', async () => {
    const recipe = recipeWith(
      [
        column('Transport', 'transport', {
          crosswalk: 'unodc-ids-2011-2016/transport',
          values: [
            { from: 'COMMERCIAL AIR', to: ['T4.2'] },
            { from: '?', to: [], missing: 'not-known' },
            { from: 'several', to: ['T1', 'T3'] },
          ],
        }),
        column('Drug', 'drug'),
      ],
      { constants: KILO },
    );
    const report = await service.run(
      table([
        ['Transport', 'Drug'],
        [' commercial air', 'Cocaine'],
        ['?', 'Cocaina'],
        ['several', 'Cocayne of the made-up kind'],
        ['Commercial sea', 'Heroin'],
        ['', 'Heroin'],
      ]),
      { recipe },
    );
    const placed = service.records();
    expect(placed.map(({ transport }) => transport)).toEqual([
      '["T4.2"]',
      '["T0.3"]',
      '["T1","T3"]',
      expect.stringMatching(/^\["T1/),
      '["T0.2"]',
    ]);
    expect(placed[0]?.drug).toBe(placed[1]?.drug);
    expect(placed[2]?.drug).toBe('["unplaced"]');
    expect(report.unmapped).toEqual([{ field: 'drug', value: 'Cocayne of the made-up kind', count: 1 }]);
  });

  it('reads a unit in the cell before the one beside it, and that before the header', async () => {
    const recipe = recipeWith(
      [column('Amount', 'amount', { read: { ...byPoint, unit: 'kg', unitInCell: true } }), column('Unit', 'unit'), column('Drug', 'drug')],
      { constants: COUNTRY },
    );
    await service.run(
      table([
        ['Amount', 'Unit', 'Drug'],
        ['500 g', 'kg', 'Heroin'],
        ['500', 'g', 'Heroin'],
        ['500', '', 'Heroin'],
        ['2 lb', '', 'Heroin'],
      ]),
      { recipe },
    );
    // 1 lb is 0.45359237 kg by the agreement of 1959.
    expect(service.records().map(({ kg, unitText }) => [kg, unitText])).toEqual([
      [0.5, 'g'],
      [0.5, 'g'],
      [500, 'kg'],
      [2 * 0.45359237, 'lb'],
    ]);
  });

  it('keeps aggregated rows with the events they stand for', async () => {
    const recipe = recipeWith(
      [
        column('FY', 'year', { read: { as: 'year', fiscal: { startMonth: 10 } } }),
        column('Month', 'month', { read: { as: 'month' } }),
        column('Drug', 'drug'),
        column('Count', 'events', { read: byPoint }),
        column('Sum (lb)', 'amount', { read: { ...byPoint, unit: 'lb' } }),
      ],
      { table: { grain: 'aggregate' }, constants: [{ field: 'country', value: 'USA' }] },
    );
    const report = await service.run(
      table([
        ['FY', 'Month', 'Drug', 'Count', 'Sum (lb)'],
        ['2020', 'OCT', 'Cocaine', '12', '100'],
        ['2020', 'SEP', 'Cocaine', '3', '0'],
        ['2020', 'JAN', 'Heroin', 'some', '1'],
      ]),
      { recipe },
    );
    // October of the fiscal year 2020, which ends in September 2020, lies in 2019.
    expect(service.records().map(({ date, precision, grain, events }) => [date, precision, grain, events])).toEqual([
      ['2019-10-01', 1, 1, 12],
      ['2020-09-01', 1, 1, 3],
      ['2020-01-01', 1, 1, 0],
    ]);
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 3, events: 15 });
    expect(report.unmapped).toEqual([{ field: 'events', value: 'some', count: 1 }]);
    expect(report.warnings.map(({ code }) => code)).toEqual(['zero-amount', 'unstated-events']);
  });

  it('leaves out totals, notes and repeated headers, says how many, and keeps them among the original rows', async () => {
    const recipe = recipeWith(
      [column('Date', 'date', { read: iso }), column('Drug', 'drug'), column('Kg', 'amount', { read: { ...byPoint, unit: 'kg' } })],
      { constants: COUNTRY, table: { leaveOut: [{ kind: 'totals' }, { kind: 'note' }, { kind: 'repeated-header' }, { kind: 'blank' }] } },
    );
    const report = await service.run(
      table([
        ['Date', 'Drug', 'Kg'],
        ['2019-01-02', 'Heroin', '1'],
        ['Date', 'Drug', 'Kg'],
        ['2019-01-03', 'Heroin', '2'],
        ['Total', '', '3'],
        ['Source: made up', '', ''],
      ]),
      { recipe },
    );
    expect(report).toMatchObject({ rowsRead: 2, rowsAccepted: 2, rowsRejected: 0 });
    expect(report.leftOut?.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'note', rows: 1 },
      { kind: 'repeated-header', rows: 1 },
      { kind: 'totals', rows: 1 },
    ]);
    expect(service.records().map(({ row }) => row)).toEqual([1, 3]);
    expect(service.session.read.prepare('SELECT sum(rows) FROM original_block').pluck().get()).toBe(5);
  });

  it('makes a record of each month of a wide table, which keeps row and part', async () => {
    const recipe = recipeWith(
      [column('Drug', 'drug'), column('month', 'date', { read: iso }), column('kg', 'amount', { read: { ...byPoint, unit: 'kg' } })],
      {
        constants: COUNTRY,
        table: {
          headers: ['Drug', 'Jan', 'Feb', 'Mar'],
          unpivot: {
            columns: [
              { header: 'Jan', value: '2019-01' },
              { header: 'Feb', value: '2019-02' },
              { header: 'Mar', value: '2019-03' },
            ],
            name: 'month',
            measure: 'kg',
          },
        },
      },
    );
    const report = await service.run(
      table([
        ['Drug', 'Jan', 'Feb', 'Mar'],
        ['Heroin', '1', '', '3'],
        ['Cocaine', '4', '5', '6'],
      ]),
      { recipe },
    );
    expect(report).toMatchObject({ rowsRead: 2, rowsAccepted: 2, records: 5 });
    expect(service.records().map(({ row, part, date, kg }) => [row, part, date, kg])).toEqual([
      [1, 0, '2019-01-01', 1],
      [1, 2, '2019-03-01', 3],
      [2, 0, '2019-01-01', 4],
      [2, 1, '2019-02-01', 5],
      [2, 2, '2019-03-01', 6],
    ]);
  });

  it('keeps coordinates that lie on the globe and tells of others, and validates identifiers', async () => {
    const recipe = recipeWith(
      [
        column('Lat', 'latitude', { read: byComma }),
        column('Lon', 'longitude', { read: byComma }),
        column('Container', 'container'),
        column('Drug', 'drug'),
      ],
      { constants: KILO },
    );
    // CSQU3054383 is the worked example of ISO 6346; its last digit altered makes it wrong.
    const report = await service.run(
      table([
        ['Lat', 'Lon', 'Container', 'Drug'],
        ['-23,96', '-46,33', 'CSQU 305438-3', 'Cocaine'],
        ['91', '10', 'CSQU3054384', 'Cocaine'],
        ['', '', 'none', 'Cocaine'],
      ]),
      { recipe },
    );
    expect(service.records().map(({ latitude, longitude, identifiers }) => [latitude, longitude, identifiers])).toEqual([
      [-23.96, -46.33, 'container CSQU3054383 1'],
      [null, 10, 'container CSQU3054384 0'],
      [null, null, null],
    ]);
    expect(report.warnings.map(({ code, row, column: header }) => [code, row, header])).toEqual([
      ['impossible-coordinate', 2, 'Lat'],
      ['identifier-check-digit', 2, 'Container'],
    ]);
    expect(report.unmapped).toEqual([{ field: 'container', value: 'none', count: 1 }]);
  });

  it('joins several columns of one field into one set, and a stated one goes before a missing one', async () => {
    const recipe = recipeWith([column('First drug', 'drug'), column('Second drug', 'drug')], { constants: KILO });
    await service.run(
      table([
        ['First drug', 'Second drug'],
        ['Heroin', 'Cannabis resin'],
        ['Cannabis resin', ''],
      ]),
      { recipe },
    );
    const [both, one] = service.records();
    expect(JSON.parse(String(both?.drug))).toHaveLength(2);
    expect(both?.drugText).toBe('Heroin; Cannabis resin');
    expect(one).toMatchObject({ drug: '["G1.2"]', drugText: 'Cannabis resin' });
  });

  it('says once when the country stands nowhere, when amounts are zero or blank, and when the file has a new column', async () => {
    const recipe = recipeWith([column('Drug', 'drug'), column('Kg', 'amount', { read: { ...byPoint, unit: 'kg' } })]);
    const report = await service.run(
      table([
        ['Drug', 'Kg', 'Extra'],
        ['Heroin', '0', 'a'],
        ['Heroin', '0.0', 'b'],
        ['Heroin', '', 'c'],
        ['Heroin', '-2', 'd'],
      ]),
      { recipe },
    );
    expect(report.warnings.map(({ code, column: header, message }) => [code, header, message.slice(0, 8)])).toEqual([
      ['country-not-stated', undefined, 'No colum'],
      ['new-column', 'Extra', 'The reci'],
      ['zero-amount', 'Kg', '2 rows s'],
      ['blank-amount', 'Kg', '1 row st'],
      ['negative-amount', 'Kg', '1 row st'],
    ]);
    expect(service.records().map(({ country, kg, amount }) => [country, kg, amount])).toEqual([
      ['["0.1"]', 0, 0],
      ['["0.1"]', 0, 0],
      ['["0.1"]', null, null],
      ['["0.1"]', null, -2],
    ]);
  });

  it('refuses a recipe whose columns the file does not hold, and one that names what is not known; nothing is changed', async () => {
    const file = table([
      ['Drug', 'Kg'],
      ['Heroin', '1'],
    ]);
    const before = service.state();
    await expect(service.run(file, { recipe: recipeWith([column('Substance', 'drug')]) })).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('"Substance"'),
    });
    const strange = [
      column('Drug', 'drug', { crosswalk: 'made-up/crosswalk' }),
      column('Drug', 'drug', { values: [{ from: 'Heroin', to: ['G99.9'] }] }),
    ];
    for (const each of strange)
      await expect(service.run(file, { recipe: recipeWith([each]) })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(service.state()).toEqual(before);
  });

  it('remembers what was chosen for this source and offers it for others, lower', async () => {
    const recipe = recipeWith([column('Drug', 'drug', { values: [{ from: 'White lady', to: ['G2.1'] }] })], { constants: KILO });
    await service.run(
      table([
        ['Drug', 'n'],
        ['White lady', '1'],
      ]),
      { recipe },
    );
    expect(service.session.read.prepare('SELECT source, field, value, codes, chosen_by FROM choice').raw().all()).toEqual([
      ['Made-up customs office', 'drug', 'white lady', '["G2.1"]', 'AB'],
    ]);
    const { suggestValues } = await import('../../electron/service/import/suggest-values.ts');
    const offered = (source: string) =>
      suggestValues(service.session.read, { field: 'drug', values: ['WHITE LADY'], source, language: 'en' }).suggestions[0]?.suggestions[0];
    expect(offered('Made-up customs office')).toMatchObject({ codes: ['G2.1'], how: 'remembered' });
    expect(offered('Another office')).toMatchObject({ codes: ['G2.1'], how: 'remembered' });
    expect(offered('Another office')?.score).toBeLessThan(offered('Made-up customs office')?.score ?? 0);
  });
});
