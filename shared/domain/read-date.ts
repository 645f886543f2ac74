import type { ReadRule } from '../contract/recipe.ts';
import { monthOfWord, weekdayOfWord } from './calendar-words.ts';
import type { DatePrecision } from './case.ts';
import type { ReadDate } from './date.ts';
import { type DateShape, dateShape, mayBeShortYear, wideYear } from './date-shape.ts';
import type { DateOrder } from './fields.ts';

export type DateRule = Extract<ReadRule, { as: 'date' }>;
export type YearRule = Extract<ReadRule, { as: 'year' }>;

const DAY_MS = 86_400_000;

function pad(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

/** Undefined for a day that is not in the calendar. */
function calendarDate(year: number, month: number, day: number, precision: DatePrecision): ReadDate | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, 0);
  return day <= moment.getUTCDate() ? { date: `${pad(year, 4)}-${pad(month)}-${pad(day)}`, precision } : undefined;
}

/** Excel's day number: 1 is 1900-01-01 in the one epoch (which holds a 29 February 1900), 0 is 1904-01-01 in the other. */
function serialDate(day: number, epoch: 1900 | 1904): ReadDate | undefined {
  const start = epoch === 1900 ? Date.UTC(1899, 11, 30) : Date.UTC(1904, 0, 1);
  const moment = new Date(start + day * DAY_MS);
  return calendarDate(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate(), 'day');
}

type Numbers = Extract<DateShape, { kind: 'year-first' | 'year-last' | 'iso' | 'short' }>;

type Parts = [year: number, month: number, day: number];

/** Year, month and day by the order; undefined where the cell cannot follow it. A year of four digits that stands first is read in every order. */
function partsBy(shape: Numbers, order: DateOrder): Parts | undefined {
  if (shape.kind === 'short') return shortBy(shape, order);
  if (shape.kind !== 'year-last')
    return order === 'ydm' ? [shape.year, shape.third, shape.second] : [shape.year, shape.second, shape.third];
  if (order === 'dmy') return [shape.year, shape.second, shape.first];
  return order === 'mdy' ? [shape.year, shape.first, shape.second] : undefined;
}

function shortBy({ first, second, third, yearFirst }: Extract<DateShape, { kind: 'short' }>, order: DateOrder): Parts | undefined {
  const [year, month, day] = order === 'ymd' ? [first, second, third] : order === 'mdy' ? [third, first, second] : [third, second, first];
  const follows = order === 'dmy' || order === 'mdy' || (order === 'ymd' && yearFirst);
  return follows && mayBeShortYear(year) ? [wideYear(year, 2), month, day] : undefined;
}

function byOrder(shape: Numbers, order: DateOrder): ReadDate | undefined {
  const parts = partsBy(shape, order);
  return parts && calendarDate(...parts, 'day');
}

/** `14-Mar-19` has the day first unless the column has the year first. */
function namedShort({ month, first, last }: Extract<DateShape, { kind: 'named-short' }>, order: DateOrder): ReadDate | undefined {
  const [day, year] = order === 'ymd' ? [last, first] : [first, last];
  return mayBeShortYear(year) ? calendarDate(wideYear(year, 2), month, day, 'day') : undefined;
}

/** The orders by which a cell can be a date of the years 1961 to the present; of a cell that names its month or whose year has four digits, of any year. */
export function ordersOf(shape: DateShape): readonly ('dmy' | 'mdy' | 'ymd')[] {
  if (shape.kind === 'year-last' || shape.kind === 'short') return ORDERS.filter((order) => byOrder(shape, order) !== undefined);
  return shape.kind === 'named-short' ? ORDERS.filter((order) => namedShort(shape, order) !== undefined) : [];
}

const ORDERS = ['dmy', 'mdy', 'ymd'] as const;

function readShape(shape: DateShape, rule: DateRule): ReadDate | undefined {
  switch (shape.kind) {
    case 'iso':
    case 'year-first':
    case 'year-last':
    case 'short':
      return byOrder(shape, rule.order);
    case 'named-short':
      return namedShort(shape, rule.order);
    case 'named':
      return calendarDate(shape.year, shape.month, shape.day ?? 1, shape.day === null ? 'month' : 'day');
    case 'month-of-year':
      return calendarDate(shape.year, shape.month, 1, 'month');
    case 'quarter':
      return calendarDate(shape.year, shape.quarter * 3 - 2, 1, 'quarter');
    case 'year':
      return calendarDate(shape.year, 1, 1, 'year');
    case 'serial':
      return rule.serial === undefined ? undefined : serialDate(shape.day, rule.serial);
    case 'month':
    case 'impossible':
      return undefined;
  }
}

