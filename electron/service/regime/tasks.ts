import type { RegimeTerms } from '../../../shared/contract/regimes.ts';
import { dayNumber } from '../../../shared/domain/date.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { FoundBreak } from '../../../shared/regime/find-breaks.ts';
import type { WriteDb } from '../db/connect.ts';
import { appendLog, type LogObjects } from '../db/queries/log.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import {
  type BreakRow,
  type BreakState,
  isSearched,
  listBreaks,
  markSearched,
  putBreak,
  putRegime,
  removeBreak,
  removeRegime,
} from '../db/queries/regimes.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

/** Data that grows moves a break by a little; within so many days it is the same one. */
const SAME_BREAK_DAYS = 62;

/**
 * Takes over what was found. A break that was decided keeps its day, its state and its reason, also when it is found no more;
 * one that nobody has decided goes when it is found no more. Evidence is always the newest.
 */
export function storeBreaks(
  db: WriteDb,
  { found, at }: { found: FoundBreak[]; at: string },
  task: TaskContext,
): { added: number; changed: boolean } {
  return db.transaction(() => {
    const known = listBreaks(db);
    const left = new Set(known.map(({ id }) => id));
    let [added, moved] = [0, 0];
    for (const one of found) {
      const same = nearest(
        one,
        known.filter(({ id }) => left.has(id)),
      );
      if (same) left.delete(same.id);
      if (!same) added++;
      if (same && same.state === 'found' && same.at !== one.at) {
        removeBreak(db, same.id);
        moved++;
      }
      const undecided = { ...one, state: 'found', reason: '', decidedAt: '', decidedBy: '' } as const;
      putBreak(db, same && same.state !== 'found' ? { ...same, evidence: one.evidence } : undecided);
    }
    const gone = known.filter(({ id, state }) => left.has(id) && state === 'found');
    for (const { id } of gone) removeBreak(db, id);
    const changed = added + moved + gone.length > 0;
    if (changed) record(db, task, { action: 'regimes.found', objects: { found: found.length, added, removed: gone.length, at } });
    markSearched(db);
    return { added, changed };
  })();
}

export interface Decision {
  source: string;
  reporter: string;
  /** `2014-01-01`. */
  at: string;
  state: BreakState;
  reason: string;
  now: string;
}

/** Throws `not-found` for a break to dismiss or reopen that is not known. */
export function decideBreak(db: WriteDb, { now, ...decision }: Decision, task: TaskContext): void {
  requireDay(decision.at);
  db.transaction(() => {
    const known = listBreaks(db).find(
      ({ source, reporter, at }) => source === decision.source && reporter === decision.reporter && at === decision.at,
    );
    if (!known && decision.state !== 'confirmed') throw unknown();
    const decided = { decidedAt: now, decidedBy: task.analyst };
    let id = known?.id ?? 0;
    if (known && decision.state === 'found' && known.evidence.length === 0) removeBreak(db, known.id);
    else id = putBreak(db, { ...decision, ...decided, evidence: known?.evidence ?? [] });
    record(db, task, { action: `regimes.${decision.state}`, objects: { break: id, at: decision.at }, reason: decision.reason });
  })();
}

export interface SavedRegime {
  id?: number | undefined;
  source: string;
  reporter: string;
  from: string | null;
  to: string | null;
  terms: RegimeTerms;
  now: string;
}

export function saveRegime(db: WriteDb, { now, terms, ...regime }: SavedRegime, task: TaskContext): { id: number } {
  for (const day of [regime.from, regime.to]) if (day !== null) requireDay(day);
  if (regime.from !== null && regime.to !== null && regime.from > regime.to)
    throw new StowageError('invalid-input', 'This regime would end before it begins. Nothing was saved. Correct one of the two days.');
  return db.transaction(() => {
    const id = putRegime(db, { ...regime, terms: JSON.stringify(terms), savedAt: now, savedBy: task.analyst });
    if (id === undefined) throw unknown();
    record(db, task, { action: 'regimes.saved', objects: { regime: id } });
    return { id };
  })();
}

export function dropRegime(db: WriteDb, { id }: { id: number }, task: TaskContext): void {
  db.transaction(() => {
    if (!removeRegime(db, id)) throw unknown();
    record(db, task, { action: 'regimes.removed', objects: { regime: id } });
  })();
}

/** The regime of a case is one of its columns, so each change makes a new version of the data. */
function record(db: WriteDb, task: TaskContext, entry: { action: string; objects: LogObjects; reason?: string }): void {
  const searched = isSearched(db);
  raiseDataVersion(db, { ids: [] });
  if (searched) markSearched(db);
  appendLog(db, { analyst: task.analyst, ...entry });
}

function nearest(one: FoundBreak, known: BreakRow[]): BreakRow | undefined {
  const distance = ({ at }: BreakRow): number => Math.abs(dayNumber(at) - dayNumber(one.at));
  return known
    .filter((row) => row.source === one.source && row.reporter === one.reporter && distance(row) <= SAME_BREAK_DAYS)
    .sort((a, b) => distance(a) - distance(b))[0];
}

function requireDay(day: string): void {
  try {
    dayNumber(day);
  } catch {
    throw new StowageError('invalid-input', `"${day}" is not a day of the calendar. Nothing was saved. Write it as 2014-03-09.`);
  }
}

function unknown(): StowageError {
  return new StowageError('not-found', 'This is no longer in the workspace. Nothing was changed. Go back to the timeline of reporting.');
}
