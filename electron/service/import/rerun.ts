import type { RerunReport } from '../../../shared/contract/imports.ts';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { RowBatch, SourceHeader } from '../../../shared/parser-protocol.ts';
import { checkpoint, type WriteDb } from '../db/connect.ts';
import { keepChoices } from '../db/queries/choices.ts';
import { createIdentifierDropper, createIdentifierInserter, createIdentifierReader, hasIdentifiers } from '../db/queries/identifiers.ts';
import { changeImport, replaceUnmapped, storedImport } from '../db/queries/imports.ts';
import { createInterner } from '../db/queries/interned.ts';
import { appendLog } from '../db/queries/log.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import { blockBounds, createRecordFinder, deleteBlock, insertRecords, lastRecordId } from '../db/queries/records.ts';
import { createDependentsRemover } from '../db/queries/remove-import.ts';
import { existingRecords, internedCodes } from '../db/queries/rerun-rows.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { pruneMerges } from '../quality/prune-merges.ts';
import type { RecordColumnName } from '../records/columns.ts';
import { createRecordStack, type RecordStack } from '../records/restack.ts';
import { at } from './cells.ts';
import { choicesOf } from './choices.ts';
import { createMassMaker } from './convert.ts';
import { eachBatch } from './each-batch.ts';
import { createBatchMapper, type MappedBatch } from './map-batch.ts';
import { knownCodes } from './map-extras.ts';
import { type ImportPlan, planImport } from './plan.ts';
import { reportOf, termsOf, warnOfPlan } from './report.ts';
import { type ChangeTally, createChangeTally, type RecordAt } from './rerun-changes.ts';
import { countEvents, takeBack } from './store.ts';
import { createTally } from './tally.ts';
import { noImport } from './undo-import.ts';
import { recordsOf } from './write-batch.ts';

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
  const changes = createChangeTally(internedCodes(db));
  const rewriter = createRewriter(db, input.id, changes);
  const summary = await eachBatch(task, tally, input.header.headers.length, (batch) => {
    const mapped = map(batch);
    countEvents(batch, mapped.events, plan, tally);
    rewriter.write(batch, mapped, task);
  });
  const counts = rewriter.finish(task);
  replaceUnmapped(db, input.id, tally.allUnmapped());
  changeImport(db, input.id, termsOf(plan.recipe), reportOf(summary, plan, tally, []));
  pruneMerges(db);
  const list = changes.list();
  if (!input.dryRun) recordRerun(db, plan, input, counts, task);
  return { ...counts, changes: list, dryRun: input.dryRun };
}

function recordRerun(db: WriteDb, { recipe }: ImportPlan, input: RerunInput, counts: Counts, task: TaskContext): void {
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
  /** Takes out what no original row gives any more, and puts the records as they are now in place of the blocks there were. */
  finish(task: Pick<TaskContext, 'alive'>): Counts;
}

const ROWS_BETWEEN_CHECKS = 512;
const ROWS_AT_ONCE = 4096;

function createRewriter(db: WriteDb, importId: number, changes: ChangeTally): Rewriter {
  const existing = existingRecords(db, importId);
  const find = createRecordFinder(db);
  const stack = createRecordStack();
  const counts: Counts = { records: 0, unchanged: 0, changed: 0, added: 0, removed: 0 };
  const hadIdentifiers = blockBounds(db, importId).some(({ firstId, lastId }) => hasIdentifiers(db, firstId, lastId));
  const rewriteIdentifiers = createIdentifierRewriter(db, changes);
  /** Ids by the number of the record. */
  const ids: number[] = [];
  let next = lastRecordId(db) + 1;

  const count = (id: number, isNew: boolean, after: RecordAt, mapped: MappedBatch): void => {
    counts.records++;
    const found = isNew ? undefined : find(id);
    const differs = found !== undefined && changes.record({ column: found.block.column, at: found.at }, after);
    const renumbered = (hadIdentifiers || mapped.identifiers.length > 0) && rewriteIdentifiers(id, mapped, after.at, !isNew);
    if (isNew) counts.added++;
    else if (differs || renumbered) counts.changed++;
    else counts.unchanged++;
  };

  return {
    write(batch, mapped, task) {
      const isNew = new Uint8Array(batch.rows);
      for (let row = 0; row < batch.rows; row++) {
        const known = existing.take(batch.sourceRow[row] as number, batch.part?.[row] ?? 0);
        if (known === undefined) isNew[row] = 1;
        ids[batch.firstRecord + row] = known ?? next++;
      }
      const own = Uint32Array.from({ length: batch.rows }, (_, row) => ids[batch.firstRecord + row] as number);
      const records = recordsOf(
        batch,
        mapped,
        own,
        batch.repeatOf.map((earlier) => ids[earlier] ?? 0),
      );
      const column = (name: RecordColumnName) => records[name];
      for (let row = 0; row < batch.rows; row++) {
        if (row % ROWS_BETWEEN_CHECKS === 0) task.alive();
        count(own[row] as number, isNew[row] === 1, { column, at: row }, mapped);
      }
      stack.push(records, own);
    },
    finish(task) {
      const left = existing.left();
      const removeDependents = createDependentsRemover(db);
      for (const id of left) removeDependents(id, id);
      counts.removed = left.length;
      if (counts.changed + counts.added + counts.removed > 0) replaceBlocks(db, importId, stack, task);
      return counts;
    },
  };
}

/** Blocks of other imports lie between those of this one where it was read again after them. */
function replaceBlocks(db: WriteDb, importId: number, stack: RecordStack, task: Pick<TaskContext, 'alive'>): void {
  const bounds = blockBounds(db, importId, true).map(({ firstId }) => firstId);
  for (const { firstId } of blockBounds(db, importId)) deleteBlock(db, firstId);
  for (const { columns, rows } of stack.inOrder(ROWS_AT_ONCE, bounds)) {
    task.alive();
    insertRecords(db, importId, columns, rows);
  }
}

/** Replaces the identifiers of a record where they differ; true when they did. */
function createIdentifierRewriter(
  db: WriteDb,
  changes: ChangeTally,
): (id: number, mapped: MappedBatch, row: number, tell: boolean) => boolean {
  const insert = createIdentifierInserter(db);
  const read = createIdentifierReader(db);
  const drop = createIdentifierDropper(db);
  return (id, mapped, row, tell) => {
    const found = mapped.identifiers.flatMap((cells) => at(cells, row) ?? []);
    const after = [...new Set(found.map(({ kind, value, valid }) => `${kind} ${value} ${valid}`))].sort().join('; ');
    const before = read(id)
      .map(({ kind, value, valid }) => `${kind} ${value} ${valid}`)
      .sort()
      .join('; ');
    if (after === before) return false;
    drop(id);
    for (const each of found) insert(id, each);
    if (tell) changes.identifiers(before, after);
    return true;
  };
}
