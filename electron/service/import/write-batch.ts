import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { WriteDb } from '../db/connect.ts';
import { createIdentifierInserter } from '../db/queries/identifiers.ts';
import { insertOriginalBlock } from '../db/queries/imports.ts';
import { insertRecords, lastRecordId } from '../db/queries/records.ts';
import type { RecordColumns } from '../records/columns.ts';
import { at, everyRow } from './cells.ts';
import type { MappedBatch } from './map-batch.ts';

/** Writes the records of batches under numbers above all others, and the original rows of each batch. */
export function createBatchWriter(db: WriteDb, importId: number): (batch: RowBatch, mapped: MappedBatch) => void {
  const addIdentifier = createIdentifierInserter(db);
  const base = lastRecordId(db);
  return (batch, mapped) => {
    const first = base + batch.firstRecord;
    const ids = Uint32Array.from({ length: batch.rows }, (_, row) => first + row);
    const repeatOf = batch.repeatOf.map((earlier) => (earlier > 0 ? base + earlier : 0));
    insertRecords(db, importId, recordsOf(batch, mapped, ids, repeatOf), batch.rows);
    for (const cells of mapped.identifiers)
      for (let row = 0; row < batch.rows; row++) {
        const found = at(cells, row);
        if (found) addIdentifier(first + row, found);
      }
    writeOriginal(db, importId, batch);
  };
}

/** The columns of a batch's records, of which the ids and those of the records they repeat (0 for none) are given. */
export function recordsOf(batch: RowBatch, mapped: MappedBatch, ids: Uint32Array, repeatOf: Uint32Array): RecordColumns {
  return {
    ...mapped.columns,
    id: { values: ids, index: null },
    row: { values: batch.sourceRow, index: null },
    part: batch.part ? { values: batch.part, index: null } : everyRow(0, batch.rows),
    repeat_of: { values: repeatOf, index: null },
  };
}

function writeOriginal(db: WriteDb, importId: number, { original }: RowBatch): void {
  const { codec, bytes, unpackedBytes, firstRow, offsets, lines } = original;
  if (offsets.length > 0)
    insertOriginalBlock(db, importId, { codec, bytes, unpackedBytes, firstRow, rows: offsets.length, offsets, lines });
}
