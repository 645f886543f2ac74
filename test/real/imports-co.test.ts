import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originalRow } from '../../electron/service/db/queries/originals.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/co-heroin/', import.meta.url));
const present = existsSync(FOLDER);
if (!present) console.warn('Skipped: the Colombian files are not beside the project (../shared/data/co-heroin).');

const [DATE, DEPARTMENT_CODE, DEPARTMENT, TOWN_CODE, TOWN, AMOUNT, UNIT] = [0, 1, 2, 3, 4, 5, 6];
/** What its column of departments names besides departments, by cut and uniq. */
const ABROAD = ['AGUAS INTERNACIONALES', 'COSTA RICA', 'ECUADOR', 'ESTADOS UNIDOS DE AMERICA', 'GUATEMALA', 'PANAMA', 'SIN ESTABLECER'];

describe.runIf(present)('the Colombian table as CSV and as XLSX', () => {
  const rows: string[][] = present ? parse(readFileSync(`${FOLDER}incautacion-de-heroina.csv`), { bom: true }).slice(1) : [];
  const services: ImportService[] = [];
  beforeAll(async () => {
    for (const ending of ['csv', 'xlsx']) {
      const service = await openImportService();
      services.push(service);
      const report = await service.run({ kind: 'path', path: `${FOLDER}incautacion-de-heroina.${ending}` });
      expect(report).toMatchObject({ rowsRead: 14_548, rowsAccepted: 14_548, rowsRejected: 0 });
      expect(report.unmapped).toEqual([{ field: 'country', value: 'AGUAS INTERNACIONALES', count: 1 }]);
    }
  });
  afterAll(async () => {
    for (const service of services) await service.close();
  });

  it('gives the same records, member by member', () => {
    const [fromCsv, fromXlsx] = services.map((service) => service.records().map(({ amountText: _, ...record }) => record));
    expect(fromCsv).toHaveLength(14_548);
    expect(fromXlsx).toEqual(fromCsv);
  });

  it('has what csv-parse reads of it', () => {
    const found = services[0]?.records().map(({ date, division, place, amount, unitText }) => [date, division, place, amount, unitText]);
    const expected = rows.map((row) => [row[DATE], row[DEPARTMENT], row[TOWN], Number(row[AMOUNT]), row[UNIT]]);
    expect(found).toEqual(expected);
    const all = services[0]?.records() ?? [];
    expect(new Set(all.map(({ drugText }) => drugText))).toEqual(new Set(['heroina']));
    const atHome = all.filter(({ division }) => !ABROAD.includes(String(division)));
    expect(new Set(atHome.map(({ country }) => country))).toEqual(new Set(['["COL"]']));
    const abroad = all.filter(({ division }) => ABROAD.includes(String(division)));
    expect(abroad.length).toBeGreaterThan(0);
    expect(abroad.map(({ country }) => country)).not.toContain('["COL"]');
    expect(new Set(abroad.filter(({ division }) => division === 'ECUADOR').map(({ country }) => country))).toEqual(new Set(['["ECU"]']));
    const kilograms = rows.reduce((sum, row) => sum + Number(row[AMOUNT]), 0);
    expect(Math.abs(all.reduce((sum, { kg }) => sum + Number(kg), 0) / kilograms - 1)).toBeLessThan(1e-9);
  });

  it.each([0, 1])('keeps the leading zero of codes in the original rows of file %i', (at) => {
    const read = (services[at] as ImportService).session.read;
    const leading = rows.flatMap((row, place) => (row[DEPARTMENT_CODE]?.startsWith('0') ? [place] : []));
    expect(leading.length).toBeGreaterThan(1000);
    for (const place of leading.filter((_, nth) => nth % 50 === 0)) {
      const { cells } = originalRow(read, 1, place + 1);
      expect([cells[DEPARTMENT_CODE], cells[TOWN_CODE]]).toEqual([rows[place]?.[DEPARTMENT_CODE], rows[place]?.[TOWN_CODE]]);
    }
  });
});
