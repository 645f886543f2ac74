import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qualityHandlers } from '../../electron/service/handlers/quality-handlers.ts';
import { qualityContract } from '../../shared/contract/quality.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

const ZIP = new URL('../../../shared/data/unodc-ids-2011-2016/drug-trafficking-unodc.zip', import.meta.url);
const call = { signal: new AbortController().signal, progress: () => undefined };

/** Counts of the whole file come from its README, where they were made with other tools; the rows of 2,786 and of 4,500,000 were looked up in SQLite. */
describe.skipIf(!existsSync(ZIP))('the quality of the UNODC file of 2011 to 2016 (needs ../shared/data)', { timeout: 240_000 }, () => {
  let folder: string;
  let service: ImportService;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stowage-quality-'));
    const [csv] = Object.values(unzipSync(readFileSync(ZIP), { filter: ({ name }) => name.endsWith('.csv') }));
    writeFileSync(join(folder, 'ids.csv'), csv as Uint8Array);
    service = await openImportService();
    await service.run({ kind: 'path', path: join(folder, 'ids.csv') });
  }, 240_000);
  afterAll(async () => {
    await service?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('reports zero and blank amounts, control characters and what is not stated as other tools count them', async () => {
    const report = qualityContract['quality.report'].output.parse(await qualityHandlers['quality.report'](service.context, {}, call));
    const cases = Object.fromEntries(report.problems.map((problem) => [problem.kind, problem.cases]));
    expect(cases).toMatchObject({ 'amount-zero': 26, 'amount-blank': 1, 'control-characters': 6 });
    expect(report.fields.find(({ field }) => field === 'transport')?.counts[2]).toBe(260_809);
    expect(report.fields.find(({ field }) => field === 'concealment')?.counts[2]).toBe(268_409);
    expect(report.matrix.years.find(({ year }) => year === '2014')?.cases).toBe(123_531);
    // A list that a person can work through: a few of 311,038 rows.
    const values = report.problems.filter(({ kind }) => kind.startsWith('value-')).reduce((sum, problem) => sum + problem.cases, 0);
    console.log(`amounts that do not fit their drug: ${values}`);
    expect(values).toBeLessThan(300);
  });

  it('finds the row of 4,500,000 kg and says that it would be ordinary as tablets', async () => {
    const input = { kind: 'value-extreme' as const, offset: 0, limit: 500 };
    const { cases, findings } = await qualityHandlers['quality.problem'](service.context, input, call);
    const row = cases.find(({ amountText }) => Number(amountText) === 4_500_000);
    expect(row).toMatchObject({ unitText: 'Kilogram', drugText: 'Amphetamine' });
    const reason = findings.find((finding) => finding.cases[0] === row?.id)?.reason;
    expect(reason).toMatchObject({ code: 'other-unit-large', values: { other: 'Tablet' } });
  });

  it('groups the 44,229 exact repeats, and finds 2,786 tablets that are 2.786 kg, in seconds', async () => {
    const started = performance.now();
    const found = await qualityHandlers['quality.repeats'](service.context, { leastScore: 0, offset: 0, limit: 1 }, call);
    console.log(
      `repeats: ${Math.round(performance.now() - started)} ms, ${JSON.stringify(found.counts.map(({ kind, candidates }) => [kind, candidates]))}`,
    );
    const exact = found.counts.find(({ kind }) => kind === 'exact');
    expect((exact?.cases ?? 0) - (exact?.candidates ?? 0)).toBe(44_229);
    const pairs = await qualityHandlers['quality.repeats'](
      service.context,
      { kind: 'two-units', leastScore: 0, offset: 0, limit: 500 },
      call,
    );
    const pair = pairs.candidates.find(({ cases }) => cases.some(({ amountText }) => amountText === '2786.0'));
    expect(pair?.cases.map(({ amountText, unitText }) => `${amountText} ${unitText}`)).toEqual(['2.786 Kilogram', '2786.0 Tablet']);
    expect(pair?.score).toBeGreaterThan(0.99);
  });
});
