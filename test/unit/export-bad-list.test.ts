import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinter, type Printer } from '../../electron/service/export/pdf.ts';
import { renderPaper } from '../../electron/service/export/render-paper.ts';
import type { Finding } from '../../shared/contract/findings.ts';
import type { Composition, Template, Texts } from '../../shared/document/composition.ts';
import { makePaper } from '../../shared/document/make-paper.ts';
import type { Material } from '../../shared/document/material.ts';
import type { Paper, PaperBlock } from '../../shared/document/paper.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { madeUpCharts } from '../support/charts.ts';
import { chromiumPath } from '../support/chromium.ts';
import { enginePapers } from '../support/engine-papers.ts';
import {
  hasOffice,
  hasValidator,
  inFolder,
  markupProblem,
  packageProblems,
  pagesOf,
  partsOf,
  schemaProblems,
  textOf,
  unescaped,
} from '../support/office-files.ts';
import { madeUpPaper, madeUpSlides } from '../support/papers.ts';

// What nobody expects, in every format that a document is handed over as. Everything is made up.

const TEST_TIME = 240_000;
const canPrint = chromiumPath !== undefined && hasOffice;
if (!canPrint) console.log('Skipped: Chromium or poppler is not on this machine, so none of these documents is printed.');
if (!hasValidator)
  console.log('Skipped: the Open XML SDK has no validator here; these packages are checked for form and relationships only.');

const words = createWording('fr');
const plain = (text: string): PaperBlock => ({ kind: 'paragraph', number: null, text: [{ text }], points: [] });

interface Bad {
  page: Paper;
  deck: Paper;
  /** What every format says. */
  says: string[];
  /** What the workbook says, where it has more than its notes. */
  sheets?: string[];
}

/** The same blocks on pages and on a slide. */
function ofBlocks(blocks: PaperBlock[], says: string[], tables: Paper['tables'] = []): Bad {
  return {
    page: madeUpPaper('fr', { blocks, tables }),
    deck: { ...madeUpSlides('fr'), slides: [{ title: 'A', blocks, notes: '' }] },
    says,
  };
}

/** A composition as a page and as slides. */
function ofParts(parts: Composition['parts'], change: Partial<Material>, says: string[]): Bad {
  const { material } = enginePapers('fr');
  const made = (template: Template) => {
    const title: Texts = { fr: 'Titre' };
    const heading = { kind: 'heading' as const, id: 'h', level: 1 as const, text: title };
    return makePaper({ template, title, masthead: null, parts: [heading, ...parts] }, { ...material, ...change }, words);
  };
  return { page: made('trend-brief'), deck: made('slides'), says };
}

const FINDING = {
  id: 7,
  text: { en: 'Kept.', fr: 'Conservé.', ru: 'Сохранено.', es: 'Guardado.' },
  undone: ['Source fictive'],
} as unknown as Finding;
const EMPTY_CHARTS = Object.values(madeUpCharts('fr')).map(emptied);
const LONG: TableBlock = {
  kind: 'table',
  title: 'Longue',
  columns: [
    { key: 'a', label: 'A' },
    { key: 'n', label: 'N', numeric: true },
  ],
  rows: Array.from({ length: 3000 }, (_, at) => [`ligne ${at}`, at]),
};
const RIGHT = ['مخبأ في الشحنة', 'סמים במכולה'];
const NASTY = 'Boîte 📦👩🏽‍✈️ \u0000\u0008\u001b\ufffe\ud83d <b>&amp; "x" ]]> </w:t> {{a}}';
const CLEAN = 'Boîte 📦👩🏽‍✈️  <b>&amp; "x" ]]> </w:t> {{a}}';

const CASES: [string, () => Bad][] = [
  [
    'a finding whose source was undone says so in the place of its sentence',
    () =>
      ofParts([{ kind: 'finding', id: 'a', finding: 7 }], { findings: [FINDING] }, [
        words.text('document.undone', { sources: 'Source fictive' }),
      ]),
  ],
  [
    'a missing translation is marked and stands in the language it was written in',
    () =>
      ofParts([{ kind: 'paragraph', id: 'a', role: 'text', text: { ru: 'Только по-русски.' }, points: [], findings: [] }], {}, [
        words.text('document.only.ru'),
        'Только по-русски.',
      ]),
  ],
  [
    'charts without any data say so',
    () =>
      ofBlocks(
        EMPTY_CHARTS.map((chart) => ({ kind: 'chart', caption: `Figure. ${chart.title}`, subtitle: '', chart })),
        [words.text('report.table.empty')],
      ),
  ],
  [
    'four hundred findings all stand in the document',
    () =>
      ofBlocks(
        Array.from({ length: 400 }, (_, at) => plain(`Constatation fictive numéro ${at + 1} sur des cas d’un seul genre.`)),
        ['numéro 1 sur', 'numéro 200 sur', 'numéro 400 sur'],
      ),
  ],
  [
    'a table of three thousand rows is cut with a sentence that says so, and is whole in the workbook',
    () => ({
      ...ofBlocks(
        [{ kind: 'table', caption: 'Tableau 1. Longue', table: LONG }],
        ['ligne 0', 'premières lignes sur 3'],
        [{ sheet: '1 Longue', table: LONG, notes: [] }],
      ),
      sheets: ['ligne 2999'],
    }),
  ],
  ['text from right to left stands as it was written', () => ofBlocks(RIGHT.map(plain), RIGHT)],
  [
    'emoji stay, control characters go and mark-up is text',
    () => ({
      ...ofBlocks([plain(NASTY)], [CLEAN], [{ sheet: '1', table: { ...LONG, title: NASTY, rows: [[NASTY, 1]] }, notes: [NASTY] }]),
      sheets: [CLEAN],
    }),
  ],
];

