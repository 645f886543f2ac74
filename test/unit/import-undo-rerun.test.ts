import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLog } from '../../electron/service/db/queries/log.ts';
import { qualityHandlers } from '../../electron/service/handlers/quality-handlers.ts';
import { totals } from '../../shared/columns/group-by.ts';
import { select } from '../../shared/columns/select.ts';
import type { Recipe } from '../../shared/contract/recipe.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
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

/**
 * How a table may be read: plain, with totals left out, with a value placed by hand, with a record for each month that is not blank, or with rows that
 * hold nothing but a name as headings of those below.
 */
const WAYS = ['plain', 'without-totals', 'placed', 'by-month', 'by-section'] as const;
type Way = (typeof WAYS)[number];
const PLACED = { from: 'Made-up dust', to: ['G2.1'] };

function recipeOf(way: Way): Recipe {
  if (way === 'by-month') {
    const months = [
      { header: 'Jan', value: '2019-01' },
      { header: 'Feb', value: '2019-02' },
    ];
    return recipeWith([column('Drug', 'drug'), column('month', 'date', { read: iso }), column('kg', 'amount', { read: byPoint })], {
      constants: KILO,
      table: { headers: ['Drug', 'Jan', 'Feb'], unpivot: { columns: months, name: 'month', measure: 'kg' } },
    });
  }
  const drug = column('Drug', 'drug', way === 'placed' ? { values: [PLACED] } : {});
  const columns = [drug, column('Jan', 'amount', { read: byPoint }), column('Feb', null)];
  const table = { leaveOut: way === 'without-totals' ? [{ kind: 'totals' as const }] : [] };
  if (way !== 'by-section') return recipeWith(columns, { constants: KILO, table });
  return recipeWith([...columns, column('Section', 'place')], { constants: KILO, table: { ...table, sections: { names: ['Section'] } } });
}

interface Expected {
  row: number;
  part: number;
  drugText: string;
  amount: number | null;
  place: string;
  isPlaced: boolean;
}

/** The records, worked out from the table alone. A row that says Total and one number is a totals row; a heading is a name with no number. */
function expectedOf(table: SmallTable, way: Way): Expected[] {
  const amount = (text: string) => (text === '' ? null : Number(text));
  let place = '';
  return table.flatMap(([drugText, jan, feb], at): Expected[] => {
    const own = { row: at + 1, part: 0, drugText, place: '', isPlaced: way === 'placed' && drugText === PLACED.from };
    const blank = jan === '' && feb === '';
    if (way === 'by-month') return [jan, feb].flatMap((text, part) => (text === '' ? [] : [{ ...own, part, amount: amount(text) }]));
    if (way === 'without-totals' && drugText === 'Total' && !blank) return [];
    if (way === 'by-section' && drugText !== 'Total' && blank) {
      place = drugText;
      return [];
    }
    return [{ ...own, amount: amount(jan), place: way === 'by-section' ? place : '' }];
  });
}

