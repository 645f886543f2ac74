import { numberReader } from '../domain/read-number.ts';

/** What a row is to a table in which each group begins with a row of its sums. */
export type SumRole = 'head' | 'member' | 'neither';

/** Takes a table apart into groups that each begin with the sums of the rows below; asked of every row of data in order. */
export interface HeadSums {
  next(cells: readonly string[]): SumRole;
  /** Every row so far is a head or adds up to one, and the last group is whole. */
  isWhole(): boolean;
}

interface Head {
  /** What the rest of the group must add up to, by column, and by how much that may be off, since sums are rounded. */
  left: Map<number, { rest: number; slack: number }>;
}

/** A lone `1.234` may be either; both readings are tried, and the one under which the groups add up is believed. */
export function createHeadSums(): HeadSums {
  const readings = (['.', ','] as const).map(createReading);
  return {
    next(cells) {
      const roles = readings.map((reading) => reading.next(cells));
      return roles.find((role) => role !== 'neither') ?? 'neither';
    },
    isWhole: () => readings.some((reading) => reading.isWhole()),
  };
}

function createReading(decimal: '.' | ','): HeadSums {
  const read = numberReader({ as: 'number', decimal, thousands: '' });
  const numberOf = (cell: string) => (/^[\d(.,+\-\u2212]/u.test(cell) ? read(cell)?.amount : undefined);
  let head: Head | undefined;
  let isBroken = false;

  const begin = (cells: readonly string[]): SumRole => {
    const left: Head['left'] = new Map();
    let labels = 0;
    for (const [place, cell] of cells.entries()) {
      const number = numberOf(cell.trim());
      if (number !== undefined && number > 0) left.set(place, { rest: number, slack: Math.max(EXACT, number * ROUNDED) });
      else if (number === undefined && cell.trim() !== '') labels++;
    }
    if (left.size === 0 || labels !== 1) return broken();
    head = { left };
    return 'head';
  };
  const broken = (): SumRole => {
    isBroken = true;
    return 'neither';
  };
  const isFull = ({ left }: Head) => [...left.values()].every(({ rest, slack }) => Math.abs(rest) <= slack);
  const take = ({ left }: Head, cells: readonly string[]): SumRole => {
    for (const [place, before] of left) {
      const cell = (cells[place] ?? '').trim();
      const number = cell === '' || /^[-–—]$/u.test(cell) ? 0 : numberOf(cell);
      if (number === undefined || number > before.rest + before.slack) return broken();
      left.set(place, { ...before, rest: before.rest - number });
    }
    return 'member';
  };
  const addsNothing = ({ left }: Head, cells: readonly string[]) =>
    [...left.keys()].every((place) => (numberOf((cells[place] ?? '').trim()) ?? 0) === 0);
  /** Something is left, and the row is no more than that. */
  const fits = ({ left }: Head, cells: readonly string[]) =>
    [...left].every(([place, { rest, slack }]) => (numberOf((cells[place] ?? '').trim()) ?? 0) <= (rest > EXACT ? rest + slack : EXACT));
  return {
    next(cells) {
      if (isBroken) return 'neither';
      if (!head || (isFull(head) && !addsNothing(head, cells) && !fits(head, cells))) return begin(cells);
      return take(head, cells);
    },
    isWhole: () => !isBroken && head !== undefined && isFull(head),
  };
}

const EXACT = 1e-6;
const ROUNDED = 0.005;

/** The only cell of a row that is no number. */
export function labelOf(cells: readonly string[]): string {
  return cells.map((cell) => cell.trim()).find((cell) => /\p{L}|^(?:19|20)\d{2}$/u.test(cell)) ?? '';
}
