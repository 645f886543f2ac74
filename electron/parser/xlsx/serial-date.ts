import type { NumberFormat } from './number-format.ts';

/** Day numbers count from 31 December 1899, or from 1 January 1904. */
export type DateSystem = 1900 | 1904;

const DAY_MILLISECONDS = 86_400_000;
/** 9999-12-31. */
const LAST_DAY = { 1900: 2_958_465, 1904: 2_957_003 };
/** Days from the system's day 0 to 1 January 1970; in the 1900 system for days after 29 February 1900. */
const UNIX_DAY = { 1900: 25_569, 1904: 24_107 };

/**
 * A day number as ISO text: `2014-03-05`, `2014-03-05T13:45:00`, `13:45:00`, `27:30:00` for elapsed time. Where the format shows no day (month)
 * and the date is the first of its month (year), `2014-03` (`2014`). Null for numbers that are no date of the system: these are shown as numbers.
 * The 1900 system counts a 29 February 1900 that never was, as Lotus 1-2-3 did; it and day 0 are written as the program shows them.
 */
export function serialText(serial: number, format: NumberFormat, system: DateSystem): string | null {
  if (!(serial >= 0) || serial >= LAST_DAY[system] + 1) return null;
  const total = Math.round(serial * DAY_MILLISECONDS);
  const day = Math.floor(total / DAY_MILLISECONDS);
  const clock = total - day * DAY_MILLISECONDS;
  if (format.kind === 'elapsed') return clockText(total);
  if (day === 0 && (clock > 0 || format.kind === 'time')) return clockText(clock);
  const date = dayText(day, system);
  if (clock > 0) return `${date}T${clockText(clock)}`;
  if (format.precision === 'year' && date.endsWith('-01-01')) return date.slice(0, 4);
  return format.precision === 'month' && date.endsWith('-01') ? date.slice(0, 7) : date;
}

/** With thousandths only where there are some. */
function clockText(milliseconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds % 1000;
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0 ? text : `${text}.${String(rest).padStart(3, '0')}`;
}

function dayText(day: number, system: DateSystem): string {
  if (system === 1900 && day <= 60) return earlyDayText(day);
  return unixDayText(day - UNIX_DAY[system]);
}

function earlyDayText(day: number): string {
  if (day === 0) return '1900-01-00';
  return day === 60 ? '1900-02-29' : unixDayText(day + 1 - UNIX_DAY[1900]);
}

const known = new Map<number, string>();
const MOST_KNOWN = 50_000;

/** The date of a day counted from 1 January 1970. Tables hold the same few thousand days over and over. */
function unixDayText(day: number): string {
  const found = known.get(day);
  if (found !== undefined) return found;
  const text = new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
  if (known.size < MOST_KNOWN) known.set(day, text);
  return text;
}
