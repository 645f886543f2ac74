import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../electron/service/context.ts';
import { buildPack } from '../../electron/service/export/build-pack.ts';
import type { Manifest } from '../../electron/service/export/manifest.ts';
import type { PackInput } from '../../electron/service/export/pack-documents.ts';
import type { PackPrinter } from '../../electron/service/export/render-pack.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { findingHandlers } from '../../electron/service/handlers/finding-handlers.ts';
import { createScanPool } from '../../electron/service/scan/pool.ts';
import type { Composition } from '../../shared/document/composition.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// All cases and documents are made up.

const TABLE = madeUpCases(600);
const NO_PRINTER: PackPrinter = { missing: 'There is no browser here.' };
const pool = createScanPool(2);
afterAll(() => pool.close());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-documents-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function desk(): ServiceContext {
  const { service } = memoryService('AB', TABLE);
  const session = { ...service.session(), scan: pool };
  return { ...service, session: () => session, grant: () => ({ kind: 'path', path: folder }) };
}

function build(service: ServiceContext, change: Partial<PackInput>, printer = NO_PRINTER) {
  const input: PackInput = { template: 'all', languages: ['en'], filter: { all: [] }, folder: 'folder-0001', documents: [], ...change };
  return buildPack(service, input, call, printer);
}

function manifestIn(): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

function textOf(name: string): string {
  const xml = strFromU8(unzipSync(readFileSync(join(folder, name)))['word/document.xml'] ?? new Uint8Array());
  return xml.replace(/<[^>]+>/g, '');
}

const STATEMENT: Composition = {
  template: 'country-statement',
  title: { en: 'Statement of Ruritania' },
  masthead: null,
  filter: { all: [{ facet: 'country', in: ['ESP'] }] },
  parts: [{ kind: 'paragraph', id: 'a', role: 'text', text: { en: 'A sentence of our own.' }, points: [], findings: [] }],
};

async function compose(service: ServiceContext, composition: Composition): Promise<number> {
  return (await documentHandlers['documents.create'](service, { template: composition.template, composition }, call)).id;
}

describe('a delegation builds all documents of a pack', () => {
  it('gets the six of them in every format, printed as well, the figures and the manifest; and the same bytes once more', async () => {
    const seen: string[] = [];
    let closed = 0;
    const printer: PackPrinter = {
      print: (html) => Promise.resolve(new TextEncoder().encode(`%PDF ${seen.push(html) && html.length}`)),
      close: async () => {
        closed += 1;
      },
    };
    const service = desk();
    const { files, notPrinted } = await build(service, { languages: ['fr'] }, printer);
    expect(files.map(({ path }) => path)).toEqual([
      ...['working-group-report.fr.docx', 'working-group-report.fr.pdf'],
      ...['country-statement.fr.docx', 'country-statement.fr.pdf', 'country-statement.fr.xlsx'],
      ...['trend-brief.fr.docx', 'trend-brief.fr.pdf', 'trend-brief.fr.xlsx', 'slides.fr.pptx'],
      ...['questionnaire.fr.docx', 'questionnaire.fr.pdf', 'annex.fr.docx', 'annex.fr.xlsx', 'figures.fr.json', 'manifest.json'],
    ]);
    for (const { path, sha256 } of files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
        path,
      ).toBe(sha256);
    expect(manifestIn().documents.map(({ document }) => document)).toEqual([null, null, null, null, null, null]);
    expect(seen.every((html) => html.includes('lang="fr"'))).toBe(true);
    expectEveryTableOnce();
    expect((await build(service, { languages: ['fr'] }, printer)).files).toEqual(files);
    expect([notPrinted, seen.length, new Set(seen).size, closed]).toEqual([null, 8, 4, 2]);
  });

  it('is told why there is no PDF, and finds the other formats', async () => {
    const { files, notPrinted } = await build(desk(), { template: 'questionnaire' });
    expect(files.map(({ path }) => path)).toEqual(['questionnaire.en.docx', 'figures.en.json', 'manifest.json']);
    expect(notPrinted).toBe('There is no browser here.');
  });
});

/** In the file of figures: written once, and named by each document that has it. */
function expectEveryTableOnce(): void {
  const figures = JSON.parse(readFileSync(join(folder, 'figures.fr.json'), 'utf8')) as {
    tables: { title: string; rows: unknown[] }[];
    documents: { document: string; fullTables: { sheet: string; table: number }[] }[];
  };
  const named = figures.documents.flatMap(({ fullTables }) => fullTables.map(({ table }) => table));
  expect(new Set(named)).toEqual(new Set(figures.tables.keys()));
  expect(named.length).toBeGreaterThan(figures.tables.length);
  expect(new Set(figures.tables.map((table) => JSON.stringify(table))).size).toBe(figures.tables.length);
}

describe('an analyst packs a document that was composed', () => {
  it('and gets what was written, from the cases of its own filter', async () => {
    const service = desk();
    const id = await compose(service, STATEMENT);
    await build(service, { template: 'country-statement', documents: [id] });
    expect(textOf('country-statement.en.docx')).toContain('A sentence of our own.');
    const { documents, cases } = manifestIn();
    const own = documents.find(({ name }) => name === 'country-statement');
    expect(own).toMatchObject({ document: id, version: 1, filter: STATEMENT.filter });
    expect(own?.cases.selected).toBeLessThan(cases.selected);
    expect(documents).toHaveLength(1);
  });

  it('and finds both where two are of one template, each under its number', async () => {
    const service = desk();
    const [first, second] = [await compose(service, STATEMENT), await compose(service, STATEMENT)];
    const { files } = await build(service, { template: 'country-statement', documents: [first, second] });
    expect(files.map(({ path }) => path)).toEqual(
      [first, second]
        .flatMap((id) => [`country-statement-${id}.en.docx`, `country-statement-${id}.en.xlsx`])
        .concat('figures.en.json', 'manifest.json'),
    );
  });

  it('and is refused one of another template, or one that is gone, before anything is written', async () => {
    const service = desk();
    const id = await compose(service, STATEMENT);
    await expect(build(service, { template: 'slides', documents: [id] })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(build(service, { documents: [99] })).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('somebody asks how a pack was made', () => {
  it('and reads in the manifest each finding it rests on, and another hash once its caveat was changed', async () => {
    const service = desk();
    const evidence = { analysis: 'cases-by-month', settings: {}, filter: { all: [] }, finding: 0, caveat: '', grade: '', handling: '' };
    const { id } = await findingHandlers['findings.save'](service, evidence, call);
    await build(service, { template: 'working-group-report' });
    const [before] = manifestIn().findings;
    expect(before).toMatchObject({ id, state: 'draft' });
    await findingHandlers['findings.edit'](service, { id, caveat: 'Of few reporters.' }, call);
    await build(service, { template: 'working-group-report' });
    expect(manifestIn().findings[0]?.sha256).not.toBe(before?.sha256);
  });
});
