import { describe, expect, it } from 'vitest';
import { paperHtml } from '../../electron/service/export/html.ts';
import { renderPaper } from '../../electron/service/export/render-paper.ts';
import { TEMPLATES } from '../../shared/document/composition.ts';
import type { Paper, PaperBlock } from '../../shared/document/paper.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { madeUpCharts } from '../support/charts.ts';
import { enginePapers } from '../support/engine-papers.ts';
import { hasValidator, markupProblem, packageProblems, partsOf, schemaProblems, textOf } from '../support/office-files.ts';
import { madeUpWords } from '../support/pack.ts';
import { madeUpPaper, madeUpReport, madeUpSlides } from '../support/papers.ts';

const TEST_TIME = 120_000;
const words = madeUpWords('en');

/** In every format; each checked for what any reader would refuse, and by the schema of the standard where its validator is. */
async function soundFiles(paper: Paper): Promise<Map<string, Uint8Array>> {
  const files = await renderPaper(paper, madeUpWords(paper.language));
  for (const { extension, bytes } of files) {
    if (extension === 'json') JSON.parse(new TextDecoder().decode(bytes));
    if (extension === 'json' || extension === 'html') continue;
    expect(packageProblems(bytes), extension).toEqual([]);
    for (const [name, xml] of Object.entries(partsOf(bytes))) if (/\.(xml|rels)$/.test(name)) expect(markupProblem(xml), name).toBe('');
    if (hasValidator) expect(schemaProblems(`paper.${extension}`, bytes), extension).toEqual([]);
  }
  return new Map(files.map(({ extension, bytes }) => [extension, bytes]));
}

const docxText = (files: Map<string, Uint8Array>) => textOf(partsOf(files.get('docx') ?? new Uint8Array())['word/document.xml'] ?? '');
const brief = (blocks: PaperBlock[]) => madeUpPaper('en', { blocks, tables: [] });
const chartBlock = (chart: Chart): PaperBlock => ({ kind: 'chart', caption: `Figure. ${chart.title}`, subtitle: '', chart });
const plain = (text: string): PaperBlock => ({ kind: 'paragraph', number: 1, text: [{ text }], points: [] });

if (!hasValidator)
  console.log('Skipped: the Open XML SDK has no validator for this machine; packages are checked for form and relationships only.');

describe('every document drafted by the analyses is sound', () => {
  it.each(['ru', 'es'] as const)(
    'in %s, in every format',
    async (language) => {
      const { papers } = enginePapers(language);
      for (const template of TEMPLATES) await soundFiles(papers[template]);
    },
    TEST_TIME,
  );
});

