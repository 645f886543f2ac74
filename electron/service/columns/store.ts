import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Writer } from '../context.ts';
import type { ReadDb } from '../db/connect.ts';
import { readLastColumnBlock, recordCount } from '../db/queries/columns.ts';
import { changesSince, dataVersion } from '../db/queries/meta.ts';
import { advanceColumns, loadColumns } from './load.ts';
import { unpackColumns } from './pack.ts';

export interface ColumnStore {
  /**
   * The columns of the current data version: kept or read from their saved form and brought up to date, or built in the writer thread, which saves
   * them. Callers at the same time share one load.
   */
  current(): Promise<ColumnTable>;
  /**
   * What a person looks at: the current columns, or those of just before while nothing but added rows waits to be built into them, which takes
   * seconds after a file of millions. Whoever added the rows tells the screens when the new columns are there.
   */
  shown(): Promise<ColumnTable>;
}

interface Kept {
  version: number;
  table: Promise<ColumnTable>;
  isBuilt: boolean;
}

export function createColumnStore(db: ReadDb, writer: Writer): ColumnStore {
  let kept: Kept | undefined;
  /** The last that was built before those that are kept. */
  let before: Kept | undefined;
  const current = (): Promise<ColumnTable> => {
    const version = dataVersion(db);
    if (kept?.version === version) return kept.table;
    if (kept?.isBuilt) before = kept;
    const entry: Kept = { version, table: load(db, writer, version, kept?.table), isBuilt: false };
    kept = entry;
    entry.table.then(
      () => {
        entry.isBuilt = true;
        if (kept === entry) before = undefined;
      },
      () => {
        if (kept === entry) kept = before = undefined;
      },
    );
    return entry.table;
  };
  return {
    current,
    shown() {
      const latest = current();
      const isWaiting = kept?.table === latest && !kept.isBuilt;
      return isWaiting && before && onlyAdded(db, before.version) ? before.table : latest;
    },
  };
}

function onlyAdded(db: ReadDb, version: number): boolean {
  return changesSince(db, version)?.every((change) => 'above' in change) ?? false;
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
