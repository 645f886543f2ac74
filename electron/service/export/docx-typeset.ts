import { columnLabel } from '../../../shared/document/page/table.ts';
import type { TableBlock, TableColumn } from '../../../shared/report/block.ts';
import { cellText } from '../../../shared/report/cell-text.ts';
import { textWidth } from '../../../shared/report/text-width.ts';
import type { Wording } from '../../../shared/report/wording.ts';

const PADDING = 105;
/** Half points; a table that is too wide for one is set in the next. */
export const SIZES = [17, 16, 15, 14, 13, 12];
/** A face of the page may be wider than the one the widths are measured in. */
const SLACK = 1.1;

export interface Typesetting {
  /** Half points. */
  size: number;
  /** Twips for each column, together as wide as the text of the page. */
  widths: number[];
}

export function cellTexts(table: TableBlock, words: Wording): string[][] {
  return table.rows.map((row) => row.map((cell, index) => cellText(cell, table.columns[index], words)));
}

/** Whether words or figures would have to be broken even in the smallest type. */
export function isTooWide(table: TableBlock, words: Wording, room: number): boolean {
  return total(leastWidths(table.columns, cellTexts(table, words), SIZES.at(-1) ?? 12)) > room;
}

/** The largest type at which no word and no figure is broken; in the smallest, words of the heading may be. */
export function typesetting(columns: TableColumn[], rows: string[][], room: number): Typesetting {
  for (const size of SIZES) {
    const least = leastWidths(columns, rows, size);
    if (total(least) <= room) return { size, widths: spread(least, wantedWidths(columns, rows, least, size), room) };
  }
  const size = SIZES.at(-1) ?? 12;
  const figures = bodyWidths(columns, rows, size);
  return { size, widths: spread(figures, leastWidths(columns, rows, size), room) };
}

function leastWidths(columns: TableColumn[], rows: string[][], size: number): number[] {
  const headings = columns.map((column) => widest(columnLabel(column).split(' '), size, 'semibold') + PADDING);
  return bodyWidths(columns, rows, size).map((width, index) => Math.max(width, headings[index] ?? 0));
}

/** Figures are never broken, words may stand below one another. */
function bodyWidths(columns: TableColumn[], rows: string[][], size: number): number[] {
  const pieces = (text: string, column: TableColumn) => (column.numeric ? [text] : text.split(/(?<=[ -])/));
  return columns.map(
    (column, index) =>
      widest(
        rows.flatMap((row) => pieces(row[index] ?? '', column)),
        size,
      ) + PADDING,
  );
}

function wantedWidths(columns: TableColumn[], rows: string[][], least: number[], size: number): number[] {
  return columns.map((_, index) =>
    Math.max(
      least[index] ?? 0,
      widest(
        rows.map((row) => row[index] ?? ''),
        size,
      ) + PADDING,
    ),
  );
}

/** Gives what is left of the page's width in proportion to what each column would like. */
function spread(least: number[], wanted: number[], room: number): number[] {
  const left = room - total(least);
  const lacking = total(wanted) - total(least);
  if (left <= 0 || lacking <= 0) return least.map((width) => Math.floor((width * room) / total(least)));
  return least.map((width, index) => Math.floor(width + (((wanted[index] ?? width) - width) * left) / lacking));
}

/** Twips: twentieths of a point. */
function widest(texts: string[], halfPoints: number, weight: 'regular' | 'semibold' = 'regular'): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, halfPoints * 10, weight))) * SLACK;
}

function total(widths: number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
