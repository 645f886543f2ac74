import type { ImportReport } from '../../../shared/contract/imports.ts';
import { StowageError, toErrorShape } from '../../../shared/errors.ts';
import type { FileShape } from '../../../shared/parser-protocol.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import { withEpoch } from '../../../shared/understand/read-rules.ts';
import type { FedTask, Grant, ServiceContext } from '../context.ts';
import { findImportOfFile } from '../db/queries/imports.ts';
import type { Settled, StoreMessage } from './each-batch.ts';
import { isPlain, shapeOf } from './file-shape.ts';
import { type Guess, guessImport } from './guess-import.ts';
import { namingFile } from './naming-file.ts';
import { planImport } from './plan.ts';
import { type Reading, startReading, unlessRefused } from './reading.ts';
import { settledRecipe } from './recognise.ts';
import { needsDecision } from './say.ts';
import { alreadyImported, type StoreInput } from './store.ts';
import { draftFile, type UnderstandInput } from './understand-file.ts';

export interface RunImportInput extends UnderstandInput {
  again: boolean;
  dryRun: boolean;
}

/** A reading that has told its header, and how its rows are read. */
type Prepared = Pick<StoreInput, 'header' | 'recipe' | 'notes' | 'startedAt'> & { reading: Reading } & Partial<
    Pick<Guess, 'settle' | 'isWrong'>
  >;

/**
 * Reads one file in the parser process and stores it through the writer thread; returns after the checkpoint.
 * A file in a known layout, or with a recipe, is read once; any other is surveyed first, and refused with `needs-decision` while something
 * is open. A large one is read by a guess at what the survey will say and surveyed in passing; if the guess was wrong, it is read again.
 * Whatever fails or is cancelled on the way, the workspace is as it was before.
 */
export async function runImport(service: ServiceContext, input: RunImportInput, call: CallContext): Promise<ImportReport> {
  return namingFile(service.grant(input.file), importFile(service, input, call));
}

async function importFile(service: ServiceContext, input: RunImportInput, call: CallContext): Promise<ImportReport> {
  service.session();
  call.signal.throwIfAborted();
  call.progress({ fraction: null, step: 'import-open' });
  const guess = await prepare(service, input, call, true);
  const report = await storePrepared(service, input, guess, call).catch((error: unknown) => {
    if (guess.isWrong?.() && !call.signal.aborted) return undefined;
    throw error;
  });
  return report ?? storePrepared(service, input, await prepare(service, input, call, false), call);
}

async function storePrepared(
  service: ServiceContext,
  input: RunImportInput,
  { reading, settle, isWrong: _, ...prepared }: Prepared,
  call: CallContext,
): Promise<ImportReport> {
  const session = service.session();
  try {
    planImport(prepared.recipe, prepared.header.headers);
    const { dryRun, again } = input;
    const task = session.writer.feed('import.store', { ...prepared, dryRun, again, at: service.now().toISOString() }, call);
    joinTask(reading, task, call, settle);
    const report = await task.result;
    reading.stop();
    if (!dryRun) {
      await bringColumnsUpToDate(service, call);
      service.changed(['imports', 'cases', 'log', 'workspace']);
    }
    return report;
  } finally {
    reading.stop();
  }
}

async function prepare(service: ServiceContext, input: RunImportInput, call: CallContext, mayGuess: boolean): Promise<Prepared> {
  const grant = service.grant(input.file);
  if (Object.keys(input.decisions).length === 0) {
    if (input.recipe) return readByRecipe(service, grant, { recipe: input.recipe, notes: [] }, call);
    const known = await readKnownLayout(service, grant, call);
    const found = known ?? (mayGuess && !isSurveyed(grant) ? await guessImport(service, grant, call) : undefined);
    if (found) return found;
  }
  const startedAt = Date.now();
  const { survey, drafted } = await draftFile(service, grant, input, call);
  const earlier = input.again ? undefined : findImportOfFile(service.session().read, survey.file.sha256);
  if (earlier) throw alreadyImported(earlier);
  if (!drafted.recipe.columns.some(({ field, off }) => field !== null && !off)) throw nothingKnown(survey.header.headers);
  if (drafted.questions.length > 0) throw needsDecision(drafted.questions);
  return readByRecipe(service, grant, { recipe: drafted.recipe, notes: [...drafted.notes, ...drafted.misfits], startedAt }, call);
}

