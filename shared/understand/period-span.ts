import { monthOfWord } from '../domain/calendar-words.ts';
import { dateShape } from '../domain/date-shape.ts';
import { partOfYear } from '../domain/part-of-year.ts';

/** Months that a text names, counted from January of the year 0, or from 0 where it names no year. */
export interface PeriodSpan {
  from: number;
  months: number;
}

/** The months, quarters, half-years and years that a text names as a whole; undefined for days and for anything else. */
export function periodSpan(text: string): PeriodSpan | undefined {
  const word = monthOfWord(text);
  if (word !== undefined) return { from: word - 1, months: 1 };
  const part = partOfYear(text);
  if (part) {
    const months = part.part === 'quarter' ? 3 : 6;
    return { from: (part.year ?? 0) * 12 + (part.number - 1) * months, months };
  }
  const shape = dateShape(text);
  if (shape?.kind === 'month-of-year') return { from: shape.year * 12 + shape.month - 1, months: 1 };
  if (shape?.kind === 'named' && shape.day === null) return { from: shape.year * 12 + shape.month - 1, months: 1 };
  if (shape?.kind === 'quarter') return { from: shape.year * 12 + (shape.quarter - 1) * 3, months: 3 };
  return shape?.kind === 'year' ? { from: shape.year * 12, months: 12 } : undefined;
}

/** Of these texts those that name a longer period of which at least two months stand beside it: a quarter, a half-year, a year. */
export function longerPeriods(texts: readonly string[]): Set<string> {
  const spans = texts.flatMap((text) => {
    const span = periodSpan(text);
    return span ? [{ text, ...span }] : [];
  });
  const isWithin = (one: PeriodSpan, other: PeriodSpan) =>
    one.months === 1 && other.months > 1 && one.from >= other.from && one.from + one.months <= other.from + other.months;
  return new Set(spans.filter((other) => spans.filter((one) => isWithin(one, other)).length > 1).map(({ text }) => text));
}

/** Whether a text names more than a month. */
export function isLongPeriod(text: string): boolean {
  return (periodSpan(text)?.months ?? 0) > 1;
}
