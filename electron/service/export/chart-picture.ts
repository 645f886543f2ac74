import { isEmpty } from '../../../shared/document/page/blocks.ts';
import { cleaned } from '../../../shared/document/page/markup.ts';
import type { PaperBlock } from '../../../shared/document/paper.ts';
import type { Chart } from '../../../shared/report/chart.ts';
import type { ChartSize } from '../../../shared/report/chart-marks.ts';
import { chartSvg } from '../../../shared/report/chart-svg.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { chartPng } from './chart-png.ts';

export interface Picture {
  /** From 1, in the order of the document. */
  number: number;
  png: Uint8Array;
  /** In the pixels in which it was laid out. */
  size: ChartSize;
}

/**
 * The drawings of a document's charts, bare: title, subtitle and source are its text. A chart without a value has none. One after the other:
 * each takes a thread, and memory is short on small machines.
 */
export async function drawCharts(
  blocks: readonly PaperBlock[],
  sizeOf: (chart: Chart) => ChartSize | null,
  words: Wording,
): Promise<Map<PaperBlock, Picture>> {
  const pictures = new Map<PaperBlock, Picture>();
  for (const block of blocks) {
    if (block.kind !== 'chart' || isEmpty(block.chart)) continue;
    const drawing = { ...cleaned(block.chart), title: '', subtitle: '', source: '' };
    const size = sizeOf(drawing);
    if (!size) continue;
    pictures.set(block, { number: pictures.size + 1, png: await chartPng(chartSvg(drawing, size, words.language)), size });
  }
  return pictures;
}
