import Database from 'better-sqlite3';
import { axisOf } from '../../shared/columns/axis.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import { dateOfDay } from '../../shared/domain/date.ts';
import { columnName, DIMENSIONS, dimensionTexts, FACETS, setText } from './questions.ts';

/** Answers a question in SQL; rows as they come. */
export interface Rival {
  name: string;
  ask(sql: string): Promise<unknown[][]>;
  close(): void;
}

type Value = string | number | null;

/** One column of the rivals' table: its name, type, and the value of a row. */
export interface RivalColumn {
  name: string;
  type: string;
  at(row: number): Value;
}

function rivalColumns(table: ColumnTable, text: boolean): RivalColumn[] {
  const whole = (name: string, at: (row: number) => number): RivalColumn => ({ name, type: 'INTEGER', at });
  const words = (name: string, at: (row: number) => string): RivalColumn => ({ name, type: 'VARCHAR', at });
  const mass = (name: string, values: Float64Array): RivalColumn => ({
    name,

    type: 'DOUBLE',
    at: (row) => (Number.isNaN(values[row]) ? null : (values[row] as number)),
  });
  const sets = FACETS.map((facet) => {
    const { codes, sets: all, values } = table.codes[facet] as CodeColumn;
    const texts = all.map((set) => setText(codes, set));
    return text ? words(facet, (row) => texts[values[row] as number] as string) : whole(facet, (row) => values[row] as number);
  });
  const dimensions = DIMENSIONS.map((dimension) => {
    const { values } = axisOf(table, dimension);
    const texts = dimensionTexts(table, dimension);
    const name = columnName(dimension);
    return text ? words(name, (row) => texts[values[row] as number] as string) : whole(name, (row) => values[row] as number);
  });
  const day = text ? words('day', (row) => dateOfDay(table.day[row] as number)) : whole('day', (row) => table.day[row] as number);
  return [day, mass('kg', table.kg), mass('low', table.kgLow), mass('high', table.kgHigh), ...sets, ...dimensions];
}

/** Plain SQLite in memory, on integer codes. */
export function openSqlite(table: ColumnTable, extra: RivalColumn[] = []): Rival {
  const db = new Database(':memory:');
  const columns = [...rivalColumns(table, false), ...extra];
  db.exec(`CREATE TABLE cases (${columns.map(({ name, type }) => `${name} ${type === 'DOUBLE' ? 'REAL' : type}`).join()})`);
  const insert = db.prepare(`INSERT INTO cases VALUES (${columns.map(() => '?').join()})`);
  db.transaction(() => {
    for (let row = 0; row < table.rows; row++) insert.run(columns.map((column) => column.at(row)));
  })();
  return { name: 'SQLite, integer codes', ask: async (sql) => db.prepare(sql).raw().all() as unknown[][], close: () => db.close() };
}

/** The few calls of @duckdb/node-api that are used here. */
interface DuckAppender {
  appendInteger(value: number): void;
  appendDouble(value: number): void;
  appendVarchar(value: string): void;
  appendNull(): void;
  endRow(): void;
  closeSync(): void;
}
interface DuckConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  createAppender(table: string): Promise<DuckAppender>;
  closeSync(): void;
}
interface DuckModule {
  DuckDBInstance: { create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<DuckConnection> }> };
}

const DUCKDB = new URL('./peers/node_modules/@duckdb/node-api/lib/index.js', import.meta.url);

/** DuckDB in memory with both cores. Throws where `npm run bench` has not installed it. */
export async function openDuckdb(table: ColumnTable, text: boolean, extra: RivalColumn[] = []): Promise<Rival> {
  const duckdb: DuckModule = await import(DUCKDB.href);
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const columns = [...rivalColumns(table, text), ...extra];
  await connection.run(`CREATE TABLE cases (${columns.map(({ name, type }) => `${name} ${type}`).join()})`);
  const appender = await connection.createAppender('cases');
  for (let row = 0; row < table.rows; row++) {
    for (const column of columns) append(appender, column, column.at(row));
    appender.endRow();
  }
  appender.closeSync();
  const ask = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRows();
  return { name: text ? 'DuckDB, text, two threads' : 'DuckDB, integer codes, two threads', ask, close: () => connection.closeSync() };
}

function append(appender: DuckAppender, column: RivalColumn, value: Value): void {
  if (value === null) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (column.type === 'DOUBLE') appender.appendDouble(value);
  else appender.appendInteger(value);
}
