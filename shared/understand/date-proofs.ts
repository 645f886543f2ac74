import type { Said } from '../contract/recipe.ts';
import { dateShape } from '../domain/date-shape.ts';
import type { DateOrder } from '../domain/fields.ts';
import { dateReader, ordersOf, readMonth, readWeekday, readYear, weekdayOfDate } from '../domain/read-date.ts';
import type { ColumnProfile, Survey } from './survey.ts';

/** Orders between which a column may leave the choice. */
export type Order = Exclude<DateOrder, 'iso'>;

/** Columns that may speak for the order of a date beside them, by their place. */
export interface Beside {
  weekday?: number | undefined;
  month?: number | undefined;
  year?: number | undefined;
}

export interface Proof {
  order: DateOrder | undefined;
  /** Where it is open, the orders between which nothing decides; all that read any cell when absent. */
  orders?: readonly Order[];
  /** Cells that the order cannot read although it is decided. */
  unread?: { rows: number; example: string };
  reason: Said;
}

/** `Date (DD/MM/YYYY)`, `fecha dd-mm-aaaa`, `дата (дд.мм.гггг)`. */
function orderOfHeader(header: string): Order | undefined {
  const folded = header.toLowerCase();
  const parts = '[^a-zа-я]{0,2}';
  const y = '(?:y{2,4}|a{2,4}|г{2,4}|j{2,4})';
  const d = '(?:dd?|jj|дд)';
  const m = '(?:mm?|мм)';
  const forms: [Order, string][] = [
    ['dmy', d + parts + m + parts + y],
    ['mdy', m + parts + d + parts + y],
    ['ymd', y + parts + m + parts + d],
    ['ydm', y + parts + d + parts + m],
  ];
  return forms.find(([, form]) => new RegExp(`(?:^|[^a-zа-я]|date|fecha|data|дата)${form}(?:$|[^a-zа-я])`, 'u').test(folded))?.[0];
}

type Test = (date: string, cells: string[]) => boolean | undefined;

/** Rows of the sample of which the test says that some of the orders read them rightly and some not, and how many each reads rightly. */
function agreements(survey: Survey, at: number, orders: readonly Order[], test: Test): { compared: number; agree: number[] } {
  const readers = orders.map((order) => dateReader({ as: 'date', order }));
  const agree = orders.map(() => 0);
  let compared = 0;
  for (const { cells } of survey.sample) {
    const dates = readers.map((read) => read(cells[at] ?? '')?.date);
    if (dates.includes(undefined) || new Set(dates).size === 1) continue;
    const right = dates.map((date) => test(date ?? '', cells));
    if (right.includes(undefined) || new Set(right).size === 1) continue;
    compared++;
    for (const [place, is] of right.entries()) if (is) agree[place] = (agree[place] ?? 0) + 1;
  }
  return { compared, agree };
}

const AGREEING_SHARE = 0.95;

/** Leaves out, column by column, the orders that what stands beside the date contradicts; `reason` is that of the last step. */
function provedBeside(
  survey: Survey,
  at: number,
  orders: readonly Order[],
  beside: Beside,
): { left: readonly Order[]; reason: Said | undefined } {
  const tests: [string, number | undefined, (date: string, cell: string) => boolean | undefined][] = [
    ['weekday', beside.weekday, (date, cell) => same(readWeekday(cell), weekdayOfDate(date))],
    ['month', beside.month, (date, cell) => same(readMonth(cell), Number(date.slice(5, 7)))],
    ['weekday-inside', at, (date, cell) => same(weekdayInside(cell), weekdayOfDate(date))],
    ['year', beside.year, (date, cell) => same(readYear(cell), Number(date.slice(0, 4)))],
  ];
  let left = orders;
  let reason: Said | undefined;
  for (const [what, place, test] of tests) {
    if (place === undefined || left.length < 2) continue;
    const { compared, agree } = agreements(survey, at, left, (date, cells) => test(date, cells[place] ?? ''));
    const kept = left.filter((_, n) => compared >= 2 && (agree[n] ?? 0) >= compared * AGREEING_SHARE);
    if (kept.length === 0 || kept.length === left.length) continue;
    left = kept;
    const values = { order: left[0] ?? '', beside: survey.columns[place]?.header ?? '', rows: Math.max(...agree) };
    reason = { code: `date-order-${what}`, values };
  }
  return { left, reason };
}

function same(a: number | undefined, b: number): boolean | undefined {
  return a === undefined ? undefined : a === b;
}

function weekdayInside(cell: string): number | undefined {
  const word = /^\s*(\p{L}[\p{L}-]*)\.?,?\s+\d/u.exec(cell)?.[1] ?? /\d\s+\(?(\p{L}[\p{L}-]*)\.?\)?\s*$/u.exec(cell)?.[1];
  return word === undefined ? undefined : readWeekday(word);
}

function isSwapped(second: number): boolean {
  return second > 12 && second <= 31;
}

/**
 * Cells with a year of four digits first are read year-month-day unless a part over 12 stands where the month should. Among dates of ISO 8601 such a
 * cell is a slip.
 */
