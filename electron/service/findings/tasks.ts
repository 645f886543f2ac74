import { StowageError } from '../../../shared/errors.ts';
import type { WriteDb } from '../db/connect.ts';
import { addFinding, deleteFinding, type FindingRow, findFinding, updateFinding } from '../db/queries/findings.ts';
import { appendLog } from '../db/queries/log.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

export function keepFinding(db: WriteDb, input: Omit<FindingRow, 'id' | 'author' | 'state'>, { analyst }: TaskContext): { id: number } {
  return db.transaction(() => {
    const id = addFinding(db, { ...input, author: analyst, state: 'draft' });
    appendLog(db, { analyst, action: 'findings.kept', objects: { finding: id } });
    return { id };
  })();
}

export interface FindingEdit {
  id: number;
  caveat?: string | undefined;
  grade?: string | undefined;
  handling?: string | undefined;
  state?: string | undefined;
}

export function editFinding(db: WriteDb, { id, ...edit }: FindingEdit, { analyst }: TaskContext): void {
  db.transaction(() => {
    const known = findFinding(db, id);
    if (!known) throw noFinding();
    const { caveat = known.caveat, grade = known.grade, handling = known.handling, state = known.state } = edit;
    updateFinding(db, { id, caveat, grade, handling, state });
    appendLog(db, { analyst, action: 'findings.edited', objects: { finding: id } });
  })();
}

export function dropFinding(db: WriteDb, { id }: { id: number }, { analyst }: TaskContext): void {
  db.transaction(() => {
    if (!deleteFinding(db, id)) throw noFinding();
    appendLog(db, { analyst, action: 'findings.removed', objects: { finding: id } });
  })();
}

export function noFinding(): StowageError {
  return new StowageError('not-found', 'This finding is no longer in the workspace. Nothing was changed. Go back to the list of findings.');
}