/** Text of an Office file, with what its workbook says. */
function saidIn(extension: string, bytes: Uint8Array): string {
  const parts = partsOf(bytes);
  const names = { docx: /^word\/document\.xml$/, pptx: /^ppt\/slides\/slide\d+\.xml$/, xlsx: /^xl\/sharedStrings\.xml$/ }[extension];
  const xml = Object.entries(parts).flatMap(([name, part]) => (names?.test(name) ? [part] : []));
  return extension === 'xlsx' ? unescaped(xml.join('').replace(/<[^>]+>/g, ' ')) : xml.map(textOf).join('\n');
}

function expectSound(extension: string, bytes: Uint8Array): void {
  expect(packageProblems(bytes), extension).toEqual([]);
  for (const [name, xml] of Object.entries(partsOf(bytes))) if (/\.(xml|rels)$/.test(name)) expect(markupProblem(xml), name).toBe('');
  if (hasValidator) expect(schemaProblems(`paper.${extension}`, bytes), extension).toEqual([]);
}

const spaced = (text: string) => text.replace(/\s+/g, ' ');

describe('every format of a document meets what nobody expects', () => {
  let printer: Printer | undefined;

  beforeAll(() => {
    const opened = canPrint ? openPrinter(chromiumPath) : undefined;
    printer = opened && !('missing' in opened) ? opened : undefined;
  });
  afterAll(() => printer?.close());

  it.each(CASES)(
    `%s: DOCX, PPTX, XLSX, the page${canPrint ? ' and its PDF' : ''}`,
    async (name, make) => {
      const { page, deck, says, sheets = [] } = make();
      const files = [
        ...(await renderPaper(page, words)),
        ...(await renderPaper(deck, words)).filter(({ extension }) => extension === 'pptx'),
      ];
      expect(files.map(({ extension }) => extension).toSorted()).toEqual(['docx', 'html', 'json', 'pptx', 'xlsx']);
      for (const { extension, bytes } of files) {
        if (extension === 'json') JSON.parse(new TextDecoder().decode(bytes));
        if (extension === 'json' || extension === 'html') continue;
        expectSound(extension, bytes);
        const said = spaced(saidIn(extension, bytes));
        for (const text of extension === 'xlsx' ? sheets : says) expect(said, extension).toContain(spaced(text));
      }
      const html = new TextDecoder().decode(files.find(({ extension }) => extension === 'html')?.bytes);
      const bare = html.replace(/<style.*?<\/style>/s, '').replace(/<[^>]+>/g, '');
      const shown = spaced(bare.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
      for (const text of says) expect(shown, 'page').toContain(spaced(text));
      if (!printer) return;
      const pdf = await printer.print(html);
      const pages = inFolder((folder) => {
        writeFileSync(join(folder, 'bad.pdf'), pdf);
        return pagesOf(join(folder, 'bad.pdf'), 'bad.fr.pdf');
      });
      const printed = spaced(pages.join(' '));
      for (const text of says) for (const word of wordsPrinted(text, name)) expect(printed, 'PDF').toContain(word);
    },
    TEST_TIME,
  );

  it('a paragraph that begins from right to left runs that way on a page, on a slide and in print', async () => {
    const { page, deck } = ofBlocks(RIGHT.map(plain), []);
    const [docx, pptx] = [await renderPaper(page, words), await renderPaper(deck, words)].map((files) =>
      files.find(({ extension }) => extension === 'docx' || extension === 'pptx'),
    );
    expect(partsOf(docx?.bytes ?? new Uint8Array())['word/document.xml']?.match(/<w:bidi\/>/g)).toHaveLength(RIGHT.length);
    expect(partsOf(pptx?.bytes ?? new Uint8Array())['ppt/slides/slide1.xml']?.match(/<a:pPr[^>]* rtl="1"/g)).toHaveLength(RIGHT.length);
    const html = (await renderPaper(page, words)).find(({ extension }) => extension === 'html');
    expect(new TextDecoder().decode(html?.bytes)).toMatch(/unicode-bidi:plaintext.*text-align:start/);
  });
});

/** What a printed page gives back as text: letters without emoji; words from right to left come back in the order of the eye. */
function wordsPrinted(text: string, name: string): string[] {
  if (name.startsWith('text from right to left')) return [];
  return name.startsWith('emoji') ? ['Boîte', '<b>&amp; "x" ]]> </w:t> {{a}}'] : [spaced(text)];
}

function emptied(chart: Chart): Chart {
  return Object.assign({}, chart, { series: [], bars: [], links: [], areas: [], flows: [], x: [], y: [], values: [] });
}
