import type { LeftOutKind } from '../../shared/domain/fields.ts';
import { joinHeader } from '../../shared/understand/header.ts';

/** Rows from the top of a sheet among which its header stands. */
const HEAD_ROWS = 20;

/** What stands above the data of each sheet but the first: banners, and its header. */
export interface SheetTops {
  /** What the row is, if it stands at the top of its sheet. */
  part(sheet: string, cells: readonly string[]): LeftOutKind | null;
}

interface SheetTopsOptions {
  /** Those of the first sheet, below which the rows begin. */
  headers: readonly string[];
  /** Rows that the header takes in each sheet. */
  rows: number;
  /** The sheet of that header, where it is known. */
  first: string | undefined;
  /** Hears of each further sheet. */
  begins(): void;
}

export function createSheetTops({ headers, rows, first, begins }: SheetTopsOptions): SheetTops {
  const wanted = keyOf(headers);
  let current = first;
  let last: (readonly string[])[] = [];
  let sought = 0;
  return {
    part(sheet, cells) {
      if (sheet !== current) {
        if (current !== undefined) begins();
        sought = current === undefined ? 0 : HEAD_ROWS;
        current = sheet;
        last = [];
      }
      if (sought === 0) return null;
      last = [...last, cells].slice(-rows);
      sought = last.length === rows && keyOf(rows === 1 ? cells : joinHeader(last)) === wanted ? 0 : sought - 1;
      return sought === 0 ? 'repeated-header' : 'note';
    },
  };
}

function keyOf(cells: readonly string[]): string {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  return JSON.stringify(names.slice(0, names.findLastIndex((name) => name !== '') + 1));
}

/** Name of the column that says the sheet of each row; one that no column of the file has. */
export function sheetColumnName(headers: readonly string[]): string {
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()));
  let name = 'Sheet';
  for (let turn = 2; taken.has(name.toLowerCase()); turn++) name = `Sheet ${turn}`;
  return name;
}

/** The sheet of each record, asked for in their order, by the number of its line among all records. */
export function sheetFinder(starts: readonly { sheet: string; record: number }[]): (line: number) => string {
  let at = 0;
  return (line) => {
    while ((starts[at + 1]?.record ?? Infinity) <= line) at++;
    return starts[at]?.sheet ?? '';
  };
}
