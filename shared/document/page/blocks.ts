import { assertNever } from '../../errors.ts';
import type { Chart } from '../../report/chart.ts';
import { chartSize } from '../../report/chart-layout.ts';
import type { ChartSize } from '../../report/chart-marks.ts';
import { chartSvg } from '../../report/chart-svg.ts';
import type { Wording } from '../../report/wording.ts';
import type { PaperBlock } from '../paper.ts';
import { cleaned, escaped, type Notes, runsHtml } from './markup.ts';
import { isTooWide, tableForPage, tableHtml } from './table.ts';

export interface Frame {
  words: Wording;
  notes: Notes;
  /** Width of the text in points. */
  width: number;
  /** Level of the highest heading below the title. */
  top: 2 | 3;
}

/** How much wider the text is on an A4 page turned on its side. */
const SIDEWAYS = 247 / 160;
/** Pixels of CSS in a point. */
const PIXELS = 96 / 72;

export function blockHtml(block: PaperBlock, frame: Frame): string {
  switch (block.kind) {
    case 'heading': {
      const level = frame.top + block.level - 1;
      return `<h${level}>${runsHtml(block.text, frame.notes)}</h${level}>`;
    }
    case 'paragraph':
      return paragraphHtml(block, frame);
    case 'note':
      return `<p class="key-figure">${escaped(block.text)}</p>`;
    case 'chart':
      return figureHtml(block, frame);
    case 'table':
      return tableBlockHtml(block, frame);
    case 'box':
      return `<section class="box"><p class="box-title">${escaped(block.title)}</p>${block.paragraphs.map((runs) => `<p>${runsHtml(runs, frame.notes)}</p>`).join('\n')}</section>`;
    case 'form':
      return formHtml(block, frame);
    case 'page-break':
      return '<div class="page-break"></div>';
    default:
      return assertNever(block);
  }
}

function paragraphHtml({ number, text, points }: Extract<PaperBlock, { kind: 'paragraph' }>, { notes }: Frame): string {
  const marked = number === null ? '' : `<span class="number">${number}.</span> `;
  const opening = `<p class="${number === null ? 'text' : 'numbered'}">${marked}${runsHtml(text, notes)}</p>`;
  if (points.length === 0) return opening;
  const items = points.map((point) => `<li><span class="label">${escaped(point.label)}</span> ${runsHtml(point.text, notes)}</li>`);
  return `${opening}\n<ul class="points">${items.join('\n')}</ul>`;
}

/** The drawing is one picture with a description; title, subtitle and source are text of the document. A figure around it would be a second one without. */
function figureHtml({ caption, subtitle, chart }: Extract<PaperBlock, { kind: 'chart' }>, { words, width }: Frame): string {
  const below = subtitle ? `<p class="subtitle">${escaped(subtitle)}</p>` : '';
  const source = chart.source ? `<p class="source">${escaped(chart.source)}</p>` : '';
  return `<div class="drawing"><p class="caption">${escaped(caption)}</p>${below}${drawing(chart, width, words)}${source}</div>`;
}

function drawing(chart: Chart, width: number, words: Wording): string {
  if (isEmpty(chart)) return `<p class="key-figure">${escaped(words.text('report.table.empty'))}</p>`;
  const bare = { ...cleaned(chart), title: '', subtitle: '', source: '' };
  return chartSvg(bare, pageChartSize(bare, Math.floor(width * PIXELS), words), words.language);
}

/** Charts of a page are laid out wider than they are shown, so that their type comes out a little smaller than the text: 7 points at least. */
const REDUCED = 1.07;

/** The size in which a chart is laid out for a page with text of so many pixels; it is shown as wide as the text. */
export function pageChartSize(chart: Chart, width: number, words: Wording): ChartSize {
  return chartSize(chart, Math.round(width * REDUCED), words, { isCompact: true });
}

/** Without a single value to draw. */
export function isEmpty(chart: Chart): boolean {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return !chart.series.some(({ values }) => values.some((value) => value !== null));
    case 'bar':
      return chart.bars.length === 0;
    case 'heat':
      return chart.x.length === 0 || chart.y.length === 0;
    case 'flow':
      return chart.links.length === 0;
    case 'map':
      return chart.areas.length === 0 && chart.flows.length === 0;
    default:
      return assertNever(chart);
  }
}

function tableBlockHtml({ caption, table }: Extract<PaperBlock, { kind: 'table' }>, { words, width }: Frame): string {
  if (table.rows.length === 0) {
    return `<p class="caption">${escaped(caption)}</p><p class="key-figure">${escaped(words.text('report.table.empty'))}</p>`;
  }
  const shown = tableForPage(table);
  const cut = shown.cut > 0 ? words.text('formats.cut', { shown: shown.table.rows.length, total: table.rows.length }) : '';
  const note = [table.note, cut].filter(Boolean).join(' ');
  const below = note ? `<p class="source">${escaped(note)}</p>` : '';
  if (!isTooWide(shown.table, width, words)) return tableHtml(shown.table, caption, width, words) + below;
  return `<div class="wide">${tableHtml(shown.table, caption, width * SIDEWAYS, words)}${below}</div>`;
}

function formHtml({ rows }: Extract<PaperBlock, { kind: 'form' }>, { notes }: Frame): string {
  const lines = rows.map(({ label, value }) => `<tr><th scope="row">${escaped(label)}</th><td>${runsHtml(value, notes)}</td></tr>`);
  return `<table class="form"><tbody>${lines.join('\n')}</tbody></table>`;
}
