import { parse } from 'csv-parse/sync';
import { describe, expect, it, vi } from 'vitest';
import { renderXlsx } from '../../electron/service/export/xlsx.ts';
import { TEMPLATES } from '../../shared/document/composition.ts';
import { columnLabel } from '../../shared/document/page/table.ts';
import type { Paper } from '../../shared/document/paper.ts';
import { cleanText } from '../../shared/document/texts.ts';
import type { Cell, TableBlock } from '../../shared/report/block.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { documentNumbers, documentTexts, figuresIn } from '../support/document-text.ts';
import { engineFigures } from '../support/engine-figures.ts';
import { enginePapers } from '../support/engine-papers.ts';
import { partsOf, unescaped } from '../support/office-files.ts';
import { readSheet } from '../support/workbook-file.ts';

const TEST_TIME = 240_000;

// Pictures hold no text that a reader's program finds; a dot stands for each, so that the tests take seconds.
vi.mock(import('../../electron/service/export/chart-png.ts'), async (original) => ({
  ...(await original()),
  chartPng: () => Promise.resolve(DOT),
}));
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** No analysis of the invented cases gives this figure. */
const WRONG = 98_765;

/** The same document with the first number below a key of its parts replaced by a wrong one. */
function changed(paper: Paper, below: 'rows' | 'values'): Paper {
  let isDone = false;
  const first = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(first);
    if (typeof value !== 'number' || isDone) return value;
    isDone = true;
    return WRONG;
  };
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === below ? first(inner) : within(inner)]));
  };
  const { slides, blocks, tables } = paper;
  const parts = within({ slides, blocks, tables }) as Pick<Paper, 'slides' | 'blocks' | 'tables'>;
  if (!isDone) throw new Error(`The document has no ${below}.`);
  return { ...paper, ...parts };
}

describe('a hostile reader adds up every figure of every document', () => {
  it.each(LANGUAGES)(
    'and finds none in %s that the analyses did not give, in text, tables, native charts and cells',
    async (language) => {
      const made = enginePapers(language);
      for (const template of TEMPLATES) {
        const paper = made.papers[template];
        const engine = engineFigures(made, paper);
        for (const [format, text] of await documentTexts(paper)) expect(engine.strange(text), `${template}.${format}`).toEqual([]);
        expect(engine.strangeValues(await documentNumbers(paper)), template).toEqual([]);
      }
      const annex = (await documentTexts(made.papers.annex)).get('docx') ?? '';
      expect(figuresIn(annex, language).length).toBeGreaterThan(500);
    },
    TEST_TIME,
  );

  it(
    'and would find one that was changed: in a table of a page, in a sentence, in a native chart and the workbook behind it, in a cell',
    async () => {
      const made = enginePapers('fr');
      const { annex, slides } = made.papers;
      const brief = made.papers['trend-brief'];
      const page = changed({ ...annex, tables: [] }, 'rows');
      expect(engineFigures(made, annex).strange((await documentTexts(page)).get('docx') ?? '')).toEqual([WRONG]);
      const told = (text: string) => text.replace(/[\d,]+(?=\u00a0%)/, `${WRONG}`);
      const blocks = brief.blocks.map((block) =>
        block.kind === 'paragraph' ? { ...block, text: block.text.map((run) => ({ ...run, text: told(run.text) })) } : block,
      );
      expect(engineFigures(made, brief).strange((await documentTexts({ ...brief, blocks })).get('docx') ?? '')).toContain(WRONG);
      const shown = changed(slides, 'values');
      expect(engineFigures(made, shown).strange((await documentTexts(shown)).get('pptx') ?? '')).toEqual([WRONG]);
      const numbers = await documentNumbers(shown);
      expect(
        numbers.filter((value) => value === WRONG),
        'in the chart and in its workbook',
      ).toHaveLength(2);
      expect(engineFigures(made, shown).strangeValues(numbers)).toEqual([WRONG]);
      const workbook = changed({ ...brief, blocks: [] }, 'rows');
      expect(engineFigures(made, workbook).strangeValues(await documentNumbers(workbook))).toEqual([WRONG]);
    },
    TEST_TIME,
  );

  it(
    'and would find nearly every figure of three digits or more that is changed by one',
    async () => {
      const made = enginePapers('en');
      const engine = engineFigures(made, made.papers.annex);
      const text = (await documentTexts(made.papers.annex)).get('docx') ?? '';
      const figures = [...new Set(figuresIn(text, 'en'))].filter((figure) => figure >= 100 && !isYear(figure));
      expect(figures.length).toBeGreaterThan(80);
      const caught = figures.filter((figure) => engine.strange(`of ${Math.round((figure + 1) * 100) / 100} cases`).length > 0);
      expect(caught.length / figures.length).toBeGreaterThan(0.9);
    },
    TEST_TIME,
  );

  it.each(LANGUAGES)(
    'and finds in the workbook in %s every table of the analyses, cell by cell, each figure as it was computed',
    async (language) => {
      const { papers, results } = enginePapers(language);
      const tables = results.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
      const sheets = await sheetsOf(papers.annex);
      expect(sheets.length).toBeGreaterThan(15);
      for (const [at, { table }] of papers.annex.tables.entries()) {
        const engine = tables.find(({ title, rows }) => title === table.title && rows.length === table.rows.length) as TableBlock;
        expect(sheets[at]?.slice(1), table.title).toEqual(engine.rows.map((row) => row.map((cell) => (cell === '' ? null : cell))));
      }
    },
    TEST_TIME,
  );
});

