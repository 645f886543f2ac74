import type { ImportReport } from '../../../shared/contract/imports.ts';
import { type ErrorShape, fromErrorShape, StowageError } from '../../../shared/errors.ts';
import type { RowBatch, SourceHeader, SourceSummary } from '../../../shared/parser-protocol.ts';
import { checkpoint, type WriteDb } from '../db/connect.ts';
import { beginImport, findImportOfFile, finishImport, insertOriginalBlock, insertUnmapped } from '../db/queries/imports.ts';
import { createInterner, dryInterner } from '../db/queries/interned.ts';
import { appendLog } from '../db/queries/log.ts';
import { raiseDataVersion } from '../db/queries/meta.ts';
import { createDrugLineInserter, createSeizureInserter, lastCaseId, type RowInserter } from '../db/queries/seizure-rows.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { isSampleFileName, SAMPLE_SOURCE } from '../sample/write-sample.ts';
import { createBatchMapper, type MappedBatch } from './map-batch.ts';
import { crosswalkVersions, type ImportPlan, planImport } from './plan.ts';
import { createTally, type Tally } from './tally.ts';

export interface StoreInput {
  header: SourceHeader;
  dryRun: boolean;
  /** Import even when the same file was imported before. */
  again: boolean;
  /** UTC instant, ISO 8601. */
  at: string;
}

/** What the writer thread is fed. It answers each batch with `{ stored: rows }`. */
export type StoreMessage =
  | { kind: 'batch'; batch: RowBatch }
  | { kind: 'end'; summary: SourceSummary }
  | { kind: 'failed'; error: ErrorShape };

/**
 * Stores one file in one transaction and returns after the checkpoint: all of its rows or none.
 * A dry run maps every row and writes nothing.
 */
export async function storeImport(db: WriteDb, input: StoreInput, task: TaskContext): Promise<ImportReport> {
  const plan = planImport(input.header.headers);
  const tally = createTally();
  if (input.dryRun)
    return {
      ...reportOf(await mapOnly(plan, tally, task, input, db), tally),
      dryRun: true,
    };
  db.exec('BEGIN IMMEDIATE');
  try {
    const summary = await storeRows(db, plan, tally, input, task);
    db.exec('COMMIT');
    checkpoint(db);
    return {
      ...reportOf(summary, tally),
      seconds: (Date.now() - summary.startedAt) / 1000,
    };
  } catch (error) {
    undo(db);
    throw error;
  }
}

