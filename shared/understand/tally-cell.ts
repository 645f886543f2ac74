import { type DateShape, dateShape } from '../domain/date-shape.ts';
import { type NumberShape, numberShape } from '../domain/number-shape.ts';
import { ordersOf } from '../domain/read-date.ts';
import type { DateTally, NumberTally } from './survey.ts';

export function emptyNumbers(): NumberTally {
  return {
    whole: 0,
    decimalPoint: 0,
    decimalComma: 0,
    openPoint: 0,
    openComma: 0,
    thousands: { point: 0, comma: 0, space: 0, apostrophe: 0 },
    withUnit: 0,
    other: 0,
    examples: {},
  };
}

export function emptyDates(): DateTally {
  return {
    orders: { cells: 0, dmy: 0, mdy: 0, ymd: 0 },
    iso: 0,
    isoPartial: 0,
    yearFirst: 0,
    dayFirst: 0,
    monthFirst: 0,
    open: 0,
    named: 0,
    year: 0,
    month: 0,
    serial: 0,
    firstOfJanuary: 0,
    firstOfMonth: 0,
    impossible: 0,
    other: 0,
    examples: {},
  };
}

/** Cells of the same text; it is asked for only where an example is wanted. */
export interface CountedCells {
  count: number;
  text(): string;
}

const NUMBER_KIND = {
  whole: 'whole',
  point: 'decimalPoint',
  comma: 'decimalComma',
  'open-point': 'openPoint',
  'open-comma': 'openComma',
} as const;

function example<K extends string>(examples: Partial<Record<K, string>>, kind: K, { text }: CountedCells): void {
  examples[kind] ??= text().slice(0, 100);
}

/** Counts cells as numbers by the shape that their text has. */
export function tallyNumber(tally: NumberTally, shape: NumberShape | undefined, cells: CountedCells): void {
  if (!shape) {
    tally.other += cells.count;
    example(tally.examples, 'other', cells);
    return;
  }
  const kind = NUMBER_KIND[shape.kind];
  tally[kind] += cells.count;
  if (kind !== 'whole') example(tally.examples, kind, cells);
  if (shape.thousands) tally.thousands[shape.thousands] += cells.count;
  if (shape.unit !== '') {
    tally.withUnit += cells.count;
    example(tally.examples, 'withUnit', cells);
  }
}

type Tallied = Exclude<keyof DateTally, 'examples' | 'orders' | 'firstOfJanuary' | 'firstOfMonth'>;

type Orders = ReturnType<typeof ordersOf>;

function kindOfOrders(orders: Orders): Tallied {
  const [only] = orders;
  if (only === undefined) return 'impossible';
  if (orders.length > 1) return 'open';
  return only === 'ymd' ? 'yearFirst' : only === 'dmy' ? 'dayFirst' : 'monthFirst';
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function dateKind(shape: DateShape, orders: Orders): Tallied {
  switch (shape.kind) {
    case 'iso':
      if (exists(shape.year, shape.second, shape.third)) return 'iso';
      return exists(shape.year, shape.third, shape.second) ? 'yearFirst' : 'impossible';
    case 'year-first':
      return exists(shape.year, shape.second, shape.third) || exists(shape.year, shape.third, shape.second) ? 'yearFirst' : 'impossible';
    case 'year-last':
    case 'short':
      return kindOfOrders(orders);
    case 'named-short':
      return orders.length > 0 ? 'named' : 'impossible';
    case 'named':
      return shape.day === null || exists(shape.year, shape.month, shape.day) ? 'named' : 'impossible';
    case 'month-of-year':
    case 'quarter':
      return 'isoPartial';
    case 'year':
    case 'month':
    case 'serial':
    case 'impossible':
      return shape.kind;
  }
}

/** Day and month are 1 in every order, so no order need be known. */
function firstOf(shape: DateShape): { january: boolean; month: boolean } {
  switch (shape.kind) {
    case 'iso':
    case 'year-first':
      return { january: shape.second === 1 && shape.third === 1, month: shape.third === 1 };
    case 'year-last':
    case 'short':
      return { january: shape.first === 1 && shape.second === 1, month: shape.first === 1 };
    case 'named':
      return { january: shape.month === 1 && shape.day === 1, month: shape.day === 1 };
    default:
      return { january: false, month: false };
  }
}

/** Counts cells as dates by the shape that their text has. */
export function tallyDate(tally: DateTally, shape: DateShape | undefined, cells: CountedCells): void {
  const { count } = cells;
  const orders = shape ? ordersOf(shape) : [];
  const kind: Tallied = shape ? dateKind(shape, orders) : 'other';
  tally[kind] += count;
  if (
    kind === 'dayFirst' ||
    kind === 'monthFirst' ||
    kind === 'open' ||
    kind === 'named' ||
    kind === 'impossible' ||
    kind === 'other' ||
    kind === 'serial'
  ) {
    example(tally.examples, kind, cells);
  }
  if (!shape) return;
  if (orders.length > 0) tally.orders.cells += count;
  for (const order of orders) tally.orders[order] += count;
  const first = firstOf(shape);
  if (first.january) tally.firstOfJanuary += count;
  if (first.month) tally.firstOfMonth += count;
}

/** Counts cells of one text as numbers and as dates. */
export function tallyText(numbers: NumberTally, dates: DateTally, text: string, count: number): void {
  const cells = { count, text: () => text };
  tallyNumber(numbers, numberShape(text), cells);
  tallyDate(dates, dateShape(text), cells);
}
