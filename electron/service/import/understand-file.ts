import { statSync } from 'node:fs';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { Understanding } from '../../../shared/contract/understanding.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import { arrangementOf } from '../../../shared/understand/arrangement.ts';
import { describeFile } from '../../../shared/understand/describe.ts';
import { type Drafted, draftRecipe } from '../../../shared/understand/draft.ts';
import type { Survey } from '../../../shared/understand/survey.ts';
import type { Grant, ServiceContext } from '../context.ts';
import { choicesOfSource } from '../db/queries/choices.ts';
import { loadRegions } from '../places.ts';
import { isSampleFileName, SAMPLE_SOURCE } from '../sample/write-sample.ts';
import { checkRecipe } from './check-recipe.ts';
import { shapeOfAnswers } from './file-shape.ts';
import { namingFile } from './naming-file.ts';
import { placeForPage } from './place-for-page.ts';
import { startReading } from './reading.ts';

export interface UnderstandInput {
  /** Token of the file. */
  file: string;
  recipe?: Recipe | undefined;
  decisions: Record<string, string>;
}

/** Reads the whole file once and tells what it holds. */
export async function understandFile(service: ServiceContext, input: UnderstandInput, call: CallContext): Promise<Understanding> {
  const grant = service.grant(input.file);
  const { survey, drafted } = await namingFile(grant, draftFile(service, grant, input, call));
  const { read } = service.session();
  const source = drafted.recipe.source.name;
  return describeFile(
    survey,
    drafted,
    placeForPage((field) => choicesOfSource(read, source, field)),
  );
}

/** The survey of a file and the recipe that follows from it and from what was answered. */
export async function draftFile(
  service: ServiceContext,
  grant: Grant,
  { recipe, decisions }: Pick<UnderstandInput, 'recipe' | 'decisions'>,
  call: CallContext,
): Promise<{ survey: Survey; drafted: Drafted }> {
  if (recipe) checkRecipe(recipe);
  const { read } = service.session();
  const survey = await surveyArranged(service, grant, { recipe, decisions }, call);
  const regions = await loadRegions();
  const drafted = draftRecipe(survey, {
    ...(recipe === undefined ? {} : { recipe }),
    ...(isSampleFileName(survey.file.fileName) ? { sourceName: SAMPLE_SOURCE } : {}),
    decisions,
    remembered: (source, field) => choicesOfSource(read, source, field),
    countryOf: (divisions) => regions.subdivisionCountry(divisions),
    divisionOf: (text, country) => regions.isSubdivision(text, country),
  });
  return { survey, drafted };
}

/** A file whose rows turn out to have headings above them, or to measure now this and now that, is surveyed once more with what arises as columns. */
async function surveyArranged(
  service: ServiceContext,
  grant: Grant,
  { recipe, decisions }: Pick<UnderstandInput, 'recipe' | 'decisions'>,
  call: CallContext,
): Promise<Survey> {
  const shape = shapeOfAnswers(decisions, recipe);
  const survey = await surveyFile(service, grant, shape, call);
  const arranged = recipe ? undefined : arrangementOf(survey, decisions);
  return arranged ? surveyFile(service, grant, { ...shape, table: { ...shape.table, ...arranged } }, call) : survey;
}

/** The last surveys of a service, so that a decision that leaves the reading of the bytes alone does not read a large file again. */
const kept = new WeakMap<ServiceContext, KeptSurvey[]>();
const KEPT = 2;

interface KeptSurvey {
  file: unknown;
  shape: string;
  survey: Survey;
}

async function surveyFile(
  service: ServiceContext,
  grant: Grant,
  shape: ReturnType<typeof shapeOfAnswers>,
  call: CallContext,
): Promise<Survey> {
  call.signal.throwIfAborted();
  const [file, wanted] = [stateOf(grant), JSON.stringify(shape)];
  const same = (kept.get(service) ?? []).filter((before) => before.file === file);
  const before = file === undefined ? undefined : same.find((one) => one.shape === wanted);
  if (before) return before.survey;
  const survey = await readSurvey(service, grant, shape, call);
  if (file !== undefined && stateOf(grant) === file) kept.set(service, [{ file, shape: wanted, survey }, ...same].slice(0, KEPT));
  return survey;
}

/** Differs when the file was written meanwhile; undefined when that cannot be told. */
function stateOf(grant: Grant): unknown {
  if (grant.kind === 'bytes') return grant.bytes;
  try {
    const { size, mtimeMs, ino } = statSync(grant.path);
    return [grant.path, size, mtimeMs, ino].join(' ');
  } catch {
    return undefined;
  }
}

async function readSurvey(
  service: ServiceContext,
  grant: Grant,
  shape: ReturnType<typeof shapeOfAnswers>,
  call: CallContext,
): Promise<Survey> {
  call.progress({ fraction: null, step: 'import-open' });
  const reading = startReading(await service.openParser(), grant, {
    mode: 'survey',
    shape,
    signal: call.signal,
    progress: (fraction) => call.progress({ fraction, step: 'import-survey' }),
  });
  try {
    return await reading.survey;
  } finally {
    reading.stop();
  }
}