/**
 * Reads the cells of a column whose order of day and month is decided: three numbers with any usual separator, names of months in five
 * languages, parts of a date (`2014`, `03/2014`, `Q1 2014`) with their precision, instants with the time cut off, and with `serial` Excel's
 * day numbers. Undefined for what is not in the calendar or does not follow the order.
 */
export function dateReader(rule: DateRule): (text: string) => ReadDate | undefined {
  return (text) => {
    const shape = dateShape(text);
    return shape && readShape(shape, rule);
  };
}

/** 1–12 for a month as number or name; undefined for anything else. */
export function readMonth(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,2}$/.test(trimmed)) {
    const month = Number(trimmed);
    return month >= 1 && month <= 12 ? month : undefined;
  }
  const named = monthOfWord(trimmed);
  if (named !== undefined) return named;
  const mixed = /^(\d{1,2})\s*[-.\s)]\s*(\p{L}+)\.?$|^(\p{L}+)\.?\s*[-.(]\s*(\d{1,2})\)?$/u.exec(trimmed);
  if (!mixed) return undefined;
  const month = monthOfWord(mixed[2] ?? mixed[3] ?? '');
  return month === Number(mixed[1] ?? mixed[4]) ? month : undefined;
}

/** 1 (Monday) – 7 for the name of a weekday. */
export function readWeekday(text: string): number | undefined {
  return weekdayOfWord(text);
}

const FISCAL_PREFIX = /^(?:fy|f\.y\.|fiscal year|financial year|exercice|ejercicio|année fiscale|año fiscal)\s*/iu;

/** A year from `2020`, `FY20`, `FY 2020`, `2020 г.`; of `2019/20` and `2019-2020` the year in which it ends. */
export function readYear(text: string): number | undefined {
  const fiscal = FISCAL_PREFIX.test(text.trim());
  const bare = text
    .trim()
    .replace(FISCAL_PREFIX, '')
    .replace(/\s*(?:г\.?|год|года|\(.*\)|\*+)$/iu, '')
    .replace(/\.0+$/u, '')
    .trim();
  const span = /^(\d{4})\s*[/\-–]\s*(\d{2}|\d{4})$/u.exec(bare);
  if (span) {
    const end = span[2]?.length === 2 ? Number(`${span[1]?.slice(0, 2)}${span[2]}`) : Number(span[2]);
    return end === Number(span[1]) + 1 ? end : undefined;
  }
  if (/^\d{4}$/.test(bare)) return Number(bare) >= 1900 && Number(bare) <= 2099 ? Number(bare) : undefined;
  return fiscal && /^\d{2}$/.test(bare) ? wideYear(Number(bare), 2) : undefined;
}

/** Reads a year by its rule: as the cell's whole text or, with `within`, as the only year that stands in it. */
export function yearReader({ within }: YearRule): (text: string) => number | undefined {
  if (!within) return readYear;
  return (text) => {
    const years = new Set([...text.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu)].map(([year]) => Number(year)));
    const [only] = years;
    return readYear(text) ?? (years.size === 1 ? only : undefined);
  };
}

/**
 * The date of a row that has year and month in columns of their own. A fiscal year is named for the year in which it ends, so its months from
 * `startMonth` on (unless that is January) lie in the year before. Without a month the precision is the year.
 */
export function combineDate(parts: { year?: number; month?: number; fiscal?: { startMonth: number } }): ReadDate | undefined {
  const { year, month, fiscal } = parts;
  if (year === undefined) return undefined;
  if (month === undefined) return calendarDate(year, 1, 1, 'year');
  const start = fiscal?.startMonth ?? 1;
  return calendarDate(start > 1 && month >= start ? year - 1 : year, month, 1, 'month');
}

/** 1 (Monday) – 7 (Sunday) of `YYYY-MM-DD`. */
export function weekdayOfDate(date: string): number {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 ? 7 : day;
}
