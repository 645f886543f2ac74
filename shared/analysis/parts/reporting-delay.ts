import { NO_PERIOD } from '../../columns/axis.ts';
import { eachBit } from '../../columns/bitmap.ts';
import type { Selection } from '../../columns/select.ts';
import { type CodeColumn, type ColumnTable, NO_DAY } from '../../columns/table.ts';
import { dateOfDay } from '../../domain/date.ts';
import { type Delay, type Nowcast, nowcastFromDelays } from '../../statistics/nowcast.ts';

/*
 * How late cases come into the workspace, from the day of the import that first held them. What came with the first import of a source
 * may have waited for years and says nothing of delays; every later import does. A merged duplicate keeps the day of the case it repeats.
 */

/** What is still to be expected in the last months. */
export interface Delayed extends Nowcast {
  /** The months estimated, up to that of the last import. */
  months: string[];
  /** Cases of sources whose delays are known, in those months; all other cases count as they are. */
  sources: number;
}

/** Imports of a source in so many different months show a delay. */
const FEWEST_IMPORTS = 3;

interface Reports {
  source: string;
  /** Months of its imports, as numbers of months, ascending. */
  imports: number[];
  /** Cases by month of seizure, then by month of import. */
  cases: Map<number, Map<number, number>>;
}

/**
 * The cases to be expected in the last `longest` months (Lawless 1994), the delays estimated from reports after each source's first import.
 * Undefined where no source was imported in three months or more, or nothing was reported late.
 */
export function expectedCases(table: ColumnTable, selection: Selection, longest: number): Delayed | undefined {
  const repeated = reportsOf(table, selection).filter(({ imports }) => imports.length >= FEWEST_IMPORTS);
  const now = Math.max(...repeated.map(({ imports }) => imports.at(-1) as number));
  const used = repeated.filter(({ imports }) => imports.at(-1) === now);
  const delays = delaysOf(used, longest, now);
  if (delays.length < 2 || delays.every(({ hazard }, x) => x === 0 || hazard === 0)) return undefined;
  const places = Array.from({ length: delays.length }, (_, at) => now - delays.length + 1 + at);
  const reported = places.map((month) => used.reduce((sum, { cases }) => sum + sumOf(cases.get(month)), 0));
  const estimated = nowcastFromDelays(reported, delays);
  return { ...estimated, months: places.map(nameOf), sources: used.length };
}

function sumOf(byImport: Map<number, number> | undefined): number {
  return [...(byImport?.values() ?? [])].reduce((sum, cases) => sum + cases, 0);
}

function reportsOf(table: ColumnTable, selection: Selection): Reports[] {
  const { received, source } = table.codes;
  if (!received || !source) return [];
  const imported = importMonths(table, source, received);
  const found = new Map<string, Reports>();
  const months = new Map<number, number>();
  eachBit(selection.bits, (row) => {
    const day = table.day[row] as number;
    if (day === NO_DAY || (table.precision[row] as number) > 1) return;
    const seized = months.get(day) ?? numberOf(dateOfDay(day));
    months.set(day, seized);
    const name = codeAt(source, row);
    const reports = found.get(name) ?? { source: name, imports: imported.get(name) ?? [], cases: new Map() };
    found.set(name, reports);
    const byImport = reports.cases.get(seized) ?? new Map<number, number>();
    reports.cases.set(seized, byImport);
    const at = Math.max(seized, numberOf(codeAt(received, row)));
    byImport.set(at, (byImport.get(at) ?? 0) + (table.events?.[row] ?? 1));
  });
  return [...found.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Over all cases, selected or not: an import that holds none of the selection is a report of nothing. */
function importMonths(table: ColumnTable, source: CodeColumn, received: CodeColumn): Map<string, number[]> {
  const pairs = new Set<number>();
  const width = received.sets.length;
  for (let row = 0; row < table.rows; row++) pairs.add((source.values[row] as number) * width + (received.values[row] as number));
  const found = new Map<string, Set<number>>();
  for (const pair of pairs) {
    const name = firstOf(source, Math.floor(pair / width));
    found.set(name, (found.get(name) ?? new Set<number>()).add(numberOf(firstOf(received, pair % width))));
  }
  return new Map([...found].map(([name, months]) => [name, [...months].sort((a, b) => a - b)]));
}

/**
 * For each delay x the share of the cases reported by x that came just then, over the reports after each source's first import; ends before
 * the first delay of which nothing is known.
 */
function delaysOf(used: Reports[], longest: number, now: number): Delay[] {
  const delays: Delay[] = [{ hazard: 1, n: 0 }];
  for (let x = 1; x <= longest; x++) {
    let [here, upTo] = [0, 0];
    for (const { cases, imports } of used) {
      for (const [seized, byImport] of cases) {
        if (seized + x <= (imports[0] as number) || seized + x > now) continue;
        for (const [at, count] of byImport) {
          if (at - seized === x) here += count;
          if (at - seized <= x) upTo += count;
        }
      }
    }
    if (upTo === 0) break;
    delays.push({ hazard: here / upTo, n: upTo });
  }
  return delays;
}

function codeAt(column: CodeColumn, row: number): string {
  return firstOf(column, column.values[row] as number);
}

function firstOf(column: CodeColumn, set: number): string {
  return column.codes[column.sets[set]?.[0] ?? 0] ?? NO_PERIOD;
}

function numberOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function nameOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
