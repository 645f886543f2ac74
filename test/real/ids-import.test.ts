import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originalRow } from '../../electron/service/db/queries/originals.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { recordTables } from '../support/records.ts';

const ZIP = new URL('../../../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip', import.meta.url);

/** Expected figures were counted from the file with Python's csv module. */
describe.skipIf(!existsSync(ZIP))('importing the UNODC file of 2011 to 2016 (needs ../shared/data)', () => {
  let folder: string;
  let service: ImportService;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stowage-real-'));
    const [csv] = Object.values(
      unzipSync(readFileSync(ZIP), {
        filter: ({ name }) => name.endsWith('.csv'),
      }),
    );
    writeFileSync(join(folder, 'ids.csv'), csv as Uint8Array);
    service = await openImportService();
  });
  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('accepts every row, flags the repeats, and lists what has no code', {
    timeout: 120_000,
  }, async () => {
    const report = await service.run({
      kind: 'path',
      path: join(folder, 'ids.csv'),
    });
    expect(report).toMatchObject({
      rowsRead: 311_038,
      rowsAccepted: 311_038,
      rowsRejected: 0,
      exactRepeats: 44_229,
    });
    expect(report.warnings.filter(({ code }) => code === 'line-break').map(({ row, column }) => [row, column])).toEqual([
      [51_683, 'PLACE'],
      [51_684, 'PLACE'],
      [249_324, 'PLACE'],
    ]);
    const tables = recordTables(service.session.read);
    const count = (sql: string) => tables.prepare(sql).pluck().get();
    expect(count('SELECT count(*) FROM seizure WHERE repeat_of IS NOT NULL')).toBe(44_229);
    expect(count('SELECT count(*) FROM drug_line WHERE amount IS NULL')).toBe(1);
    expect(count('SELECT count(*) FROM drug_line WHERE amount = 0')).toBe(26);
    expect(count('SELECT count(*) FROM seizure WHERE date IS NULL')).toBe(0);
    const rows: string[][] = parse(readFileSync(join(folder, 'ids.csv')), {
      delimiter: ';',
    });
    for (const row of [1, 16_384, 16_385, 51_683, 249_324, 311_038])
      expect(originalRow(service.session.read, 1, row).cells).toEqual(rows[row]);
    for (const { value, count: stated } of report.unmapped) expect([value, stated > 0]).toEqual([value, true]);
  });
});
