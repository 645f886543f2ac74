import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLog } from '../../electron/service/db/queries/log.ts';
import type { Recipe } from '../../shared/contract/recipe.ts';
import { csv, idsCsv, madeUpSeizures } from '../support/build.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';
import { byPoint, column, iso, recipeWith } from '../support/recipes.ts';

/** Every table here is made up. */
let files: string;
let service: ImportService;
beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'stowage-undo-'));
  service = await openImportService();
});
afterAll(async () => {
  await service.close();
  rmSync(files, { recursive: true, force: true });
});

let made = 0;
function fileOf(text: string): { kind: 'path'; path: string } {
  const path = join(files, `table-${made++}.csv`);
  writeFileSync(path, text);
  return { kind: 'path', path };
}
const KILO = [
  { field: 'country' as const, value: 'ESP' },
  { field: 'unit' as const, value: 'kg' },
];
const newest = (): number => service.session.read.prepare<[], number>('SELECT max(id) FROM import').pluck().get() ?? 0;
const count = (table: string): number => service.session.read.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
const CASE_TABLES = ['import', 'original_block', 'unmapped', 'record_block', 'identifier'];
const caseData = () => ({
  ...Object.fromEntries(CASE_TABLES.map((table) => [table, count(table)])),
  records: service.records().length,
});

describe('taking an import back', () => {
  it('removes its records, original rows, texts and reports, leaves the others as they were, and is logged', async () => {
    await service.run(fileOf(idsCsv(madeUpSeizures(300, 1))));
    const kept = newest();
    const [before, records] = [caseData(), service.records()];
    await service.run(fileOf(idsCsv([...madeUpSeizures(200, 2), { PLACE: 'Only in the second', HIDING_PLACE: 'Hollow oar' }])));
    const id = newest();
    expect(service.records()).toHaveLength(501);
    service.changes.length = 0;
    expect(await service.undo(id)).toEqual({ cases: 201 });
    expect(caseData()).toEqual(before);
    expect(service.records()).toEqual(records);
    expect(service.changes).toEqual([expect.arrayContaining(['imports', 'cases', 'log'])]);
    const entry = service.session.read.prepare("SELECT objects FROM log WHERE action = 'import.undone'").pluck().all();
    expect(entry).toEqual([expect.stringContaining(`"import":${id},"cases":201`)]);
    expect(verifyLog(service.session.read)).toEqual([]);
    await service.undo(kept);
  });

  it('lets the same file be imported again, and refuses a number that is none', async () => {
    const file = fileOf(idsCsv(madeUpSeizures(20, 3)));
    await service.run(file);
    await service.undo(newest());
    expect((await service.run(file)).rowsAccepted).toBe(20);
    await service.undo(newest());
    await expect(service.undo(4711)).rejects.toMatchObject({ code: 'not-found' });
    expect(caseData()).toMatchObject({ import: 0, records: 0, record_block: 0 });
  });
});

describe('reading the original rows of an import again', () => {
  const rows = [
    ['Date', 'Drug', 'Kg', 'Where'],
    ['2019-01-02', 'Heroin', '1', 'Pier; one'],
    ['2019-01-03', 'White "lady"', '2', 'Two\nlines'],
    ['2019-01-03', 'White "lady"', '2', 'Two\nlines'],
    ['Total', '', '5', ''],
  ];
  const columns = [
    column('Date', 'date', { read: iso }),
    column('Drug', 'drug'),
    column('Kg', 'amount', { read: { ...byPoint, unit: 'kg' } }),
    column('Where', 'place'),
  ];
  const table = { leaveOut: [{ kind: 'totals' as const }] };
  const first = recipeWith(columns, { constants: KILO, table });

  it('by its own recipe changes nothing', async () => {
    await service.run(fileOf(csv(rows)), { recipe: first });
    const before = service.records();
    expect(before.map(({ place }) => place)).toEqual(['Pier; one', 'Two\nlines', 'Two\nlines']);
    expect(await service.rerun(newest())).toEqual({
      records: 3,
      unchanged: 3,
      changed: 0,
      added: 0,
      removed: 0,
      changes: [],
      dryRun: false,
    });
    expect(service.records()).toEqual(before);
  });

  it('by another shows the differences first, then makes exactly these, and keeps the number of every record', async () => {
    const placed = columns.map((each) => (each.field === 'drug' ? { ...each, values: [{ from: 'White "lady"', to: ['G2.1'] }] } : each));
    const second = recipeWith(placed, { constants: [{ field: 'country', value: 'PRT' }], table });
    const [before, state] = [service.records(), service.state()];
    const trial = await service.rerun(newest(), { recipe: second, dryRun: true });
    expect([service.records(), service.state()]).toEqual([before, state]);
    expect(trial).toMatchObject({ records: 3, unchanged: 0, changed: 3, added: 0, removed: 0, dryRun: true });
    expect(trial.changes).toEqual([
      { field: 'country', from: 'ESP', to: 'PRT', count: 3 },
      { field: 'drug', from: 'unplaced', to: 'G2.1', count: 2 },
    ]);
    expect(await service.rerun(newest(), { recipe: second })).toEqual({ ...trial, dryRun: false });
    expect(service.records()).toEqual(
      before.map((record, at) => ({ ...record, country: '["PRT"]', ...(at > 0 ? { drug: '["G2.1"]' } : {}) })),
    );
    expect(service.recipe(newest())).toEqual(second);
    expect(count('unmapped')).toBe(0);
  });

  it('by a recipe that leaves less out adds records, and the other way round takes them out', async () => {
    const all = recipeWith(columns, { constants: KILO });
    const ids = service.records().map(({ id }) => id);
    expect(await service.rerun(newest(), { recipe: all })).toMatchObject({ records: 4, added: 1, removed: 0 });
    expect(service.records().map(({ id, row }) => [id, row])).toEqual([...ids.map((id, at) => [id, at + 1]), [expect.any(Number), 4]]);
    expect(await service.rerun(newest(), { recipe: first })).toMatchObject({ records: 3, added: 0, removed: 1 });
    expect(service.records().map(({ id }) => id)).toEqual(ids);
    expect(count('original_block')).toBe(1);
    await service.undo(newest());
  });

  it('refuses a recipe that does not fit, and changes nothing', async () => {
    await service.run(fileOf(csv(rows)), { recipe: first });
    const before = [service.records(), service.state()];
    await expect(service.rerun(newest(), { recipe: recipeWith([column('Substance', 'drug')]) })).rejects.toMatchObject({
      code: 'unreadable-file',
    });
    await expect(service.rerun(4711)).rejects.toMatchObject({ code: 'not-found' });
    expect([service.records(), service.state()]).toEqual(before);
    await service.undo(newest());
  });
});