const SHOWN_HEADERS = 40;

function nothingKnown(headers: readonly string[]): StowageError {
  const shown = headers.slice(0, SHOWN_HEADERS).map((header) => `"${header.trim().slice(0, SHOWN_HEADERS)}"`);
  return new StowageError(
    'unreadable-file',
    `No column of this table is known as a date, a drug, an amount or anything else of a seizure. Found: ${shown.join(', ')}. Nothing was imported. Say on the import screen what each column holds, or import with a recipe.`,
    { row: 0, detail: { columns: headers.length } },
  );
}

async function readByRecipe(
  service: ServiceContext,
  grant: Grant,
  terms: Pick<Prepared, 'recipe' | 'notes' | 'startedAt'>,
  call: CallContext,
): Promise<Prepared> {
  const reading = await startRows(service, grant, shapeOf(terms.recipe), call);
  try {
    const header = await reading.header;
    return { reading, header, ...terms, recipe: withEpoch(terms.recipe, header.epoch) };
  } catch (error) {
    reading.stop();
    throw error;
  }
}

/** Formats in which a first row tells too little: there may be several sheets or files. */
const SURVEYED = /\.(xlsx|xlsm|zip|json|ndjson|jsonl|geojson)$/i;

function isSurveyed(grant: Grant): boolean {
  return SURVEYED.test(grant.kind === 'path' ? grant.path : grant.fileName);
}

/** Reads a file whose first row is that of a known layout; undefined where it is not, or cannot be read so. */
async function readKnownLayout(service: ServiceContext, grant: Grant, call: CallContext): Promise<Prepared | undefined> {
  if (isSurveyed(grant)) return undefined;
  const reading = await startRows(service, grant, undefined, call);
  const header = await unlessRefused(reading.header).catch((error: unknown) => {
    reading.stop();
    throw error;
  });
  const recipe = header && settledRecipe(header);
  if (header && recipe && isPlain(recipe)) return { reading, header, recipe, notes: [] };
  reading.stop();
  return recipe && readByRecipe(service, grant, { recipe, notes: [] }, call);
}

async function startRows(service: ServiceContext, grant: Grant, shape: FileShape | undefined, call: CallContext): Promise<Reading> {
  return startReading(await service.openParser(), grant, {
    mode: 'rows',
    ...(shape === undefined ? {} : { shape }),
    signal: call.signal,
    progress: (fraction) => call.progress({ fraction, step: 'import-read' }),
  });
}

/** What was stored is safe by now; columns that cannot be saved are built again when they are asked for. */
export async function bringColumnsUpToDate(service: ServiceContext, call: CallContext): Promise<void> {
  call.progress({ fraction: null, step: 'import-columns' });
  const session = service.session();
  try {
    await session.columns();
    await session.writer.run('workspace.checkpoint', undefined);
  } catch {
    // The change itself stands and was checkpointed; nothing is lost.
  }
}

/** Batches go one way, what has been stored goes the other; the writer hears how the reading ended, and what was settled then. */
export function joinTask<O>(reading: Reading, task: FedTask<O>, call: CallContext, settle?: () => Promise<Settled>): void {
  const send = (message: StoreMessage, bytes?: ArrayBuffer) => task.send(message, bytes ? [bytes] : []);
  task.onMessage(() => reading.stored());
  reading.onBatch((batch) => send({ kind: 'batch', batch }, batch.buffer));
  const end = async () => {
    const summary = await reading.summary;
    call.progress({ fraction: null, step: 'import-save' });
    send(settle ? { kind: 'end', summary, settled: await settle() } : { kind: 'end', summary });
  };
  end().catch((error: unknown) => send({ kind: 'failed', error: toErrorShape(error) }));
}
