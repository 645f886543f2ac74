import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { renderXlsx } from '../../electron/service/export/xlsx.ts';
import type { AnalysisResult } from '../../shared/analysis/run.ts';
import { TEMPLATES } from '../../shared/document/composition.ts';
import type { Paper } from '../../shared/document/paper.ts';
import type { Block, Cell, TableBlock } from '../../shared/report/block.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Language } from '../../shared/report/wording.ts';
import { documentTexts, figuresIn } from '../support/document-text.ts';
import { type EnginePapers, enginePapers } from '../support/engine-papers.ts';
import { partsOf, unescaped } from '../support/office-files.ts';

const TEST_TIME = 120_000;
const LOCALES = fileURLToPath(new URL('../../shared/locales/', import.meta.url));

// Pictures hold no text that a reader's program finds; a dot stands for each, so that the tests take seconds.
vi.mock(import('../../electron/service/export/chart-png.ts'), async (original) => ({
  ...(await original()),
  chartPng: () => Promise.resolve(DOT),
}));
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** The figures that the analyses gave, as the language writes them, with those that stand in its own wording and in the numbering. */
function given({ results, material, papers }: EnginePapers, language: Language): (figure: number) => boolean {
  const words = createWording(language);
  const { scope, sources } = material;
  const texts = [
    ...results.flatMap(({ blocks }) => blocks.flatMap((block) => textsOf(block, language))),
    ...[scope.n, scope.of, scope.repeats, scope.undated, scope.dataVersion, ...sources.map(({ rows }) => rows)].map((value) =>
      words.number(value ?? 0),
    ),
    ...[scope.from, scope.to].map((date) => words.date(date ?? '')),
    words.percent((scope.repeats ?? 0) / scope.n),
    ...readdirSync(LOCALES)
      .filter((name) => name.endsWith(`.${language}.json`))
      .map((name) => readFileSync(LOCALES + name, 'utf8')),
  ];
  const known = new Set(texts.flatMap((text) => figuresIn(text, language)));
  for (const sum of results.flatMap(yearSums)) known.add(sum);
  const longest = Math.max(
    ...Object.values(papers).map(({ blocks, slides, tables }) => Math.max(blocks.length, slides.length, tables.length)),
  );
  return (figure) => known.has(figure) || (Number.isInteger(figure) && figure <= longest);
}

function textsOf(block: Block, language: Language): string[] {
  const words = createWording(language);
  if (block.kind === 'number') return [block.label, block.note ?? '', block.value === null ? '' : words.number(block.value)];
  if (block.kind === 'chart') return chartTexts(block.chart, (value) => words.number(value));
  if (block.kind !== 'table') return [block.text];
  const cell = (value: Cell, at: number) => (typeof value === 'number' ? words.number(value, block.columns[at]?.decimals) : (value ?? ''));
  const heads = block.columns.flatMap(({ label, unit = '' }) => [label, unit]);
  return [block.title, block.note ?? '', words.number(block.rows.length), ...heads, ...block.rows.flatMap((row) => row.map(cell))];
}

function chartTexts(chart: Chart, number: (value: number) => string): string[] {
  const own = [chart.title, chart.subtitle, chart.source, chart.alt];
  switch (chart.type) {
    case 'line':
    case 'stacked':
      // In a presentation's chart figures stand as a machine writes them.
      return [
        ...own,
        ...chart.periods.map(({ label }) => label),
        ...chart.series.flatMap(({ values, low = [], high = [] }) =>
          [...values, ...low, ...high].flatMap((value) =>
            value === null ? [] : [number(value), `${value}`, `${value}`.replace('.', ',')],
          ),
        ),
      ];
    case 'bar':
      return [...own, ...chart.bars.flatMap(({ label, value }) => [label, number(value), `${value}`, `${value}`.replace('.', ',')])];
    case 'heat':
      return [
        ...own,
        ...chart.values.flat().flatMap((value) => (value === null ? [] : [number(value)])),
        ...[...chart.x, ...chart.y].map(({ label }) => label),
      ];
    case 'flow':
      return [...own, ...chart.links.map(({ value }) => number(value))];
    default:
      return [...own, ...[...chart.flows, ...chart.areas].map(({ value }) => number(value))];
  }
}

/** Cases of a series in a year and in all, added up here. */
function yearSums({ blocks }: AnalysisResult): number[] {
  const charts = blocks.flatMap((block) => (block.kind === 'chart' && 'periods' in block.chart ? [block.chart] : []));
  return charts.flatMap(({ periods, series }) =>
    series.flatMap(({ values }) => {
      const years = Map.groupBy(
        periods.map(({ key }, at) => [key.slice(0, 4), values[at] ?? 0] as const),
        ([year]) => year,
      );
      const sums = [...years.values()].map((pairs) => pairs.reduce((sum, [, value]) => sum + value, 0));
      return [...sums, sums.reduce((sum, value) => sum + value, 0)];
    }),
  );
}

describe('a hostile reader adds up every figure of every document', () => {
  it.each(['en', 'ru'] as const)(
    'and finds none in %s that the analyses did not give',
    async (language) => {
      const made = enginePapers(language);
      const isGiven = given(made, language);
      const strange = (text: string) => [...new Set(figuresIn(text, language).filter((figure) => !isGiven(figure)))];
      expect(strange('987654321 and 1.23456 or 1,23456'), 'a figure that is made up is found').toContain(987_654_321);
      for (const template of TEMPLATES)
        for (const [format, text] of await documentTexts(made.papers[template])) expect(strange(text), `${template}.${format}`).toEqual([]);
      const annex = (await documentTexts(made.papers.annex)).get('docx') ?? '';
      expect(figuresIn(annex, language).length).toBeGreaterThan(500);
    },
    TEST_TIME,
  );

  it(
    'and finds in the workbook every table of the analyses, cell by cell, each figure as it was computed',
    async () => {
      const { papers, results } = enginePapers('fr');
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
