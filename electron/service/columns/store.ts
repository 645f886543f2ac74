import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Writer } from '../context.ts';
import type { ReadDb } from '../db/connect.ts';
import { readColumnBlock, recordCount } from '../db/queries/columns.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { loadColumns } from './load.ts';
import { unpackColumns } from './pack.ts';

/**
 * The columns of the current data version: kept, or read from their saved form, or built in the writer thread and saved.
 * Callers at the same time share one load.
 */
export function createColumnStore(db: ReadDb, writer: Writer): () => Promise<ColumnTable> {
  let kept: { version: number; table: Promise<ColumnTable> } | undefined;
  return () => {
    const version = dataVersion(db);
    if (kept?.version === version) return kept.table;
    const entry = { version, table: load(db, writer, version) };
    kept = entry;
    entry.table.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return entry.table;
  };
}

async function load(db: ReadDb, writer: Writer, version: number): Promise<ColumnTable> {
  const saved = readSaved(db, version);
  if (saved) return saved;
  if (recordCount(db) === 0) return loadColumns(db);
  return (await saveThenRead(db, writer)) ?? loadColumns(db);
}

/** Saving is a help, never a need: where the writer is busy or the disk is full, the tables are read here. */
async function saveThenRead(db: ReadDb, writer: Writer): Promise<ColumnTable | undefined> {
  try {
    const { dataVersion: version } = await writer.run('columns.save', {});
    return readSaved(db, version);
  } catch {
    return undefined;
  }
}

function readSaved(db: ReadDb, version: number): ColumnTable | undefined {
  const bytes = readColumnBlock(db, version);
  return bytes && unpackColumns(bytes);
}