function yearFirstProof(profile: ColumnProfile): Proof {
  let [second, third] = [0, 0];
  let example = '';
  let hyphens = 0;
  for (const { value, count } of profile.values) {
    const shape = dateShape(value);
    if (shape?.kind !== 'year-first' && shape?.kind !== 'iso') continue;
    if (isSwapped(shape.second) && shape.third <= 12) {
      second += count;
      example ||= value;
      if (shape.kind === 'iso') hyphens += count;
    }
    if (shape.third > 12 && shape.second <= 12) third += count;
  }
  const values = { header: profile.header, dayFirst: second, monthFirst: third };
  const reason: Said = { code: profile.dates.yearFirst > hyphens ? 'date-year-first' : 'date-iso', values: {} };
  if (second === 0) return { order: 'iso', reason };
  if (third === 0 && (profile.typed?.dates ?? 0) === 0)
    return { order: 'ydm', reason: { code: 'date-order-proved', values: { order: 'ydm', rows: second, example } } };
  if (hyphens === second) return { order: 'iso', reason, unread: { rows: second, example } };
  return { order: undefined, reason: { code: 'date-order-mixed', values } };
}

/** 03/03/2019 is the same in both orders, 03/03/03 in all three. */
function orderMatters(profile: ColumnProfile, orders: readonly Order[]): boolean {
  const readers = orders.map((order) => dateReader({ as: 'date', order }));
  return !profile.complete || profile.values.some(({ value }) => new Set(readers.map((read) => read(value)?.date)).size > 1);
}

/** The orders that read every cell. */
function fitting({ orders }: ColumnProfile['dates']): Order[] {
  return (['dmy', 'mdy', 'ymd'] as const).filter((order) => orders[order] === orders.cells);
}

function mixed({ header, dates }: ColumnProfile): Proof {
  const { orders, dayFirst, monthFirst } = dates;
  if (dayFirst > 0 && monthFirst > 0 && orders.ymd === 0)
    return { order: undefined, reason: { code: 'date-order-mixed', values: { header, dayFirst, monthFirst } } };
  const { cells, dmy, mdy, ymd } = orders;
  return { order: undefined, reason: { code: 'date-order-none', values: { header, cells, dmy, mdy, ymd } } };
}

/** The cell that the other orders cannot read. */
function proofCell(profile: ColumnProfile, order: Order): string {
  const { examples } = profile.dates;
  const shown = order === 'dmy' ? examples.dayFirst : order === 'mdy' ? examples.monthFirst : undefined;
  return shown ?? profile.values.find(({ value }) => onlyBy(value, order))?.value ?? profile.values[0]?.value ?? '';
}

function onlyBy(value: string, order: Order): boolean {
  const shape = dateShape(value);
  const orders = shape ? ordersOf(shape) : [];
  return orders.length === 1 && orders[0] === order;
}

function open({ header, dates }: ColumnProfile, orders: readonly Order[]): Proof {
  const short = orders.includes('ymd');
  return {
    order: undefined,
    orders,
    reason: { code: short ? 'date-order-open-short' : 'date-order-open', values: { header, open: dates.open } },
  };
}

/** The order of numbers of which any may be the day, the month or, of two digits, the year. */
function orderProof(profile: ColumnProfile, survey: Survey, at: number, beside: Beside): Proof {
  const fit = fitting(profile.dates);
  const [only] = fit;
  const stated = orderOfHeader(profile.header);
  if (only === undefined) return mixed(profile);
  if (fit.length === 1) {
    const rows =
      profile.dates.orders.cells -
      Math.max(...(['dmy', 'mdy', 'ymd'] as const).filter((order) => order !== only).map((order) => profile.dates.orders[order]));
    return { order: only, reason: { code: 'date-order-proved', values: { order: only, rows, example: proofCell(profile, only) } } };
  }
  if (stated && fit.includes(stated))
    return { order: stated, reason: { code: 'date-order-header', values: { order: stated, header: profile.header } } };
  const { left, reason } = provedBeside(survey, at, fit, beside);
  const [first = only] = left;
  if (left.length === 1 && reason) return { order: first, reason };
  if (!orderMatters(profile, left)) return { order: first, reason: { code: 'date-order-alike', values: {} } };
  return open(profile, left);
}

/** `14-Mar-19` is day first as everywhere, unless some cell can only have the year first. */
function namedProof(profile: ColumnProfile): Proof {
  const { orders, examples } = profile.dates;
  const fit = fitting(profile.dates);
  if (orders.cells === 0 || fit.includes('dmy'))
    return { order: 'iso', reason: { code: 'date-named', values: { example: examples.named ?? '' } } };
  if (!fit.includes('ymd')) return mixed(profile);
  const values = { order: 'ymd', rows: orders.cells - orders.dmy, example: proofCell(profile, 'ymd') };
  return { order: 'ymd', reason: { code: 'date-order-proved', values } };
}

/** No cell but those that name their month leaves an order open. */
function onlyNamed({ dates: d }: ColumnProfile): boolean {
  return d.orders.cells > 0 && d.orders.cells <= d.named && d.dayFirst + d.monthFirst + d.open === 0;
}

/** What a column itself, its header, and the columns beside it prove of its order. */
export function proofOf(profile: ColumnProfile, survey: Survey, at: number, beside: Beside): Proof {
  const d = profile.dates;
  if (onlyNamed(profile)) return namedProof(profile);
  if (d.orders.cells > 0) return orderProof(profile, survey, at, beside);
  if (d.iso + d.yearFirst > 0) return yearFirstProof(profile);
  if (d.isoPartial > 0) return { order: 'iso', reason: { code: 'date-iso', values: {} } };
  if (d.named > 0) return { order: 'iso', reason: { code: 'date-named', values: { example: d.examples.named ?? '' } } };
  return {
    order: 'iso',
    reason: { code: d.serial === 0 ? 'date-years' : survey.epoch === 1904 ? 'date-serial-1904' : 'date-serial', values: {} },
  };
}
