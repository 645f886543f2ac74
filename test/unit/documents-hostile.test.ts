import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../electron/service/context.ts';
import type { WriteDb } from '../../electron/service/db/connect.ts';
import { addFinding } from '../../electron/service/db/queries/findings.ts';
import { renderPaper } from '../../electron/service/export/render-paper.ts';
import { documentHandlers } from '../../electron/service/handlers/document-handlers.ts';
import { contract } from '../../shared/contract/index.ts';
import { checkDocument } from '../../shared/document/checks.ts';
import type { Composition, Template } from '../../shared/document/composition.ts';
import type { Paper, PaperBlock } from '../../shared/document/paper.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { call, memoryService } from '../support/memory-service.ts';
import { madeUpCases } from '../support/pack-cases.ts';

// Everything in these documents is made up.

const TABLE = madeUpCases(200);

function openDesk(findings = 0) {
  const { db, service } = memoryService('AB', TABLE);
  for (let n = 1; n <= findings; n++) insertFinding(db, n);
  return { service };
}

function insertFinding(db: WriteDb, n: number): void {
  const text = Object.fromEntries(LANGUAGES.map((language) => [language, `${language} sentence ${n}.`]));
  addFinding(db, {
    text: JSON.stringify(text),
    analysis: 'coverage',
    settings: '{}',
    filter: '{"all":[]}',
    dataVersion: 1,
    numbers: '{"finding":0,"n":1,"of":2}',
    caveat: '',
    grade: '',
    handling: '',
    author: 'AB',
    state: 'draft',
    madeAt: '2026-01-01T00:00:00Z',
  });
}

async function pageOf(service: ServiceContext, template: Template, language: Language, composition?: Composition): Promise<Paper> {
  const input = contract['documents.create'].input.parse({ template, ...(composition ? { composition } : {}) });
  const { id } = await documentHandlers['documents.create'](service, input, call);
  return (await documentHandlers['documents.page'](service, { id, language }, call)).paper;
}

/** What XML 1.0 allows in a document (production 2, Char). */
const ALLOWED = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

async function partsOf(paper: Paper): Promise<Map<string, string>> {
  const files = await renderPaper(paper, createWording(paper.language));
  const packages = files.filter(({ extension }) => ['docx', 'pptx', 'xlsx'].includes(extension));
  const texts = packages.flatMap(({ extension, bytes }) =>
    Object.entries(unzipSync(bytes)).flatMap(([name, part]): [string, string][] =>
      /\.(xml|rels)$/.test(name) ? [[`${extension}/${name}`, strFromU8(part)]] : [],
    ),
  );
  return new Map(texts);
}

describe('a workspace with 400 findings', () => {
  it('drafts a report with 400 lettered points, in the order in which they were kept, that every format holds', async () => {
    const { service } = openDesk(400);
    const paper = await pageOf(service, 'working-group-report', 'es');
    const [observed] = paper.blocks as [Extract<PaperBlock, { kind: 'paragraph' }>];
    // Letters go on after z as in spreadsheets: 26 + 26 × 14 is 390, so the 400th is the tenth after “oz”… of “o”: oj.
    expect([0, 25, 26, 399].map((at) => observed.points[at]?.label)).toEqual(['a)', 'z)', 'aa)', 'oj)']);
    expect(observed.points[399]?.text).toEqual([{ text: 'es sentence 400.' }]);
    const parts = await partsOf(paper);
    expect(parts.get('docx/word/document.xml')).toContain('es sentence 400');
  });

  it('speaks four of them in a statement, and has a slide for every four', async () => {
    const { service } = openDesk(400);
    const statement = await pageOf(service, 'country-statement', 'en');
    expect(JSON.stringify(statement.blocks).match(/en sentence \d+/g)).toHaveLength(4);
    const slides = await pageOf(service, 'slides', 'en');
    expect(slides.slides.filter(({ blocks }) => JSON.stringify(blocks).includes('en sentence'))).toHaveLength(100);
  });

  it('drafts nothing from one more, and says what to do', async () => {
    const { service } = openDesk(401);
    await expect(pageOf(service, 'trend-brief', 'en')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('401 findings'),
    });
  });
});

describe('an analyst pastes text that no document can hold, or that runs from right to left', () => {
  const PLANTED = 'a\u0000b\u0007\u001bc\uFFFE\uD800d\u0085 e\n\tf';
  const KEPT = 'תפיסות بالعربية 🚢👩🏽‍✈️ ½ µg';
  const composition: Composition = {
    template: 'country-statement',
    title: { en: `${PLANTED} ${KEPT}` },
    masthead: null,
    parts: [
      { kind: 'heading', id: 'h', level: 1, text: { en: PLANTED } },
      { kind: 'paragraph', id: 'a', role: 'text', text: { en: KEPT }, footnote: { en: PLANTED }, points: [], findings: [] },
      {
        kind: 'paragraph',
        id: 'b',
        role: 'observations',
        text: { en: `=1+1 ${PLANTED}` },
        points: [{ id: 'b1', text: { en: '<script>&amp;</script>' }, findings: [], agreed: false }],
        findings: [],
      },
    ],
  };

  it('and every format holds what can be held and nothing else', async () => {
    const { service } = openDesk();
    const paper = await pageOf(service, 'country-statement', 'en', composition);
    expect(paper.title).toBe(`abcd e f ${KEPT}`);
    const parts = await partsOf(paper);
    for (const [name, xml] of parts) expect(ALLOWED.test(xml), name).toBe(true);
    expect(parts.get('docx/word/document.xml')?.replace(/<[^>]+>/g, '')).toContain(KEPT);
    expect(parts.get('docx/word/document.xml')).toContain('&lt;script&gt;&amp;amp;&lt;/script&gt;');
    const html = (await renderPaper(paper, createWording('en'))).find(({ extension }) => extension === 'html');
    expect(strFromU8(html?.bytes ?? new Uint8Array())).not.toContain('<script>');
  });
});

describe('a document is asked for in a language in which nothing was written', () => {
  it('and says so at every text, keeps numbers and letters, and the check list names each', async () => {
    const { service } = openDesk();
    const composition: Composition = {
      template: 'working-group-report',
      title: { en: 'Report' },
      masthead: null,
      parts: [
        {
          kind: 'paragraph',
          id: 'a',
          role: 'observations',
          text: { en: 'Observed:' },
          points: [
            { id: 'a1', text: { en: 'one;' }, findings: [], agreed: true },
            { id: 'a2', text: {}, findings: [], agreed: true },
            { id: 'a3', text: { fr: 'trois.' }, findings: [], agreed: true },
          ],
          findings: [],
        },
      ],
    };
    const paper = await pageOf(service, 'working-group-report', 'ru', composition);
    const [block] = paper.blocks as [Extract<PaperBlock, { kind: 'paragraph' }>];
    expect(block.points.map(({ label, text }) => [label, text.at(-1)?.language, text.at(-1)?.text])).toEqual([
      ['a)', 'en', 'one;'],
      ['b)', 'fr', 'trois.'],
    ]);
    const kinds = checkDocument(composition, 'ru', []).map(({ kind, point }) => `${kind} ${point ?? ''}`.trim());
    expect(kinds.filter((kind) => !kind.startsWith('no-evidence'))).toEqual([
      'untranslated',
      'untranslated',
      'untranslated a1',
      'empty a2',
      'untranslated a3',
    ]);
  });
});
