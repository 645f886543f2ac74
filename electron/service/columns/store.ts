import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Writer } from '../context.ts';
import type { ReadDb } from '../db/connect.ts';
import { readLastColumnBlock, recordCount } from '../db/queries/columns.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { advanceColumns, loadColumns } from './load.ts';
import { unpackColumns } from './pack.ts';

/**
 * The columns of the current data version: kept or read from their saved form and brought up to date, or built in the writer thread, which saves them.
 * Callers at the same time share one load.
 */
export function createColumnStore(db: ReadDb, writer: Writer): () => Promise<ColumnTable> {
  let kept: { version: number; table: Promise<ColumnTable> } | undefined;
  return () => {
    const version = dataVersion(db);
    if (kept?.version === version) return kept.table;
    const entry = { version, table: load(db, writer, version, kept?.table) };
    kept = entry;
    entry.table.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return entry.table;
  };
}

async function load(db: ReadDb, writer: Writer, version: number, before?: Promise<ColumnTable>): Promise<ColumnTable> {
  const known = (await before?.catch(() => undefined)) ?? readLast(db);
  if (known?.dataVersion === version) return known;
  const advanced = known && advanceColumns(db, known);
  if (advanced) return advanced;
  if (recordCount(db) === 0) return loadColumns(db);
  return (await buildAside(writer)) ?? loadColumns(db);
}

/** The writer is a help, never a need: where it is busy or the disk is full, the records are read here. */
async function buildAside(writer: Writer): Promise<ColumnTable | undefined> {
  try {
    return await writer.run('columns.save', {});
  } catch {
    return undefined;
  }
}

/** The columns as saved last, of this data version or an older one. */
function readLast(db: ReadDb): ColumnTable | undefined {
  const bytes = readLastColumnBlock(db);
  return bytes && unpackColumns(bytes);
}
