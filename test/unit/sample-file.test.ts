import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleBytes, sampleFileName, writeSample } from '../../electron/service/sample/write-sample.ts';
import { crosswalkById } from '../../shared/domain/crosswalks.ts';
import { recogniseLayout } from '../../shared/domain/layout.ts';
import { StowageError } from '../../shared/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'stowage-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function read(bytes: Uint8Array): Record<string, string>[] {
  return parse(Buffer.from(bytes), { delimiter: ';', columns: true }) as Record<string, string>[];
}

const rows = read(await sampleBytes({ cases: 6000, seed: 7 }));

describe('a newcomer writes a sample', () => {
  it('gets as many cases as asked, in the layout of the UNODC file, and the name and every place say it is invented', async () => {
    const { path, rows: count } = await writeSample({ folder, cases: 3000, seed: 7 });
    expect(path).toContain('invented');
    expect(count).toBe(3000);
    const written = read(readFileSync(path));
    expect(written).toHaveLength(3000);
    expect(recogniseLayout(Object.keys(written[0] ?? {}))?.id).toBe('unodc-ids-2011-2016');
    for (const row of written) expect(`${row.PLACE} ${row.ADMINISTRATIVE_DIVISION}`).toMatch(/^ ?$|Invented/);
  });

  it('gets the same bytes from the same seed and others from another', async () => {
    const first = await sampleBytes({ cases: 500, seed: 3 });
    expect(sha256(await sampleBytes({ cases: 500, seed: 3 }))).toBe(sha256(first));
    expect(sha256(await sampleBytes({ cases: 500, seed: 4 }))).not.toBe(sha256(first));
  });

  it('finds what real files hold: repeats, blanks, Unknown, None, odd units, line breaks in a cell', async () => {
    const whole = rows.map((row) => JSON.stringify(row));
    const repeats = whole.length - new Set(whole).size;
    expect(repeats / whole.length).toBeGreaterThan(0.015);
    expect(repeats / whole.length).toBeLessThan(0.05);
    for (const value of ['', 'Unknown', 'None'])
      expect(
        rows.some(({ TRANSPORT }) => TRANSPORT === value),
        value,
      ).toBe(true);
    expect(rows.some(({ DRUG_UNIT }) => ['Packages', 'Ampoule', 'Viss', 'Bush', ''].includes(DRUG_UNIT ?? '?'))).toBe(true);
    expect(read(await sampleBytes({ cases: 20_000, seed: 1 })).some(({ PLACE }) => PLACE?.includes('\n'))).toBe(true);
  });

  it('meets only those values without a code that real files hold too, so that there is something to decide', () => {
    const layout = recogniseLayout(Object.keys(rows[0] ?? {}));
    const unplaced = (layout?.fields ?? []).flatMap(({ header, crosswalk }) => {
      const values = crosswalk === null ? [] : [...new Set(rows.map((row) => row[header] ?? ''))];
      return values
        .filter((value) => crosswalk !== null && crosswalkById(crosswalk).apply(value).status === 'unmapped')
        .map((value) => `${header}: ${value}`);
    });
    expect(unplaced.sort()).toEqual(['HIDING_PLACE: Container', 'HIDING_PLACE: Inserted']);
  });

  it('cancels one that is made in memory, which lets the cancel be heard between its pieces', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const making = sampleBytes({ cases: 1_000_000, seed: 5 }, { signal: controller.signal, progress: () => undefined });
    await expect(making).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('cancels and finds no half a file', async () => {
    const controller = new AbortController();
    const progress = () => controller.abort();
    await expect(writeSample({ folder, cases: 100_000, seed: 9 }, { signal: controller.signal, progress })).rejects.toThrowError(
      StowageError,
    );
    expect(readdirSync(folder)).not.toContain(sampleFileName({ cases: 100_000, seed: 9 }));
  });
});
