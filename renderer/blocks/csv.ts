import type { Cell, TableBlock } from '../../shared/report/block.ts';

/** A spreadsheet would run a cell that starts so; an apostrophe keeps it text. Numbers are left alone. */
const FORMULA_START = /^[=+\-@\t\r]/;

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180: comma, CRLF, quotes doubled; numbers with a point and all their digits. */
export function tableToCsv(table: Pick<TableBlock, 'columns' | 'rows'>): string {
  const header = table.columns.map((column) => (column.unit ? `${column.label} (${column.unit})` : column.label));
  return `${[header, ...table.rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}
