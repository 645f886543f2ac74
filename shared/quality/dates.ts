import { NO_DAY } from '../columns/table.ts';
import { DATE_PRECISIONS } from '../domain/case.ts';
import { dateOfDay, dayNumber } from '../domain/date.ts';
import type { Finding } from './finding.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH, startsCase } from './rows.ts';

/** The year of the Single Convention: no file of today's reporting is older, so an earlier year is a slip. */
const EARLIEST = '1961-01-01';
const DAY = DATE_PRECISIONS.indexOf('day');

/** Dates that cannot be: after the file was imported (the day after that day is admitted, for time zones), or before 1961. */
export async function impossibleDates(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const earliest = dayNumber(EARLIEST);
  const latest = new Map<number, number>();
  const found: Finding[] = [];
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const day = rows.day[at] as number;
    if (day === NO_DAY || !startsCase(rows, at)) continue;
    const importId = rows.importIds[at] as number;
    const last = latest.get(importId) ?? dayNumber(names.importedOn(importId)) + 1;
    latest.set(importId, last);
    if (day > last) found.push(dated(rows, at, 'date-future', { date: dateOfDay(day), imported: dateOfDay(last - 1) }));
    else if (day < earliest) found.push(dated(rows, at, 'date-early', { date: dateOfDay(day), year: Number(EARLIEST.slice(0, 4)) }));
  }
  return found;
}

function dated(rows: QualityRows, at: number, kind: 'date-future' | 'date-early', values: Record<string, string | number>): Finding {
  return { kind, cases: [rows.caseIds[at] as number], reason: { code: kind, values }, score: 1 };
}

/** Days that are often written for a date that is not known, and how often each falls by chance in 400 Gregorian years (146,097 days). */
const HABITS = [
  { habit: 'january-1', expected: 400 / 146_097, isOne: (month: number, day: number) => month === 1 && day === 1 },
  { habit: 'december-31', expected: 400 / 146_097, isOne: (month: number, day: number) => month === 12 && day === 31 },
  { habit: 'first-of-month', expected: 4400 / 146_097, isOne: (month: number, day: number) => month > 1 && day === 1 },
  { habit: 'fifteenth', expected: 4800 / 146_097, isOne: (_month: number, day: number) => day === 15 },
] as const;

/** Dates a habit needs to be judged, times the expected share that it must reach, and standard errors above it. */
const [FEWEST, TIMES, ERRORS] = [50, 2, 5];

/**
 * Reporters that write one of those days more often than chance allows: at least twice as often, and by five standard errors of a binomial
 * share. Only dates known to the day count, and exact repeats do not. The score is the share of the found dates that are more than expected.
 */
export async function placeholderDates(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Finding[]> {
  const reporters = new Map<number, { dates: number; cases: number[][] }>();
  const parts = new Map<number, number[]>();
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    const day = rows.day[at] as number;
    if (day === NO_DAY || rows.precision[at] !== DAY || rows.repeatOf[at] !== 0 || rows.grain[at] === 1 || !startsCase(rows, at)) continue;
    const reporter = rows.sets.country[at] as number;
    const tally = reporters.get(reporter) ?? { dates: 0, cases: HABITS.map(() => []) };
    reporters.set(reporter, tally);
    tally.dates += 1;
    for (const habit of habitsOf(day, parts)) tally.cases[habit]?.push(rows.caseIds[at] as number);
  }
  return [...reporters].flatMap(([reporter, tally]) => findingsOf(names.codes(reporter).join(' '), tally));
}

function habitsOf(day: number, known: Map<number, number[]>): number[] {
  const before = known.get(day);
  if (before) return before;
  const [, month, dayOfMonth] = dateOfDay(day).split('-').map(Number);
  const habits = HABITS.flatMap(({ isOne }, at) => (isOne(month as number, dayOfMonth as number) ? [at] : []));
  known.set(day, habits);
  return habits;
}

function findingsOf(reporter: string, { dates, cases }: { dates: number; cases: number[][] }): Finding[] {
  if (dates < FEWEST) return [];
  return HABITS.flatMap(({ habit, expected }, at): Finding[] => {
    const found = cases[at] as number[];
    const share = found.length / dates;
    const error = Math.sqrt((expected * (1 - expected)) / dates);
    if (share < TIMES * expected || share < expected + ERRORS * error) return [];
    const values = { reporter, share: percent(share), expected: percent(expected), count: found.length, dates };
    return [{ kind: 'date-placeholder', cases: found, reason: { code: `date-${habit}`, values }, score: 1 - expected / share }];
  });
}

function percent(share: number): number {
  return Number((share * 100).toFixed(1));
}
