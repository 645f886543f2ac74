import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/node';
import type { Cell, TableBlock, TableColumn } from '../../../shared/report/block.ts';
import type { Outline } from '../../../shared/report/outline.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { columnLabel } from './docx-table.ts';
import { fixedPackage } from './zip-fixed.ts';

const HEADER = {
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'bottom',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#1b1f24',
} as const;
const WIDEST = 60;

/**
 * Every table in full as a sheet of its own, the header in the first row, after a sheet of notes. Text is written as text
 * and numbers as numbers; nothing that comes from data can become a formula.
 */
export async function renderXlsx(outline: Outline, words: Wording): Promise<Uint8Array> {
  const sheets = [notesSheet(outline, words), ...outline.tables.map(({ sheet, table }) => tableSheet(sheet, table))];
  const bytes = await writeExcelFile(sheets, { fontFamily: 'Arial', fontSize: 10 }).toBuffer();
  return fixedPackage(bytes, { title: outline.title, language: words.language });
}

function notesSheet(outline: Outline, words: Wording): Sheet<Buffer> {
  const heading = (text: string): Row => [{ value: safeText(text), type: String, fontWeight: 'bold' }];
  const line = (text: string): Row => [{ value: safeText(text), type: String, wrap: true }];
  const notes = outline.tables.flatMap(({ table }) => (table.note ? [table.note] : []));
  const prose = outline.items.flatMap((item): Row[] => {
    if (item.kind === 'heading') return item.level === 1 ? [[], heading(item.text)] : [heading(item.text)];
    return item.kind === 'paragraph' || item.kind === 'note' ? [line(item.text)] : [];
  });
  return {
    sheet: words.text('report.workbook.notes'),
    columns: [{ width: 110 }],
    data: [
      [{ value: safeText(outline.title), type: String, fontWeight: 'bold', fontSize: 14, wrap: true }],
      line([outline.draft, outline.handling].filter(Boolean).join(' · ')),
      [],
      heading(words.text('report.workbook.contents')),
      ...outline.tables.map(({ sheet, table }) => line(words.text('report.workbook.sheet', { name: sheet, title: table.title }))),
      ...notes.map(line),
      ...prose,
    ],
  };
}

function tableSheet(sheet: string, table: TableBlock): Sheet<Buffer> {
  return {
    sheet,
    stickyRowsCount: 1,
    columns: table.columns.map((column, index) => ({ width: columnWidth(column, table.rows, index) })),
    data: [
      table.columns.map((column) => ({
        value: safeText(columnLabel(column)),
        type: String,
        align: column.numeric ? ('right' as const) : ('left' as const),
        ...HEADER,
      })),
      ...table.rows.map((row): Row => row.map((cell, index) => typedCell(cell, table.columns[index]))),
    ],
  };
}

function typedCell(cell: Cell, column: TableColumn | undefined): Row[number] {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: safeText(cell), type: String };
  return Number.isFinite(cell) ? { value: cell, type: Number, format: numberFormat(column?.decimals) } : null;
}

/** Digit grouping and decimal mark are those of the reader's machine. */
function numberFormat(decimals: number | undefined): string {
  if (decimals === undefined) return 'General';
  return decimals > 0 ? `#,##0.${'0'.repeat(decimals)}` : '#,##0';
}

/** Without control characters, and with `_x000D_` and the like kept from being read as an escape. */
function safeText(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function columnWidth(column: TableColumn, rows: Cell[][], index: number): number {
  const longest = rows.slice(0, 500).reduce((most, row) => Math.max(most, String(row[index] ?? '').length), 0);
  return Math.min(WIDEST, Math.max(12, longest + 3, Math.min(24, columnLabel(column).length + 2)));
}
