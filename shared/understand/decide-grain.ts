import type { Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import type { Field } from '../domain/fields.ts';
import { IDENTIFIER_FIELDS } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';
import { dateReader } from '../domain/read-date.ts';
import type { FoundUnpivot } from './find-unpivot.ts';
import type { ColumnProfile, Survey } from './survey.ts';

type Grain = Recipe['table']['grain'];

export interface DecidedGrain {
  grain: Grain;
  questions: OpenQuestion[];
  notes: Said[];
}

const PERIODS: readonly Field[] = ['date', 'month', 'year'];
const SUM_WORD = /(?:^|\s)(?:sum|total|totals|suma|somme|сумма|всего|итого|aggregate|aggregated|cumulative)(?:\s|$)/u;
/** What only a single case has. */
const OF_ONE_CASE: readonly Field[] = ['remarks', 'concealment', 'detection', 'latitude', 'longitude', ...IDENTIFIER_FIELDS];
/** Share of rows whose labels stand again in another row, from which the rows cannot be sums by those labels. */
const REPEATED = 0.5;

function decided(grain: Grain, ...notes: Said[]): DecidedGrain {
  return { grain, questions: [], notes };
}

function profileOf(survey: Survey, column: RecipeColumn | undefined): ColumnProfile | undefined {
  return column && survey.columns.find(({ header }) => header.trim() === column.header);
}

/** Most cells are days, and not always the first or the last of a month, which stand for the month. */
function hasDays(survey: Survey, column: RecipeColumn | undefined): boolean {
  const values = profileOf(survey, column)?.values ?? [];
  if (column?.read.as !== 'date') return false;
  const read = dateReader(column.read);
  const dates = values.flatMap(({ value, count }) => {
    const date = read(value);
    return date ? [{ ...date, count }] : [];
  });
  const rows = (some: typeof dates) => some.reduce((all, { count }) => all + count, 0);
  const days = dates.filter(({ precision }) => precision === 'day');
  const ends = days.filter(({ date }) => date.endsWith('-01') || isLastOfMonth(date));
  const standForMonths = ends.length === days.length && new Set(days.map(({ date }) => date.slice(0, 7))).size >= 3;
  return rows(days) > rows(dates) / 2 && !standForMonths;
}

function isLastOfMonth(date: string): boolean {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
}

/** Share of the sample's rows that have the labels of an earlier row. */
function repeatedLabels(columns: readonly RecipeColumn[], survey: Survey): number {
  const labels = columns.flatMap(({ header, field }) => {
    const at = survey.columns.findIndex((profile) => profile.header.trim() === header);
    return at < 0 || field === null || field === 'amount' || field === 'remarks' ? [] : [at];
  });
  const keys = new Set(survey.sample.map(({ cells }) => JSON.stringify(labels.map((at) => (cells[at] ?? '').trim().toLowerCase()))));
  return survey.sample.length === 0 ? 0 : 1 - keys.size / survey.sample.length;
}

function isUnpivotedPeriod({ names, also }: FoundUnpivot): boolean {
  return [names, ...also.map(({ field }) => field)].some((field) => PERIODS.some((period) => period === field));
}

function ask(lean: Grain, evidence: Said, examples: string[]): DecidedGrain {
  const options: Grain[] = lean === 'case' ? ['case', 'aggregate'] : ['aggregate', 'case'];
  const question: OpenQuestion = {
    id: 'grain',
    options: options.map((value) => ({ value, label: { code: `option-grain-${value}`, values: {} } })),
    evidence,
    examples,
  };
  return { grain: lean, questions: [question], notes: [] };
}

/**
 * Whether a row is one case or stands for several: told by a column of events, by periods in columns, by numbers of cases or days, by sums in the
 * header over labels that never repeat, or by labels that repeat; otherwise asked, since a year's sum read as one case would be wrong in every count.
 */
export function decideGrain(
  columns: readonly RecipeColumn[],
  survey: Survey,
  found: FoundUnpivot | undefined,
  decisions: Record<string, string>,
): DecidedGrain {
  const answer = decisions.grain;
  if (answer === 'case' || answer === 'aggregate') return decided(answer, { code: 'decided', values: { answer } });
  const of = (field: Field) => columns.find((column) => column.field === field);
  const events = of('events');
  if (events)
    return decided('aggregate', {
      code: 'grain-events',
      values: { header: events.header, example: profileOf(survey, events)?.values[0]?.value ?? '' },
    });
  if (found && isUnpivotedPeriod(found)) return decided('aggregate', { code: 'grain-unpivot', values: {} });
  const amount = of('amount');
  const cases = profileOf(survey, of('case-number'));
  if (!amount || (cases && cases.distinct >= cases.filled / 2)) return decided('case');
  const sums = survey.sample.length > 1 && SUM_WORD.test(foldHeader(amount.header));
  const repeated = repeatedLabels(columns, survey);
  const days = hasDays(survey, of('date')) || (of('day') !== undefined && of('month') !== undefined);
  if (days && !(sums && repeated === 0)) return decided('case');
  if (repeated >= REPEATED) return decided('case', { code: 'grain-repeats', values: { percent: Math.round(repeated * 100) } });
  if (found && !days && repeated === 0 && survey.sample.length >= 2) return decided('aggregate', { code: 'grain-unpivot', values: {} });
  const ofOneCase = columns.some(({ field }) => field !== null && OF_ONE_CASE.includes(field));
  if (sums && !days && repeated === 0 && !ofOneCase && survey.sample.length >= 3)
    return decided('aggregate', { code: 'grain-sums', values: { header: amount.header } });
  const finest = days ? 'day' : of('month') || of('date') ? 'month' : of('year') ? 'year' : 'none';
  const shown = survey.sample.slice(0, 3).map(({ cells }) => cells.join(' | ').slice(0, 200));
  const lean = ofOneCase || repeated > 0.1 ? 'case' : 'aggregate';
  return ask(lean, { code: 'grain-open', values: { finest, header: amount.header } }, shown);
}
