import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLog } from '../../electron/service/db/queries/log.ts';
import { buildPack, type PackInput } from '../../electron/service/export/build-pack.ts';
import type { Manifest } from '../../electron/service/export/manifest.ts';
import { disclosureHandlers } from '../../electron/service/handlers/disclosure-handlers.ts';
import { sampleBytes } from '../../electron/service/sample/write-sample.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Cell, TableColumn } from '../../shared/report/block.ts';
import type { CallContext } from '../../shared/rpc.ts';
import { type ImportService, openImportService } from '../support/import-service.ts';

// Everything here is invented. The day is 2026-02-03, as the service says.

const SOURCE = 'Police of Ruritania';
const CASES = 160;
const call: CallContext = { signal: new AbortController().signal, progress: () => {} };
let service: ImportService;
let folder: string;

beforeEach(async () => {
  service = await openImportService();
  folder = mkdtempSync(join(tmpdir(), 'stowage-disclosure-'));
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importCases(handling: string, { name = SOURCE, cases = CASES, seed = 3 } = {}): Promise<number> {
  const bytes = await sampleBytes({ cases, seed });
  const grant = { kind: 'bytes', fileName: `${name}.csv`, bytes } as const;
  const { recipe } = await service.understand(grant);
  const source = { ...recipe.source, name, originator: name, handling };
  const report = await service.run(grant, { recipe: { ...recipe, source } });
  return report.rowsAccepted;
}

const NEXT = { count: 0 };

/** Builds a pack; answers with its figures. */
async function build(change: Partial<PackInput> = {}) {
  const target = join(folder, `pack-${NEXT.count++}`);
  const context = { ...service.context, grant: () => ({ kind: 'path', path: target }) as const };
  const input: PackInput = { template: 'profile', languages: ['en'], filter: { all: [] }, folder: 'folder-0001', documents: [], ...change };
  await buildPack(context, input, call, { missing: 'No browser.' });
  const read = (name: string): string => readFileSync(join(target, name), 'utf8');
  const figures = JSON.parse(read('figures.en.json')) as { tables: { title: string; columns: TableColumn[]; rows: Cell[][] }[] };
  const xml = strFromU8(unzipSync(readFileSync(join(target, 'profile.en.docx')))['word/document.xml'] ?? new Uint8Array());
  return { manifest: JSON.parse(read('manifest.json')) as Manifest, tables: figures.tables, text: xml.replace(/<[^>]+>/g, ' '), target };
}

const permit = (change: object = {}) =>
  disclosureHandlers['permissions.record'](
    service.context,
    contract['permissions.record'].input.parse({
      kind: 'originator',
      source: SOURCE,
      grantedBy: 'Head of the statistics office',
      grantedOn: '2026-02-01',
      ...change,
    }),
    call,
  );

/** Numbers of cases that a table prints for its cells. */
function countsOf({ columns, rows }: { columns: TableColumn[]; rows: Cell[][] }): Cell[] {
  const at = columns.findIndex(({ key }) => key === 'cases');
  return rows.map((row) => row[at] ?? null);
}

describe('a pack with data whose originator must be asked', () => {
  it('is blocked and says whose permission is missing, writes nothing and records nothing', async () => {
    await importCases('ask-originator');
    await expect(build()).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining(`“${SOURCE}”`) });
    expect(readdirSync(folder)).toEqual([]);
    expect(listLog(service.session.read, 50).entries.some(({ action }) => action === 'pack.built')).toBe(false);
  });

  it('leaves with a permission, without any count below three, with what was hidden in its note on method', async () => {
    await importCases('ask-originator');
    await permit();
    const { tables, text, manifest } = await build();
    const counts = tables.flatMap(countsOf);
    expect(counts.filter((count) => typeof count === 'number' && count > 0 && count < 3)).toEqual([]);
    expect(counts).toContain('suppressed');
    expect(counts.filter((count) => typeof count === 'number' && count >= 3).length).toBeGreaterThan(5);
    expect(text).toContain('rests on fewer than 3 cases');
    expect(manifest.handling).toBe('ask-originator');
    expect(manifest.disclosure).toMatchObject({ rule: { least: 3, percent: 10, method: 'suppress' }, handling: ['ask-originator'] });
  });

  it('is blocked again when the permission was withdrawn, has run out, has not begun, or is for another document', async () => {
    await importCases('ask-originator');
    await permit({ until: '2026-02-02' });
    await permit({ grantedOn: '2026-02-04' });
    await permit({ template: 'slides' });
    await permit({ source: 'Police of Syldavia' });
    const { id } = (await permit()) as { id: number };
    await build();
    await disclosureHandlers['permissions.withdraw'](service.context, { id, reason: 'Asked to' }, call);
    await expect(build()).rejects.toMatchObject({ code: 'not-permitted' });
    const log = listLog(service.session.read, 50).entries.map(({ action }) => action);
    expect(log.filter((action) => action === 'permission.recorded')).toHaveLength(5);
    expect(log[0]).toBe('permission.withdrawn');
  });

  it('does not need it when its filter leaves those records out', async () => {
    await importCases('ask-originator');
    await importCases('aggregates-may-leave', { name: 'Public statistics', seed: 4 });
    await expect(build()).rejects.toMatchObject({ code: 'not-permitted' });
    const { tables } = await build({ filter: { all: [{ facet: 'handling', in: ['aggregates-may-leave'] }] } });
    expect(tables.flatMap(countsOf)).not.toContain('suppressed');
  });

  it('gets the same bytes again, though the ledger has grown', async () => {
    await importCases('ask-originator');
    await permit();
    const [one, two] = [await build(), await build()];
    expect(two.manifest.files).toEqual(one.manifest.files);
  });
});