describe('a document meets what nobody expects', () => {
  it(
    'charts without any data say so, in every format',
    async () => {
      const empty = Object.values(madeUpCharts('en')).map(emptied);
      const files = await soundFiles(brief(empty.map(chartBlock)));
      expect(docxText(files).split(words.text('report.table.empty'))).toHaveLength(empty.length + 1);
      const slides = empty.map((chart) => ({ title: 'A', blocks: [chartBlock(chart)], notes: '' }));
      const deck = partsOf((await soundFiles({ ...madeUpSlides('en'), slides })).get('pptx') ?? new Uint8Array());
      expect(Object.keys(deck).filter((name) => name.startsWith('ppt/charts/'))).toEqual([]);
      expect(textOf(deck['ppt/slides/slide1.xml'] ?? '')).toContain(words.text('report.table.empty'));
    },
    TEST_TIME,
  );

  it(
    'four hundred findings: each stands in the document, and on a slide that is not too full',
    async () => {
      const findings = Array.from(
        { length: 400 },
        (_, at): PaperBlock =>
          ({
            ...plain(
              `Invented finding ${at + 1} says that cases of one kind were reported more often than those of another in the same period.`,
            ),
            number: at + 1,
          }) as PaperBlock,
      );
      expect(docxText(await soundFiles(brief(findings)))).toContain('Invented finding 400 says');
      const slides = [{ title: 'Findings', blocks: findings, notes: '' }];
      const deck = partsOf((await soundFiles({ ...madeUpSlides('en'), slides })).get('pptx') ?? new Uint8Array());
      const shown = Object.keys(deck).filter((name) => /slides\/slide\d+\.xml$/.test(name));
      expect(shown.length).toBeGreaterThan(25);
      for (const name of shown) expect(textOf(deck[name] ?? '').split('\n').length, name).toBeLessThan(22);
    },
    TEST_TIME,
  );

  it(
    'a table of three thousand rows: whole in the workbook, its first rows on the page with a sentence that says so',
    async () => {
      const table = {
        kind: 'table' as const,
        title: 'Long',
        columns: [
          { key: 'a', label: 'A' },
          { key: 'n', label: 'N', numeric: true },
        ],
        rows: Array.from({ length: 3000 }, (_, at) => [`row ${at}`, at]),
      };
      const paper = { ...brief([{ kind: 'table', caption: 'Long', table }]), tables: [{ sheet: '1 Long', table, notes: [] }] };
      const files = await soundFiles(paper);
      expect(docxText(files)).toContain(words.text('formats.cut', { shown: 60, total: 3000 }));
      const sheet = partsOf(files.get('xlsx') ?? new Uint8Array())['xl/worksheets/sheet2.xml'] ?? '';
      expect(sheet.match(/<row /g)).toHaveLength(3001);
    },
    TEST_TIME,
  );

  it('Arabic and Hebrew in a narrative run from right to left, in a paragraph that begins with them and within one that does not', async () => {
    const xml =
      partsOf((await soundFiles(brief([plain('مخبأ في الشحنة'), plain('Marked חרום on the box')]))).get('docx') ?? new Uint8Array())[
        'word/document.xml'
      ] ?? '';
    expect(xml).toMatch(/<w:bidi\/>.*?<w:rtl\/>.*?مخبأ في الشحنة/s);
    expect(xml).toMatch(/<w:t[^>]*>Marked <\/w:t><\/w:r><w:r><w:rPr><w:rtl\/><\/w:rPr><w:t[^>]*>חרום/);
  });

  it(
    'emoji stay, control characters and halves of pairs go, mark-up is text',
    async () => {
      const nasty = 'Box 📦 \u0000\u0008\u001b\ufffe\ud83d <b>&amp; "x" ]]> </w:t> {{a}} $b \\u0041';
      const clean = 'Box 📦  <b>&amp; "x" ]]> </w:t> {{a}} $b \\u0041';
      const files = await soundFiles({ ...brief([plain(nasty)]), title: nasty, description: nasty, handling: nasty });
      expect(docxText(files)).toContain(clean);
      const report = await soundFiles({ ...madeUpReport('en'), jobNumber: nasty });
      expect(docxText(report)).toContain('First Invented Meeting');
      const slides = [
        {
          title: nasty,
          blocks: [plain(nasty), chartBlock({ ...(madeUpCharts('en').bar as Chart), title: nasty, alt: nasty })],
          notes: `${nasty}\n${nasty}`,
        },
      ];
      const deck = partsOf((await soundFiles({ ...madeUpSlides('en'), slides })).get('pptx') ?? new Uint8Array());
      expect(textOf(deck['ppt/slides/slide1.xml'] ?? '')).toContain(clean);
    },
    TEST_TIME,
  );

  it('a script in a narrative is text on the page, which holds no script and no address', () => {
    const nasty = '</style><script>alert(1)</script><img src=x onerror=alert(1)>';
    const html = paperHtml({ ...brief([plain(nasty)]), title: nasty, draft: nasty }, words);
    expect(html).not.toMatch(/<script|<img/i);
    expect(html.replace(/url\(data:font\/ttf;base64,[^)]*\)/g, '').replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\((?!#)/,
    );
  });
});

function emptied(chart: Chart): Chart {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return { ...chart, series: [] };
    case 'bar':
      return { ...chart, bars: [] };
    case 'heat':
      return { ...chart, x: [], y: [], values: [] };
    case 'flow':
      return { ...chart, links: [] };
    default:
      return { ...chart, areas: [], flows: [] };
  }
}
