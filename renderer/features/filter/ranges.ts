import type { DateClause, MassClause } from '../../../shared/domain/filter.ts';

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** `2014`, `2014-03` or `2014-03-09` on the calendar; blank leaves that end open. */
export function isDateText(text: string): boolean {
  const match = DATE.exec(text.trim());
  if (!match) return text.trim() === '';
  const [, year = '', month = '01', day = '01'] = match;
  const moment = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** The clause for two ends as typed; undefined when both are open, null when they cannot be read or are the wrong way round. */
export function dateClause(from: string, to: string): DateClause | undefined | null {
  const [first, last] = [from.trim(), to.trim()];
  if (!isDateText(first) || !isDateText(last)) return null;
  if (first && last && first > `${last}~`) return null;
  if (!first && !last) return undefined;
  return { facet: 'date', ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) };
}

/** A number of kilograms as typed with a comma or a point; NaN when it is none, undefined when blank. */
export function kilograms(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (plain === '') return undefined;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** As `dateClause`, for kilograms. */
export function massClause(from: string, to: string): MassClause | undefined | null {
  const [low, high] = [kilograms(from), kilograms(to)];
  if (Number.isNaN(low) || Number.isNaN(high)) return null;
  if (low !== undefined && high !== undefined && low > high) return null;
  if (low === undefined && high === undefined) return undefined;
  return { facet: 'mass', ...(low === undefined ? {} : { from: low }), ...(high === undefined ? {} : { to: high }) };
}
