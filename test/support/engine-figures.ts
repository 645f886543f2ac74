import type { AnalysisResult } from '../../shared/analysis/run.ts';
import { draftComposition } from '../../shared/document/drafts/draft.ts';
import { analysesOf } from '../../shared/document/evidence.ts';
import type { Paper } from '../../shared/document/paper.ts';
import type { Block, Cell } from '../../shared/report/block.ts';
import { cellText } from '../../shared/report/cell-text.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { chartSize, layoutChart } from '../../shared/report/chart-layout.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { figuresIn } from './document-text.ts';
import type { EnginePapers } from './engine-papers.ts';

/** What a figure of a document must be: a figure that the analyses gave, as the language writes it, or one of the few that no analysis gives. */
export interface EngineFigures {
  /** Figures of a text that nothing accounts for, each once. */
  strange(text: string): number[];
  /** The same for numbers as a machine writes them, of cells and native charts. */
  strangeValues(values: readonly number[]): number[];
}

/** Figures of the project's own wording, the same for all data: the name of the hash SHA-256, and the most words of an answer to a questionnaire. */
const OF_WORDING = [256, 200];

/** By the analyses that the document itself asks for, computed by the service, and by the cases it rests on. */
export function engineFigures({ results: all, material }: EnginePapers, paper: Paper): EngineFigures {
  const { language } = paper;
  const words = createWording(language);
  const { scope, sources } = material;
  const asked = analysesOf(draftComposition(paper.template, { findings: [], recommendations: [] })).map(({ analysis }) => analysis);
  const results = all.filter(({ analysis }) => asked.includes(analysis));
  const cases = [
    scope.n,
    scope.of,
    scope.repeats ?? 0,
    scope.undated ?? 0,
    scope.dataVersion,
    ...sources.flatMap(({ rows }) => rows ?? []),
  ];
  const texts = [
    ...results.flatMap(({ blocks }) => blocks.flatMap((block) => textsOf(block, words))),
    ...cases.map((value) => words.number(value)),
    ...[scope.from, scope.to].map((date) => words.date(date ?? '')),
    words.percent((scope.repeats ?? 0) / scope.n),
    words.percent(scope.n / scope.of),
  ];
  const known = new Set([...texts.flatMap((text) => figuresIn(text, language)), ...OF_WORDING, ...countsOf(paper), ...settingsOf(results)]);
  for (const sum of results.flatMap(yearSums)) known.add(sum);
  const values = new Set([
    ...results.flatMap(({ blocks }) => blocks.flatMap(valuesOf)),
    ...paper.tables.map(({ table }) => table.rows.length),
  ]);
  for (const sum of results.flatMap(yearSums)) values.add(sum);
  return {
    strange: (text) => [...new Set(figuresIn(withoutNumbering(text, paper, words), language).filter((figure) => !known.has(figure)))],
    strangeValues: (given) => [...new Set(given.filter((value) => !values.has(value)))],
  };
}

/** Numbers of figures and tables in captions, of sheets, pages and paragraphs say no figure; they are taken out, and nothing else. */
function withoutNumbering(text: string, paper: Paper, words: Wording): string {
  const mark = 4711;
  const named = (key: string) => words.text(key, { number: mark, title: '' }).split(`${mark}`);
  const captions = ['report.caption.figure', 'report.caption.table'].map(named);
  const pattern = new RegExp(
    captions.map(([before = '', after = '']) => `${literal(before)}\\d+${literal(after.trimEnd())}`).join('|'),
    'g',
  );
  const page = words.text('report.page', { page: mark, pages: mark }).split(`${mark}`).map(literal).join('\\d+');
  const sheets = paper.tables.map(({ sheet }) => sheet).toSorted((a, b) => b.length - a.length);
  return sheets
    .reduce((all, sheet) => all.replaceAll(sheet, ''), text)
    .replace(pattern, '')
    .replace(new RegExp(page.replaceAll('\u00a0', '[\u00a0 ]'), 'g'), '')
    .replace(/^\s*\d{1,3}\.(?=\s)/gm, '');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\u00a0', '[\u00a0 ]');
}

