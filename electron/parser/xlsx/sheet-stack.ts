import type { SheetFacts } from '../../../shared/understand/survey.ts';
import { ARCHIVE_LIMITS } from '../zip/archive-limits.ts';
import { type CsvRows, createRows, isFull } from './csv-rows.ts';
import { createMergedFill } from './merged-fill.ts';
import type { SharedStrings } from './shared-strings.ts';
import { readFacts } from './sheet-facts.ts';
import { sheetFaults } from './sheet-faults.ts';
import type { SheetLog } from './sheet-log.ts';
import { createSheetReader, type SheetReader, takeToken } from './sheet-reader.ts';
import type { MergedRange } from './sheet-source.ts';
import { xmlPieces } from './walk-xml.ts';
import type { Workbook, WorkbookSheet } from './workbook.ts';
import { feed, nextToken, TOKENS } from './xml-scanner.ts';

/** Sheets that are read one after another as if they were one. */
export interface Stack {
  workbook: Workbook;
  strings: SharedStrings;
  sheets: readonly WorkbookSheet[];
  log: SheetLog;
  /** Merged ranges over several rows of data, by sheet. */
  tall: ReadonlyMap<string, readonly MergedRange[]>;
  leaveHidden: boolean;
  starts: { sheet: string; record: number }[];
  /** Bytes of XML read so far. */
  readBytes: number;
  /** Hears what was counted in each sheet once it is read. */
  ended(facts: SheetFacts): void;
}

/** Comma-separated records, in pieces that end with a record and are valid until the next is asked for. */
export async function* readSheets(stack: Stack): AsyncGenerator<Uint8Array, void, undefined> {
  const rows = createRows();
  const likeness = stack.sheets.length > 1 ? createLikeness(stack.sheets) : undefined;
  let written = 0;
  for (const sheet of stack.sheets) {
    rows.row = 0;
    stack.starts.push({ sheet: sheet.name, record: rows.records + 1 });
    const reader = createSheetReader(sheet.name, stack.workbook, stack.strings, rows, stack.log);
    const tall = stack.tall.get(sheet.name) ?? [];
    if (tall.length > 0) reader.fill = createMergedFill(tall);
    reader.leaveHidden = stack.leaveHidden;
    for await (const _ of readRows(stack, sheet, reader, likeness)) {
      written += rows.length;
      if (written > ARCHIVE_LIMITS.unpackedBytes) throw sheetFaults.tooMuch(reader.place, 'is where the sheet exceeds 1 GB of text');
      yield rows.bytes.subarray(0, rows.length);
      rows.length = 0;
    }
    likeness?.check(sheet);
    stack.ended(readFacts(reader, sheet));
  }
  if (rows.length > 0) yield rows.bytes.subarray(0, rows.length);
}

/** Reads one sheet to its end; yields whenever its rows should be taken away. */
async function* readRows(
  stack: Stack,
  sheet: WorkbookSheet,
  reader: SheetReader,
  likeness: Likeness | undefined,
): AsyncGenerator<void, void, undefined> {
  const { x, rows } = reader;
  const drain = (): boolean => {
    for (let token = nextToken(x); token !== TOKENS.more && token !== TOKENS.end; token = nextToken(x)) {
      if (!takeToken(reader, token)) continue;
      if (likeness && reader.filledRows <= HEAD_ROWS) likeness.see(sheet, reader);
      if (isFull(rows)) return true;
    }
    return false;
  };
  for await (const piece of xmlPieces(stack.workbook.archive, sheet.entry)) {
    stack.readBytes += piece.length;
    feed(x, piece);
    while (drain()) yield;
  }
  feed(x, null);
  while (drain()) yield;
}

/** Rows from the top of a sheet among which its header is looked for. */
const HEAD_ROWS = 20;

/** Finds out whether stacked sheets have the same header: one of the widest first rows of the first sheet must stand in each of the others. */
interface Likeness {
  see(sheet: WorkbookSheet, reader: SheetReader): void;
  check(sheet: WorkbookSheet): void;
}

function createLikeness(sheets: readonly WorkbookSheet[]): Likeness {
  const first = sheets[0] as WorkbookSheet;
  const heads = new Map<WorkbookSheet, Set<string>>(sheets.map((sheet) => [sheet, new Set()]));
  const widest = (): string[] => {
    const rows = [...(heads.get(first) ?? [])];
    const most = Math.max(...rows.map(commas));
    return rows.filter((row) => commas(row) === most);
  };
  return {
    see(sheet, { rows }) {
      const row = lastRow(rows);
      if (row !== '') heads.get(sheet)?.add(row);
    },
    check(sheet) {
      const head = heads.get(sheet);
      if (sheet !== first && !widest().some((row) => head?.has(row))) throw sheetFaults.otherHeader(sheet.name, first.name);
    },
  };
}

/** The row that has just ended, without its blank last cells. */
function lastRow({ bytes, rowStart, length }: CsvRows): string {
  return bytes.toString('utf8', rowStart, length).replace(/[,\n]+$/, '');
}

function commas(row: string): number {
  return row.split(',').length;
}
