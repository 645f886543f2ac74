import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPack } from '../../electron/service/export/build-pack.ts';
import type { Manifest } from '../../electron/service/export/manifest.ts';
import type { PackInput } from '../../electron/service/export/pack-documents.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { createScanPool } from '../../electron/service/scan/pool.ts';
import type { Composition, Part } from '../../shared/document/composition.ts';
import { pageHtml } from '../../shared/document/page/page.ts';
import { wordsOfPaper } from '../../shared/document/paper-checks.ts';
import type { Mark, Piece } from '../../shared/document/pieces.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { hasValidator, schemaProblems } from '../support/office-files.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// All cases, signs and sentences are made up.

const pool = createScanPool(1);
afterAll(() => pool.close());
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-tracked-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [QZ, WX]: Mark[] = [
  { by: 'QZ', on: '2026-03-09' },
  { by: 'WX', on: '2026-03-10' },
];
const PIECES: Piece[] = [
  { text: 'Cases ' },
  { text: 'rose', deleted: QZ },
  { text: 'grew & grew', inserted: QZ },
  { text: ' in July' },
  { text: ' of all months', inserted: QZ, deleted: WX },
  { text: ' and August', inserted: WX },
  { text: '.' },
];
const BRIEF: Composition = {
  template: 'trend-brief',
  title: { en: 'Brief' },
  masthead: null,
  tracks: [{ place: 'p2', changes: { en: PIECES } }],
  parts: [
    { kind: 'heading', id: 'p1', level: 1, text: { en: 'Trends' } },
    {
      kind: 'paragraph',
      id: 'p2',
      role: 'text',
      text: { en: 'Cases grew & grew in July and August.' },
      footnote: { en: 'A note.' },
      points: [],
      findings: [],
    },
  ],
};
/** The same with every change accepted. */
const { tracks: _, ...SETTLED } = BRIEF;

async function desk(composition: Composition) {
  const { service: base } = memoryService('AB', madeUpCases(600));
  const session = { ...base.session(), scan: pool };
  const service = { ...base, session: () => session, grant: () => ({ kind: 'path' as const, path: folder }) };
  const { id } = await documentHandlers['documents.create'](service, { template: composition.template, composition }, call);
  const build = (change: Partial<PackInput> = {}) =>
    buildPack(
      service,
      { template: composition.template, languages: ['en'], filter: { all: [] }, folder: 'folder-0001', documents: [id], ...change },
      call,
      { missing: 'There is no browser here.' },
    );
  const paper = async () => (await documentHandlers['documents.page'](service, { id, language: 'en' }, call)).paper;
  return { build, paper };
}

const docx = () => readFileSync(join(folder, 'trend-brief.en.docx'));
const partOf = (name: string) => strFromU8(unzipSync(docx())[name] ?? new Uint8Array());
const changes = () =>
  [...partOf('word/document.xml').matchAll(/<w:(ins|del) ([^>]*)>(.*?)<\/w:\1>/gs)].map(([, kind, attributes, inner]) => [
    kind,
    attributes,
    inner?.replace(/<[^>]+>/g, ''),
  ]);

describe('a draft leaves for comments', () => {
  it('and Word shows its open changes as tracked ones, by numbered drafters and without a day', async () => {
    const { build } = await desk(BRIEF);
    await build();
    expect(changes()).toEqual([
      ['del', 'w:id="1" w:author="Drafter 1"', 'rose'],
      ['ins', 'w:id="2" w:author="Drafter 1"', 'grew &amp; grew'],
      ['ins', 'w:id="3" w:author="Drafter 2"', ' and August'],
    ]);
    expect(partOf('word/document.xml')).not.toContain('of all months');
    const texts = Object.entries(unzipSync(docx())).filter(([name]) => /\.(xml|rels)$/.test(name));
    for (const [name, bytes] of texts) expect(strFromU8(bytes), name).not.toMatch(/\b(QZ|WX)\b/);
  });

  it('and bears signs and days where that is asked for, which the manifest says; the same state gives the same bytes', async () => {
    const { build } = await desk(BRIEF);
    const first = await build({ signs: true });
    expect(changes().map(([, attributes]) => attributes)).toEqual([
      'w:id="1" w:author="QZ" w:date="2026-03-09T00:00:00Z"',
      'w:id="2" w:author="QZ" w:date="2026-03-09T00:00:00Z"',
      'w:id="3" w:author="WX" w:date="2026-03-10T00:00:00Z"',
    ]);
    expect((JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest).signs).toBe(true);
    expect((await build({ signs: true })).files).toEqual(first.files);
    expect((await build()).files).not.toEqual(first.files);
  });

  it.skipIf(!hasValidator)('and the schema of the standard has nothing against it', async () => {
    const { build } = await desk(BRIEF);
    await build({ signs: true });
    expect(schemaProblems('tracked.docx', docx())).toEqual([]);
    await build();
    expect(schemaProblems('numbered.docx', docx())).toEqual([]);
  });

  it('and the printed page underlines and strikes, while the words are counted as they stand', async () => {
    const [tracked, settled] = [await (await desk(BRIEF)).paper(), await (await desk(SETTLED)).paper()];
    const html = pageHtml(tracked, createWording('en'));
    expect(html).toContain(
      'Cases <del>rose</del><ins>grew &#38; grew</ins> in July<ins><del> of all months</del></ins><ins> and August</ins>.',
    );
    expect(wordsOfPaper(tracked)).toBe(wordsOfPaper(settled));
  });
});

describe('a final pack', () => {
  it('is refused while a change or a bracket is open, with how many, and nothing is written', async () => {
    const more: Part = { kind: 'paragraph', id: 'p3', role: 'text', text: { en: '[May]' }, points: [], findings: [] };
    const { build } = await desk({ ...BRIEF, parts: [...BRIEF.parts, more] });
    await expect(build({ final: true })).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('trend-brief has 2 tracked changes open and 1 bracket open') as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused for what nobody composed or agreed, and written once all of it is agreed', async () => {
    const point = { id: 'p4', text: { en: 'A point.' }, findings: [], agreed: false };
    const text = SETTLED.parts.map((part) => (part.kind === 'paragraph' ? { ...part, points: [point] } : part));
    const { build } = await desk({ ...SETTLED, parts: text });
    await expect(build({ final: true, documents: [] })).rejects.toThrow('trend-brief was not composed and is a draft');
    await expect(build({ final: true })).rejects.toThrow('trend-brief has points or findings that are not agreed');
    const agreed = text.map((part) => (part.kind === 'paragraph' ? { ...part, points: [{ ...point, agreed: true }] } : part));
    await (await desk({ ...SETTLED, parts: agreed })).build({ final: true });
    expect(readdirSync(folder)).toContain('trend-brief.en.docx');
  });
});