describe('somebody sets one pack against another', () => {
  const but = (code: string) => ({ all: [{ not: { facet: 'transport' as const, in: [code] } }] });

  it('cannot tell a hidden number by the difference of two filters', async () => {
    await importCases('ask-originator');
    await permit();
    const first = await build();
    const table = await service.session.columns();
    const column = table.codes.transport;
    const rare = column?.codes.find((code) => countOf(code) > 0 && countOf(code) < 3) ?? '';
    function countOf(code: string): number {
      return Array.from(table.ids).filter((_, row) => column?.sets[column.values[row] as number]?.some((at) => column.codes[at] === code))
        .length;
    }
    expect(countOf(rare)).toBeGreaterThan(0);
    expect(first.text).toContain(`includes ${CASES} cases`);
    await expect(build({ filter: but(rare) })).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('pack 1') });
  });

  it('nor when the file was taken back and imported again in between', async () => {
    await importCases('ask-originator');
    await permit();
    await build();
    const [{ id } = { id: 0 }] = service.session.read.prepare<[], { id: number }>('SELECT id FROM import').all();
    await service.undo(id);
    await importCases('ask-originator');
    const rare = await rareTransport();
    await expect(build({ filter: but(rare) })).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await disclosureHandlers['disclosure.ledger'](service.context, {}, call)).packs).toMatchObject([{ pack: 1 }]);
  });

  async function rareTransport(): Promise<string> {
    const { ids, codes } = await service.session.columns();
    const column = codes.transport;
    const bearers = (code: string) =>
      Array.from(ids).filter((_, row) => column?.sets[column.values[row] as number]?.some((at) => column.codes[at] === code)).length;
    return column?.codes.find((code) => bearers(code) > 0 && bearers(code) < 3) ?? '';
  }
});

describe('public statistics', () => {
  it('leave as they are: nothing is hidden, and small numbers are printed', async () => {
    await importCases('aggregates-may-leave');
    const { tables, manifest } = await build();
    const counts = tables.flatMap(countsOf);
    expect(counts).not.toContain('suppressed');
    expect(counts).toContain(1);
    expect(manifest.disclosure).toBe(null);
  });
});

describe('an analyst chooses another rule for a handling code', () => {
  const choose = (rule: object) =>
    disclosureHandlers['disclosure.set-rule'](
      service.context,
      contract['disclosure.set-rule'].input.parse({ handling: 'ask-originator', rule, reason: 'Terms of the originator' }),
      call,
    );

  it('has counts rounded, or intervals printed, and reads which rule was at work', async () => {
    await importCases('ask-originator');
    await permit();
    await choose({ least: 3, contributor: 'case', percent: 0, method: 'round', base: 5 });
    const round = await build();
    const counts = round.tables.flatMap(countsOf).filter((count) => typeof count === 'number');
    expect(counts.filter((count) => count % 5 !== 0)).toEqual([]);
    expect(round.text).toContain('nearest multiple of 5');
    await choose({ least: 5, contributor: 'case', percent: 0, method: 'interval', base: 3 });
    const { rules } = await disclosureHandlers['disclosure.rules'](service.context, {}, call);
    expect(rules.find(({ handling }) => handling === 'ask-originator')).toMatchObject({ least: 5, method: 'interval', chosen: true });
  });

  it('may switch it off for their own data, which the log tells', async () => {
    await importCases('ask-originator');
    await permit();
    await choose({ least: 0, contributor: 'case', percent: 0, method: 'suppress', base: 3 });
    expect((await build()).tables.flatMap(countsOf)).not.toContain('suppressed');
    expect(listLog(service.session.read, 5).entries.map(({ action }) => action)).toContain('disclosure.rule');
  });
});
