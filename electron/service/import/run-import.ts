import type { ImportReport } from '../../../shared/contract/imports.ts';
import { StowageError, toErrorShape } from '../../../shared/errors.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { FedTask, ServiceContext } from '../context.ts';
import { planImport } from './plan.ts';
import { type Reading, startReading } from './reading.ts';
import type { StoreMessage } from './store.ts';

export interface RunImportInput {
  /** Token of the file. */
  file: string;
  again: boolean;
  dryRun: boolean;
}

/**
 * Reads one file in the parser process and stores it through the writer thread; returns after the checkpoint.
 * Whatever fails or is cancelled on the way, the workspace is as it was before.
 */
export async function runImport(service: ServiceContext, input: RunImportInput, call: CallContext): Promise<ImportReport> {
  const session = service.session();
  const grant = service.grant(input.file);
  call.signal.throwIfAborted();
  call.progress({ fraction: null, step: 'import-open' });
  const reading = startReading(await service.openParser(), grant, {
    mode: 'rows',
    signal: call.signal,
    progress: (fraction) => call.progress({ fraction, step: 'import-read' }),
  });
  try {
    const header = await reading.header;
    planImport(header.headers);
    const task = session.writer.feed(
      'import.store',
      {
        header,
        dryRun: input.dryRun,
        again: input.again,
        at: service.now().toISOString(),
      },
      call,
    );
    join(reading, task, call);
    const report = await task.result;
    if (!input.dryRun) {
      await bringColumnsUpToDate(service, call);
      service.changed(['imports', 'cases', 'log', 'workspace']);
    }
    return report;
  } finally {
    reading.stop();
  }
}

/** What was stored is safe by now; columns that cannot be saved are built again when they are asked for. */
async function bringColumnsUpToDate(service: ServiceContext, call: CallContext): Promise<void> {
  call.progress({ fraction: null, step: 'import-columns' });
  const session = service.session();
  try {
    await session.columns();
    await session.writer.run('workspace.checkpoint', undefined);
  } catch {
    // The import itself stands and was checkpointed; nothing is lost.
  }
}

/** Batches go one way, what has been stored goes the other; the writer hears how the reading ended. */
function join(reading: Reading, task: FedTask<ImportReport>, call: CallContext): void {
  const send = (message: StoreMessage) => task.send(message);
  task.onMessage(() => reading.stored());
  reading.onBatch((batch) => send({ kind: 'batch', batch }));
  reading.summary.then(
    (summary) => {
      call.progress({ fraction: null, step: 'import-save' });
      send({ kind: 'end', summary });
    },
    (error: unknown) => send({ kind: 'failed', error: toErrorShape(error) }),
  );
}

export interface PreviewResult {
  fileName: string;
  bytes: number;
  encoding: string;
  delimiter: string;
  layout: string | null;
  headers: string[];
  rows: string[][];
  mapping: { header: string; field: string; crosswalk: string | null }[];
}

/** The first rows of a file and what would become of its columns. Reads no more than it shows. */
export async function previewImport(service: ServiceContext, file: string, call: CallContext): Promise<PreviewResult> {
  service.session();
  const grant = service.grant(file);
  const reading = startReading(await service.openParser(), grant, {
    mode: 'preview',
    signal: call.signal,
    progress: () => {},
  });
  try {
    const { header, rows } = await reading.preview;
    return { ...header, rows, ...mappingOf(header.headers) };
  } finally {
    reading.stop();
  }
}

function mappingOf(headers: string[]): Pick<PreviewResult, 'layout' | 'mapping'> {
  try {
    const { layout } = planImport(headers);
    return { layout: layout.id, mapping: layout.fields };
  } catch (error) {
    if (error instanceof StowageError) return { layout: null, mapping: [] };
    throw error;
  }
}
