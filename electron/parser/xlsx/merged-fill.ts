import { numberShape } from '../../../shared/domain/number-shape.ts';
import { LIMITS } from '../limits.ts';
import type { CsvRows } from './csv-rows.ts';
import type { MergedRange } from './sheet-source.ts';

/** Cells that are merged down over rows of data, on their way through the sheet. */
export interface MergedFill {
  /** Ranges not yet reached, the uppermost last. */
  waiting: MergedRange[];
  /** By column: the range that covers the row, and what its first cell holds, as written. */
  active: Map<number, { lastRow: number; written: string }>;
  /** Cells that were given the value of the range's first. */
  filled: number;
  /** Ranges whose first cell holds a number, which is not repeated: what is one amount shall not become several. */
  numbers: number;
}

/** A longer text is a remark on the rows rather than a value of each. */
const LONGEST_FILLED = 1_000;

export function createMergedFill(ranges: readonly MergedRange[]): MergedFill {
  return { waiting: ranges.toSorted((a, b) => b.firstRow - a.firstRow), active: new Map(), filled: 0, numbers: 0 };
}

/** Gives the row that is being written what the ranges over it hold. A row without a cell of its own stays blank. Answers whether it became too long. */
export function fillRow(fill: MergedFill, rows: CsvRows): boolean {
  const begins = fill.waiting.at(-1);
  if (rows.cells === 0 || (fill.active.size === 0 && (begins?.firstRow ?? Infinity) > rows.row)) return false;
  const cells = writtenCells(rows.bytes.toString('utf8', rows.rowStart, rows.length));
  if (spread(fill, rows.row, cells)) return write(rows, cells);
  begin(fill, rows.row, cells);
  return false;
}

/** Answers whether any cell was filled. */
function spread(fill: MergedFill, row: number, cells: string[]): boolean {
  const before = fill.filled;
  for (const [column, { lastRow, written }] of fill.active) {
    if (lastRow < row) fill.active.delete(column);
    else if (written !== '' && (cells[column - 1] ?? '') === '') {
      while (cells.length < column) cells.push('');
      cells[column - 1] = written;
      fill.filled++;
    }
  }
  begin(fill, row, cells);
  return fill.filled > before;
}

function begin(fill: MergedFill, row: number, cells: readonly string[]): void {
  for (let next = fill.waiting.at(-1); next && next.firstRow <= row; next = fill.waiting.at(-1)) {
    fill.waiting.pop();
    if (next.firstRow < row) continue;
    const written = cells[next.firstColumn - 1] ?? '';
    if (isAmount(written)) fill.numbers++;
    else if (written.length <= LONGEST_FILLED) fill.active.set(next.firstColumn, { lastRow: next.lastRow, written });
  }
}

/** A number that is no year. */
function isAmount(written: string): boolean {
  const text = written.replaceAll('"', '');
  return numberShape(text) !== undefined && !/^(?:19|20)\d{2}$/.test(text);
}

/** The cells of a record with their quotes. */
function writtenCells(record: string): string[] {
  const cells: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at <= record.length; at++) {
    const sign = record.charCodeAt(at);
    if (sign === 0x22) quoted = !quoted;
    if (at < record.length && (quoted || sign !== 0x2c)) continue;
    cells.push(record.slice(from, at));
    from = at + 1;
  }
  return cells;
}

function write(rows: CsvRows, cells: readonly string[]): boolean {
  const text = cells.join(',');
  if (Buffer.byteLength(text) > LIMITS.recordBytes - LIMITS.columns) return true;
  rows.length = rows.rowStart + rows.bytes.write(text, rows.rowStart, 'utf8');
  rows.cells = cells.length;
  return false;
}

/** Ranges that cover several rows and begin in or reach into the rows of data: those of the header are its own. */
export function rangesToFill(ranges: readonly MergedRange[], firstDataRow: number): MergedRange[] {
  return firstDataRow === 0 ? [] : ranges.filter(({ lastRow }) => lastRow >= firstDataRow);
}

/** Whether a record holds a number or a date beside another cell, as rows of data do; a year may stand in a header. */
export function looksLikeData(record: string): boolean {
  const cells = writtenCells(record).filter((cell) => cell !== '');
  return cells.length >= 2 && cells.some((cell) => /^"?[-+]?\d/u.test(cell) && !/^(?:19|20)\d{2}(?:\s*[-/–]\s*\d{2,4})?$/u.test(cell));
}
