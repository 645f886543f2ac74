import type { AnalysisResult } from '../analysis/run.ts';
import type { Block, NumberBlock, TableBlock } from '../report/block.ts';
import type { Chart } from '../report/chart.ts';
import { documentTable } from '../report/document-table.ts';
import type { Wording } from '../report/wording.ts';
import type { Part } from './composition.ts';
import { type Making, resultIn, sentenceKey, sheetOf } from './making.ts';
import type { PaperBlock } from './paper.ts';

/** One chart, table or number of an analysis; nothing where the analysis has no such block with these data. */
export function figureBlocks(part: Extract<Part, { kind: 'figure' }>, making: Making): PaperBlock[] {
  const result = resultIn(making, part);
  const block = result?.blocks.filter(({ kind }) => kind === part.block)[part.at];
  return result && block ? blockOf(block, result, making) : [];
}

/** Everything an analysis shows: the key figures, then the pictures, then their tables. Its sentences stand before. */
export function allFigures(result: AnalysisResult, making: Making): PaperBlock[] {
  const order: Block['kind'][] = ['number', 'chart', 'table'];
  return order.flatMap((kind) => result.blocks.filter((block) => block.kind === kind).flatMap((block) => blockOf(block, result, making)));
}

function blockOf(block: Block, result: AnalysisResult, making: Making): PaperBlock[] {
  if (block.kind === 'number') return [{ kind: 'note', text: numberText(block, making.words) }];
  if (block.kind === 'chart') return [chartOf(block.chart, making)];
  if (block.kind === 'table') return [tableOf(block, result, making)];
  return [];
}

/** A chart whose title was just said as a finding is captioned by what it measures. */
function chartOf(chart: Chart, { words, numbered, said }: Making): PaperBlock {
  numbered.figure += 1;
  const isSaid = said.has(sentenceKey(chart.title));
  const caption = words.text('report.caption.figure', { number: numbered.figure, title: isSaid ? chart.subtitle : chart.title });
  return { kind: 'chart', caption, subtitle: isSaid ? '' : chart.subtitle, chart };
}

function tableOf(block: TableBlock, result: AnalysisResult, making: Making): PaperBlock {
  const { words, numbered } = making;
  numbered.table += 1;
  const chart = result.blocks.find(({ kind }) => kind === 'chart');
  const table = documentTable(block, chart?.kind === 'chart' ? chart.chart : undefined, sheetOf(making, block), words);
  return { kind: 'table', caption: words.text('report.caption.table', { number: numbered.table, title: table.title }), table };
}

export function numberText(block: NumberBlock, words: Wording): string {
  const value = block.value === null ? '–' : `${words.number(block.value)}${block.unit ? `\u00a0${block.unit}` : ''}`;
  return [`${block.label}: ${value}`, block.note].filter(Boolean).join('. ');
}
