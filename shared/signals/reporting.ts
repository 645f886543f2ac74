import { monthsBetween } from '../columns/calendar.ts';
import { createMemo } from '../columns/memo.ts';
import { type CodeColumn, type ColumnTable, NO_DAY, type ReportingBreak } from '../columns/table.ts';
import { dateOfDay } from '../domain/date.ts';
import { isMissing } from '../domain/missing.ts';

/** Who reports what is scanned: one unit for each reporter of each source. */
export interface Reporting {
  /** Every month from the first to the last with a dated case of the whole workspace. */
  months: string[];
  units: Unit[];
  /** Unit of each row; a row of several reporters belongs to the first. */
  unitOf: Uint16Array | Uint32Array;
  /** Index into `months` of each row; -1 where the date names none. */
  monthOf: Int16Array;
}

export interface Unit {
  source: string;
  /** Code of the country facet, also where it is not stated. */
  reporter: string;
  /** Cases of any kind in each month. */
  cases: Float64Array;
  /** 1 in months without a report. */
  silent: Uint8Array;
  breaks: UnitBreak[];
}

export interface UnitBreak extends ReportingBreak {
  /** First month from which figures can be compared with each other; a found break is known to about two months. */
  clear: number;
}

/** So many months without a case are months without a report, and one alone where cases are that many on average. */
const [SILENT_MONTHS, MANY_CASES, AROUND] = [3, 10, 6];
/** Months left out after a break that nobody has confirmed yet. */
const MARGIN = 2;

const reportings = createMemo<Reporting>(1);

/** Worked out once for each table. */
export function reportingFor(table: ColumnTable): Reporting {
  return reportings(table, '', () => reportingOf(table));
}

function reportingOf(table: ColumnTable): Reporting {
  const { months, monthOf } = monthsOfRows(table);
  const { names, unitOf } = unitsOfRows(table);
  const units = names.map(({ source, reporter }) => ({
    source,
    reporter,
    cases: new Float64Array(months.length),
    silent: new Uint8Array(months.length),
    breaks: breaksOf(table, source, reporter, months),
  }));
  for (let row = 0; row < table.rows; row++) {
    const month = monthOf[row] as number;
    const cases = units[unitOf[row] as number]?.cases;
    if (month >= 0 && cases) cases[month] = (cases[month] as number) + (table.events?.[row] ?? 1);
  }
  for (const unit of units) markSilent(unit);
  return { months, units, unitOf, monthOf };
}

function monthsOfRows(table: ColumnTable): { months: string[]; monthOf: Int16Array } {
  const numberOf = new Map<number, number>();
  const raw = new Int32Array(table.rows).fill(-1);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < table.rows; row++) {
    const day = table.day[row] as number;
    if (day === NO_DAY || (table.precision[row] as number) > 1) continue;
    let number = numberOf.get(day);
    if (number === undefined) {
      const date = dateOfDay(day);
      number = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
      numberOf.set(day, number);
    }
    raw[row] = number;
    first = Math.min(first, number);
    last = Math.max(last, number);
  }
  const monthOf = new Int16Array(table.rows);
  for (let row = 0; row < table.rows; row++) monthOf[row] = raw[row] === -1 ? -1 : (raw[row] as number) - first;
  return { months: last >= first ? monthsBetween(monthName(first), monthName(last)) : [], monthOf };
}

function monthName(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function unitsOfRows(table: ColumnTable): { names: { source: string; reporter: string }[]; unitOf: Uint16Array | Uint32Array } {
  const { source, country } = table.codes;
  const names: { source: string; reporter: string }[] = [];
  const known = new Map<string, number>();
  const width = country?.sets.length ?? 1;
  const ofPair = new Int32Array((source?.sets.length ?? 1) * width).fill(-1);
  const unitOf = ofPair.length <= 65_536 ? new Uint16Array(table.rows) : new Uint32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const pair = (source?.values[row] ?? 0) * width + (country?.values[row] ?? 0);
    if (ofPair[pair] === -1) {
      const name = { source: firstCode(source, row), reporter: firstCode(country, row) };
      const key = `${name.source}\n${name.reporter}`;
      ofPair[pair] = known.get(key) ?? names.push(name) - 1;
      known.set(key, ofPair[pair] as number);
    }
    unitOf[row] = ofPair[pair] as number;
  }
  return { names, unitOf };
}

function firstCode(column: CodeColumn | undefined, row: number): string {
  return column?.codes[column.sets[column.values[row] as number]?.[0] ?? 0] ?? '';
}

function breaksOf(table: ColumnTable, source: string, reporter: string, months: string[]): UnitBreak[] {
  return table.breaks
    .filter((one) => one.source === source && one.reporter === reporter)
    .map((one) => {
      const month = months.findIndex((name) => name >= one.at.slice(0, 7));
      const whole = one.at.endsWith('-01') ? 0 : 1;
      const clear = (month < 0 ? months.length : month) + (one.state === 'confirmed' ? whole : MARGIN);
      return { ...one, clear };
    });
}

function markSilent({ cases, silent, reporter }: Unit): void {
  if (isMissing(reporter) || reporter === '') return;
  let start = 0;
  for (let at = 0; at <= cases.length; at++) {
    if (at < cases.length && cases[at] === 0) continue;
    if (at - start >= SILENT_MONTHS) silent.fill(1, start, at);
    start = at + 1;
  }
  for (let at = 0; at < cases.length; at++) {
    if (cases[at] !== 0 || silent[at] === 1) continue;
    const near = cases.subarray(Math.max(0, at - AROUND), at + AROUND + 1);
    if (near.reduce((sum, one) => sum + one, 0) / near.length >= MANY_CASES) silent[at] = 1;
  }
}

/** Below this share of what the months before held, a month counts as not yet reported in full. */
const LEAST_VOLUME = 0.5;
const YEAR = 12;

/**
 * The last of the months `first` to `last` in which reporters of at least `completeness` of the twelve months before have reported, and not
 * less than half of what was usual; the last of all where none is.
 */
export function latestComplete(units: Unit[], first: number, last: number, completeness: number): number {
  for (let at = last; at > first; at--) {
    let [weight, heard] = [0, 0];
    const totals: number[] = [];
    const from = Math.max(0, at - YEAR);
    for (const { cases } of units) {
      let sum = 0;
      for (let month = from; month < at; month++) {
        sum += cases[month] as number;
        totals[month - from] = (totals[month - from] ?? 0) + (cases[month] as number);
      }
      weight += sum;
      if ((cases[at] as number) > 0) heard += sum;
    }
    const usual = totals.sort((a, b) => a - b)[totals.length >> 1] ?? 0;
    const now = units.reduce((sum, { cases }) => sum + (cases[at] as number), 0);
    if (weight === 0 || (heard >= completeness * weight && now >= LEAST_VOLUME * usual)) return at;
  }
  return last;
}
