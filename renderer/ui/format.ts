import type { Wording } from '../../shared/report/wording.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in decimal units: 1 kB is 1,000 bytes. */
export function bytesText(words: Wording, bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const size = words.number(value, step === 0 || value >= 100 ? 0 : 1);
  return words.text(`frame.size.${UNITS[step] ?? 'byte'}`, { size, count: Math.round(value) });
}

/** A UTC instant as the clock of this machine shows it: date and time to the minute. */
export function instantText(words: Wording, instant: string): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  return words.text('frame.instant', { date: words.date(localDate(moment)), time: clockText(moment) });
}

export function clockText(moment: Date): string {
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function localDate(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A message that may be unknown, such as the name of a file's field: `otherwise` is shown in its place. */
export function textOr(words: Wording, key: string, otherwise: string): string {
  try {
    return words.text(key);
  } catch {
    return otherwise;
  }
}

/** Day, month or year, as precisely as it is known; a dash without a date. */
export function caseDate(words: Wording, row: { date: string | null; datePrecision: string }): string {
  if (!row.date) return '–';
  if (row.datePrecision === 'year') return words.date(row.date.slice(0, 4));
  return words.date(row.datePrecision === 'day' ? row.date : row.date.slice(0, 7));
}
