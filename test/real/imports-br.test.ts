import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportService, openImportService } from '../support/import-service.ts';

const FILE = fileURLToPath(new URL('../../../shared/data/br-ports-airports/PF_Apreensoes_Portos_Aeroportos.csv', import.meta.url));
const present = existsSync(FILE);
if (!present) console.warn('Skipped: the Brazilian file is not beside the project (../shared/data/br-ports-airports).');

/** Rows as plain splitting gives them: the file holds no quotes. */
function splitRows(): string[][] {
  const lines = readFileSync(FILE, 'utf8').replace('\ufeff', '').split(/\r?\n/);
  return lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(';'));
}

const [UF, CITY, DATE, DRUG, AMOUNT, UNIT, ORIGIN, LATITUDE, LONGITUDE] = [0, 3, 4, 5, 6, 7, 8, 9, 10];
const byComma = (text: string): number | null => (text === '' ? null : Number(text.replace(',', '.')));

function isoOf(monthFirst: string): string {
  const [month = '', day = '', year = ''] = monthFirst.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

describe.runIf(present)('the Brazilian table of ports and airports', () => {
  const rows = present ? splitRows() : [];
  let service: ImportService;
  beforeAll(async () => {
    service = await openImportService();
    expect(await service.run({ kind: 'path', path: FILE })).toMatchObject({ rowsRead: 6089, rowsAccepted: 6089, rowsRejected: 0 });
  });
  afterAll(() => service.close());
  const columns = (...names: string[]) => service.records().map((record) => names.map((name) => record[name]));

  it('has every date read month first', () => {
    expect(rows).toHaveLength(6089);
    expect(columns('row', 'date')).toEqual(rows.map((row, at) => [at + 1, isoOf(row[DATE] as string)]));
  });

  it('has amounts and coordinates read by the comma', () => {
    const expected = rows.map((row) => [AMOUNT, LATITUDE, LONGITUDE].map((at) => byComma(row[at] as string)));
    expect(columns('amount', 'latitude', 'longitude')).toEqual(expected);
  });

  it('has kilograms from grams, and none of tablets', () => {
    const found = columns('unitText', 'amount', 'kg');
    for (const [at, [unit, amount, kg]] of found.entries()) {
      expect(unit).toBe(rows[at]?.[UNIT]);
      if (unit !== 'gramas' || amount === null) continue;
      expect(Math.abs(Number(kg) - Number(amount) / 1000)).toBeLessThanOrEqual(1e-12 * Number(amount));
    }
    // By cut and uniq over the file: 4,697 + 9 + 946 + 252 rows in grams.
    expect(found.filter(([unit]) => unit === 'gramas')).toHaveLength(5904);
  });

  it('has country, division, city, drug and place as they stand', () => {
    expect(columns('division', 'place', 'drugText')).toEqual(rows.map((row) => [UF, CITY, DRUG].map((at) => row[at])));
    expect(columns('country').every(([country]) => country === '["BRA"]')).toBe(true);
    const places = new Map(service.records().map((record, at) => [rows[at]?.[ORIGIN], record.seizure_place]));
    expect(places.size).toBe(2);
    expect(new Set(places.values()).size).toBe(2);
  });
});
