import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { WriteDb } from '../db/connect.ts';
import { insertOriginalBlock } from '../db/queries/imports.ts';
import {
  createDrugLineInserter,
  createIdentifierInserter,
  createSeizureInserter,
  lastCaseId,
  type RowInserter,
  SEIZURE_CODES,
  type SqlValue,
} from '../db/queries/seizure-rows.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { at, type Cells } from './cells.ts';
import type { MappedBatch } from './map-batch.ts';

const ROWS_BETWEEN_CHECKS = 512;

/** Writes the records of batches under numbers above all others, and the original rows of each batch. */
export function createBatchWriter(
  db: WriteDb,
  importId: number,
  extras: boolean,
  task: Pick<TaskContext, 'alive'>,
): (batch: RowBatch, mapped: MappedBatch) => void {
  const seizures = createSeizureInserter(db, extras);
  const lines = createDrugLineInserter(db);
  const addIdentifier = createIdentifierInserter(db);
  const base = lastCaseId(db);
  return (batch, mapped) => {
    const first = base + batch.firstRecord;
    for (let row = 0; row < batch.rows; row++) {
      if (row % ROWS_BETWEEN_CHECKS === 0) task.alive();
      const earlier = batch.repeatOf[row] as number;
      fillSeizure(
        seizures.values,
        seizures.at,
        { id: first + row, importId, repeatOf: earlier > 0 ? base + earlier : null },
        batch,
        mapped,
        row,
        extras,
      );
      seizures.add();
    }
    seizures.flush();
    writeLines(lines, mapped, batch.rows, first, task);
    writeIdentifiers(mapped, batch.rows, first, addIdentifier);
    writeOriginal(db, importId, batch);
  };
}

function writeLines(lines: RowInserter, mapped: MappedBatch, rows: number, first: number, task: Pick<TaskContext, 'alive'>): void {
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_BETWEEN_CHECKS === 0) task.alive();
    fillLine(lines.values, lines.at, first + row, mapped, row);
    lines.add();
  }
  lines.flush();
}

function writeIdentifiers(mapped: MappedBatch, rows: number, first: number, add: ReturnType<typeof createIdentifierInserter>): void {
  for (const cells of mapped.identifiers)
    for (let row = 0; row < rows; row++) {
      const found = at(cells, row);
      if (found) add(first + row, found);
    }
}

export function writeOriginal(db: WriteDb, importId: number, { original }: RowBatch): void {
  const { codec, bytes, unpackedBytes, firstRow, offsets, lines } = original;
  if (offsets.length > 0)
    insertOriginalBlock(db, importId, { codec, bytes, unpackedBytes, firstRow, rows: offsets.length, offsets, lines });
}

/** Which record it is. */
export interface RecordIdentity {
  id: number;
  importId: number;
  repeatOf: number | null;
}

/** Places of a record's values among the columns of `seizureColumns`. */
export const SEIZURE_AT = {
  row: 2,
  date: 3,
  precision: 4,
  codes: 5,
  repeatOf: 5 + SEIZURE_CODES.length,
  extras: 6 + SEIZURE_CODES.length,
} as const;

/** Puts one record's values from `to` on, in the order of `seizureColumns`. */
export function fillSeizure(
  values: SqlValue[],
  to: number,
  { id, importId, repeatOf }: RecordIdentity,
  batch: RowBatch,
  mapped: MappedBatch,
  row: number,
  extras: boolean,
): void {
  const when = mapped.dates.values[mapped.dates.index[row] as number];
  values[to] = id;
  values[to + 1] = importId;
  values[to + SEIZURE_AT.row] = batch.sourceRow[row] as number;
  values[to + SEIZURE_AT.date] = when?.date ?? null;
  values[to + SEIZURE_AT.precision] = when?.precision ?? 0;
  putIds(values, to + SEIZURE_AT.codes, mapped.codes, row);
  values[to + SEIZURE_AT.repeatOf] = repeatOf;
  if (!extras) return;
  const from = to + SEIZURE_AT.extras;
  values[from] = batch.part?.[row] ?? 0;
  values[from + 1] = mapped.grain;
  values[from + 2] = at(mapped.events, row);
  values[from + 3] = at(mapped.latitude, row);
  values[from + 4] = at(mapped.longitude, row);
}

/** Puts one drug line's values from `to` on, in the order of `LINE_COLUMNS`. */
export function fillLine(values: SqlValue[], to: number, id: number, mapped: MappedBatch, row: number): void {
  values[to] = id;
  values[to + 1] = 0;
  putIds(values, to + 2, mapped.line, row);
  const quantity = mapped.quantity(row);
  for (let part = 0; part < quantity.length; part++) values[to + 7 + part] = quantity[part] ?? null;
}

function putIds(values: SqlValue[], to: number, columns: Cells<number>[], row: number): void {
  for (let column = 0; column < columns.length; column++) {
    const { values: ids, index } = columns[column] as Cells<number>;
    values[to + column] = ids[index[row] as number] as number;
  }
}
