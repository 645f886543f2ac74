import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportService, openImportService } from '../support/import-service.ts';

const FILE = fileURLToPath(new URL('../../../shared/data/us-cbp/nationwide-drugs-fy20-fy23.csv', import.meta.url));
const present = existsSync(FILE);
if (!present) console.warn('Skipped: the US CBP file is not beside the project (../shared/data/us-cbp).');

type Row = Record<'FY' | 'Month (abbv)' | 'Drug Type' | 'Count of Event' | 'Sum Qty (lbs)', string>;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** The international pound of 1959, exactly. */
const KG_IN_POUND = 0.45359237;

/** The US fiscal year begins in October and is named for the year in which it ends, so October to December lie in the year before. */
function calendarMonth({ FY, 'Month (abbv)': name }: Row): string {
  const month = MONTHS.indexOf(name) + 1;
  return `${month >= 10 ? Number(FY) - 1 : FY}-${String(month).padStart(2, '0')}`;
}

function sums<T>(rows: T[], key: (row: T) => string, value: (row: T) => number): Record<string, number> {
  const found: Record<string, number> = {};
  for (const row of rows) found[key(row)] = (found[key(row)] ?? 0) + value(row);
  return found;
}

/** What csv-parse and additions say of the same file. */
describe.runIf(present)('the aggregated table of the United States', () => {
  const rows: Row[] = present ? parse(readFileSync(FILE), { columns: true, bom: true }) : [];
  let service: ImportService;
  beforeAll(async () => {
    service = await openImportService();
  });
  afterAll(() => service.close());

  it('is imported with its weights: rows and events as counted', async () => {
    const events = rows.reduce((sum, row) => sum + Number(row['Count of Event']), 0);
    const report = await service.run({ kind: 'path', path: FILE });
    expect(rows).toHaveLength(9924);
    expect(report).toMatchObject({ rowsRead: 9924, rowsAccepted: 9924, rowsRejected: 0, events });
    expect(report.unmapped).toEqual([]);
    expect(service.records().every(({ grain, country }) => grain === 1 && country === '["USA"]')).toBe(true);
  });

  it('has each fiscal month in its calendar month', () => {
    const expected = sums(rows, calendarMonth, (row) => Number(row['Count of Event']));
    const found = sums(
      service.records(),
      ({ date }) => String(date).slice(0, 7),
      ({ events }) => Number(events),
    );
    expect(found).toEqual(expected);
    expect(Object.keys(found)).toHaveLength(48);
    expect(Object.keys(found).sort()[0]).toBe('2019-10');
    expect(Object.keys(found).sort().at(-1)).toBe('2023-09');
    expect(new Set(service.records().map(({ precision }) => precision)).size).toBe(1);
  });

  it('has kilograms of its pounds, drug by drug', () => {
    const expected = sums(
      rows,
      (row) => row['Drug Type'],
      (row) => Number(row['Sum Qty (lbs)']) * KG_IN_POUND,
    );
    const found = sums(
      service.records(),
      ({ drugText }) => String(drugText),
      ({ kg }) => Number(kg),
    );
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [drug, kg] of Object.entries(expected)) expect([drug, Math.abs((found[drug] ?? 0) / kg - 1) < 1e-9]).toEqual([drug, true]);
    const drugs = new Map(service.records().map(({ drugText, drug }) => [drugText, drug]));
    expect([...drugs.values()].filter((codes) => codes === '[]' || codes === null)).toEqual([]);
  });
});
