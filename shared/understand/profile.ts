import { type DateShape, dateShape } from '../domain/date-shape.ts';
import { numberShape } from '../domain/number-shape.ts';
import { ordersOf } from '../domain/read-date.ts';
import type { ColumnProfile, DateTally, NumberTally } from './survey.ts';

/** Distinct values that are counted, and those that are handed on. */
const COUNTED = 20_000;
const HANDED_ON = 5_000;
const LONGEST_VALUE = 400;
const CONTROL = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

interface Column {
  header: string;
  filled: number;
  blank: number;
  longest: number;
  controlCharacters: number;
  counts: Map<string, number>;
  complete: boolean;
  numbers: NumberTally;
  dates: DateTally;
}

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

const NUMBER_KIND = {
  whole: 'whole',
  point: 'decimalPoint',
  comma: 'decimalComma',
  'open-point': 'openPoint',
  'open-comma': 'openComma',
} as const;

function example<K extends string>(examples: Partial<Record<K, string>>, kind: K, value: string): void {
  examples[kind] ??= value.slice(0, 100);
}

function tallyNumber(tally: NumberTally, value: string, count: number): void {
  const shape = numberShape(value);
  if (!shape) {
    tally.other += count;
    example(tally.examples, 'other', value);
    return;
  }
  const kind = NUMBER_KIND[shape.kind];
  tally[kind] += count;
  if (kind !== 'whole') example(tally.examples, kind, value);
  if (shape.thousands) tally.thousands[shape.thousands] += count;
  if (shape.unit !== '') {
    tally.withUnit += count;
    example(tally.examples, 'withUnit', value);
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

function tallyDate(tally: DateTally, value: string, count: number): void {
  const shape = dateShape(value);
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
    example(tally.examples, kind, value);
  }
  if (!shape) return;
  if (orders.length > 0) tally.orders.cells += count;
  for (const order of orders) tally.orders[order] += count;
  const first = firstOf(shape);
  if (first.january) tally.firstOfJanuary += count;
  if (first.month) tally.firstOfMonth += count;
}

/** Values that are counted are read as numbers and dates once, at the end; those beyond them at once. */
function countValue(column: Column, value: string, count: number): void {
  const before = column.counts.get(value);
  if (before !== undefined) column.counts.set(value, before + count);
  else if (column.counts.size < COUNTED) column.counts.set(value, count);
  else {
    column.complete = false;
    tally(column, value, count);
  }
}

function tally({ numbers, dates }: Column, value: string, count: number): void {
  tallyNumber(numbers, value, count);
  tallyDate(dates, value, count);
}

function addTo(column: Column, text: string, count: number): void {
  const value = text.trim();
  if (CONTROL.test(text)) column.controlCharacters += count;
  if (value === '') {
    column.blank += count;
    return;
  }
  column.filled += count;
  column.longest = Math.max(column.longest, value.length);
  countValue(column, value.slice(0, LONGEST_VALUE), count);
}

function finished(column: Column): ColumnProfile {
  for (const [value, count] of column.counts) tally(column, value, count);
  const values = [...column.counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  const { header, filled, blank, complete, longest, controlCharacters, numbers, dates } = column;
  return {
    header,
    filled,
    blank,
    distinct: column.counts.size,
    complete: complete && values.length <= HANDED_ON,
    values: values.slice(0, HANDED_ON),
    longest,
    controlCharacters,
    numbers,
    dates,
  };
}

/**
 * Counts what the columns of a table hold, in bounded memory. `add` takes a cell and the number of rows that hold it; cells are compared trimmed.
 * `distinct` stops at twenty thousand, which `complete` then denies.
 */
export function createProfiler(headers: readonly string[]): {
  add(column: number, value: string, count: number): void;
  finish(): ColumnProfile[];
} {
  const columns = headers.map(
    (header): Column => ({
      header: header.trim(),
      filled: 0,
      blank: 0,
      longest: 0,
      controlCharacters: 0,
      counts: new Map(),
      complete: true,
      numbers: emptyNumbers(),
      dates: emptyDates(),
    }),
  );
  return {
    add(place, value, count) {
      const column = columns[place];
      if (column) addTo(column, value, count);
    },
    finish: () => columns.map(finished),
  };
}
