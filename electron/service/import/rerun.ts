import type { RerunReport } from '../../../shared/contract/imports.ts';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { RowBatch, SourceHeader } from '../../../shared/parser-protocol.ts';
import { checkpoint, type WriteDb } from '../db/connect.ts';
import { keepChoices } from '../db/queries/choices.ts';
import { changeImport, replaceUnmapped, storedImport } from '../db/queries/imports.ts';
import { createInterner } from '../db/queries/interned.ts';
import { appendLog } from '../db/queries/log.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import { removeUnusedTexts } from '../db/queries/remove-import.ts';
import {
  type ExistingRecords,
  existingRecords,
  hasIdentifiers,
  internedNames,
  type RecordAccess,
  recordAccess,
} from '../db/queries/rerun-rows.ts';
import {
  createDrugLineInserter,
  createIdentifierInserter,
  createSeizureInserter,
  lastCaseId,
  type SqlValue,
} from '../db/queries/seizure-rows.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { pruneMerges } from '../quality/prune-merges.ts';
import { at } from './cells.ts';
import { choicesOf } from './choices.ts';
import { createMassMaker } from './convert.ts';
import { eachBatch } from './each-batch.ts';
import { createBatchMapper, type MappedBatch } from './map-batch.ts';
import { knownCodes } from './map-extras.ts';
import { type ImportPlan, planImport } from './plan.ts';
import { reportOf, termsOf, warnOfPlan } from './report.ts';
import { type ChangeTally, createChangeTally } from './rerun-changes.ts';
import { countEvents, takeBack } from './store.ts';
import { createTally } from './tally.ts';
import { noImport } from './undo-import.ts';
import { fillLine, fillSeizure } from './write-batch.ts';

export interface RerunInput {
  id: number;
  header: SourceHeader;
  recipe: Recipe;
  dryRun: boolean;
  /** UTC instant, ISO 8601. */
  at: string;
}

/**
 * Maps the original rows of an import again and changes its records in one transaction. A record keeps its number as long as its original
 * row and part give one. A dry run does the same and takes it back.
 */
export async function rerunImport(db: WriteDb, input: RerunInput, task: TaskContext): Promise<RerunReport> {
  const stored = storedImport(db, input.id);
  if (!stored) throw noImport();
  const plan = planImport(input.recipe, input.header.headers);
  db.exec('BEGIN IMMEDIATE');
  try {
    const report = await rerunRows(db, plan, input, task);
    if (input.dryRun) takeBack(db);
    else {
      db.exec('COMMIT');
      checkpoint(db);
    }
    return report;
  } catch (error) {
    takeBack(db);
    throw error;
  }
}

async function rerunRows(db: WriteDb, plan: ImportPlan, input: RerunInput, task: TaskContext): Promise<RerunReport> {
  const tally = createTally();
  warnOfPlan(plan, tally);
  const map = createBatchMapper({ plan, interner: createInterner(db), convert: createMassMaker(db), known: await knownCodes(plan), tally });
  const changes = createChangeTally(internedNames(db));
  const rewriter = createRewriter(db, input.id, changes, hasIdentifiers(db, input.id));
  const summary = await eachBatch(task, tally, (batch) => {
    const mapped = map(batch);
    countEvents(batch, mapped.events, plan, tally);
    rewriter.write(batch, mapped, task);
  });
  const counts = rewriter.finish();
  replaceUnmapped(db, input.id, tally.allUnmapped());
  changeImport(db, input.id, termsOf(plan.recipe), reportOf(summary, plan, tally, []));
  pruneMerges(db);
  const list = changes.list();
  if (!input.dryRun) recordRerun(db, plan, input, counts, task);
  return { ...counts, changes: list, dryRun: input.dryRun };
}

function recordRerun(db: WriteDb, { recipe }: ImportPlan, input: RerunInput, counts: Counts, task: TaskContext): void {
  removeUnusedTexts(db);
  keepChoices(db, choicesOf(recipe), input.at, task.analyst);
  raiseDataVersion(db);
  const { records, changed, added, removed } = counts;
  const objects = { import: input.id, records, changed, added, removed };
  appendLog(db, { analyst: task.analyst, action: 'import.rerun', objects });
  task.alive();
}

type Counts = Omit<RerunReport, 'changes' | 'dryRun'>;

interface Rewriter {
  write(batch: RowBatch, mapped: MappedBatch, task: Pick<TaskContext, 'alive'>): void;
  /** Takes out what no original row gives any more. */
  finish(): Counts;
}

