import type { RerunReport } from '../../../shared/contract/imports.ts';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { ServiceContext } from '../context.ts';
import { storedImport } from '../db/queries/imports.ts';
import { planImport } from './plan.ts';
import { startReading } from './reading.ts';
import { recipeOfImport } from './recognise.ts';
import { bringColumnsUpToDate, joinTask } from './run-import.ts';
import { shapeOfStored, storedRows } from './stored-rows.ts';
import { noImport } from './undo-import.ts';

export interface RerunImportInput {
  id: number;
  recipe?: Recipe | undefined;
  dryRun: boolean;
}

/** Sends the stored original rows through the parser again, and through the writer by a recipe; without one by the import's own. */
export async function rerunStored(service: ServiceContext, input: RerunImportInput, call: CallContext): Promise<RerunReport> {
  const session = service.session();
  const stored = storedImport(session.read, input.id);
  if (!stored) throw noImport();
  const recipe = input.recipe ?? recipeOfImport(stored);
  call.signal.throwIfAborted();
  call.progress({ fraction: null, step: 'import-open' });
  const reading = startReading(await service.openParser(), storedRows(session.read, stored), {
    mode: 'rows',
    shape: shapeOfStored(recipe, stored),
    signal: call.signal,
    progress: (fraction) => call.progress({ fraction, step: 'import-read' }),
  });
  try {
    const header = await reading.header;
    planImport(recipe, header.headers);
    const { id, dryRun } = input;
    const task = session.writer.feed('import.rerun', { id, header, recipe, dryRun, at: service.now().toISOString() }, call);
    joinTask(reading, task, call);
    const report = await task.result;
    if (!dryRun) {
      await bringColumnsUpToDate(service, call);
      service.changed(['imports', 'cases', 'log', 'workspace']);
    }
    return report;
  } finally {
    reading.stop();
  }
}
