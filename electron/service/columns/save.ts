import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { WriteDb } from '../db/connect.ts';
import { writeColumnBlock } from '../db/queries/columns.ts';
import { letGo } from '../jobs/let-go.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { loadColumns } from './load.ts';
import { packedPieces } from './pack.ts';

/**
 * Task of the writer thread: builds the columns from the records and saves them, so that the next opening is quick. The table it answers
 * with lies on shared memory, so that handing it over costs no copy.
 */
export function saveColumns(db: WriteDb, _input: Record<string, never>, task: TaskContext): ColumnTable {
  letGo('all');
  const table = loadColumns(db, task.alive);
  writeColumnBlock(db, table.dataVersion, packedPieces(table));
  return table;
}
