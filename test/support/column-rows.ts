import Database from 'better-sqlite3';
import { type CodeColumn, type ColumnFacet, type ColumnTable, NO_DAY } from '../../shared/columns/table.ts';
import type { Clause, Filter } from '../../shared/domain/filter.ts';

/** One made-up case in plain form. */
export interface PlainRow {
  /** `2014-03-09`; null without a date. Coarser dates are stored as their first day. */
  date: string | null;
  precision: number;
  kg: number | null;
  kgLow?: number;
  kgHigh?: number;
  conversion?: number;
  /** Cases that the row stands for, and whether it is an aggregated row. */
  events?: number;
  aggregated?: boolean;
  codes: Partial<Record<ColumnFacet, string[]>>;
}

/** The columns of plain rows; ids run from 1. */
export function tableOf(rows: PlainRow[], facets: ColumnFacet[]): ColumnTable {
  const mass = (pick: (row: PlainRow) => number | null | undefined): Float64Array =>
    Float64Array.from(rows, (row) => (row.kg === null ? Number.NaN : (pick(row) ?? row.kg)));
  return {
    rows: rows.length,
    dataVersion: 1,
    ids: Uint32Array.from(rows, (_, index) => index + 1),
    day: Int32Array.from(rows, (row) => (row.date === null ? NO_DAY : Date.parse(row.date) / 86_400_000)),
    precision: Uint8Array.from(rows, (row) => row.precision),
    kg: mass((row) => row.kg),
    kgLow: mass((row) => row.kgLow),
    kgHigh: mass((row) => row.kgHigh),
    conversion: Uint8Array.from(rows, (row) => row.conversion ?? (row.kg === null ? 3 : 0)),
    events: rows.some(({ events }) => events !== undefined) ? Uint32Array.from(rows, ({ events }) => events ?? 1) : null,
    grain: rows.some(({ aggregated }) => aggregated) ? Uint8Array.from(rows, ({ aggregated }) => (aggregated ? 1 : 0)) : null,
    breaks: [],
    codes: Object.fromEntries(facets.map((facet) => [facet, columnOf(facet, rows)])),
  };
}

function columnOf(facet: ColumnFacet, rows: PlainRow[]): CodeColumn {
  const codes: string[] = [];
  const sets: number[][] = [];
  const known = new Map<string, number>();
  const indexOf = (code: string): number => (codes.includes(code) ? codes.indexOf(code) : codes.push(code) - 1);
  const values = Uint16Array.from(rows, (row) => {
    const set = row.codes[facet] ?? ['0.2'];
    const index = known.get(set.join()) ?? sets.push(set.map(indexOf)) - 1;
    known.set(set.join(), index);
    return index;
  });
  return { facet, codes, sets, values };
}

/** The same rows in plain, unencrypted SQLite: another implementation to compare with. */
export function databaseOf(rows: PlainRow[]): Database.Database {
  const db = new Database(':memory:');
  db.exec(`CREATE TABLE one (id INTEGER PRIMARY KEY, first TEXT, last TEXT, precision INTEGER, kg REAL, low REAL, high REAL, events INTEGER, grain INTEGER);
    CREATE TABLE code (id INTEGER, facet TEXT, code TEXT)`);
  const one = db.prepare(`INSERT INTO one VALUES (?, $first, CASE $precision WHEN 0 THEN date($first)
    WHEN 1 THEN date($first, 'start of month', '+1 month', '-1 day')
    WHEN 2 THEN date($first, 'start of month', '+3 months', '-1 day')
    ELSE date($first, 'start of year', '+1 year', '-1 day') END, $precision, $kg, $low, $high, $events, $grain)`);
  const code = db.prepare('INSERT INTO code VALUES (?, ?, ?)');
  rows.forEach((row, index) => {
    const { kg } = row;
    one.run(index + 1, {
      first: row.date,
      precision: row.precision,
      kg,
      low: kg === null ? null : (row.kgLow ?? kg),
      high: kg === null ? null : (row.kgHigh ?? kg),
      events: row.events ?? 1,
      grain: row.aggregated ? 1 : 0,
    });
    for (const [facet, set] of Object.entries(row.codes)) for (const value of set) code.run(index + 1, facet, value);
  });
  return db;
}

/** A filter as a condition on `one`, with its parameters. Partial dates compare as text prefixes, not as day numbers. */
export function sqlOf(filter: Filter): { sql: string; values: (string | number)[] } {
  const values: (string | number)[] = [];
  const bind = (value: string | number): string => {
    values.push(value);
    return '?';
  };
  return { sql: joined(filter.all, ' AND ', '1', bind), values };
}

function joined(clauses: Clause[], word: string, none: string, bind: (value: string | number) => string): string {
  return clauses.length === 0 ? none : clauses.map((clause) => `(${conditionOf(clause, bind)})`).join(word);
}

function conditionOf(clause: Clause, bind: (value: string | number) => string): string {
  if ('not' in clause) return `NOT coalesce((${conditionOf(clause.not, bind)}), 0)`;
  if ('any' in clause) return joined(clause.any, ' OR ', '0', bind);
  if ('all' in clause) return joined(clause.all, ' AND ', '1', bind);
  if ('in' in clause) {
    const facet = bind(clause.facet);
    const tests = clause.in.map((code) => `code = ${bind(code)} OR code GLOB ${bind(`${code}.*`)}`).join(' OR ') || '0';
    return `EXISTS (SELECT 1 FROM code WHERE code.id = one.id AND facet = ${facet} AND (${tests}))`;
  }
  if (clause.facet === 'mass') {
    const low = clause.from === undefined ? '1' : `kg >= ${bind(clause.from as number)}`;
    const single = clause.from === undefined && clause.to === undefined ? '1' : 'grain = 0';
    return `kg IS NOT NULL AND ${single} AND ${low} AND ${clause.to === undefined ? '1' : `kg <= ${bind(clause.to as number)}`}`;
  }
  const from = clause.from === undefined ? '1' : `first >= ${bind(clause.from as string)}`;
  const to = clause.to === undefined ? '1' : `substr(last, 1, ${String(clause.to).length}) <= ${bind(clause.to as string)}`;
  return `first IS NOT NULL AND ${from} AND ${to}`;
}
