/** A calendar date as it stands in data: `2014`, `2014-03` or `2014-03-09`. */
export interface DateParts {
  year: number;
  month: number | undefined;
  day: number | undefined;
}

/** Undefined for text that is none of the three forms or not a date of the calendar. */
export function dateParts(date: string): DateParts | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!match) return undefined;
  const [, year, month, day] = match;
  const parts = { year: Number(year), month: month ? Number(month) : undefined, day: day ? Number(day) : undefined };
  return exists(parts) ? parts : undefined;
}

function exists({ year, month, day }: DateParts): boolean {
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= daysIn(year, month));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The message that writes a date, under `units.date`: figures for the year, the language's month and day forms.
 * The first of a month has a form of its own (French "1er").
 */
export function dateMessage({ month, day }: DateParts): 'year' | 'month' | 'first' | 'day' {
  if (month === undefined) return 'year';
  if (day === undefined) return 'month';
  return day === 1 ? 'first' : 'day';
}
