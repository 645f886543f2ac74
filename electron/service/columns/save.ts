import type { WriteDb } from '../db/connect.ts';
import { writeColumnBlock } from '../db/queries/columns.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { loadColumns } from './load.ts';
import { packColumns } from './pack.ts';

/** Task of the writer thread: builds the columns from the tables and saves them, so that the next opening is quick. */
export function saveColumns(db: WriteDb, _input: Record<string, never>, task: TaskContext): { dataVersion: number; rows: number } {
  const table = loadColumns(db, task.alive);
  const bytes = packColumns(table);
  task.alive();
  writeColumnBlock(db, table.dataVersion, bytes);
  return { dataVersion: table.dataVersion, rows: table.rows };
}