const imported = fc.record({ do: fc.constant('import' as const), table: smallTable, way: fc.constantFrom(...WAYS) });
const step = fc.oneof(
  imported,
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('rerun' as const), which: fc.nat(5), way: fc.constantFrom(...WAYS), dryRun: fc.boolean() }),
  fc.record({
    do: fc.constant('merge' as const),
    kind: fc.constantFrom('exact' as const, 'lines' as const),
    members: fc.array(fc.nat(20), { minLength: 2, maxLength: 4 }),
  }),
  fc.record({ do: fc.constant('unmerge' as const), which: fc.nat(5) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the workspace must hold, kept beside it: imports, and merges by the numbers of their records, the lead first. */
interface Model {
  imports: { id: number; table: SmallTable; way: Way }[];
  merges: { id: number; kind: 'exact' | 'lines'; members: number[] }[];
}

/** A merge loses the records that are gone; with one left it vanishes, and without its lead its lowest number leads. */
function prune({ merges }: Model, present: ReadonlySet<unknown>): void {
  for (const merge of merges) {
    const [lead] = merge.members;
    const left = merge.members.filter((id) => present.has(id));
    merge.members = present.has(lead) ? left : left.toSorted((a, b) => a - b);
  }
  merges.splice(0, merges.length, ...merges.filter(({ members }) => members.length > 1));
}

const quiet = { signal: new AbortController().signal, progress: () => {} };

async function take(each: Step, model: Model): Promise<void> {
  const { imports, merges } = model;
  const chosen = 'which' in each ? imports[each.which % Math.max(1, imports.length)] : undefined;
  if (each.do === 'import' && expectedOf(each.table, each.way).length > 0) {
    await service.run(fileOf(csv([['Drug', 'Jan', 'Feb'], ...each.table])), { recipe: recipeOf(each.way), again: true });
    imports.push({ id: newest(), table: each.table, way: each.way });
  }
  if (each.do === 'undo' && chosen) {
    await service.undo(chosen.id);
    imports.splice(imports.indexOf(chosen), 1);
  }
  if (each.do === 'rerun' && chosen && expectedOf(chosen.table, each.way).length > 0) {
    await service.rerun(chosen.id, { recipe: recipeOf(each.way), dryRun: each.dryRun });
    if (!each.dryRun) chosen.way = each.way;
  }
  if (each.do === 'merge') {
    const ids = service.records().map(({ id }) => Number(id));
    const taken = new Set(merges.flatMap(({ members }) => members));
    const members = [...new Set(each.members.flatMap((at) => ids[at % Math.max(1, ids.length)] ?? []))].filter((id) => !taken.has(id));
    const [lead] = members;
    if (lead === undefined || members.length < 2) return;
    const input = { kind: each.kind, lead, members, reasons: [], score: 1 };
    const { id } = await qualityHandlers['quality.merge'](service.context, input, quiet);
    merges.push({ id, kind: each.kind, members });
  }
  if (each.do === 'unmerge') {
    const merge = merges[each.which % Math.max(1, merges.length)];
    if (!merge) return;
    await qualityHandlers['quality.unmerge'](service.context, { ids: [merge.id] }, quiet);
    merges.splice(merges.indexOf(merge), 1);
  }
}

/** Every record is one that the tables give, and the figures count each once: duplicates not at all, lines with their lead. */
async function check(model: Model): Promise<void> {
  const records = service.records();
  prune(model, new Set(records.map(({ id }) => id)));
  for (const { id, table, way } of model.imports) {
    const own = records.filter((record) => record.import === id);
    const found = own.map(({ row, part, drugText, amount, place, drug }) => ({
      ...{ row, part, drugText, amount, place: place ?? '' },
      isPlaced: drug === JSON.stringify(PLACED.to),
    }));
    expect(found).toEqual(expectedOf(table, way));
  }
  expect(records).toHaveLength(model.imports.reduce((sum, { table, way }) => sum + expectedOf(table, way).length, 0));
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);

  const others = (kind: string) => new Set(model.merges.flatMap((merge) => (merge.kind === kind ? merge.members.slice(1) : [])));
  const [away, lines] = [others('exact'), others('lines')];
  const counted = records.filter(({ id }) => !away.has(Number(id)));
  const table = await service.session.columns();
  const selection = select(table, EVERYTHING);
  expect(selection.count).toBe(counted.length - lines.size);
  expect(totals(table, selection).kg).toBeCloseTo(counted.reduce((sum, { kg }) => sum + Number(kg ?? 0), 0));
  const { merges } = await qualityHandlers['quality.merges'](service.context, { offset: 0, limit: 100 }, quiet);
  const listed = merges.map(({ id, members }) => [id, members.map(({ caseId }) => caseId)]);
  expect(listed.toSorted()).toEqual(
    model.merges.map(({ id, members: [lead = 0, ...rest] }) => [id, [lead, ...rest.toSorted((a, b) => a - b)]]).toSorted(),
  );
}

describe('no sequence of import, undo, re-run, merging and taking merges apart', () => {
  it('loses or invents a row, or counts one twice', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(imported, fc.array(step, { minLength: 3, maxLength: 8 }), async (first, others) => {
        const model: Model = { imports: [], merges: [] };
        for (const each of [first, ...others]) {
          await take(each, model);
          await check(model);
        }
        for (const { id } of model.imports) await service.undo(id);
        expect(caseData()).toMatchObject({ import: 0, records: 0, record_block: 0, original_block: 0 });
        expect([count('merge'), count('merge_member')]).toEqual([0, 0]);
        expect(verifyLog(service.session.read)).toEqual([]);
      }),
      { numRuns: 12, seed: 3 },
    );
  });
});
