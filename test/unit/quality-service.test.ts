import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { qualityHandlers } from '../../electron/service/handlers/quality-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import type { qualityContract } from '../../shared/contract/quality.ts';
import type { CallContext, InputOf, OutputOf } from '../../shared/rpc.ts';
import { idsCsv } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

type Contract = typeof qualityContract;

let service: ImportService;
let signal: AbortSignal;

/** Calls a handler as the service does: the input parsed, the output checked against the contract. */
async function call<M extends keyof Contract>(method: M, input: InputOf<Contract[M]>): Promise<OutputOf<Contract[M]>> {
  const context: CallContext = { signal, progress: () => undefined };
  const handler = qualityHandlers[method] as unknown as (service: unknown, input: unknown, call: CallContext) => unknown;
  const output = await handler(service.context, contract[method].input.parse(input), context);
  return contract[method].output.parse(output) as OutputOf<Contract[M]>;
}

/** Made-up rows: an exact repeat, one seizure in two units, two drugs of one case, a zero amount, a cell with a control character. */
const ROWS = [
  ...Array.from({ length: 40 }, (_, at) => ({
    PLACE: `Made-up village ${at}`,
    SEIZURE_DATE: `201${at % 6}-0${(at % 9) + 1}-1${at % 10}`,
    AMOUNT: `${at + 2}.${at}`,
  })),
  { PLACE: 'Made-up quay', SEIZURE_DATE: '2014-06-29', DRUG_NAME: 'Buprenorphine', AMOUNT: '2786.0', DRUG_UNIT: 'Tablet' },
  { PLACE: 'MADE-UP QUAY', SEIZURE_DATE: '2014-06-29', DRUG_NAME: 'Buprenorphine', AMOUNT: '2.786', DRUG_UNIT: 'Kilogram' },
  { PLACE: 'Made-up market', SEIZURE_DATE: '2014-06-29', DRUG_NAME: 'Cocaine', AMOUNT: '9.25' },
  { PLACE: 'Made-up market', SEIZURE_DATE: '2014-06-29', DRUG_NAME: 'Heroin', AMOUNT: '3.5' },
  { PLACE: 'Made-up\u0007bay', SEIZURE_DATE: '2014-06-29', AMOUNT: '0.0' },
  { PLACE: 'Made-up village 3', SEIZURE_DATE: '2013-04-13', AMOUNT: '5.3' },
];

async function importRows(rows: typeof ROWS, fileName = 'made-up.csv'): Promise<void> {
  await service.run({ kind: 'bytes', fileName, bytes: new TextEncoder().encode(idsCsv(rows)) });
}

beforeEach(async () => {
  signal = new AbortController().signal;
  service = await openImportService();
  await importRows(ROWS);
});
afterEach(() => service.close());

