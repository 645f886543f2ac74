import { StowageError } from '../../../shared/errors.ts';
import { checkpoint, type WriteDb } from '../db/connect.ts';
import { storedImport } from '../db/queries/imports.ts';
import { appendLog } from '../db/queries/log.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import { removeImport, removeRecords } from '../db/queries/remove-import.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { pruneMerges } from '../quality/prune-merges.ts';
import { takeBack } from './store.ts';

/** Takes an import back as a whole, in one transaction: records, original rows, reports. Throws `not-found`. */
export function undoImport(db: WriteDb, { id }: { id: number }, task: TaskContext): { cases: number } {
  const stored = storedImport(db, id);
  if (!stored) throw noImport();
  db.exec('BEGIN IMMEDIATE');
  try {
    const cases = removeRecords(db, id, task.alive);
    removeImport(db, id);
    pruneMerges(db);
    raiseDataVersion(db);
    appendLog(db, { analyst: task.analyst, action: 'import.undone', objects: { import: id, cases, sha256: stored.sha256 } });
    task.alive();
    db.exec('COMMIT');
    checkpoint(db);
    return { cases };
  } catch (error) {
    takeBack(db);
    throw error;
  }
}

export function noImport(): StowageError {
  return new StowageError('not-found', 'There is no import with this number. Nothing was changed. List the imports to see their numbers.');
}
