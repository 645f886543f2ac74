import { statSync } from 'node:fs';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { SourceHeader } from '../../../shared/parser-protocol.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import { arrangementOf } from '../../../shared/understand/arrangement.ts';
import type { Drafted } from '../../../shared/understand/draft.ts';
import type { Survey } from '../../../shared/understand/survey.ts';
import type { Grant, ParserPort, ServiceContext } from '../context.ts';
import type { Settled } from './each-batch.ts';
import { shapeOf, shapeOfAnswers } from './file-shape.ts';
import { planImport } from './plan.ts';
import { type Reading, startReading, unlessRefused } from './reading.ts';
import type { StoreInput } from './store.ts';
import { draftOf, readExcerpt, surveyKeeper } from './understand-file.ts';

/** A reading of a whole file by the recipe that an excerpt of it suggests. What the whole file says is known at its end only. */
export interface Guess extends Pick<StoreInput, 'header' | 'recipe' | 'notes' | 'startedAt'> {
  reading: Reading;
  /** Recipe and notes as the whole file gives them, if that recipe reads each row as the guess did; else fails. */
  settle(): Promise<Settled>;
  /** Whether the file must be surveyed and read anew: nothing may follow from a guess that was wrong, not even an error. */
  isWrong(): boolean;
}

/** Smaller files are surveyed sooner than guessed at. */
const LEAST_BYTES = 16 * 1024 ** 2;

/** Undefined where the excerpt leaves anything open, or where a table is read in a way that a survey in passing does not know. */
export async function guessImport(service: ServiceContext, grant: Grant, call: CallContext): Promise<Guess | undefined> {
  if (grant.kind !== 'path' || !isLarge(grant.path)) return undefined;
  const startedAt = Date.now();
  const keep = surveyKeeper(service, grant);
  const shape = shapeOfAnswers({}, undefined);
  const { port, recipe } = await besideParser(service, () => unlessRefused(guessRecipe(service, grant, shape, call)));
  if (!recipe) return undefined;
  const reading = startReading(port, grant, {
    mode: 'rows',
    shape: shapeOf(recipe),
    survey: shape,
    signal: call.signal,
    progress: (fraction) => call.progress({ fraction, step: 'import-read' }),
  });
  let wrong = false;
  reading.summary.catch(() => {
    wrong = true;
  });
  const header = await unlessRefused(plannedHeader(reading, recipe));
  if (!header) {
    reading.stop();
    return undefined;
  }
  const settle = async (): Promise<Settled> => {
    const survey = await reading.survey.catch(() => undefined);
    if (survey) keep(survey, shape);
    const drafted = survey && !arrangementOf(survey, {}) && (await draftOf(service, survey, { decisions: {} }));
    if (drafted && drafted.questions.length === 0 && readsAlike(drafted.recipe, recipe))
      return { recipe: drafted.recipe, notes: [...drafted.notes, ...drafted.misfits] };
    wrong = true;
    throw new StowageError('internal', 'The file was not what its excerpt suggested. Nothing was imported by the guess.');
  };
  return { reading, header, recipe, notes: [], startedAt, settle, isWrong: () => wrong };
}

/** The parser for all rows starts while the excerpt is read; without a recipe it is ended. */
async function besideParser(
  service: ServiceContext,
  guess: () => Promise<Recipe | undefined>,
): Promise<{ port: ParserPort; recipe: Recipe | undefined }> {
  const port = await service.openParser();
  const recipe = await guess().catch((error: unknown) => {
    port.kill();
    throw error;
  });
  if (!recipe) port.kill();
  return { port, recipe };
}

function isLarge(path: string): boolean {
  try {
    return statSync(path).size >= LEAST_BYTES;
  } catch {
    return false;
  }
}

async function plannedHeader(reading: Reading, recipe: Recipe): Promise<SourceHeader> {
  const header = await reading.header;
  planImport(recipe, header.headers);
  return header;
}

async function guessRecipe(
  service: ServiceContext,
  grant: Grant,
  shape: ReturnType<typeof shapeOfAnswers>,
  call: CallContext,
): Promise<Recipe | undefined> {
  const survey = await readExcerpt(service, grant, shape, call);
  if (arrangementOf(survey, {})) return undefined;
  const drafted = await draftOf(service, survey, { decisions: {} });
  return isSettled(survey, drafted) ? drafted.recipe : undefined;
}

/** Nothing is open, and the rows are read as a survey in passing reads them: UTF-8 or marked, one table, each row one record. */
function isSettled({ file, encoding }: Survey, { recipe, questions }: Drafted): boolean {
  const { unpivot, keep, leave, ragged, fillDown = [], ditto = [], sheetColumn } = recipe.table;
  const isPlainText = file.format === 'csv' && file.entry === null && encoding !== null && encoding.candidates.length === 0;
  const isOneTable = unpivot === null && sheetColumn === undefined && fillDown.length + ditto.length === 0 && ragged === undefined;
  const someKnown = recipe.columns.some(({ field, off }) => field !== null && !off);
  return questions.length === 0 && isPlainText && isOneTable && keep.length === 0 && leave.length === 0 && someKnown;
}

/** The same but for the evidence that is told with it. */
function readsAlike(a: Recipe, b: Recipe): boolean {
  const decided = (recipe: Recipe) => JSON.stringify(recipe, (key, value: unknown) => (key === 'reason' ? undefined : value));
  return decided(a) === decided(b);
}