describe('a statistician opens the annex with another reader: that which the project imports workbooks with', () => {
  it(
    'and finds each sheet by its name, with its header and every cell of the analyses',
    async () => {
      for (const language of LANGUAGES) {
        const { annex } = enginePapers(language).papers;
        const words = createWording(language);
        const bytes = await renderXlsx(annex, words);
        for (const { sheet, table } of annex.tables) {
          const { text } = await readSheet(bytes, { sheet });
          const [head, ...rows] = parse(text, { relax_column_count: true }) as string[][];
          expect(head, sheet).toEqual(table.columns.map(columnLabel));
          expect(rows.length, sheet).toBe(table.rows.length);
          const wrong = table.rows.flatMap((row, at) =>
            row.flatMap((cell, column) => (isSame(cell, rows[at]?.[column] ?? '') ? [] : [[at, column, cell, rows[at]?.[column]]])),
          );
          expect(wrong, sheet).toEqual([]);
        }
      }
    },
    TEST_TIME,
  );
});

/** As spreadsheets keep numbers: to fifteen figures. */
function isSame(cell: Cell, read: string): boolean {
  if (typeof cell === 'number') return read !== '' && Number(read) === Number(cell.toPrecision(15));
  return read === cleanText(cell ?? '');
}

function isYear(figure: number): boolean {
  return Number.isInteger(figure) && figure >= 2010 && figure <= 2017;
}

/** The cells of each sheet but the first, which holds notes. */
async function sheetsOf(paper: Paper): Promise<Cell[][][]> {
  const parts = partsOf(await renderXlsx(paper, createWording(paper.language)));
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>.*?<t[^>]*>([^<]*)<\/t>.*?<\/si>/gs)].map(([, text]) =>
    unescaped(text ?? ''),
  );
  return paper.tables.map(({ table }, at) => {
    const rows = (parts[`xl/worksheets/sheet${at + 2}.xml`] ?? '').match(/<row .*?<\/row>/gs) ?? [];
    return rows.map((row) => {
      const cells = new Map(
        [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)><v>([^<]*)<\/v>/g)].map(([, name, more, value]) => [
          columnOf(name ?? ''),
          more?.includes('t="s"') ? (shared[Number(value)] ?? '') : Number(value),
        ]),
      );
      return table.columns.map((_, column) => cells.get(column) ?? null);
    });
  });
}

function columnOf(name: string): number {
  return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
