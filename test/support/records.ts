import Database from 'better-sqlite3';
import type { ReadDb, WriteDb } from '../../electron/service/db/connect.ts';
import { blockBounds, deleteBlock, insertRecords, recordBlocks } from '../../electron/service/db/queries/records.ts';
import {
  CODE_COLUMNS,
  RECORD_COLUMNS,
  type RecordColumnName,
  type RecordValue,
  recordColumns,
  valueAt,
} from '../../electron/service/records/columns.ts';

/** One drug line of a record as it stands in a block, with the import it belongs to. */
export type PlainRecord = Record<RecordColumnName, RecordValue> & { importId: number };

/** Every drug line of every record, in ascending order of id and line. */
export function storedRecords(db: ReadDb | WriteDb): PlainRecord[] {
  return [...recordBlocks(db)].flatMap((block) =>
    Array.from({ length: block.rows }, (_, row) => {
      const values = RECORD_COLUMNS.map((name) => [name, valueAt(block.column(name), row)]);
      return { ...(Object.fromEntries(values) as Record<RecordColumnName, RecordValue>), importId: block.importId };
    }),
  );
}

const NUMBERS: Partial<Record<RecordColumnName, RecordValue>> = {
  row: 1,
  repeat_of: 0,
  part: 0,
  date_precision: 0,
  grain: 0,
  events: 1,
  line: 0,
  conversion: 3,
};
const TEXTS: ReadonlySet<RecordColumnName> = new Set(['place_text', 'division_text', 'drug_text', 'amount_text', 'unit_text']);

/** Stores drug lines, in ascending order of id, in blocks of their own; what is left out was not stated. */
export function addRecords(db: WriteDb, importId: number, rows: readonly Partial<Record<RecordColumnName, RecordValue>>[]): void {
  const none = (name: RecordColumnName): RecordValue => NUMBERS[name] ?? (TEXTS.has(name) ? '' : null);
  const value = (row: (typeof rows)[number], name: RecordColumnName): RecordValue => {
    const own = row[name];
    return own === undefined ? none(name) : own;
  };
  const columns = recordColumns((name) => ({ values: rows.map((row) => value(row, name)), index: null }));
  insertRecords(db, importId, columns, rows.length);
}

/** Puts other records in place of those there are; `undefined` takes one out. Each stretch of one import stands in blocks of its own. */
export function changeRecords(db: WriteDb, change: (record: PlainRecord) => PlainRecord | undefined): void {
  const records = storedRecords(db).flatMap((record) => change(record) ?? []);
  for (const { firstId } of blockBounds(db, 0, true)) deleteBlock(db, firstId);
  while (records.length > 0) {
    const importId = records[0]?.importId ?? 0;
    const others = records.findIndex((record) => record.importId !== importId);
    addRecords(db, importId, records.splice(0, others < 0 ? records.length : others));
  }
}

const underscored = (name: string): string => name.replaceAll('-', '_');

/**
 * The records as two tables of plain SQLite, to be asked in SQL: `seizure`, a row for each case, and `drug_line`. Codes stand there as JSON, texts as
 * they were reported, and `repeat_of` is null where a record repeats none.
 */
export function recordTables(db: ReadDb | WriteDb): Database.Database {
  const own = new Database(':memory:');
  const sets = new Map(db.prepare<[], [number, string]>('SELECT id, codes FROM code_set').raw().all());
  const names = ['import_id', ...RECORD_COLUMNS.map(underscored)];
  own.exec(`CREATE TABLE record (${names.join()});
    CREATE VIEW drug_line AS SELECT id AS seizure_id, * FROM record WHERE line IS NOT NULL`);
  const insert = own.prepare(`INSERT INTO record VALUES (${names.map(() => '?').join()})`);
  const coded: ReadonlySet<RecordColumnName> = new Set(CODE_COLUMNS);
  const word = (name: RecordColumnName, value: RecordValue): RecordValue => {
    if (name === 'repeat_of') return value === 0 ? null : value;
    return coded.has(name) ? (sets.get(value as number) ?? null) : value;
  };
  own.transaction(() => {
    for (const record of storedRecords(db)) insert.run(record.importId, ...RECORD_COLUMNS.map((name) => word(name, record[name])));
  })();
  own.exec(`CREATE TABLE seizure AS SELECT * FROM record WHERE rowid IN (SELECT min(rowid) FROM record GROUP BY id);
    CREATE UNIQUE INDEX seizure_id ON seizure (id)`);
  return own;
}
