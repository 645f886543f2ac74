import type { TableBlock, TableColumn } from '../../report/block.ts';
import { cellText } from '../../report/cell-text.ts';
import { textWidth } from '../../report/text-width.ts';
import type { Wording } from '../../report/wording.ts';
import { escaped } from './markup.ts';

/** Most rows of a table on a page; the workbook has them all. */
const MOST_ROWS = 60;
/** Points; a table that is too wide for one is set in the next. */
export const TABLE_SIZES = [9, 8, 7, 6];
/** Points between the figures of two columns. */
const PADDING = 8;

/** A table without its columns of codes, cut where it would fill page after page; the caller says so where `cut` is not 0. */
export function tableForPage(table: TableBlock, most = MOST_ROWS): { table: TableBlock; cut: number } {
  const kept = table.columns.flatMap((column, index) => (column.code ? [] : [index]));
  const rows = table.rows.slice(0, most).map((row) => kept.map((index) => row[index] ?? null));
  const columns = kept.flatMap((index) => table.columns[index] ?? []);
  return { table: { ...table, columns, rows }, cut: Math.max(0, table.rows.length - most) };
}

export function columnLabel({ label, unit }: TableColumn): string {
  return unit ? `${label} (${unit})` : label;
}

/** `width` in points. A header row with its scope, the first column heads its row where it is text. */
export function tableHtml(table: TableBlock, caption: string, width: number, words: Wording): string {
  const rows = textsOf(table, words);
  const size = fittingSize(table.columns, rows, width);
  const head = table.columns.map((column) => `<th scope="col"${numeric(column)}>${escaped(columnLabel(column))}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((text, index) => cellHtml(text, table.columns[index], index)).join('')}</tr>`).join('\n');
  return `<table class="size-${size}"><caption>${escaped(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table>`;
}

function cellHtml(text: string, column: TableColumn | undefined, index: number): string {
  if (index === 0 && !column?.numeric) return `<th scope="row">${escaped(text)}</th>`;
  return `<td${numeric(column)}>${escaped(text)}</td>`;
}

function numeric(column: TableColumn | undefined): string {
  return column?.numeric ? ' class="figure"' : '';
}

/** The largest size at which no word and no figure is broken; the smallest where none does. */
function fittingSize(columns: TableColumn[], rows: string[][], width: number): number {
  return TABLE_SIZES.find((size) => neededWidth(columns, rows, size) <= width) ?? TABLE_SIZES.at(-1) ?? 6;
}

/** Whether words or figures would have to be broken even in the smallest size. */
export function isTooWide(table: TableBlock, width: number, words: Wording): boolean {
  return neededWidth(table.columns, textsOf(table, words), TABLE_SIZES.at(-1) ?? 6) > width;
}

function neededWidth(columns: TableColumn[], rows: string[][], size: number): number {
  return columns.reduce((sum, column, index) => sum + leastWidth(column, rows, index, size) + PADDING, 0);
}

function textsOf(table: TableBlock, words: Wording): string[][] {
  return table.rows.map((row) => row.map((cell, index) => cellText(cell, table.columns[index], words)));
}

function leastWidth(column: TableColumn, rows: string[][], index: number, size: number): number {
  const pieces = (text: string) => (column.numeric ? [text] : text.split(/(?<=[ -])/));
  const widest = rows.reduce((most, row) => Math.max(most, ...pieces(row[index] ?? '').map((piece) => textWidth(piece, size))), 0);
  return Math.max(
    widest,
    ...columnLabel(column)
      .split(' ')
      .map((word) => textWidth(word, size, 'semibold')),
  );
}