/** Takes everything back and empties the log of pages; where a reader holds that, the next checkpoint does it. */
function undo(db: WriteDb): void {
  if (!db.inTransaction) return;
  db.exec('ROLLBACK');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

async function mapOnly(plan: ImportPlan, tally: Tally, task: TaskContext, input: StoreInput, db: WriteDb): Promise<SourceSummary> {
  const map = createBatchMapper(plan, dryInterner, tally);
  const summary = await eachBatch(task, tally, (batch) => void map(batch));
  refuseKnownFile(db, input, summary);
  return summary;
}

async function storeRows(db: WriteDb, plan: ImportPlan, tally: Tally, input: StoreInput, task: TaskContext): Promise<SourceSummary> {
  const importId = startImport(db, plan, input, task);
  const map = createBatchMapper(plan, createInterner(db), tally);
  const write = createBatchWriter(db, importId, task);
  const summary = await eachBatch(task, tally, (batch) => write(batch, map(batch)));
  refuseKnownFile(db, input, summary);
  const report = reportOf(summary, tally);
  insertUnmapped(db, importId, tally.allUnmapped());
  finishImport(db, importId, {
    sha256: summary.sha256,
    bytes: summary.bytes,
    report,
  });
  raiseDataVersion(db);
  const objects = {
    import: importId,
    rows: summary.rows,
    repeats: summary.exactRepeats,
    sha256: summary.sha256,
  };
  appendLog(db, { analyst: task.analyst, action: 'import.stored', objects });
  task.alive();
  return summary;
}

function startImport(db: WriteDb, { layout }: ImportPlan, input: StoreInput, task: TaskContext): number {
  const { fileName, encoding, delimiter, headers } = input.header;
  return beginImport(db, {
    source: isSampleFileName(fileName) ? SAMPLE_SOURCE : layout.source,
    layout: layout.id,
    fileName,
    encoding,
    delimiter,
    headers,
    handling: layout.handling,
    crosswalks: crosswalkVersions(layout),
    importedAt: input.at,
    importedBy: task.analyst,
  });
}

async function eachBatch(task: TaskContext, tally: Tally, store: (batch: RowBatch) => void): Promise<SourceSummary> {
  for (;;) {
    const message = (await task.receive()) as StoreMessage;
    task.alive();
    if (message.kind === 'failed') throw fromErrorShape(message.error);
    if (message.kind === 'end') return message.summary;
    for (const warning of message.batch.warnings) tally.warning(warning);
    for (const [code, count] of Object.entries(message.batch.moreWarnings)) tally.moreWarnings(code, count);
    store(message.batch);
    task.reply({ stored: message.batch.rows });
  }
}

const ROWS_BETWEEN_CHECKS = 512;

function createBatchWriter(db: WriteDb, importId: number, task: TaskContext): (batch: RowBatch, mapped: MappedBatch) => void {
  const seizures = createSeizureInserter(db);
  const lines = createDrugLineInserter(db);
  const base = lastCaseId(db);
  return (batch, mapped) => {
    for (let row = 0; row < batch.rows; row++) {
      if (row % ROWS_BETWEEN_CHECKS === 0) task.alive();
      const id = base + batch.firstRow + row;
      const earlier = batch.repeatOf[row] as number;
      addSeizure(seizures, mapped, row, id, importId, batch.firstRow + row, earlier > 0 ? base + earlier : null);
    }
    seizures.flush();
    for (let row = 0; row < batch.rows; row++) {
      if (row % ROWS_BETWEEN_CHECKS === 0) task.alive();
      addLine(lines, mapped, row, base + batch.firstRow + row);
    }
    lines.flush();
    const { original, firstRow, rows, line } = batch;
    insertOriginalBlock(db, importId, {
      ...original,
      firstRow,
      rows,
      lines: line,
    });
  };
}

function addSeizure(
  into: RowInserter,
  mapped: MappedBatch,
  row: number,
  id: number,
  importId: number,
  number: number,
  repeatOf: number | null,
): void {
  const { values, at } = into;
  const when = mapped.dates[mapped.dateIndex[row] as number];
  values[at] = id;
  values[at + 1] = importId;
  values[at + 2] = number;
  values[at + 3] = when?.date ?? null;
  values[at + 4] = when?.precision ?? 0;
  for (let column = 0; column < mapped.codes.length; column++) {
    const { ids, index } = mapped.codes[column] as MappedBatch['codes'][number];
    values[at + 5 + column] = ids[index[row] as number] as number;
  }
  values[at + 5 + mapped.codes.length] = repeatOf;
  into.add();
}

function addLine(into: RowInserter, mapped: MappedBatch, row: number, id: number): void {
  const { values, at } = into;
  values[at] = id;
  values[at + 1] = 0;
  for (let column = 0; column < mapped.line.length; column++) {
    const { ids, index } = mapped.line[column] as MappedBatch['line'][number];
    values[at + 2 + column] = ids[index[row] as number] as number;
  }
  const quantity = mapped.quantity(row);
  for (let part = 0; part < quantity.length; part++) values[at + 7 + part] = quantity[part] ?? null;
  into.add();
}

function refuseKnownFile(db: WriteDb, input: StoreInput, summary: SourceSummary): void {
  const earlier = input.again ? undefined : findImportOfFile(db, summary.sha256);
  if (!earlier) return;
  throw new StowageError(
    'already-imported',
    `This file was imported before, on ${earlier.importedAt.slice(0, 10)} by ${earlier.importedBy}. Nothing was changed. To count its cases a second time, import it again on purpose.`,
    { detail: { import: earlier.id } },
  );
}

function reportOf(summary: SourceSummary, tally: Tally): ImportReport {
  return {
    rowsRead: summary.rows,
    rowsAccepted: summary.rows,
    rowsRejected: 0,
    exactRepeats: summary.exactRepeats,
    warnings: tally.listWarnings(),
    unmapped: tally.listUnmapped(),
    parserPeakBytes: summary.peakBytes,
  };
}
