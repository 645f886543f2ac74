import type { ErrorPlace, StowageError } from '../../../shared/errors.ts';
import { unreadable } from '../faults.ts';

const GET_AGAIN = 'Get the whole file again, or open it in the program that made it and save it anew as XLSX or CSV (UTF-8).';
const CORRECT = 'Open the workbook, correct that cell and save it.';
const SPLIT = 'Split the sheet and import each part, or save it as CSV (UTF-8).';

/** Where in a sheet; row and column from 1, 0 where not known. */
export interface SheetPlace {
  sheet: string;
  row: number;
  column: number;
}

/** `A` for 1, `AA` for 27. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

function nameOf({ sheet, row, column }: SheetPlace): string {
  if (row === 0) return `The sheet "${sheet}"`;
  return column === 0 ? `Row ${row} of the sheet "${sheet}"` : `Cell ${columnLetters(column)}${row} of the sheet "${sheet}"`;
}

function whereOf({ sheet, row, column }: SheetPlace): ErrorPlace {
  return { sheet, ...(row > 0 && { row, line: row }), ...(column > 0 && { column: columnLetters(column) }) };
}

/** Why a workbook or a sheet of it is refused. */
export const sheetFaults = {
  part: (part: string, what: string): StowageError =>
    unreadable(`The workbook's part "${part}" is damaged: ${what}.`, GET_AGAIN, { detail: { part } }),
  missing: (part: string): StowageError =>
    unreadable(`The workbook names a part "${part}" that is not in the file, so it is not whole.`, GET_AGAIN, { detail: { part } }),
  notWorkbook: (): StowageError =>
    unreadable('This is an archive of office parts, but no Excel workbook.', 'Choose an XLSX or CSV file, or save the table as one.'),
  binary: (): StowageError =>
    unreadable('This is a binary Excel workbook (XLSB).', 'Open it in Excel and save it as "Excel workbook (*.xlsx)" or as CSV (UTF-8).'),
  noSheets: (): StowageError => unreadable('The workbook holds no sheet with cells.', 'Choose another file.'),
  allBlank: (): StowageError => unreadable('No visible sheet of the workbook holds anything.', 'Export it again from where it came.'),
  damaged: (place: SheetPlace, what: string): StowageError =>
    unreadable(`${nameOf(place)} is damaged: ${what}.`, GET_AGAIN, whereOf(place)),
  value: (place: SheetPlace, what: string): StowageError => unreadable(`${nameOf(place)} ${what}.`, CORRECT, whereOf(place)),
  tooMuch: (place: SheetPlace, what: string): StowageError => unreadable(`${nameOf(place)} ${what}.`, SPLIT, whereOf(place)),
  otherHeader: (sheet: string, first: string): StowageError =>
    unreadable(
      `None of the first rows of the sheet "${sheet}" is like one of the sheet "${first}", so the columns of the two may not be the same.`,
      'Import these sheets one by one.',
      { sheet },
    ),
};
