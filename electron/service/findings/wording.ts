import type { FindingWording } from '../../../shared/contract/findings.ts';
import { withText } from '../../../shared/document/edits.ts';
import { decided } from '../../../shared/document/settle.ts';
import { piecesOf, rewrite, stillRight, type Written, withPieces } from '../../../shared/document/written.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { WriteDb } from '../db/connect.ts';
import { insertWording, listWordings } from '../db/queries/finding-wordings.ts';
import { type FindingRow, findFinding, updateFinding } from '../db/queries/findings.ts';
import { appendLog } from '../db/queries/log.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { noFinding } from './tasks.ts';

interface Start {
  id: number;
  /** Number of the wording it was made from. */
  from: number;
  /** UTC instant. */
  at: string;
}

/** The sentence as the analysis said it, in the form of a wording. */
export function saidWording({ text, author, madeAt }: FindingRow): FindingWording {
  return { number: 0, text: JSON.parse(text) as FindingWording['text'], original: 'en', at: madeAt, by: author };
}

export function rewordFinding(
  db: WriteDb,
  { language, text, tracked, ...start }: Start & { language: Language; text: string; tracked: boolean },
  task: TaskContext,
): { number: number } {
  return change(db, start, task, (now) => {
    const original = now.number === 0 ? language : now.original;
    const mark = tracked ? { by: task.analyst, on: start.at.slice(0, 10) } : null;
    return { original, ...rewrite(now, withText(now.text, language, text), { mark, original }) };
  });
}

export function settleFinding(
  db: WriteDb,
  { language, change: place, accept: isAccepted, ...start }: Start & { language: Language; change: number | null; accept: boolean },
  task: TaskContext,
): { number: number } {
  return change(db, start, task, (now) => {
    const pieces = piecesOf(now, language);
    const settled = pieces && decided(pieces, { change: place, accept: isAccepted });
    if (!settled) throw settledAlready();
    return { original: now.original, ...withPieces(now, language, settled, now.original) };
  });
}

export function findingStillRight(
  db: WriteDb,
  { language, ...start }: Start & { language: Language },
  task: TaskContext,
): { number: number } {
  return change(db, start, task, (now) => ({ original: now.original, ...stillRight(written(now), language) }));
}

export function restoreFinding(db: WriteDb, { wording, ...start }: Start & { wording: number }, task: TaskContext): { number: number } {
  return change(db, start, task, (now, all) => {
    const found = all.find(({ number }) => number === wording);
    if (!found) throw new StowageError('not-found', 'This finding has no such wording. Nothing was changed. Go back to its wordings.');
    return { original: now.original, ...written(found) };
  });
}

type Content = Written & { original: Language };

/** Keeps another wording, in one transaction with its entry in the log. What was agreed was agreed of another wording. */
function change(
  db: WriteDb,
  { id, from, at }: Start,
  { analyst }: TaskContext,
  make: (now: FindingWording, all: FindingWording[]) => Content,
): { number: number } {
  return db.transaction(() => {
    const row = findFinding(db, id);
    if (!row) throw noFinding();
    const all = [...listWordings(db, id), saidWording(row)];
    const now = all[0] as FindingWording;
    if (now.number !== from) throw wordedElsewhere(now.by);
    const number = now.number + 1;
    insertWording(db, id, { ...make(now, all), number, at, by: analyst });
    if (row.state === 'agreed') updateFinding(db, { ...row, state: 'reviewed' });
    appendLog(db, { analyst, action: 'findings.reworded', objects: { finding: id, wording: number } });
    return { number };
  })();
}

function written({ text, changes, earlier }: FindingWording): Written {
  return { text, ...(changes ? { changes } : {}), ...(earlier ? { earlier } : {}) };
}

function settledAlready(): StowageError {
  return new StowageError('not-found', 'This change is no longer open. Nothing was changed. Look at the wording again.');
}

function wordedElsewhere(by: string): StowageError {
  return new StowageError(
    'invalid-input',
    `This finding was worded anew by ${by} meanwhile. Nothing of it was overwritten. Look at the new wording and change it again.`,
  );
}