/** A small table: for each row a drug and the kilograms of two months. */
const smallTable = fc.array(
  fc.tuple(fc.constantFrom('Heroin', 'Cocaine', 'Made-up dust', 'Total'), fc.constantFrom('', '1', '2.5'), fc.constantFrom('', '7')),
  {
    minLength: 1,
    maxLength: 8,
  },
);
type SmallTable = [string, string, string][];

/** How a table may be read: plain, with totals left out, or with a record for each month that is not blank. */
const WAYS = ['plain', 'without-totals', 'by-month'] as const;
type Way = (typeof WAYS)[number];

function recipeOf(way: Way): Recipe {
  if (way !== 'by-month') {
    const columns = [column('Drug', 'drug'), column('Jan', 'amount', { read: byPoint }), column('Feb', null)];
    return recipeWith(columns, { constants: KILO, table: { leaveOut: way === 'plain' ? [] : [{ kind: 'totals' }] } });
  }
  const months = [
    { header: 'Jan', value: '2019-01' },
    { header: 'Feb', value: '2019-02' },
  ];
  return recipeWith([column('Drug', 'drug'), column('month', 'date', { read: iso }), column('kg', 'amount', { read: byPoint })], {
    constants: KILO,
    table: { headers: ['Drug', 'Jan', 'Feb'], unpivot: { columns: months, name: 'month', measure: 'kg' } },
  });
}

/** Row, part, drug, amount of each record, worked out from the table alone. A row that says Total and one number is a totals row. */
function expectedOf(table: SmallTable, way: Way): unknown[] {
  const numbered = table.map(([drug, jan, feb], at) => ({ row: at + 1, drug, jan, feb }));
  const amount = (text: string) => (text === '' ? null : Number(text));
  if (way === 'by-month')
    return numbered.flatMap(({ row, drug, jan, feb }) => [
      ...(jan === '' ? [] : [[row, 0, drug, amount(jan)]]),
      ...(feb === '' ? [] : [[row, 1, drug, amount(feb)]]),
    ]);
  const isTotal = ({ drug, jan, feb }: (typeof numbered)[number]) =>
    way === 'without-totals' && drug === 'Total' && (jan !== '' || feb !== '');
  return numbered.filter((each) => !isTotal(each)).map(({ row, drug, jan }) => [row, 0, drug, amount(jan)]);
}

const step = fc.oneof(
  fc.record({ do: fc.constant('import' as const), table: smallTable, way: fc.constantFrom(...WAYS) }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('rerun' as const), which: fc.nat(5), way: fc.constantFrom(...WAYS), dryRun: fc.boolean() }),
);

describe('no sequence of import, undo and re-run', () => {
  it('loses or invents a row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
        const standing: { id: number; table: SmallTable; way: Way }[] = [];
        for (const each of steps) {
          if (each.do === 'import') {
            if (expectedOf(each.table, each.way).length === 0) continue;
            await service.run(fileOf(csv([['Drug', 'Jan', 'Feb'], ...each.table])), { recipe: recipeOf(each.way), again: true });
            standing.push({ id: newest(), table: each.table, way: each.way });
          } else {
            const chosen = standing[each.which % Math.max(1, standing.length)];
            if (!chosen) continue;
            if (each.do === 'undo') {
              await service.undo(chosen.id);
              standing.splice(standing.indexOf(chosen), 1);
            } else if (expectedOf(chosen.table, each.way).length > 0) {
              await service.rerun(chosen.id, { recipe: recipeOf(each.way), dryRun: each.dryRun });
              if (!each.dryRun) chosen.way = each.way;
            }
          }
          const records = service.records();
          for (const { id, table, way } of standing) {
            const own = records.filter((record) => record.import === id);
            expect(own.map(({ row, part, drugText, amount }) => [row, part, drugText, amount])).toEqual(expectedOf(table, way));
          }
          expect(records).toHaveLength(standing.reduce((sum, { table, way }) => sum + expectedOf(table, way).length, 0));
          expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
        }
        for (const { id } of standing) await service.undo(id);
        expect(caseData()).toMatchObject({ import: 0, records: 0, record_block: 0, original_block: 0 });
      }),
      { numRuns: 12, seed: 3 },
    );
  });
});
