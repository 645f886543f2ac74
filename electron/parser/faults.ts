import { type ErrorPlace, type Question, StowageError } from '../../shared/errors.ts';
import { LIMITS } from './limits.ts';

const NOTHING = 'Nothing was imported.';

/** `unreadable-file`: what is wrong, that nothing was imported, and what to do. */
export function unreadable(what: string, doing: string, where?: ErrorPlace): StowageError {
  return new StowageError('unreadable-file', `${what} ${NOTHING} ${doing}`, where);
}

/** Names a record for a person: the header, or a row with the line where it begins (0 where the format has none). */
export function nameRow(row: number, line: number): string {
  if (row < 0) return `Line ${line.toLocaleString('en')} above the header`;
  if (row === 0) return 'The header row';
  return line > 0 ? `Row ${row.toLocaleString('en')} (line ${line.toLocaleString('en')})` : `Row ${row.toLocaleString('en')}`;
}

export const faults = {
  folder: () => unreadable('This is a folder, not a file.', 'Choose one file of it.'),
  notRegular: () => unreadable('This is a device or a pipe, not a file.', 'Choose a file on a disk.'),
  missing: () => unreadable('The file is no longer there.', 'Check its name and folder, then choose it again.'),
  linksInCircle: () => unreadable('The links that lead to this file lead in a circle.', 'Choose the file itself instead of a link to it.'),
  nameTooLong: () =>
    unreadable('The name of this file, or of a folder on the way to it, is too long.', 'Shorten it, or copy the file to another folder.'),
  forbidden: () =>
    unreadable('You have no permission to read this file.', 'Ask its owner for permission, or copy it to a folder of your own.'),
  device: () => unreadable('The disk could not read this file to its end.', 'Copy the file to another disk and try again.'),
  empty: () => unreadable('The file is empty.', 'Export it again from where it came.'),
  headerOnly: () => unreadable('The file holds a header row and no rows under it.', 'Export it again from where it came.'),
  tooLarge: () => unreadable('The file is larger than 4 GB.', 'Split it into several files and import each of them.'),
  tooLargeToHold: () =>
    unreadable(
      'The file is larger than 500 MB, more than this way of opening it can hold in memory.',
      'Open it from the disk in the desktop window or by the command line, or split it.',
    ),
  tooManyRows: () =>
    unreadable(
      `The file holds more than ${LIMITS.rows.toLocaleString('en')} rows.`,
      'Split it into several files and import each of them.',
    ),
  changed: () => unreadable('The file was changed while it was read.', 'Close the program that writes to it, then import it again.'),
  noSeparator: () =>
    unreadable(
      'The first line holds no separator (such as a semicolon, comma, tab or vertical bar), so this is not a table of separated values.',
      'Choose a CSV file, or save the table as one.',
      { row: 0 },
    ),
  known: (name: string, doing: string) => unreadable(`This is ${name}, not a table that can be read here.`, doing),
  noHeader: (rows: number) =>
    unreadable(
      `The file ends before the header, which should end with its row ${rows}.`,
      'Use another recipe, or say where the header is.',
    ),
  headSums: (row: number, line: number) =>
    unreadable(
      `${nameRow(row, line)} neither begins a group with its sums nor adds up to the one above it, though the table was said to be made of such groups.`,
      'Correct the sums in the file, or import it with the answer sections=data and leave the sums out by hand.',
      { row, line },
    ),
  noSuchColumn: (header: string) =>
    unreadable(
      `The file has no column "${header}", though the recipe turns it into rows.`,
      'Use another recipe, or look at the file anew.',
      {
        column: header,
      },
    ),
  noSuchMark: (header: string) =>
    unreadable(
      `The file has no column "${header}", though the recipe reads the marks in it.`,
      'Use another recipe, or look at the file anew.',
      { column: header },
    ),
  runningFalls: (row: number, header: string) =>
    unreadable(
      `${nameRow(row, 0)} holds less in the column "${header}" than in the one before it, though its columns were said to be running totals.`,
      'Correct the cell in the file, or import it with the answer running=each.',
      { row, column: header },
    ),
  openDocument: () =>
    unreadable(
      'This is an OpenDocument file (such as ODS), which is not read here.',
      'Open it in LibreOffice, save it as XLSX or CSV (UTF-8), and import that file.',
    ),
  noReadableEntry: () =>
    unreadable('The archive holds no file that can be read (CSV, TSV, JSON or XLSX).', 'Unpack it and choose the file with the table.'),
  noSuchEntry: (name: string) => unreadable(`The archive holds no file named "${name}".`, 'Choose one of the files that it holds.'),
  unknownEncoding: (name: string) => unreadable(`"${name}" is no encoding that is known here.`, 'Choose one of the encodings offered.'),
  nul: (row: number, line: number, byte: number) =>
    unreadable(
      `${nameRow(row, line)} holds a zero byte, so this is a binary or a damaged file.`,
      'Export it again as CSV (UTF-8).',
      place(row, byte),
    ),
  encoding: (row: number, line: number, byte: number) =>
    unreadable(
      `${nameRow(row, line)} holds bytes that are not UTF-8 text.`,
      'Save the file as CSV (UTF-8), or as UTF-16 with a byte order mark.',
      place(row, byte),
    ),
  unknownText: () =>
    unreadable(
      'The file holds bytes that are text in none of the encodings known here. It may be damaged.',
      'Export it again as CSV (UTF-8).',
    ),
  damagedUtf8: (row: number, line: number, byte: number) =>
    unreadable(
      `${nameRow(row, line)} holds bytes that are not UTF-8 text, though the text around them is.`,
      'The file may be damaged, or joined from files of different encodings. Get it again, or save it as CSV (UTF-8).',
      place(row, byte),
    ),
  utf16: (row: number, line: number) =>
    unreadable(
      `${nameRow(row, line)} holds bytes that are not UTF-16 text, though the file begins as such.`,
      'Save the file as CSV (UTF-8).',
      {
        row,
      },
    ),
  undefinedByte: (row: number, line: number, encoding: string) =>
    unreadable(
      `${nameRow(row, line)} holds a byte that stands for no character in ${encoding}.`,
      'Choose another encoding for this file.',
      {
        row,
      },
    ),
  tooLong: (row: number, line: number) =>
    unreadable(
      `${nameRow(row, line)} is longer than 1 MB. A quotation mark may stand open, or this is not a table.`,
      'Open the file at that line and correct it.',
      { row, detail: { line } },
    ),
  cellTooLong: (row: number, line: number, column: string) =>
    unreadable(
      `${nameRow(row, line)} holds a cell of more than ${LIMITS.cellCharacters.toLocaleString('en')} characters in the column "${column}".`,
      'Open the file at that line and shorten it.',
      { row, column, detail: { line } },
    ),
  openQuote: (row: number, line: number) =>
    unreadable(
      `The file ends inside a quoted cell that ${row === 0 ? 'the header row' : `row ${row.toLocaleString('en')} (line ${line.toLocaleString('en')})`} opened. It may have been cut.`,
      'Get the whole file again, or close the quotation mark.',
      { row, detail: { line } },
    ),
  afterQuote: (row: number, line: number) =>
    unreadable(
      `${nameRow(row, line)} holds text between a closing quotation mark and the next separator.`,
      'Open the file at that line and double the quotation marks inside the cell.',
      { row, detail: { line } },
    ),
  bareQuote: (row: number, line: number) =>
    unreadable(
      `${nameRow(row, line)} holds a quoted cell that begins and ends with a separator. A quotation mark that stands alone in a cell, such as a ditto mark, seems to have opened it, and the cells or rows after it would be lost in it.`,
      'Open the file at that line and write such a mark as four quotation marks, or save the table as XLSX.',
      { row, detail: { line } },
    ),
  tooManyColumns: (row: number, line: number) =>
    unreadable(`${nameRow(row, line)} holds more than ${LIMITS.columns} columns.`, 'Choose another file, or remove columns.', {
      row,
      detail: { line },
    }),
  cells: (row: number, line: number, found: number, expected: number) =>
    unreadable(
      `${nameRow(row, line)} holds ${found} ${found === 1 ? 'cell' : 'cells'} where the header has ${expected}. The file may have been cut, or a separator stands inside an unquoted cell.`,
      'Get the whole file again, or open it at that line and correct it.',
      { row, detail: { line, found, expected } },
    ),
};

/** `needs-decision`: what the file does not prove, with the possible answers, best first. */
export function undecided(what: string, question: Question, where: ErrorPlace = {}): StowageError {
  return new StowageError('needs-decision', `${what} ${NOTHING} Answer the question "${question.id}".`, {
    ...where,
    questions: [question],
  });
}

function place(row: number, byte: number): ErrorPlace {
  return byte < 0 ? { row } : { row, byte };
}

/** Turns the system's refusal to open or read a file into one of ours. */
export function fromSystem(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return faults.missing();
  if (code === 'ELOOP') return faults.linksInCircle();
  if (code === 'ENAMETOOLONG') return faults.nameTooLong();
  if (code === 'EACCES' || code === 'EPERM') return faults.forbidden();
  if (code === 'EISDIR') return faults.folder();
  if (code === 'EIO') return faults.device();
  return error;
}
