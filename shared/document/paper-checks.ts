import type { Chart } from '../report/chart.ts';
import { countWords, type DocumentCheck, MOST_WORDS } from './checks.ts';
import type { Composition, Part } from './composition.ts';
import type { Paper, PaperBlock, Run } from './paper.ts';

/*
 * What can be seen only once a document is made: its length as it is printed, and its figures.
 */

/** The checks of a document as it was made in one language. */
export function checkPaper({ parts }: Pick<Composition, 'parts'>, paper: Paper): DocumentCheck[] {
  const blocks = [...paper.blocks, ...paper.slides.flatMap((slide) => slide.blocks)];
  const most = MOST_WORDS[paper.template];
  const words = wordsOfPaper(paper);
  return [
    ...parts.flatMap((part) => (isEmptyFigure(part, blocks) ? [checkAt('no-figure', part.id)] : [])),
    ...blocks.flatMap((block) =>
      block.kind === 'chart' && block.chart.alt.trim() === '' ? [checkAt('no-alt-text', block.part ?? null)] : [],
    ),
    ...(most !== undefined && words > most ? [{ ...checkAt('over-length', null), n: words, of: most }] : []),
  ];
}

/**
 * Words as they are printed, with headings and footnotes as the Secretariat counts them, without tables and figures. Of a statement the part
 * that is spoken: up to the annex.
 */
export function wordsOfPaper(paper: Paper): number {
  const end = paper.template === 'country-statement' ? paper.blocks.findIndex(({ kind }) => kind === 'page-break') : -1;
  const blocks = end < 0 ? paper.blocks : paper.blocks.slice(0, end);
  return [...mastheadTexts(paper), ...blocks.flatMap(textsOf)].reduce((sum, text) => sum + countWords(text), 0);
}

function mastheadTexts({ masthead }: Paper): string[] {
  if (!masthead) return [];
  const { original, ...lines } = masthead;
  return [...Object.values(lines), ...original.flatMap(runTexts)];
}

function textsOf(block: PaperBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return block.text.flatMap(runTexts);
    case 'paragraph':
      return [...block.text, ...block.points.flatMap(({ text }) => text)].flatMap(runTexts);
    case 'box':
      return [block.title, ...block.paragraphs.flat().flatMap(runTexts)];
    case 'form':
      return block.rows.flatMap(({ label, value }) => [label, ...value.flatMap(runTexts)]);
    default:
      return [];
  }
}

/** What is struck out is not counted. */
function runTexts({ text, footnote, deleted }: Run): string[] {
  return [...(deleted ? [] : [text]), ...(footnote === undefined ? [] : [footnote])];
}

/** A figure that was asked for and of which nothing, or nothing with a value, is shown. */
function isEmptyFigure(part: Part, blocks: readonly PaperBlock[]): boolean {
  if (part.kind !== 'figure' && !(part.kind === 'made' && part.what === 'analysis')) return false;
  const own = blocks.filter((block) => block.part === part.id);
  return own.length === 0 || own.some((block) => block.kind === 'chart' && isEmptyChart(block.chart));
}

/** Whether a chart shows no value at all. */
export function isEmptyChart(chart: Chart): boolean {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return chart.series.every(({ values }) => values.every((value) => value === null));
    case 'bar':
      return chart.bars.length === 0;
    case 'heat':
      return chart.values.every((row) => row.length === 0);
    case 'flow':
      return chart.links.length === 0;
    default:
      return chart.areas.length === 0 && chart.flows.length === 0;
  }
}

function checkAt(kind: DocumentCheck['kind'], part: string | null): DocumentCheck {
  return { kind, part, point: null, n: 0, of: 0 };
}
