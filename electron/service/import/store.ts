import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { Recipe, Said } from '../../../shared/contract/recipe.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { RowBatch, SourceHeader, SourceSummary } from '../../../shared/parser-protocol.ts';
import { checkpoint, type WriteDb } from '../db/connect.ts';
import { keepChoices } from '../db/queries/choices.ts';
import { beginImport, changeImport, findImportOfFile, finishImport, insertUnmapped } from '../db/queries/imports.ts';
import { createInterner, dryInterner } from '../db/queries/interned.ts';
import { appendLog } from '../db/queries/log.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import { lastRecordId } from '../db/queries/records.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { choicesOf } from './choices.ts';
import { createMassMaker } from './convert.ts';
import { eachBatch } from './each-batch.ts';
import { createBatchMapper } from './map-batch.ts';
import { knownCodes } from './map-extras.ts';
import { type ImportPlan, planImport } from './plan.ts';
import { reportOf, termsOf, warnOfPlan } from './report.ts';
import { createTally, type Tally } from './tally.ts';
import { createBatchWriter } from './write-batch.ts';

export interface StoreInput {
  header: SourceHeader;
  recipe: Recipe;
  notes: Said[];
  dryRun: boolean;
  /** Import even when the same file was imported before. */
  again: boolean;
  /** UTC instant, ISO 8601. */
  at: string;
  /** Milliseconds since the epoch at which a survey of the same file began; absent where the file is read once. */
  startedAt?: number;
}

type ReadSummary = Awaited<ReturnType<typeof eachBatch>>;

interface Work {
  db: WriteDb;
  plan: ImportPlan;
  tally: Tally;
  input: StoreInput;
  task: TaskContext;
}

/**
 * Stores one file in one transaction and returns after the checkpoint: all of its rows or none.
 * A dry run maps every row and writes nothing.
 */
export async function storeImport(db: WriteDb, input: StoreInput, task: TaskContext): Promise<ImportReport> {
  const plan = planImport(input.recipe, input.header.headers);
  const work = { db, plan, tally: createTally(), input, task };
  warnOfPlan(plan, work.tally);
  if (input.dryRun) {
    const summary = await mapOnly(work);
    return { ...reportOf(summary, plan, work.tally, summary.settled?.notes ?? input.notes), dryRun: true };
  }
  db.exec('BEGIN IMMEDIATE');
  try {
    const { summary, report } = await storeRows(work);
    db.exec('COMMIT');
    checkpoint(db);
    return { ...report, seconds: (Date.now() - (input.startedAt ?? summary.startedAt)) / 1000 };
  } catch (error) {
    takeBack(db);
    throw error;
  }
}

/** Takes everything back and empties the log of pages; where a reader holds that, the next checkpoint does it. */
export function takeBack(db: WriteDb): void {
  if (!db.inTransaction) return;
  db.exec('ROLLBACK');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

async function mapOnly({ db, plan, tally, input, task }: Work): Promise<ReadSummary> {
  const map = createBatchMapper({ plan, interner: dryInterner, convert: createMassMaker(db), known: await knownCodes(plan), tally });
  const summary = await eachBatch(task, tally, input.header.headers.length, (batch) => countEvents(batch, map(batch).events, plan, tally));
  refuseKnownFile(db, input, summary);
  return summary;
}

async function storeRows({ db, plan, tally, input, task }: Work): Promise<{ summary: SourceSummary; report: ImportReport }> {
  const importId = startImport(db, plan, input, task);
  const above = lastRecordId(db);
  const map = createBatchMapper({ plan, interner: createInterner(db), convert: createMassMaker(db), known: await knownCodes(plan), tally });
  const write = createBatchWriter(db, importId);
  const summary = await eachBatch(task, tally, input.header.headers.length, (batch) => {
    const mapped = map(batch);
    countEvents(batch, mapped.events, plan, tally);
    write(batch, mapped);
  });
  refuseKnownFile(db, input, summary);
  const { settled } = summary;
  const report = reportOf(summary, plan, tally, settled?.notes ?? input.notes);
  insertUnmapped(db, importId, tally.allUnmapped());
  finishImport(db, importId, { sha256: summary.sha256, bytes: summary.bytes, report });
  if (settled) changeImport(db, importId, termsOf(settled.recipe), report);
  keepChoices(db, choicesOf(plan.recipe), input.at, task.analyst);
  raiseDataVersion(db, { above });
  const objects = { import: importId, rows: summary.rows, repeats: summary.exactRepeats, sha256: summary.sha256 };
  appendLog(db, { analyst: task.analyst, action: 'import.stored', objects });
  task.alive();
  return { summary, report };
}

export function countEvents(batch: RowBatch, events: { values: number[]; index: ArrayLike<number> }, plan: ImportPlan, tally: Tally): void {
  if (plan.recipe.table.grain === 'case') return;
  let sum = 0;
  for (let row = 0; row < batch.rows; row++) sum += events.values[events.index[row] as number] as number;
  tally.events(sum);
}

function startImport(db: WriteDb, plan: ImportPlan, input: StoreInput, task: TaskContext): number {
  const { fileName, encoding, delimiter, originalHeaders, preamble } = input.header;
  return beginImport(db, {
    ...termsOf(plan.recipe),
    fileName,
    encoding,
    delimiter,
    headers: originalHeaders,
    preamble,
    importedAt: input.at,
    importedBy: task.analyst,
  });
}

function refuseKnownFile(db: WriteDb, input: StoreInput, summary: SourceSummary): void {
  const earlier = input.again ? undefined : findImportOfFile(db, summary.sha256);
  if (earlier) throw alreadyImported(earlier);
}

export function alreadyImported(earlier: { id: number; importedAt: string; importedBy: string }): StowageError {
  return new StowageError(
    'already-imported',
    `This file was imported before, on ${earlier.importedAt.slice(0, 10)} by ${earlier.importedBy}. Nothing was changed. To count its cases a second time, import it again on purpose.`,
    { detail: { import: earlier.id } },
  );
}
