import type { ReadRule } from '../../../shared/contract/recipe.ts';
import { DATE_PRECISIONS } from '../../../shared/domain/case.ts';
import type { ReadDate } from '../../../shared/domain/date.ts';
import { missingWord } from '../../../shared/domain/missing-words.ts';
import { readPartOfYear } from '../../../shared/domain/part-of-year.ts';
import { combineDate, dateReader, readMonth, readYear, yearReader } from '../../../shared/domain/read-date.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import { type Cells, cellsOf, countUnread, countWhere, everyRow, joinCells, readCells } from './cells.ts';
import type { ImportPlan, PlannedColumn } from './plan.ts';
import type { Tally } from './tally.ts';

export interface MappedDate {
  /** `YYYY-MM-DD`, or null where nothing readable is stated. */
  date: string | null;
  /** Place in `DATE_PRECISIONS`. */
  precision: number;
}

/** The date of each row: from its column, and where that says nothing from year and month. */
export function dateCells(plan: ImportPlan, batch: RowBatch, tally: Tally): Cells<MappedDate> {
  const reads = (plan.columns.get('date') ?? []).map((column) => ofDateColumn(column, batch, tally));
  const ofYear = yearCells(plan, batch, tally);
  if (ofYear) reads.push(ofYear);
  const [first = everyRow<ReadDate | undefined>(undefined, batch.rows), ...others] = reads;
  return readCells(
    others.reduce((all, next) => joinCells(all, next, (a, b) => a ?? b), first),
    mappedDate,
  );
}

function mappedDate(read: ReadDate | undefined): MappedDate {
  return { date: read?.date ?? null, precision: read ? DATE_PRECISIONS.indexOf(read.precision) : 0 };
}

function ofDateColumn(column: PlannedColumn, batch: RowBatch, tally: Tally): Cells<ReadDate | undefined> {
  const read = column.read.as === 'date' ? dateReader(column.read) : () => undefined;
  return unreadCounted('date', cellsOf(column, batch), read, tally);
}

function unreadCounted<T>(field: string, texts: Cells<string>, read: (text: string) => T | undefined, tally: Tally): Cells<T | undefined> {
  const cells = readCells(texts, (text) => (text.trim() === '' ? undefined : read(text)));
  countUnread(field, texts, cells, (value) => value === undefined, tally);
  return cells;
}

function yearCells(plan: ImportPlan, batch: RowBatch, tally: Tally): Cells<ReadDate | undefined> | undefined {
  const [year] = plan.columns.get('year') ?? [];
  const [month] = plan.columns.get('month') ?? [];
  if (!year) return undefined;
  const years = unreadCounted('year', cellsOf(year, batch), year.read.as === 'year' ? yearReader(year.read) : readYear, tally);
  const months = month
    ? unreadCounted('month', cellsOf(month, batch), (text) => monthOf(text, month.read), tally)
    : everyRow<ReadMonth | undefined>(undefined, batch.rows);
  const { fiscal } = fiscalOf(year.read);
  const [day] = plan.columns.get('day') ?? [];
  const dates = joinCells(years, months, (y, m) => {
    const date = combineDate({
      ...(fiscal ? { fiscal } : {}),
      ...(y === undefined ? {} : { year: y }),
      ...(m === undefined || m.precision === 'year' ? {} : { month: m.precision === 'quarter' ? ofFiscal(m.month, fiscal) : m.month }),
    });
    return date && m?.precision === 'quarter' ? { ...date, precision: 'quarter' as const } : date;
  });
  return day && month ? withDays(dates, cellsOf(day, batch), tally) : dates;
}

/** A day that the month does not have is told, and the month stays. */
function withDays(dates: Cells<ReadDate | undefined>, texts: Cells<string>, tally: Tally): Cells<ReadDate | undefined> {
  const joined = joinCells(dates, texts, (date, text) => ({
    date,
    text,
    read: date?.precision === 'month' ? dayOf(date, text) : undefined,
  }));
  countWhere(
    joined,
    ({ date, text, read }) =>
      date?.precision === 'month' && text.trim() !== '' && missingWord(text.trim()) === undefined && read === undefined,
    ({ text }, rows) => tally.unmapped('day', text.trim(), rows),
  );
  return readCells(joined, ({ date, read }) => read ?? date);
}

function dayOf({ date }: ReadDate, text: string): ReadDate | undefined {
  const day = /^0?([1-9]|[12]\d|3[01])(?:\.0+)?$/u.exec(text.trim())?.[1];
  return day === undefined ? undefined : dateReader({ as: 'date', order: 'iso' })(`${date.slice(0, 8)}${day.padStart(2, '0')}`);
}

interface ReadMonth {
  month: number;
  precision: 'month' | 'quarter' | 'year';
}

/** A month, or a quarter or half-year by its first month. */
function monthOf(text: string, read: ReadRule): ReadMonth | undefined {
  const part = readPartOfYear(text, read.as === 'month' ? read.of : undefined);
  const month = part ? undefined : readMonth(text);
  return part ?? (month === undefined ? undefined : { month, precision: 'month' });
}

/** The quarters of a fiscal year are counted from its first month. */
function ofFiscal(month: number, fiscal: { startMonth: number } | undefined): number {
  return ((month - 1 + (fiscal?.startMonth ?? 1) - 1) % 12) + 1;
}

function fiscalOf(rule: ReadRule): { fiscal?: { startMonth: number } } {
  return rule.as === 'year' && rule.fiscal ? { fiscal: rule.fiscal } : {};
}
