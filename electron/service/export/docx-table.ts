import {
  AlignmentType,
  BorderStyle,
  type ITableBordersOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { columnLabel } from '../../../shared/document/page/table.ts';
import type { PaperBlock } from '../../../shared/document/paper.ts';
import type { TableBlock, TableColumn } from '../../../shared/report/block.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { runsOf, startsRight, styled, textRuns } from './docx-runs.ts';
import { HAIRLINE, INK, TEXT_WIDTH_TWIPS } from './docx-styles.ts';
import { cellTexts, SIZES, type Typesetting, typesetting } from './docx-typeset.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIR = { style: BorderStyle.SINGLE, size: 4, color: HAIRLINE };
const RULE = { style: BorderStyle.SINGLE, size: 8, color: INK };
const BORDERS: ITableBordersOptions = { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: HAIR, insideVertical: NONE };
const CELL_MARGINS = { left: 45, right: 45, marginUnitType: WidthType.DXA };
/** Tables of so many rows stay on one page; longer ones may run on. */
const KEPT_WHOLE = 10;

/** Hairlines only; the header row repeats on each page and no row is split between pages. `room`: width of the text in twips; `isNoted`: a note follows and stays with the last row. */
export function tableOf(table: TableBlock, words: Wording, room: number, isNoted = false): Table {
  const rows = cellTexts(table, words);
  const set = typesetting(table.columns, rows, room);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room, type: WidthType.DXA },
    columnWidths: set.widths,
    borders: BORDERS,
    margins: CELL_MARGINS,
    rows: [
      headerRow(table.columns, set),
      ...rows.map((row, index) => bodyRow(row, table.columns, set, holdsOn(index, rows.length, isNoted))),
    ],
  });
}

/** No row stands alone at the top or the foot of a page, and no note without its table. */
function holdsOn(index: number, rows: number, isNoted: boolean): boolean {
  if (index === rows - 1) return isNoted;
  return rows <= KEPT_WHOLE || index === 0 || index === rows - 2;
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
  const runs = textRuns(text, undefined, set.size === SIZES[0] ? undefined : set.size);
  return new TableCell({
    width: { size: set.widths[index] ?? 0, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [new Paragraph({ style, alignment, keepNext, bidirectional: startsRight(text), children: runs })],
  });
}

/** Labels at the left, what was answered at the right. */
export function formTable(rows: Extract<PaperBlock, { kind: 'form' }>['rows']): Table {
  const widths = [0.38, 0.62].map((share) => Math.floor(TEXT_WIDTH_TWIPS * share));
  const cell = (child: Paragraph, column: number) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.TOP,
      children: [child],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH_TWIPS, type: WidthType.DXA },
    columnWidths: widths,
    borders: BORDERS,
    margins: CELL_MARGINS,
    rows: rows.map(
      ({ label, value }) =>
        new TableRow({
          children: [cell(styled('TableHeading', label), 0), cell(new Paragraph({ style: 'TableText', children: runsOf(value) }), 1)],
        }),
    ),
  });
}
