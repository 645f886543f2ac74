import type { Recipe, Said } from '../../../shared/contract/recipe.ts';
import { type ErrorShape, fromErrorShape } from '../../../shared/errors.ts';
import type { RowBatch, SourceSummary } from '../../../shared/parser-protocol.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';
import { createBatchOpener } from './open-batch.ts';
import type { Tally } from './tally.ts';

/** What was known only when the last row had been read: how the recipe and its notes tell of the whole file. It reads each row as before. */
export interface Settled {
  recipe: Recipe;
  notes: Said[];
}

/** What the writer thread is fed. It answers each batch with `{ stored: rows }`. */
export type StoreMessage =
  | { kind: 'batch'; batch: Uint8Array }
  | { kind: 'end'; summary: SourceSummary; settled?: Settled }
  | { kind: 'failed'; error: ErrorShape };

/** Hands every batch of a table with so many columns on and tallies what the parser said of it; throws what the reading failed by. */
export async function eachBatch(
  task: TaskContext,
  tally: Tally,
  columns: number,
  work: (batch: RowBatch) => void,
): Promise<SourceSummary & { settled?: Settled }> {
  const opener = createBatchOpener(columns);
  for (;;) {
    const message = (await task.receive()) as StoreMessage;
    task.alive();
    if (message.kind === 'failed') throw fromErrorShape(message.error);
    if (message.kind === 'end') {
      opener.check(message.summary);
      return { ...message.summary, ...(message.settled ? { settled: message.settled } : {}) };
    }
    const batch = opener.open(message.batch);
    tallyBatch(batch, tally);
    work(batch);
    task.reply({ stored: batch.rows });
  }
}

function tallyBatch(batch: RowBatch, tally: Tally): void {
  for (const warning of batch.warnings) tally.warning(warning);
  for (const [code, count] of Object.entries(batch.moreWarnings)) tally.moreWarnings(code, count);
  for (const { kind } of batch.leftOut) tally.leftOut(kind, 1);
  if (batch.rejected.length > 0) tally.rejected(batch.rejected);
}
