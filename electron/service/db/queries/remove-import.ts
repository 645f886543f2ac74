import type { WriteDb } from '../connect.ts';
import { blockBounds, deleteBlock } from './records.ts';

/** What hangs on cases, with the columns that name them. */
export const DEPENDENTS = [
  ['identifier', 'seizure_id'],
  ['merge_member', 'seizure_id'],
  ['merge_dismissed', 'first'],
  ['merge_dismissed', 'second'],
] as const;

/** Deletes identifiers, places in merges and dismissed pairs of the cases with ids between these, both included. */
export function createDependentsRemover(db: WriteDb): (firstId: number, lastId: number) => void {
  const removers = DEPENDENTS.map(([table, column]) =>
    db.prepare<[number, number]>(`DELETE FROM ${table} WHERE ${column} BETWEEN ? AND ?`),
  );
  return (firstId, lastId) => {
    for (const remover of removers) remover.run(firstId, lastId);
  };
}

/**
 * Takes out every record of an import with its identifiers and places in merges; answers how many cases there were.
 * `alive` is called between blocks and may throw. The caller holds the transaction.
 */
export function removeRecords(db: WriteDb, importId: number, alive: () => void): number {
  const removeDependents = createDependentsRemover(db);
  let removed = 0;
  for (const { firstId, lastId, cases } of blockBounds(db, importId)) {
    alive();
    removeDependents(firstId, lastId);
    deleteBlock(db, firstId);
    removed += cases;
  }
  return removed;
}

/** Takes out the import's row; its original rows and reports go with it. */
export function removeImport(db: WriteDb, importId: number): void {
  db.prepare('DELETE FROM import WHERE id = ?').run(importId);
}