/** Rows shown of rows there are, and versions of methods. */
function countsOf({ tables, blocks, slides }: Paper): number[] {
  const all = [...blocks, ...slides.flatMap((slide) => slide.blocks)];
  const shown = all.flatMap((block) => (block.kind === 'table' ? [block.table.rows.length, Math.min(60, block.table.rows.length)] : []));
  return [...tables.map(({ table }) => table.rows.length), ...shown];
}

function settingsOf(results: readonly AnalysisResult[]): number[] {
  return results.flatMap(({ settings, version }) => [version, ...Object.values(settings).filter((value) => typeof value === 'number')]);
}

function textsOf(block: Block, words: Wording): string[] {
  if (block.kind === 'number') return [block.label, block.note ?? '', block.value === null ? '' : words.number(block.value)];
  if (block.kind === 'chart') return chartTexts(block.chart, words);
  if (block.kind !== 'table') return [block.text];
  const heads = block.columns.flatMap(({ label, unit = '' }) => [label, unit]);
  return [
    block.title,
    block.note ?? '',
    ...heads,
    ...block.rows.flatMap((row) => row.map((cell: Cell, at) => cellText(cell, block.columns[at], words))),
  ];
}

function chartTexts(chart: Chart, words: Wording): string[] {
  const own = [chart.title, chart.subtitle, chart.source, chart.alt];
  const labels = 'periods' in chart ? chart.periods.flatMap(({ key, label }) => [key, label]) : [];
  const named =
    chart.type === 'heat'
      ? [...chart.x, ...chart.y].map(({ label }) => label)
      : chart.type === 'bar'
        ? chart.bars.map(({ label }) => label)
        : [];
  const figures = chartValues(chart).flatMap((value) => [
    words.number(value),
    words.number(value, 1),
    // In a native chart of a presentation figures stand as a machine writes them.
    `${value}`,
    `${value}`.replace('.', ','),
  ]);
  return [...own, ...labels, ...named, ...figures, ...scaleOf(chart, words)];
}

/** What stands on the axes and keys of its drawing: the scale, which is no figure of the data. */
function scaleOf(chart: Chart, words: Wording): string[] {
  const bare = { ...chart, title: '', subtitle: '', source: '' };
  const marks = layoutChart(bare, { ...chartSize(bare, 646, words, { isCompact: true }), words });
  return marks.flatMap((mark) => (mark.shape === 'text' && (mark.role === 'tick' || mark.role === 'key') ? [mark.text] : []));
}

function valuesOf(block: Block): number[] {
  if (block.kind === 'number') return block.value === null ? [] : [block.value];
  if (block.kind === 'chart') return chartValues(block.chart);
  return block.kind === 'table' ? block.rows.flat().filter((cell) => typeof cell === 'number') : [];
}

function chartValues(chart: Chart): number[] {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return [...chart.series, ...(chart.band ? [{ values: [], ...chart.band }] : [])]
        .flatMap(({ values, low = [], high = [] }) => [...values, ...low, ...high])
        .filter((value) => value !== null);
    case 'bar':
      return chart.bars.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== undefined));
    case 'heat':
      return chart.values.flat().filter((value) => value !== null);
    case 'flow':
      return [...chart.links.map(({ value }) => value), ...nodeSums(chart)];
    default:
      return [...chart.flows, ...chart.areas, ...(chart.unplaced ?? [])].map(({ value }) => value);
  }
}

/** What comes into and goes out of each node, added up here. */
function nodeSums({ nodes, links }: Extract<Chart, { type: 'flow' }>): number[] {
  const sum = (key: string, side: 'from' | 'to') => links.reduce((all, link) => all + (link[side] === key ? link.value : 0), 0);
  return nodes.flatMap(({ key }) => [sum(key, 'from'), sum(key, 'to')]);
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