describe('the report', () => {
  it('says how complete the records are and what is wrong in them, for the workspace and for one import', async () => {
    const report = await call('quality.report', {});
    expect(report.cases).toBe(46);
    expect(report.problems.map(({ kind, cases }) => [kind, cases])).toEqual(
      expect.arrayContaining([
        ['amount-zero', 1],
        ['control-characters', 1],
      ]),
    );
    expect(report.fields.find(({ field }) => field === 'date')?.counts).toEqual([46, 0, 0, 0, 0, 0]);
    expect((await call('quality.report', { import: 1 })).cases).toBe(46);
    await expect(call('quality.report', { import: 99 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('opens the cases of a problem with their records', async () => {
    const found = await call('quality.problem', { kind: 'amount-zero' });
    expect(found.total).toBe(1);
    expect(found.cases.map(({ id, amountText }) => [id, amountText])).toEqual([[45, '0.0']]);
  });

  it('of a workspace without cases is empty, and finds nothing', async () => {
    await service.undo(1);
    const report = await call('quality.report', {});
    expect([report.cases, report.problems]).toEqual([0, []]);
    expect((await call('quality.repeats', {})).total).toBe(0);
  });
});

describe('repeats', () => {
  it('are listed with reasons, counted from each score on, and capped by page', async () => {
    const found = await call('quality.repeats', {});
    expect(found.candidates.map(({ kind, members }) => [kind, members])).toEqual([
      ['exact', [4, 46]],
      ['two-units', [42, 41]],
      ['lines', [43, 44]],
    ]);
    expect(found.counts.map(({ kind, candidates, cases }) => [kind, candidates, cases])).toEqual([
      ['exact', 1, 2],
      ['two-units', 1, 2],
      ['lines', 1, 2],
      ['two-sources', 0, 0],
    ]);
    const page = await call('quality.repeats', { offset: 1, limit: 1 });
    expect([page.total, page.candidates.map(({ kind }) => kind)]).toEqual([3, ['two-units']]);
  });

  it('are compared side by side, field by field and cell by cell', async () => {
    const { fields, originals } = await call('quality.compare', { ids: [42, 41] });
    expect(fields.find(({ field }) => field === 'amountText')).toEqual({ field: 'amountText', values: ['2.786', '2786.0'], same: false });
    expect(fields.find(({ field }) => field === 'date')?.same).toBe(true);
    expect(originals.map(({ caseId, cells }) => [caseId, cells[7], cells[8]])).toEqual([
      [42, '2.786', 'Kilogram'],
      [41, '2786.0', 'Tablet'],
    ]);
    await expect(call('quality.compare', { ids: [1, 999] })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leave the list when merged, come back when taken apart, and stay away when dismissed', async () => {
    const { id } = await call('quality.merge', { kind: 'two-units', lead: 42, members: [42, 41], reasons: [], score: 0.9 });
    expect(service.changes.at(-1)).toEqual(['cases', 'quality', 'log']);
    expect((await call('quality.repeats', {})).candidates.map(({ kind }) => kind)).toEqual(['exact', 'lines']);
    expect(await call('quality.merges', {})).toMatchObject({
      total: 1,
      merges: [
        {
          id,
          kind: 'two-units',
          members: [
            { caseId: 42, role: 'lead' },
            { caseId: 41, role: 'duplicate' },
          ],
        },
      ],
    });
    expect((await service.session.columns()).rows).toBe(45);
    await call('quality.unmerge', { ids: [id] });
    expect((await call('quality.repeats', {})).total).toBe(3);
    expect((await service.session.columns()).rows).toBe(46);
    await call('quality.dismiss', { members: [42, 41] });
    expect((await call('quality.repeats', {})).total).toBe(2);
    await call('quality.dismiss', { members: [42, 41], back: true });
    expect((await call('quality.repeats', {})).total).toBe(3);
  });

  it('are merged all at once only for the number that was shown', async () => {
    await expect(call('quality.merge-all', { kind: 'exact', leastScore: 0.5, expected: 7 })).rejects.toThrow(
      'There are 1 such candidates now, not 7',
    );
    expect((await call('quality.merges', {})).total).toBe(0);
    expect(await call('quality.merge-all', { kind: 'exact', leastScore: 0.5, expected: 1 })).toEqual({ merges: 1, cases: 2, skipped: 0 });
    expect((await call('quality.merges', {})).total).toBe(1);
  });

  it('across two files are found, and undoing one takes their merge with it', async () => {
    await importRows(ROWS.slice(0, 2), 'made-up again.csv');
    const found = await call('quality.repeats', { kind: 'exact' });
    expect(found.candidates.map(({ members }) => members)).toEqual(
      expect.arrayContaining([
        [1, 47],
        [2, 48],
      ]),
    );
    await call('quality.merge', { kind: 'exact', lead: 1, members: [1, 47] });
    await service.undo(2);
    expect((await call('quality.merges', {})).total).toBe(0);
    expect((await service.session.columns()).rows).toBe(46);
  });
});

it('a search or report that is cancelled stops and says that nothing was changed', async () => {
  signal = AbortSignal.abort();
  const before = service.state();
  await expect(call('quality.repeats', {})).rejects.toMatchObject({ code: 'cancelled' });
  await expect(call('quality.report', {})).rejects.toMatchObject({ code: 'cancelled' });
  expect(service.state()).toEqual(before);
});
