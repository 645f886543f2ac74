import { AlignmentType, BorderStyle, type ITableBordersOptions, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType } from 'docx';
import type { Cell, TableBlock, TableColumn } from '../../../shared/report/block.ts';
import { textWidth } from '../../../shared/report/text-width.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { HAIRLINE, INK, TEXT_WIDTH_TWIPS } from './docx-styles.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIR = { style: BorderStyle.SINGLE, size: 4, color: HAIRLINE };
const RULE = { style: BorderStyle.SINGLE, size: 8, color: INK };
const BORDERS: ITableBordersOptions = { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: HAIR, insideVertical: NONE };
const CELL_MARGINS = { left: 60, right: 60, marginUnitType: WidthType.DXA };
const PADDING = 150;
const POINTS = 8.5;
/** A face of the page may be wider than the one the widths are measured in. */
const SLACK = 1.06;

/** Hairlines only; the header row repeats on each page and no row is split between pages. */
export function tableOf(table: TableBlock, words: Wording): Table {
  const rows = table.rows.map((row) => row.map((cell, index) => cellText(cell, table.columns[index], words)));
  const widths = columnWidths(table.columns, rows);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH_TWIPS, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    margins: CELL_MARGINS,
    rows: [headerRow(table.columns, widths), ...rows.map((row, index) => bodyRow(row, table.columns, widths, index < rows.length - 1))],
  });
}

export function cellText(cell: Cell, column: TableColumn | undefined, words: Wording): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? words.number(cell, column?.decimals) : cell;
}

export function columnLabel({ label, unit }: TableColumn): string {
  return unit ? `${label} (${unit})` : label;
}

function headerRow(columns: TableColumn[], widths: number[]): TableRow {
  const cells = columns.map((column, index) => cellOf(columnLabel(column), column, widths[index] ?? 0, 'TableHeading', true));
  return new TableRow({ tableHeader: true, cantSplit: true, children: cells });
}

/** Rows hold on to the next, so that a short table stays on one page. */
function bodyRow(row: string[], columns: TableColumn[], widths: number[], keepNext: boolean): TableRow {
  return new TableRow({ cantSplit: true, children: row.map((text, index) => cellOf(text, columns[index], widths[index] ?? 0, 'TableText', keepNext)) });
}

function cellOf(text: string, column: TableColumn | undefined, width: number, style: string, keepNext: boolean): TableCell {
  const alignment = column?.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [new Paragraph({ style, alignment, keepNext, children: [new TextRun(text)] })],
  });
}

/**
 * Twips for each column: numbers as wide as their longest figure or word of the heading, text in proportion to what it
 * holds, together as wide as the text of the page.
 */
function columnWidths(columns: TableColumn[], rows: string[][]): number[] {
  const least = columns.map((column, index) => Math.max(widest(columnLabel(column).split(' '), 'semibold'), widest(rows.flatMap((row) => leastPieces(row[index] ?? '', column)))) + PADDING);
  const wanted = columns.map((column, index) => Math.max(least[index] ?? 0, widest(rows.map((row) => row[index] ?? '')) + PADDING, column.numeric ? 0 : 900));
  const [leastSum, wantedSum] = [total(least), total(wanted)];
  if (leastSum >= TEXT_WIDTH_TWIPS) return least.map((width) => Math.floor((width * TEXT_WIDTH_TWIPS) / leastSum));
  const extra = wantedSum > leastSum ? (TEXT_WIDTH_TWIPS - leastSum) / (wantedSum - leastSum) : 0;
  if (extra > 0) return least.map((width, index) => Math.floor(width + ((wanted[index] ?? width) - width) * extra));
  return least.map((width) => Math.floor((width * TEXT_WIDTH_TWIPS) / leastSum));
}

/** Figures are never broken, words may stand below one another. */
function leastPieces(text: string, column: TableColumn): string[] {
  return column.numeric ? [text] : text.split(/(?<=[ -])/);
}

function widest(texts: string[], weight: 'regular' | 'semibold' = 'regular'): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, POINTS * 20, weight))) * SLACK;
}

function total(widths: number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
