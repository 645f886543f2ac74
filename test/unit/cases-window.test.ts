import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseHandlers } from '../../electron/service/handlers/case-handlers.ts';
import { casesContract } from '../../shared/contract/cases.ts';
import { IDS_HEADERS, type IdsRow, idsCsv, madeUpSeizures } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

const ROWS: IdsRow[] = [
  {
    PLACE: 'Pier "nine"; north\nof the mole',
    AMOUNT: '250.0',
    DRUG_UNIT: 'Gram',
  },
  { COUNTRY: 'Chile', SEIZURE_DATE: '2011-12', AMOUNT: '', TRANSPORT: '' },
  {
    DRUG_NAME: 'Ecstasy',
    AMOUNT: '200',
    DRUG_UNIT: 'Tablet',
    SEIZURE_DATE: '',
  },
  {
    PLACE: 'Pier "nine"; north\nof the mole',
    AMOUNT: '250.0',
    DRUG_UNIT: 'Gram',
  },
];

let folder: string;
let service: ImportService;
const call = { signal: new AbortController().signal, progress: () => {} };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-cases-'));
  service = await openImportService();
  const path = join(folder, 'made-up.csv');
  writeFileSync(path, idsCsv(ROWS, { newline: '\r\n' }));
  await service.run({ kind: 'path', path });
  const more = join(folder, 'more.csv');
  writeFileSync(more, idsCsv(madeUpSeizures(40_000, 4)).replaceAll('\n', '\r'));
  await service.run({ kind: 'path', path: more });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

const windowOf = async (input: object) =>
  casesContract['cases.window'].output.parse(
    await caseHandlers['cases.window'](service.context, casesContract['cases.window'].input.parse(input), call),
  );
const get = async (id: number, language = 'en') =>
  casesContract['cases.get'].output.parse(
    await caseHandlers['cases.get'](service.context, casesContract['cases.get'].input.parse({ id, language }), call),
  );

describe('a window of cases', () => {
  it('shows the mapped record as the file says it', async () => {
    const { total, cases } = await windowOf({ limit: 4 });
    expect(total).toBe(40_004);
    // Written by hand from the four rows above and the vocabularies of the field.
    expect(cases[0]).toEqual({
      id: 1,
      date: '2014-03-09',
      datePrecision: 'day',
      country: ['ESP'],
      place: 'Pier "nine"; north\nof the mole',
      division: 'Made-up province',
      drug: ['G2.5'],
      drugText: 'Cocaine',
      amountText: '250.0',
      unitText: 'Gram',
      kg: 0.25,
      conversion: 'exact-mass',
      transport: ['T1.0'],
      concealment: ['C2.0'],
      'seizure-place': ['L2.1'],
      produced: ['COL'],
      departed: ['ECU'],
      destined: ['ESP'],
      grain: 'case',
      events: 1,
      repeatOf: null,
      importId: 1,
      row: 1,
    });
    expect(cases[1]).toMatchObject({
      country: ['CHL'],
      date: '2011-12-01',
      datePrecision: 'month',
      kg: null,
      conversion: 'not-convertible',
      transport: ['T0.2'],
    });
    // 200 tablets at 270 mg: 0.054 kg, an assumed factor.
    expect(cases[2]).toMatchObject({
      date: null,
      kg: 0.054,
      conversion: 'assumed',
    });
    expect(cases[3]).toMatchObject({ repeatOf: 1, row: 4 });
  });

  it('holds just the rows asked for, in the order asked for', async () => {
    const filter = { all: [{ facet: 'country', in: ['CHL'] }] };
    const expected = Number(service.ask(`SELECT count(*) FROM seizure WHERE country = '["CHL"]'`)[0]?.[0]);
    const page = await windowOf({
      filter,
      sort: 'date',
      descending: true,
      offset: 50,
      limit: 20,
    });
    expect(page.total).toBe(expected);
    expect(page.cases).toHaveLength(20);
    const dates = page.cases.map(({ date }) => date as string);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(new Set(page.cases.map(({ country }) => country.join()))).toEqual(new Set(['CHL']));
    expect((await windowOf({ filter, offset: expected, limit: 10 })).cases).toEqual([]);
    expect((await windowOf({ limit: 0 })).cases).toEqual([]);
  });
});

describe('one case', () => {
  it('stands beside its original row, cell by cell, with where it came from', async () => {
    const detail = await get(1);
    expect(detail.original.headers).toEqual([...IDS_HEADERS]);
    expect(detail.original.cells[4]).toBe('Pier "nine"; north\nof the mole');
    expect(detail.original.cells).toHaveLength(16);
    expect(detail.original).toMatchObject({
      fileName: 'made-up.csv',
      row: 1,
      line: 2,
      importedBy: 'AB',
      importedAt: '2026-02-03T04:05:06.000Z',
    });
    // Row 1 holds one line break, so the fourth row begins on line 6.
    expect((await get(4)).original).toMatchObject({ row: 4, line: 6 });
  });

  it('tells the factor behind an assumed mass in the reader’s language', async () => {
    const { quantity } = await get(3, 'fr');
    expect(quantity).toMatchObject({
      amount: 200,
      units: 200,
      factor: { id: 'tablet-ecstasy', source: expect.any(String) },
    });
    expect(quantity.factor?.text).not.toBe((await get(3, 'en')).quantity.factor?.text);
    expect(quantity.kgLow as number).toBeLessThan(0.054);
    expect(quantity.kgHigh as number).toBeGreaterThan(0.054);
  });

  it('gives every original row back as it was, across blocks, from a file with lone carriage returns', async () => {
    const rows = madeUpSeizures(40_000, 4);
    for (const row of [1, 2, 16_384, 16_385, 32_769, 39_999, 40_000]) {
      const { original } = await get(4 + row);
      const expected = idsCsv([rows[row - 1] as IdsRow]).split('\n')[1] as string;
      expect(original).toMatchObject({
        fileName: 'more.csv',
        row,
        line: row + 1,
      });
      expect(idsCsv([Object.fromEntries(IDS_HEADERS.map((header, at) => [header, original.cells[at] as string]))]).split('\n')[1]).toBe(
        expected,
      );
    }
  });

  it('that is not there is told as such', async () => {
    await expect(get(99_999_999)).rejects.toMatchObject({ code: 'not-found' });
  });
});
