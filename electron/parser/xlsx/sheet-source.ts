import type { SheetFacts } from '../../../shared/understand/survey.ts';
import type { ByteStream } from '../byte-source.ts';
import { streamOf } from '../stream-of.ts';
import { openZip, type ZipArchive } from '../zip/open-zip.ts';
import type { RandomAccess } from '../zip/random-access.ts';
import type { DateSystem } from './serial-date.ts';
import { noStrings, readSharedStrings } from './shared-strings.ts';
import { chooseSheets } from './sheet-choice.ts';
import { type CountedFacts, countSheet, factsOf, hasMergedCells } from './sheet-facts.ts';
import { createSheetLog } from './sheet-log.ts';
import { readSheets, type Stack } from './sheet-stack.ts';
import { openWorkbook } from './workbook.ts';

/**
 * `sheet`: name of a sheet (hidden ones too), `*` for all visible ones that hold anything, one after another, or null for the only such one.
 * Where null leaves a choice: `ask` (rows mode) throws `needs-decision` with the question `sheet`, `largest` (survey) takes the one with most cells.
 */
export interface SheetChoice {
  sheet: string | null;
  several: 'ask' | 'largest';
  /** `leave-out` passes over rows that the workbook hides; they count as blank ones. */
  hiddenRows?: 'read' | 'leave-out';
  /** Called each time a piece has been unpacked, while opening too, which may take seconds; so that nobody takes the reader for dead. */
  told?(): void;
}

/**
 * Sheets as comma-separated UTF-8: one record for each sheet row from row 1 on, a blank row as a blank line, `"` doubled, lines ended by `\n`.
 * It is no file that someone made: its reader must know the dialect and not look for signatures, marks or delimiters in it.
 * A record has as many cells as the widest row so far. A line break inside a cell stands inside quotes, so that records and not line feeds
 * count the rows of the sheet. Blank rows after the last filled one are left out.
 */
export interface SheetSource extends ByteStream {
  /** What is read: the sheet's name, or `*`. */
  sheet: string;
  /** All sheets; with `several: 'largest'` counted, else only the read ones are, after the last byte. */
  sheets: SheetFacts[];
  /** Year in which the workbook's day numbers begin. */
  epoch: DateSystem;
  /** Several sheets are read one after another. */
  stacked: boolean;
  /** Where each sheet begins, by the number of its first record from 1, blank lines counted; grows while reading. */
  starts: { sheet: string; record: number }[];
  /** Share of the work that is done, 0 to 1. */
  progress(): number;
  /** For each column: cells by type, the header's included; whole after the last byte. */
  typed(): CellTally[];
  /** What was noticed; whole after the last byte. */
  notes(): SheetNotes;
}

export interface CellTally {
  numbers: number;
  dates: number;
  texts: number;
  truths: number;
}

/** `row` is that of the sheet, from 1; the header's and blank rows count. `column` is its letters. */
export interface SheetNote {
  code: string;
  message: string;
  sheet: string;
  row: number;
  column: string;
}

export interface SheetNotes {
  listed: SheetNote[];
  /** Notes beyond the first two hundred, counted by code. */
  more: Record<string, number>;
}

/** From 1, both ends included. */
export interface MergedRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** Opens an XLSX workbook; throws `unreadable-file` or `needs-decision`. What is damaged further on shows while reading. */
export async function openSheet(access: RandomAccess, choice: SheetChoice): Promise<SheetSource> {
  const archive = await openZip(access);
  const workbook = await openWorkbook(choice.told ? telling(archive, choice.told) : archive);
  const strings = workbook.strings ? await readSharedStrings(workbook.archive, workbook.strings) : noStrings();
  const counted = new Map<string, CountedFacts>();
  if (choice.several === 'largest' && workbook.sheets.length > 1)
    for (const sheet of workbook.sheets) counted.set(sheet.name, await countSheet(workbook, strings, sheet));
  const chosen = await chooseSheets(workbook, strings, choice, counted);
  const first = chosen[0] as (typeof chosen)[number];
  for (const sheet of chosen)
    if (!counted.has(sheet.name) && (await hasMergedCells(workbook, sheet)))
      counted.set(sheet.name, await countSheet(workbook, strings, sheet));
  const sheets = workbook.sheets.map((sheet) => factsOf(sheet, counted.get(sheet.name)));
  const tall = new Map([...counted].map(([name, facts]) => [name, facts.tall]));
  const leaveHidden = choice.hiddenRows === 'leave-out';
  const stack: Stack = { workbook, strings, sheets: chosen, log: createSheetLog(), tall, leaveHidden, starts: [], readBytes: 0, ended };
  function ended(facts: SheetFacts): void {
    Object.assign(sheets.find(({ name }) => name === facts.name) as SheetFacts, facts);
  }
  const bytes = chosen.reduce((sum, { entry }) => sum + entry.bytes, 0);
  return {
    ...streamOf(readSheets(stack)),
    sheet: choice.sheet === '*' ? '*' : first.name,
    sheets,
    epoch: workbook.dates,
    stacked: chosen.length > 1,
    starts: stack.starts,
    progress: () => Math.min(1, stack.readBytes / Math.max(1, bytes)),
    typed: stack.log.typed,
    notes: stack.log.notes,
  };
}

function telling(archive: ZipArchive, told: () => void): ZipArchive {
  return {
    ...archive,
    async *read(entry) {
      for await (const piece of archive.read(entry)) {
        told();
        yield piece;
      }
    },
  };
}
