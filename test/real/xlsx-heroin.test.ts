import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../support/workbook-file.ts';

const FOLDER = new URL('../../../shared/data/co-heroin/', import.meta.url);
const NUMBER = /^-?\d+(\.\d+)?(e-?\d+)?$/;

/** Amounts by value, since the CSV writes some as `4e-04`; everything else by its text. */
const same = (a: string, b: string, column: number) =>
  a === b || (column === AMOUNT && NUMBER.test(a) && NUMBER.test(b) && Number(a) === Number(b));
const AMOUNT = 5;

/** Rows of the CSV that hold `,"05"`, by grep: their code must keep its leading zero. */
const FROM_ANTIOQUIA = 1097;

/** The CSV of the same table, read by csv-parse, says what is expected; 14,548 rows by its README. */
describe.skipIf(!existsSync(FOLDER))('the Colombian table (needs ../shared/data)', () => {
  it('has the same rows as XLSX and as CSV', async () => {
    const { text, source } = await readSheet(readFileSync(new URL('incautacion-de-heroina.xlsx', FOLDER)));
    const sheet = parse(text) as string[][];
    const table = parse(readFileSync(new URL('incautacion-de-heroina.csv', FOLDER)), { bom: true }) as string[][];
    expect(sheet).toHaveLength(14_549);
    expect(table).toHaveLength(14_549);
    const unlike = table.flatMap((row, n) =>
      row.every((cell, at) => same(cell, sheet[n]?.[at] ?? '', at)) ? [] : [{ row, read: sheet[n] }],
    );
    expect(unlike).toEqual([]);
    expect(source.typed()[0]).toEqual({ numbers: 0, dates: 14_548, texts: 1, truths: 0 });
    expect(sheet.filter((row) => row[1]?.startsWith('05')).length).toBe(FROM_ANTIOQUIA);
  });
});
