import type { DateShape } from '../domain/date-shape.ts';

/** `YYYY-MM` of a date that stands for its month as a header does: the first day or the last. */
export function monthOfDate(shape: DateShape): string | undefined {
  if (shape.kind === 'iso') return ofMonth(shape.year, shape.second, shape.third);
  if (shape.kind !== 'year-last') return undefined;
  return ofMonth(shape.year, shape.second, shape.first) ?? ofMonth(shape.year, shape.first, shape.second);
}

function ofMonth(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12) return undefined;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day === 1 || day === last ? `${year}-${String(month).padStart(2, '0')}` : undefined;
}
