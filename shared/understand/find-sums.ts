import { numberReader } from '../domain/read-number.ts';

/** Rows that are added up; a longer table ends with the sum of more than a person adds. */
const MOST_ROWS = 20_000;
const LONGEST_NUMBER = 30;
/** What a lone `1.234` may mean: both readings are added up. */
const READERS = (['.', ','] as const).map((decimal) => numberReader({ as: 'number', decimal, thousands: '', unitInCell: true }));

interface Column {
  texts: number;
  numbers: number;
  /** Sums by each reading: of all rows, and of those since the last total. */
  all: number[];
  group: number[];
}

/** The numbers of a row, by both readings. */
interface Numbers {
  cells: readonly string[];
  values: (number[] | undefined)[];
}

/** Knows a row of sums by what it adds up to, whatever word stands before it or none. */
export interface SumProof {
  /** Whether the row's numbers are the sums of those above, and what names its rows is blank but for one cell. */
  isSum(cells: readonly string[]): boolean;
  /** A row of data. */
  add(cells: readonly string[]): void;
  /** A row of totals: the next group begins. */
  close(): void;
  /** Whether there were too many rows, so that no row is one of sums any more. */
  isOver(): boolean;
}

export function createSumProof(): SumProof {
  const columns: Column[] = [];
  let rows = 0;
  let ofGroup = 0;

  const isLabel = ({ texts }: Column) => texts >= rows * 0.8;
  const isNumber = ({ texts, numbers }: Column) => numbers >= rows * 0.5 && texts <= rows * 0.1;
  const equals = (column: Column, values: number[], sums: 'all' | 'group') =>
    values.some((value, reading) => near(value, column[sums][reading] ?? Number.NaN));

  let read: Numbers = { cells: [], values: [] };
  /** A row is asked about up to three times. */
  const numbersOfRow = (cells: readonly string[]): Numbers['values'] => {
    if (read.cells !== cells) read = { cells, values: cells.map((cell) => numbersOf(cell.trim())) };
    return read.values;
  };

  const agrees = (cells: readonly string[], sums: 'all' | 'group', added: number): boolean => {
    if (added < 2) return false;
    const numbers = numbersOfRow(cells);
    let [labels, named, sum] = [0, 0, 0];
    for (const [place, column] of columns.entries()) {
      const cell = (cells[place] ?? '').trim();
      const values = numbers[place];
      if (isLabel(column)) labels++;
      if (cell === '') continue;
      if (isLabel(column) && !values) named++;
      else if (!values || !isNumber(column) || !equals(column, values, sums)) return false;
      else if (values[0] !== 0) sum++;
    }
    if (sum === 0 || named > 1 || labels === 0) return false;
    if (named === 0) return true;
    return added >= 3 && (labels >= 2 || sum >= 2);
  };

  return {
    isSum: (cells) => rows < MOST_ROWS && (agrees(cells, 'all', rows) || agrees(cells, 'group', ofGroup)),
    add(cells) {
      if (rows >= MOST_ROWS) return;
      rows++;
      ofGroup++;
      const numbers = numbersOfRow(cells);
      for (const [place, cell] of cells.entries()) {
        const column = columnAt(columns, place);
        if (cell.trim() !== '') addCell(column, numbers[place]);
      }
    },
    close() {
      ofGroup = 0;
      for (const column of columns) column.group = [0, 0];
    },
    isOver: () => rows >= MOST_ROWS,
  };
}

function columnAt(columns: Column[], place: number): Column {
  const known = columns[place];
  if (known) return known;
  const column: Column = { texts: 0, numbers: 0, all: [0, 0], group: [0, 0] };
  columns[place] = column;
  return column;
}

function addCell(column: Column, values: number[] | undefined): void {
  if (!values) {
    column.texts++;
    return;
  }
  column.numbers++;
  for (const [reading, value] of values.entries()) {
    column.all[reading] = (column.all[reading] ?? 0) + value;
    column.group[reading] = (column.group[reading] ?? 0) + value;
  }
}

/** The number by both readings; undefined for anything else. */
function numbersOf(cell: string): number[] | undefined {
  if (cell.length > LONGEST_NUMBER || !/^[\d(.,+\-\u2212]/u.test(cell)) return undefined;
  const read = READERS.map((reader) => reader(cell)?.amount);
  return read.every((value) => value !== undefined) ? read : undefined;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.abs(b) + 1e-9;
}
