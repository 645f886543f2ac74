import type { DatePrecision } from './case.ts';

/** A calendar date and how precisely it is known; a month or a year stands as its first day. */
export interface ReadDate {
  /** `YYYY-MM-DD` */
  date: string;
  precision: DatePrecision;
}

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DAY_MS = 86_400_000;

/** Days since 1970-01-01 in the proleptic Gregorian calendar; undefined for a day that does not exist. */
function daysFromCivil(year: number, month: number, day: number): number | undefined {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  const real = moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return real ? Math.round(moment.getTime() / DAY_MS) : undefined;
}

function precisionOf(month: string | undefined, day: string | undefined): DatePrecision {
  if (day !== undefined) return 'day';
  return month === undefined ? 'year' : 'month';
}

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY` (ISO 8601), surrounding white space aside.
 * Undefined for any other form, for a day that is not in the calendar and for the year 0000.
 */
export function readDate(text: string): ReadDate | undefined {
  const match = ISO.exec(text.trim());
  if (!match || match[1] === '0000') return undefined;
  const [, year = '', month, day] = match;
  const date = `${year}-${month ?? '01'}-${day ?? '01'}`;
  return dayOf(date) === undefined ? undefined : { date, precision: precisionOf(month, day) };
}

function dayOf(date: string): number | undefined {
  const match = ISO.exec(date);
  if (!match) return undefined;
  return daysFromCivil(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1));
}

/** Days since 1970-01-01 of `YYYY-MM-DD`, or of the first day of `YYYY-MM` or `YYYY`. Throws on what is not a date. */
export function dayNumber(date: string): number {
  const day = dayOf(date);
  if (day === undefined) throw new RangeError(`Not a calendar date: ${date}`);
  return day;
}

/** The last day covered by `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as days since 1970-01-01. Throws on what is not a date. */
export function lastDayNumber(date: string): number {
  const first = dayNumber(date);
  if (date.length === 10) return first;
  if (date.length === 4) return dayNumber(`${date}-12-31`);
  const firstDay = new Date(first * DAY_MS);
  return Math.round(firstDay.setUTCMonth(firstDay.getUTCMonth() + 1, 0) / DAY_MS);
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dateOfDay(day: number): string {
  const moment = new Date(day * DAY_MS);
  return `${pad(moment.getUTCFullYear(), 4)}-${pad(moment.getUTCMonth() + 1, 2)}-${pad(moment.getUTCDate(), 2)}`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
