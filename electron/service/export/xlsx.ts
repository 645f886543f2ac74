import { strFromU8, strToU8, type Unzipped } from 'fflate';
import writeExcelFile, { type Row, type Sheet } from 'write-excel-file/node';
import { columnLabel } from '../../../shared/document/page/table.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Cell, TableBlock, TableColumn } from '../../../shared/report/block.ts';
import { cellText } from '../../../shared/report/cell-text.ts';
import type { Wording } from '../../../shared/report/wording.ts';
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
 * Every table in full as a sheet of its own, the header in the first row, after a sheet that says what each shows and how it was made. Text is
 * written as text and numbers as numbers; nothing that comes from data can become a formula.
 */
export async function renderXlsx(paper: Paper, words: Wording): Promise<Uint8Array> {
  const sheets = [notesSheet(paper, words), ...paper.tables.map(({ sheet, table }) => tableSheet(sheet, table, words))];
  const bytes = await writeExcelFile(sheets, { fontFamily: 'Arial', fontSize: 10 }).toBuffer();
  return fixedPackage(bytes, paper, soundFonts);
}

const STYLES = 'xl/styles.xml';
const FONT_ORDER = ['b', 'i', 'strike', 'u', 'sz', 'color', 'name', 'family'];

/** What describes a face stands in the order of the standard's schema. */
export function soundFonts(parts: Unzipped): void {
  const xml = strFromU8(parts[STYLES] ?? new Uint8Array());
  const sorted = xml.replace(/<font>(.*?)<\/font>/gs, (_, inside: string) => {
    const elements = inside.match(/<[^>]+>/g) ?? [];
    const place = (element: string) => FONT_ORDER.indexOf(/<(\w+)/.exec(element)?.[1] ?? '');
    return `<font>${elements.toSorted((a, b) => place(a) - place(b)).join('')}</font>`;
  });
  parts[STYLES] = strToU8(sorted);
}

function notesSheet({ title, draft, handling, tables }: Paper, words: Wording): Sheet<Buffer> {
  const text = (value: string) => ({ value: safeText(value), type: String, wrap: true, alignVertical: 'top' as const });
  const line = (value: string): Row => [text(value)];
  const marking = [draft, handling].filter(Boolean).join(' · ');
  return {
    sheet: words.text('report.workbook.notes'),
    columns: [{ width: 32 }, { width: 70 }, { width: 12 }],
    data: [
      [{ ...text(title), columnSpan: 3, fontWeight: 'bold', fontSize: 14 }],
      ...(marking ? [line(marking)] : []),
      [],
      ['sheet', 'shows', 'rows'].map((name) => ({ value: words.text(`formats.${name}`), type: String, ...HEADER })),
      ...tables.map(
        ({ sheet, table }): Row => [
          text(sheet),
          text(table.title),
          { value: table.rows.length, type: Number, format: '#,##0', alignVertical: 'top' },
        ],
      ),
      ...tables.flatMap((table) => noteRows(table, text)),
    ],
  };
}

type Text = (value: string) => Exclude<Row[number], null | undefined>;

/** How the figures of a sheet were made, below its name. */
function noteRows({ sheet, table, notes }: Paper['tables'][number], text: Text): Row[] {
  const all = [table.note ?? '', ...notes].filter(Boolean);
  if (all.length === 0) return [];
  return [[], ...all.map((note, index): Row => [index === 0 ? { ...text(sheet), fontWeight: 'bold' } : null, text(note)])];
}

function tableSheet(sheet: string, table: TableBlock, words: Wording): Sheet<Buffer> {
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
      ...table.rows.map((row): Row => row.map((cell, index) => typedCell(cell, table.columns[index], words))),
    ],
  };
}

function typedCell(cell: Cell, column: TableColumn | undefined, words: Wording): Row[number] {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: safeText(cell), type: String };
  return Number.isFinite(cell) ? { value: cell, type: Number, format: numberFormat(column, words) } : null;
}

/** Digit grouping and decimal mark are those of the reader's machine. A probability too small for its decimals is shown as on the page, and stays a number. */
function numberFormat(column: TableColumn | undefined, words: Wording): string {
  const decimals = column?.probability ? (column.decimals ?? 2) : column?.decimals;
  if (decimals === undefined) return 'General';
  const usual = decimals > 0 ? `#,##0.${'0'.repeat(decimals)}` : '#,##0';
  return column?.probability ? `[<${(10 ** -decimals).toFixed(decimals)}]"${cellText(0, column, words)}";${usual}` : usual;
}

/** What XML can hold, with `_x000D_` and the like kept from being read as an escape. */
function safeText(text: string): string {
  return cleanText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function columnWidth(column: TableColumn, rows: Cell[][], index: number): number {
  const longest = rows.slice(0, 500).reduce((most, row) => Math.max(most, String(row[index] ?? '').length), 0);
  return Math.min(WIDEST, Math.max(12, longest + 3, Math.min(24, columnLabel(column).length + 2)));
}