interface Parts {
  importId: number;
  existing: ExistingRecords;
  records: RecordAccess;
  changes: ChangeTally;
  /** Ids by the number of the record. */
  ids: number[];
}

const ROWS_BETWEEN_CHECKS = 512;

function createRewriter(db: WriteDb, importId: number, changes: ChangeTally, hadIdentifiers: boolean): Rewriter {
  const parts: Parts = { importId, existing: existingRecords(db, importId), records: recordAccess(db), changes, ids: [] };
  const counts: Counts = { records: 0, unchanged: 0, changed: 0, added: 0, removed: 0 };
  const add = createAdder(db);
  const identifiers = createIdentifierRewriter(db, parts);
  let next = lastCaseId(db) + 1;

  const writeOne = (batch: RowBatch, mapped: MappedBatch, row: number): void => {
    const known = parts.existing.take(batch.sourceRow[row] as number, batch.part?.[row] ?? 0);
    const id = known ?? next++;
    parts.ids[batch.firstRecord + row] = id;
    const { seizure, line } = valuesOf(parts, id, batch, mapped, row);
    counts.records++;
    const looksAtIdentifiers = hadIdentifiers || mapped.identifiers.length > 0;
    if (known === undefined) {
      add(seizure, line);
      counts.added++;
      if (looksAtIdentifiers) identifiers(id, mapped, row, false);
      return;
    }
    const differs = rewrite(parts, id, seizure, line);
    const renumbered = looksAtIdentifiers && identifiers(id, mapped, row, true);
    if (differs || renumbered) counts.changed++;
    else counts.unchanged++;
  };

  return {
    write(batch, mapped, task) {
      for (let row = 0; row < batch.rows; row++) {
        if (row % ROWS_BETWEEN_CHECKS === 0) task.alive();
        writeOne(batch, mapped, row);
      }
    },
    finish() {
      const left = parts.existing.left();
      for (const id of left) parts.records.remove(id);
      return { ...counts, removed: left.length };
    },
  };
}

function valuesOf(
  { importId, ids }: Parts,
  id: number,
  batch: RowBatch,
  mapped: MappedBatch,
  row: number,
): { seizure: SqlValue[]; line: SqlValue[] } {
  const earlier = batch.repeatOf[row] as number;
  const seizure: SqlValue[] = [];
  const line: SqlValue[] = [];
  fillSeizure(seizure, 0, { id, importId, repeatOf: earlier > 0 ? (ids[earlier] ?? null) : null }, batch, mapped, row, true);
  fillLine(line, 0, id, mapped, row);
  return { seizure, line };
}

function rewrite({ records, changes }: Parts, id: number, seizure: SqlValue[], line: SqlValue[]): boolean {
  const seizureDiffers = changes.seizure(records.seizure(id), seizure);
  if (seizureDiffers) records.updateSeizure(seizure);
  const lineDiffers = changes.line(records.line(id) ?? [], line);
  if (lineDiffers) records.updateLine(line);
  return seizureDiffers || lineDiffers;
}

function createAdder(db: WriteDb): (seizure: SqlValue[], line: SqlValue[]) => void {
  const seizures = createSeizureInserter(db, true);
  const lines = createDrugLineInserter(db);
  return (seizure, line) => {
    seizures.values.splice(0, seizure.length, ...seizure);
    seizures.add();
    seizures.flush();
    lines.values.splice(0, line.length, ...line);
    lines.add();
    lines.flush();
  };
}

/** Replaces the identifiers of a record where they differ; true when they did. */
function createIdentifierRewriter(
  db: WriteDb,
  { records, changes }: Parts,
): (id: number, mapped: MappedBatch, row: number, tell: boolean) => boolean {
  const insert = createIdentifierInserter(db);
  return (id, mapped, row, tell) => {
    const found = mapped.identifiers.flatMap((cells) => at(cells, row) ?? []);
    const after = [...new Set(found.map(({ kind, value, valid }) => `${kind} ${value} ${valid}`))].sort().join('; ');
    const before = records
      .identifiers(id)
      .map(({ kind, value, valid }) => `${kind} ${value} ${valid}`)
      .sort()
      .join('; ');
    if (after === before) return false;
    records.dropIdentifiers(id);
    for (const each of found) insert(id, each);
    if (tell) changes.identifiers(before, after);
    return true;
  };
}
