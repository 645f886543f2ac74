/** Writes the rows of sheets as comma-separated records into one buffer, which its owner empties at the end of rows. */
export interface CsvRows {
  bytes: Buffer;
  length: number;
  /** Of the row that is being written: where it begins, and the cells so far. */
  rowStart: number;
  cells: number;
  /** Cells of the widest row so far; each further row gets as many. */
  width: number;
  /** Row of the sheet that was written last, and records written in all. */
  row: number;
  records: number;
}

/** One row of 1 MB and all blank rows a sheet may have fit on top of what is waiting. */
const FLUSH_BYTES = 128 * 1024;
const CAPACITY = FLUSH_BYTES + 4 * 1024 ** 2;

export function createRows(): CsvRows {
  return { bytes: Buffer.allocUnsafeSlow(CAPACITY), length: 0, rowStart: 0, cells: 0, width: 0, row: 0, records: 0 };
}

export function isFull(rows: CsvRows): boolean {
  return rows.length >= FLUSH_BYTES;
}

const COMMA = 0x2c;
const FEED = 0x0a;
const QUOTE = 0x22;
const RETURN = 0x0d;

/** Begins the cell of a column (from 1) in a row of the sheet; rows and columns that were passed over are left blank. */
export function beginCell(rows: CsvRows, row: number, column: number): void {
  const { bytes } = rows;
  let { length } = rows;
  if (rows.cells === 0) {
    for (let blank = rows.row + 1; blank < row; blank++) bytes[length++] = FEED;
    rows.records += row - rows.row;
    rows.row = row;
    rows.rowStart = length;
    rows.cells = 1;
  }
  for (; rows.cells < column; rows.cells++) bytes[length++] = COMMA;
  rows.length = length;
}

/** Ends the row, if any cell of it was written. */
export function endRow(rows: CsvRows): void {
  if (rows.cells === 0) return;
  if (rows.cells > rows.width) rows.width = rows.cells;
  for (; rows.cells < rows.width; rows.cells++) rows.bytes[rows.length++] = COMMA;
  rows.bytes[rows.length++] = FEED;
  rows.cells = 0;
}

/** Copies bytes that need no quoting, or are quoted already. */
export function putBytes(rows: CsvRows, from: Uint8Array, start: number, end: number): void {
  const { bytes } = rows;
  let { length } = rows;
  if (end - start > 64) {
    bytes.set(from.subarray(start, end), length);
    length += end - start;
  } else for (let at = start; at < end; at++) bytes[length++] = from[at] as number;
  rows.length = length;
}

export function putAscii(rows: CsvRows, text: string): void {
  for (let at = 0; at < text.length; at++) rows.bytes[rows.length++] = text.charCodeAt(at);
}

export function putText(rows: CsvRows, text: Uint8Array, end: number): void {
  rows.length = quoteInto(rows.bytes, rows.length, text, end);
}

/** Writes the text as a cell, quoted where it must be; answers the end. At most twice the bytes of the text and two. */
export function quoteInto(target: Buffer, start: number, text: Uint8Array, end: number): number {
  let length = start;
  for (let at = 0; at < end; at++) {
    const byte = text[at] as number;
    if (byte === COMMA || byte === QUOTE || byte === FEED || byte === RETURN) return quoteAll(target, start, text, end);
    target[length++] = byte;
  }
  return length;
}

function quoteAll(target: Buffer, start: number, text: Uint8Array, end: number): number {
  let length = start;
  target[length++] = QUOTE;
  for (let at = 0; at < end; at++) {
    const byte = text[at] as number;
    if (byte === QUOTE) target[length++] = QUOTE;
    target[length++] = byte;
  }
  target[length++] = QUOTE;
  return length;
}
