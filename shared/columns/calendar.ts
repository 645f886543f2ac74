import { dateOfDay, dayNumber, lastDayNumber } from '../domain/date.ts';
import { StowageError } from '../errors.ts';

export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** First and last day of `2014`, `2014-03` or `2014-03-09`; throws `invalid-input` for a day that is not in the calendar. */
export function boundsOf(date: string): { first: number; last: number } {
  try {
    return { first: dayNumber(date), last: lastDayNumber(date) };
  } catch {
    throw new StowageError(
      'invalid-input',
      `"${date}" is not a date of the calendar, so nothing was filtered. Write it as 2014, 2014-03 or 2014-03-09.`,
    );
  }
}

/** Last day a date may mean: a day itself, or the end of its month, quarter or year (index into DATE_PRECISIONS). */
export function lastDay(day: number, precision: number): number {
  if (precision === 0) return day;
  const [year, month] = yearAndMonth(day);
  if (precision === 3) return lastDayNumber(year);
  return lastDayNumber(`${year}-${two(precision === 1 ? month : quarterOf(month) * 3)}`);
}

/** `2014-03`, `2014-Q1` or `2014`. */
export function periodOfDay(day: number, by: Period): string {
  const [year, month] = yearAndMonth(day);
  if (by === 'year') return year;
  return by === 'quarter' ? `${year}-Q${quarterOf(month)}` : `${year}-${two(month)}`;
}

/** Every month from `first` to `last`, both included and written `2014-03`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (let key = first; key <= last; key = `${String(year).padStart(4, '0')}-${two(month)}`) {
    months.push(key);
    month = (month % 12) + 1;
    if (month === 1) year += 1;
  }
  return months;
}

function yearAndMonth(day: number): [string, number] {
  const date = dateOfDay(day);
  return [date.slice(0, 4), Number(date.slice(5, 7))];
}

function quarterOf(month: number): number {
  return Math.ceil(month / 3);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
