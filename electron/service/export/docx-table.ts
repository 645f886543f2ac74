import {
  AlignmentType,
  BorderStyle,
  type ITableBordersOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { TableBlock, TableColumn } from '../../../shared/report/block.ts';
import { cellText } from '../../../shared/report/cell-text.ts';
import { textWidth } from '../../../shared/report/text-width.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { HAIRLINE, INK, TEXT_WIDTH_TWIPS } from './docx-styles.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIR = { style: BorderStyle.SINGLE, size: 4, color: HAIRLINE };
const RULE = { style: BorderStyle.SINGLE, size: 8, color: INK };
const BORDERS: ITableBordersOptions = { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: HAIR, insideVertical: NONE };
const CELL_MARGINS = { left: 45, right: 45, marginUnitType: WidthType.DXA };
const PADDING = 105;
/** Half points; a table that is too wide for one is set in the next. */
const SIZES = [17, 16, 15, 14, 13, 12];
/** A face of the page may be wider than the one the widths are measured in. */
const SLACK = 1.1;
/** Tables of so many rows stay on one page; longer ones may run on. */
const KEPT_WHOLE = 10;

/** Hairlines only; the header row repeats on each page and no row is split between pages. */
export function tableOf(table: TableBlock, words: Wording): Table {
  const rows = table.rows.map((row) => row.map((cell, index) => cellText(cell, table.columns[index], words)));
  const set = typesetting(table.columns, rows);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH_TWIPS, type: WidthType.DXA },
    columnWidths: set.widths,
    borders: BORDERS,
    margins: CELL_MARGINS,
    rows: [headerRow(table.columns, set), ...rows.map((row, index) => bodyRow(row, table.columns, set, holdsOn(index, rows.length)))],
  });
}

interface Typesetting {
  /** Half points. */
  size: number;
  /** Twips for each column, together as wide as the text of the page. */
  widths: number[];
}

/** No row stands alone at the top or the foot of a page. */
function holdsOn(index: number, rows: number): boolean {
  return index < rows - 1 && (rows <= KEPT_WHOLE || index === 0 || index === rows - 2);
}

export function columnLabel({ label, unit }: TableColumn): string {
  return unit ? `${label} (${unit})` : label;
}

function headerRow(columns: TableColumn[], set: Typesetting): TableRow {
  const cells = columns.map((column, index) => cellOf(columnLabel(column), column, set, index, 'TableHeading', true));
  return new TableRow({ tableHeader: true, cantSplit: true, children: cells });
}

function bodyRow(row: string[], columns: TableColumn[], set: Typesetting, keepNext: boolean): TableRow {
  return new TableRow({
    cantSplit: true,
    children: row.map((text, index) => cellOf(text, columns[index], set, index, 'TableText', keepNext)),
  });
}

function cellOf(
  text: string,
  column: TableColumn | undefined,
  set: Typesetting,
  index: number,
  style: string,
  keepNext: boolean,
): TableCell {
  const alignment = column?.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT;
  const run = set.size === SIZES[0] ? new TextRun(text) : new TextRun({ text, size: set.size });
  return new TableCell({
    width: { size: set.widths[index] ?? 0, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [new Paragraph({ style, alignment, keepNext, children: [run] })],
  });
}

/** The largest type at which no word and no figure is broken; in the smallest, words of the heading may be. */
function typesetting(columns: TableColumn[], rows: string[][]): Typesetting {
  for (const size of SIZES) {
    const least = leastWidths(columns, rows, size);
    if (total(least) <= TEXT_WIDTH_TWIPS) return { size, widths: spread(least, wantedWidths(columns, rows, least, size)) };
  }
  const size = SIZES.at(-1) ?? 12;
  const figures = bodyWidths(columns, rows, size);
  return { size, widths: spread(figures, leastWidths(columns, rows, size)) };
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
function spread(least: number[], wanted: number[]): number[] {
  const left = TEXT_WIDTH_TWIPS - total(least);
  const lacking = total(wanted) - total(least);
  if (left <= 0 || lacking <= 0) return least.map((width) => Math.floor((width * TEXT_WIDTH_TWIPS) / total(least)));
  return least.map((width, index) => Math.floor(width + (((wanted[index] ?? width) - width) * left) / lacking));
}

/** Twips: twentieths of a point. */
function widest(texts: string[], halfPoints: number, weight: 'regular' | 'semibold' = 'regular'): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, halfPoints * 10, weight))) * SLACK;
}

function total(widths: number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
