import type { SheetFacts } from '../../../shared/understand/survey.ts';
import { createRows, isFull } from './csv-rows.ts';
import { looksLikeData, rangesToFill } from './merged-fill.ts';
import type { SharedStrings } from './shared-strings.ts';
import { createSheetReader, type SheetReader, takeToken } from './sheet-reader.ts';
import type { MergedRange } from './sheet-source.ts';
import { xmlPieces } from './walk-xml.ts';
import type { Workbook, WorkbookSheet } from './workbook.ts';
import { feed, nextToken, TOKENS } from './xml-scanner.ts';

/** Rows from the top among which the first of data is sought. */
const HEAD_ROWS = 64;

/** `tall` are the merged ranges over several rows of data. */
export type CountedFacts = SheetFacts & { tall: MergedRange[] };

/** Reads a sheet to its end without keeping its rows. */
export async function countSheet(workbook: Workbook, strings: SharedStrings, sheet: WorkbookSheet): Promise<CountedFacts> {
  let firstData = 0;
  const reader = await passOver(workbook, strings, sheet, ({ place, rows }) => {
    if (
      firstData === 0 &&
      rows.row === place.row &&
      place.row <= HEAD_ROWS &&
      looksLikeData(rows.bytes.toString('utf8', rows.rowStart, rows.length))
    )
      firstData = place.row;
    return false;
  });
  return { ...readFacts(reader, sheet), tall: rangesToFill(reader.tall, firstData) };
}

/** Whether any cell of the sheet holds anything; reads no further than to the first. */
export async function holdsAnything(workbook: Workbook, strings: SharedStrings, sheet: WorkbookSheet): Promise<boolean> {
  const reader = await passOver(workbook, strings, sheet, ({ filledRows }) => filledRows > 0);
  return reader.filledRows > 0;
}

async function passOver(
  workbook: Workbook,
  strings: SharedStrings,
  sheet: WorkbookSheet,
  enough: (reader: SheetReader) => boolean,
): Promise<SheetReader> {
  const rows = createRows();
  const reader = createSheetReader(sheet.name, workbook, strings, rows);
  const { x } = reader;
  const drain = (): boolean => {
    for (let token = nextToken(x); token !== TOKENS.more && token !== TOKENS.end; token = nextToken(x)) {
      if (!takeToken(reader, token)) continue;
      if (enough(reader)) return true;
      if (isFull(rows)) rows.length = 0;
    }
    return false;
  };
  for await (const piece of xmlPieces(workbook.archive, sheet.entry)) {
    feed(x, piece);
    if (drain()) return reader;
  }
  feed(x, null);
  drain();
  return reader;
}

/** What a reader that has come to the end of its sheet has counted. */
export function readFacts(reader: SheetReader, { name, hidden }: WorkbookSheet): SheetFacts {
  const { lastFilledRow: rows, lastFilledColumn: columns, hiddenRows, hiddenColumns, merged: mergedCells } = reader;
  const seen = { name, hidden, rows, columns, hiddenRows, hiddenColumns: Math.min(hiddenColumns, columns), mergedCells };
  const { filled = 0, numbers = 0 } = reader.fill ?? {};
  return {
    ...seen,
    ...(filled > 0 ? { mergedFilled: filled } : {}),
    ...(numbers > 0 ? { mergedNumbers: numbers } : {}),
    ...(reader.tallNotKept > 0 ? { mergedNotKept: reader.tallNotKept } : {}),
  };
}

export function factsOf({ name, hidden }: WorkbookSheet, counted: CountedFacts | undefined): SheetFacts {
  if (!counted) return { name, hidden, rows: 0, columns: 0, hiddenRows: 0, hiddenColumns: 0, mergedCells: 0 };
  const { tall: _, ...facts } = counted;
  return facts;
}

const MARK = Buffer.from('mergeCell');

/** Whether the sheet may hold merged cells. They are listed after all rows, so the whole sheet is unpacked, but not read. */
export async function hasMergedCells(workbook: Workbook, sheet: WorkbookSheet): Promise<boolean> {
  let before: Buffer = Buffer.alloc(0);
  for await (const piece of xmlPieces(workbook.archive, sheet.entry)) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (bytes.includes(MARK) || Buffer.concat([before, bytes.subarray(0, MARK.length)]).includes(MARK)) return true;
    before = Buffer.from(bytes.subarray(-MARK.length));
  }
  return false;
}
