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
  const survey = await surveyArranged(service, grant, { recipe, decisions }, call);
  return { survey, drafted: await draftOf(service, survey, { recipe, decisions }) };
}

/** The recipe that follows from a survey and from what was answered. */
export async function draftOf(
  service: ServiceContext,
  survey: Survey,
  { recipe, decisions }: Pick<UnderstandInput, 'recipe' | 'decisions'>,
): Promise<Drafted> {
  const { read } = service.session();
  const regions = await loadRegions();
  return draftRecipe(survey, {
    ...(recipe === undefined ? {} : { recipe }),
    ...(isSampleFileName(survey.file.fileName) ? { sourceName: SAMPLE_SOURCE } : {}),
    decisions,
    remembered: (source, field) => choicesOfSource(read, source, field),
    countryOf: (divisions) => regions.subdivisionCountry(divisions),
    divisionOf: (text, country) => regions.isSubdivision(text, country),
  });
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

/** Keeps a survey that was read meanwhile, if the file is still the same. */
export function surveyKeeper(service: ServiceContext, grant: Grant): (survey: Survey, shape: ReturnType<typeof shapeOfAnswers>) => void {
  const file = stateOf(grant);
  return (survey, shape) => {
    if (file !== undefined && stateOf(grant) === file) keepSurvey(service, { file, shape: JSON.stringify(shape), survey });
  };
}

function keepSurvey(service: ServiceContext, one: KeptSurvey): void {
  const others = (kept.get(service) ?? []).filter(({ file, shape }) => file === one.file && shape !== one.shape);
  kept.set(service, [one, ...others].slice(0, KEPT));
}

async function surveyFile(
  service: ServiceContext,
  grant: Grant,
  shape: ReturnType<typeof shapeOfAnswers>,
  call: CallContext,
): Promise<Survey> {
  call.signal.throwIfAborted();
  const [file, wanted] = [stateOf(grant), JSON.stringify(shape)];
  const before = file === undefined ? undefined : kept.get(service)?.find((one) => one.file === file && one.shape === wanted);
  if (before) return before.survey;
  const survey = await readSurvey(service, grant, { shape }, call);
  if (file !== undefined && stateOf(grant) === file) keepSurvey(service, { file, shape: wanted, survey });
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

/** A survey of pieces of a large file, from which one can guess what the whole says. */
export function readExcerpt(
  service: ServiceContext,
  grant: Grant,
  shape: ReturnType<typeof shapeOfAnswers>,
  call: CallContext,
): Promise<Survey> {
  return readSurvey(service, grant, { shape, excerpt: true }, call);
}

async function readSurvey(
  service: ServiceContext,
  grant: Grant,
  how: { shape: ReturnType<typeof shapeOfAnswers>; excerpt?: boolean },
  call: CallContext,
): Promise<Survey> {
  call.progress({ fraction: null, step: 'import-open' });
  const reading = startReading(await service.openParser(), grant, {
    mode: 'survey',
    ...how,
    signal: call.signal,
    progress: (fraction) => call.progress({ fraction, step: 'import-survey' }),
  });
  try {
    return await reading.survey;
  } finally {
    reading.stop();
  }
}
