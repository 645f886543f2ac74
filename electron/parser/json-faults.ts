import { unreadable } from './faults.ts';
import { LIMITS } from './limits.ts';

const named = (row: number, line: number): string => `Object ${row.toLocaleString('en')} (line ${line.toLocaleString('en')})`;
const EXPORT = 'Export it again, or save it as CSV (UTF-8).';

export const jsonFaults = {
  malformed: (row: number, line: number, what: string) =>
    unreadable(`This JSON file is damaged near object ${row.toLocaleString('en')} (line ${line.toLocaleString('en')}): ${what}.`, EXPORT, {
      row,
      line,
    }),
  cut: (row: number, line: number) =>
    unreadable(
      `The JSON file ends before it is complete, after line ${line.toLocaleString('en')}. It may have been cut.`,
      'Get the whole file again.',
      {
        row,
        line,
      },
    ),
  encoding: (row: number, line: number) => unreadable(`${named(row, line)} holds bytes that are not UTF-8 text.`, EXPORT, { row, line }),
  tooLong: (row: number, line: number) =>
    unreadable(`${named(row, line)} is longer than 1 MB.`, 'Export it as a list of smaller objects, one for each row.', { row, line }),
  tooDeep: (row: number, line: number) =>
    unreadable(`${named(row, line)} holds more than 100 objects inside one another.`, 'Export it as a list of plain objects.', {
      row,
      line,
    }),
  noObjects: () =>
    unreadable('The JSON file holds no list of objects, so there are no rows in it.', 'Export it as a list of objects, or as CSV (UTF-8).'),
  severalLists: () => unreadable('The JSON file holds more than one list of objects.', 'Save the list you want as a file of its own.'),
  tooLarge: () =>
    unreadable('The JSON file is larger than 256 MB.', 'Export it as CSV, or with one object on each line and split into several files.'),
  tooManyColumns: (row: number, line: number) =>
    unreadable(
      `Up to ${named(row, line).toLowerCase()} the objects have more than ${LIMITS.columns} different keys.`,
      'Export fewer fields.',
      {
        row,
        line,
      },
    ),
};
