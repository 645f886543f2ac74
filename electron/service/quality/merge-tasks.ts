import { StowageError } from '../../../shared/errors.ts';
import { type RepeatKind, ROLE_OF } from '../../../shared/quality/candidate.ts';
import type { Reason } from '../../../shared/quality/finding.ts';
import type { WriteDb } from '../db/connect.ts';
import { appendLog } from '../db/queries/log.ts';
import { deleteDismissed, deleteMerge, findMerge, insertDismissed, insertMerge, mergeable, mergeMembers } from '../db/queries/merges.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

export interface MergeInput {
  kind: RepeatKind;
  lead: number;
  members: readonly number[];
  reasons: readonly Reason[];
  score: number;
}

const UNCHANGED = 'Nothing was changed.';

/** Merges cases, in one transaction with its log entry. Throws `not-found` and `invalid-input`. */
export function mergeTask(db: WriteDb, input: MergeInput & { at: string }, task: TaskContext): { id: number; dataVersion: number } {
  const work = db.transaction(() => {
    const others = othersOf(db, input);
    const id = insert(db, input, others, input.at, task.analyst);
    const objects = { merge: id, kind: input.kind, lead: input.lead, cases: others.length + 1 };
    appendLog(db, { analyst: task.analyst, action: 'cases.merged', objects });
    return { id, dataVersion: raiseDataVersion(db, { ids: [input.lead, ...others] }) };
  });
  return work();
}

/** The cases beside the lead, after everything that speaks against the merge. */
function othersOf(db: WriteDb, { lead, members, kind }: MergeInput): number[] {
  const ids = [...new Set(members)];
  if (ids.length < 2 || !ids.includes(lead))
    throw new StowageError(
      'invalid-input',
      `A merge needs at least two cases, and one of them leads. ${UNCHANGED} Choose the cases again.`,
    );
  const found = mergeable(db, ids);
  if (found.length < ids.length)
    throw new StowageError('not-found', `Some of these cases are no longer in the workspace. ${UNCHANGED} Look for repeats again.`);
  const merged = found.find(({ mergeId }) => mergeId !== null);
  if (merged)
    throw new StowageError('invalid-input', `Case ${merged.id} stands in another merge. ${UNCHANGED} Take that merge back first.`, {
      detail: { case: merged.id, merge: merged.mergeId ?? 0 },
    });
  const aggregated = found.some(({ grain }) => grain === 1);
  if (aggregated && (kind !== 'exact' || found.some(({ grain }) => grain !== 1)))
    throw new StowageError('invalid-input', `An aggregated row stands for several events and is no part of one case. ${UNCHANGED}`);
  return ids.filter((id) => id !== lead);
}

function insert(db: WriteDb, input: MergeInput, others: readonly number[], at: string, by: string): number {
  const { kind, lead, score } = input;
  return insertMerge(db, { kind, reasons: JSON.stringify(input.reasons), score, lead, others, role: ROLE_OF[kind], at, by });
}

export interface MergeAllInput {
  merges: readonly MergeInput[];
  kind: RepeatKind;
  leastScore: number;
  at: string;
}

/** Merges many at once, in one transaction; a candidate whose cases are taken, gone or unfit by then is left out and counted. */
export function mergeAllTask(
  db: WriteDb,
  input: MergeAllInput,
  task: TaskContext,
): { merges: number; cases: number; skipped: number; dataVersion: number } {
  const work = db.transaction(() => {
    let [merges, cases, skipped] = [0, 0, 0];
    const touched: number[] = [];
    for (const [index, merge] of input.merges.entries()) {
      if (index % 256 === 0) task.alive();
      const others = fitOthers(db, merge);
      if (others) {
        insert(db, merge, others, input.at, task.analyst);
        merges += 1;
        cases += others.length + 1;
        touched.push(merge.lead, ...others);
      } else skipped += 1;
    }
    const objects = { kind: input.kind, leastScore: input.leastScore, merges, cases };
    appendLog(db, { analyst: task.analyst, action: 'cases.merged-all', objects });
    task.alive();
    return { merges, cases, skipped, dataVersion: raiseDataVersion(db, { ids: touched }) };
  });
  return work();
}

function fitOthers(db: WriteDb, merge: MergeInput): number[] | undefined {
  try {
    return othersOf(db, merge);
  } catch (error) {
    if (error instanceof StowageError) return undefined;
    throw error;
  }
}

/** Takes merges apart: every case stands for itself again. Throws `not-found`, and then takes none apart. */
export function unmergeTask(db: WriteDb, input: { ids: readonly number[] }, task: TaskContext): { merges: number; dataVersion: number } {
  const work = db.transaction(() => {
    const ids = [...new Set(input.ids)];
    const touched: number[] = [];
    for (const id of ids) {
      const merge = findMerge(db, id);
      if (!merge) throw new StowageError('not-found', `There is no merge ${id} in this workspace. ${UNCHANGED} List the merges again.`);
      const members = mergeMembers(db, id).map(({ caseId }) => caseId);
      touched.push(...members);
      const objects = { merge: id, kind: merge.kind, cases: members.length };
      deleteMerge(db, id);
      appendLog(db, { analyst: task.analyst, action: 'cases.unmerged', objects });
    }
    return { merges: ids.length, dataVersion: raiseDataVersion(db, { ids: touched }) };
  });
  return work();
}

/** Remembers, or forgets, that the first case is not the same as the others. No figure changes. */
export function dismissTask(db: WriteDb, input: { members: readonly number[]; back: boolean; at: string }, task: TaskContext): void {
  const work = db.transaction(() => {
    const [first, ...others] = [...new Set(input.members)];
    if (first === undefined || others.length === 0 || mergeable(db, [first, ...others]).length <= others.length)
      throw new StowageError('not-found', `Some of these cases are no longer in the workspace. ${UNCHANGED} Look for repeats again.`);
    for (const other of others) {
      if (input.back) deleteDismissed(db, first, other);
      else insertDismissed(db, first, other, input.at, task.analyst);
    }
    const action = input.back ? 'repeat.proposed-again' : 'repeat.dismissed';
    appendLog(db, { analyst: task.analyst, action, objects: { case: first, cases: others.length + 1 } });
  });
  work();
}
