import { cleaned } from '../../../shared/document/page/markup.ts';
import type { Paper, PaperBlock } from '../../../shared/document/paper.ts';

/** Of the file, so that a script knows what it reads. */
export const FIGURES_FORMAT = 'stowage-figures/1';

/** Every figure of a document for machines: its charts as they were specified, the tables it shows, and the full tables behind. */
export function renderFigures(paper: Paper): Uint8Array {
  const blocks = [...paper.blocks, ...paper.slides.flatMap((slide) => slide.blocks)];
  const figures = {
    format: FIGURES_FORMAT,
    template: paper.template,
    language: paper.language,
    title: paper.title,
    draft: paper.draft,
    handling: paper.handling,
    keyFigures: blocks.flatMap((block) => (block.kind === 'note' ? [block.text] : [])),
    charts: blocks.flatMap(chartOf),
    tables: blocks.flatMap(tableOf),
    fullTables: paper.tables.map(({ sheet, table, notes }) => ({ sheet, ...table, notes })),
  };
  return Buffer.from(`${JSON.stringify(cleaned(figures), null, 1)}\n`, 'utf8');
}

function chartOf(block: PaperBlock) {
  return block.kind === 'chart' ? [{ caption: block.caption, ...block.chart }] : [];
}

function tableOf(block: PaperBlock) {
  return block.kind === 'table' ? [{ caption: block.caption, ...block.table }] : [];
}
