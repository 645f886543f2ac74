import type { Recipe, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { foldHeader } from '../domain/header-name.ts';
import { type NumberRule, numberReader } from '../domain/read-number.ts';
import { createRunningTotals, type RunningTotals } from '../domain/running.ts';
import type { Drafting } from './draft.ts';
import type { FoundUnpivot } from './find-unpivot.ts';
import type { Survey } from './survey.ts';

type Unpivot = NonNullable<Recipe['table']['unpivot']>;

const ID = 'running';
/** Answers: each column holds all since the first, or its own period alone. */
const RUNNING = 'running';
const EACH = 'each';

const WORD =
  /(?<!\p{L})(?:cumulative|cumulated|cumulatively|cumule(?:e|s|es)?|cumul|cumulatif|cumulative?s|year to date|ytd|running totals?|acumulad[oa]s?|нарастающим итогом|с нарастающим итогом|накопительным итогом|накопленным итогом|с начала года|depuis le debut de l annee|desde (?:el )?(?:inicio|comienzo) del ano)(?!\p{L})/u;

/** Rows and columns from which on numbers that never fall are told of, though no word says that they run on. */
const [LEAST_ROWS, LEAST_COLUMNS] = [3, 4];

/** Where running totals of one row begin anew: with the year of the column, where it says one. */
export function runningGroup(value: string): string {
  return /^(\d{4})/u.exec(value)?.[1] ?? '';
}

function saysSo(text: string): boolean {
  return WORD.test(foldHeader(text));
}

/** What around the table says that its numbers are running totals; a column that says so itself is the one that is meant. */
function saidAround(survey: Survey): string | undefined {
  if (survey.header.headers.some(saysSo)) return undefined;
  const above = survey.head.filter(({ row }) => row <= -survey.header.rows).flatMap(({ cells }) => cells);
  return [...above, survey.file.fileName, survey.sheet ?? '', survey.file.entry ?? ''].find(saysSo)?.slice(0, 100);
}

/** What says that the columns of periods are running totals: the header of each of them, or what stands around the table. */
function saidOf({ columns }: Unpivot, survey: Survey): string | undefined {
  const headers = columns.map(({ header }) => header);
  return headers.every(saysSo) ? headers[0]?.slice(0, 100) : saidAround(survey);
}

/** A column of totals adds the others up in some row, so that they do not run on. */
function addsUp(survey: Survey, { places, totals }: FoundUnpivot, rule: NumberRule): boolean {
  const read = numberReader({ ...rule, unitInCell: true });
  return survey.sample.some(({ cells }) => {
    const own = places.map((place) => read(cells[place] ?? '')?.amount ?? 0);
    const sum = own.reduce((all, amount) => all + amount, 0);
    const isSum = (amount: number) => Math.abs(amount - sum) <= 1e-6 * Math.abs(sum) && sum > Math.max(...own);
    return totals.some((place) => isSum(read(cells[place] ?? '')?.amount ?? 0));
  });
}

/** Columns of periods in the order of time, within each year. */
function areInOrder({ columns }: Unpivot): boolean {
  const keys = columns.map(({ value }) => value.replace(/^\d(?!\d)/u, '0$&'));
  return keys.every((key, at) => at === 0 || key > (keys[at - 1] ?? ''));
}

interface Looked {
  /** The first cell that holds less than the one before it, and the first that follows on a blank one. */
  falls: { row: number; header: string } | undefined;
  gap: { row: number; header: string } | undefined;
  /** Rows with several filled cells that are not all equal. */
  rows: number;
}

function lookAt(survey: Survey, unpivot: Unpivot, places: readonly number[], rule: NumberRule): Looked {
  const totals = createRunningTotals(rule);
  const looked: Looked = { falls: undefined, gap: undefined, rows: 0 };
  for (const { row, cells } of survey.sample) {
    totals.begin();
    const texts = places.map((place) => (cells[place] ?? '').trim());
    if (new Set(texts.filter((text) => text !== '')).size > 1) looked.rows++;
    for (const [at, { header, value }] of unpivot.columns.entries()) {
      const text = texts[at] ?? '';
      if (totals.next(runningGroup(value), text) === undefined) looked.falls ??= { row, header };
      if (text !== '' && at > 0 && texts[at - 1] === '' && texts.slice(0, at).some((own) => own !== '')) looked.gap ??= { row, header };
    }
  }
  return looked;
}

function question(looked: Looked, said: string): OpenQuestion {
  const code = looked.falls ? 'running-falls' : 'running-gap';
  const { row = 0, header = '' } = looked.falls ?? looked.gap ?? {};
  return {
    id: ID,
    options: [EACH, RUNNING].map((value) => ({ value, label: { code: `option-running-${value}`, values: {} } })),
    evidence: { code, values: { said, row, header } },
    examples: [],
  };
}

/**
 * Columns of periods may hold running totals: read so where the file says it in words and no number falls; asked where it says so and one falls or is
 * left out; told where no word says it.
 */
export function decideRunning(
  recipe: Recipe,
  survey: Survey,
  found: FoundUnpivot | undefined,
  decisions: Record<string, string>,
): Drafting {
  const { unpivot } = recipe.table;
  const answer = decisions[ID];
  const rule = recipe.columns.find(({ header }) => header === unpivot?.measure)?.read;
  const isOfPeriods = (found?.names === 'month' || found?.names === 'date') && found.also.length === 0;
  if (!unpivot || !found || !isOfPeriods || rule?.as !== 'number' || !areInOrder(unpivot)) {
    const told = survey.header.headers.find(saysSo)?.slice(0, 100) ?? saidAround(survey);
    return { recipe, questions: [], notes: told === undefined ? [] : [{ code: 'running-said', values: { said: told } }] };
  }
  if (answer === undefined && addsUp(survey, found, rule)) return { recipe, questions: [], notes: [] };
  const said = saidOf(unpivot, survey);
  const looked = lookAt(survey, unpivot, found.places, rule);
  const range = { first: unpivot.columns[0]?.header ?? '', last: unpivot.columns.at(-1)?.header ?? '' };
  const isProven = said !== undefined && !looked.falls && !looked.gap && looked.rows > 0;
  if (answer === RUNNING || (answer === undefined && isProven)) {
    const notes: Said[] = [{ code: 'running-read', values: { said: said ?? '', ...range } }];
    return { recipe: withRunning(recipe, unpivot), questions: [], notes };
  }
  if (answer !== undefined) return { recipe, questions: [], notes: [] };
  if (said !== undefined) return { recipe, questions: [question(looked, said)], notes: [] };
  const looksSo = !looked.falls && looked.rows >= LEAST_ROWS && unpivot.columns.length >= LEAST_COLUMNS;
  return { recipe, questions: [], notes: looksSo ? [{ code: 'running-looks', values: range }] : [] };
}

function withRunning(recipe: Recipe, unpivot: Unpivot): Recipe {
  return { ...recipe, table: { ...recipe.table, unpivot: { ...unpivot, running: {} } } };
}

/** The measures of an unpivoted table that hold running totals, with the rule by which their numbers are read. */
export function runningRules({ table: { unpivot }, columns }: Recipe): { name: string; rule: NumberRule }[] {
  if (!unpivot?.running || unpivot.running.off || unpivot.off) return [];
  const names = [unpivot.measure, ...(unpivot.beside ?? []).map(({ name }) => name)];
  return names.flatMap((name) => {
    const read = columns.find(({ header }) => header === name)?.read;
    return read?.as === 'number' ? [{ name, rule: read }] : [];
  });
}

/** Running totals by the name of their measure. */
export function runningTotals(rules: readonly { name: string; rule: NumberRule }[]): Map<string, RunningTotals> {
  return new Map(rules.map(({ name, rule }) => [name, createRunningTotals(rule)]));
}
