import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { recordTables } from '../support/records.ts';

const ZIP = fileURLToPath(new URL('../../../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip', import.meta.url));
const present = existsSync(ZIP);
if (!present) console.warn('Skipped: the UNODC file is not beside the project (../shared/data/unodc-ids-2011-2016).');

interface Counted {
  rows: number;
  repeats: number;
  byYear: Record<string, number>;
  kilograms: number;
  tonnes: number;
}

/** Counts of the archive's table by fflate and csv-parse: exact repeats are rows whose cells, untrimmed, stood in an earlier row. */
function count(): Counted {
  const files = unzipSync(readFileSync(ZIP));
  const name = Object.keys(files).find((key) => key.endsWith('.csv')) ?? '';
  const [header = [], ...rows]: string[][] = parse(Buffer.from(files[name] as Uint8Array), { delimiter: ';', bom: true });
  const [date, amount, unit] = ['SEIZURE_DATE', 'AMOUNT', 'DRUG_UNIT'].map((column) => header.indexOf(column)) as [number, number, number];
  const counted: Counted = {
    rows: rows.length,
    repeats: rows.length - new Set(rows.map((row) => JSON.stringify(row))).size,
    byYear: {},
    kilograms: 0,
    tonnes: 0,
  };
  for (const row of rows) {
    const year = (row[date] as string).slice(0, 4);
    counted.byYear[year] = (counted.byYear[year] ?? 0) + 1;
    if (row[unit] === 'Kilogram') counted.kilograms += Number(row[amount]);
    if (row[unit] === 'Gram') counted.tonnes += Number(row[amount]) / 1e6;
  }
  return counted;
}

describe.runIf(present)('the archive of the UNODC file, imported as it was downloaded', () => {
  let service: ImportService;
  beforeAll(async () => {
    service = await openImportService();
  });
  afterAll(() => service.close());

  it('gives the rows, repeats, years and kilograms that another reader counts', { timeout: 300_000 }, async () => {
    const counted = count();
    const report = await service.run({ kind: 'path', path: ZIP });
    expect(report).toMatchObject({
      rowsRead: counted.rows,
      rowsAccepted: counted.rows,
      rowsRejected: 0,
      exactRepeats: counted.repeats,
    });
    const read = recordTables(service.session.read);
    const years = read.prepare<[], [string, number]>('SELECT substr(date, 1, 4), count(*) FROM seizure GROUP BY 1').raw().all();
    expect(Object.fromEntries(years)).toEqual(counted.byYear);
    const kilogramsIn = read.prepare<[string], number>('SELECT sum(kg) FROM drug_line WHERE unit_text = ?').pluck();
    expect((kilogramsIn.get('Kilogram') ?? 0) / counted.kilograms).toBeCloseTo(1, 9);
    expect((kilogramsIn.get('Gram') ?? 0) / 1000 / counted.tonnes).toBeCloseTo(1, 9);
  });
});
