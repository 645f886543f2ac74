export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayOfDate(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function dateOfDay(day: number): CivilDate {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 };
}

/** First and last day of `2014`, `2014-03` or `2014-03-09`. */
export function boundsOf(date: string): { first: number; last: number } {
  const [year, month, day] = date.split('-').map(Number) as [number, number | undefined, number | undefined];
  if (month === undefined) return { first: dayOfDate(year, 1, 1), last: dayOfDate(year + 1, 1, 1) - 1 };
  if (day === undefined) return { first: dayOfDate(year, month, 1), last: firstOfMonth(year, month + 1) - 1 };
  const only = dayOfDate(year, month, day);
  return { first: only, last: only };
}

/** Last day a date may mean: a day itself, or the end of its month, quarter or year (index into DATE_PRECISIONS). */
export function lastDay(day: number, precision: number): number {
  if (precision === 0) return day;
  const { year, month } = dateOfDay(day);
  if (precision === 3) return dayOfDate(year + 1, 1, 1) - 1;
  return firstOfMonth(year, precision === 1 ? month + 1 : quarterStart(month) + 3) - 1;
}

/** `2014-03`, `2014-Q1` or `2014`. */
export function periodOfDay(day: number, by: Period): string {
  const { year, month } = dateOfDay(day);
  const name = String(year).padStart(4, '0');
  if (by === 'year') return name;
  if (by === 'quarter') return `${name}-Q${Math.ceil(month / 3)}`;
  return `${name}-${String(month).padStart(2, '0')}`;
}

/** Every month from `first` to `last`, both included and written `2014-03`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (let key = first; key <= last; ) {
    months.push(key);
    month = (month % 12) + 1;
    year += month === 1 ? 1 : 0;
    key = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

function firstOfMonth(year: number, month: number): number {
  return month > 12 ? dayOfDate(year + 1, month - 12, 1) : dayOfDate(year, month, 1);
}

function quarterStart(month: number): number {
  return month - ((month - 1) % 3);
}
