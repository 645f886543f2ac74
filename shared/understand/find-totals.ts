import type { Recipe, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { longerPeriods } from './period-span.ts';
import { isPartOfAbove, isPartOfWorld, isTotalWord } from './row-part.ts';
import type { ColumnProfile, Survey } from './survey.ts';

/** The answer that rows which look like totals are data. */
export const KEEP = 'keep';
const LEAVE_OUT = 'leave-out';
const ID = 'totals';
export const PERIODS = 'periods';

/** More rows of totals than this share of the rows of data are asked about. */
const MOST = 1;

function options(): OpenQuestion['options'] {
  return [
    { value: LEAVE_OUT, label: { code: 'option-leave-out', values: {} } },
    { value: KEEP, label: { code: 'option-keep-rows', values: {} } },
  ];
}

/** Columns whose words for a total were said to mark rows of totals, or (`PERIODS`) whose longer periods were. */
export function totalsWithin(decisions: Record<string, string>, id: typeof ID | typeof PERIODS = ID): string[] {
  const prefix = `${id}:`;
  return Object.keys(decisions).flatMap((id) => (id.startsWith(prefix) && decisions[id] === LEAVE_OUT ? [id.slice(prefix.length)] : []));
}

/** Where a word for a total makes a row of totals and where it does not, for the recipe. */
export function totalColumns(
  survey: Survey,
  decisions: Record<string, string>,
): Pick<Recipe['table']['leaveOut'][number], 'except' | 'within' | 'periods'> {
  const within = totalsWithin(decisions);
  const periods = totalsWithin(decisions, PERIODS);
  const except = (survey.columnsOfTotals ?? []).filter((header) => !within.includes(header));
  return { ...(except.length > 0 ? { except } : {}), ...(within.length > 0 ? { within } : {}), ...(periods.length > 0 ? { periods } : {}) };
}

interface Inside {
  profile: ColumnProfile;
  word: string;
  rows: number;
}

/** At least two values are countries: then parts of the world beside them sum them up. */
function namesCountries({ values }: ColumnProfile): boolean {
  return values.filter(({ value }) => (aliasOf('country', value)?.codes.length ?? 0) > 0 && !/^\d/u.test(value)).length >= 2;
}

const MOST_PERIODS = 500;

/** Columns that say a word for a total, or a part of the row above, in some rows of data and name something in others. */
function inside({ columns }: Survey): Inside[] {
  return columns.flatMap((profile) => {
    const isWorld = namesCountries(profile);
    const isSum = (value: string) => isTotalWord(value) || (isWorld && isPartOfWorld(value)) || isPartOfAbove(value);
    const totals = profile.values.filter(({ value }) => isSum(value));
    const rows = totals.reduce((all, { count }) => all + count, 0);
    const word = totals[0]?.value;
    return word !== undefined && rows < profile.filled ? [{ profile, word, rows }] : [];
  });
}

/** Columns of months in which some rows say a quarter, a half-year or a year of them. */
function periodsInside({ columns }: Survey): Inside[] {
  return columns.flatMap((profile) => {
    const longer = longerPeriods(profile.values.slice(0, MOST_PERIODS).map(({ value }) => value));
    const sums = profile.values.filter(({ value }) => longer.has(value));
    const rows = sums.reduce((all, { count }) => all + count, 0);
    const word = sums[0]?.value;
    return word !== undefined && rows < profile.filled / 2 ? [{ profile, word, rows }] : [];
  });
}

/** Asks about sums that stand among the data as one value of a column, and about rows of totals that are too many to be sums. */
export function totalQuestions(survey: Survey, decisions: Record<string, string>): OpenQuestion[] {
  const found = [
    ...inside(survey).map((one) => ({ ...one, id: `${ID}:${one.profile.header}` })),
    ...periodsInside(survey).map((one) => ({ ...one, id: `${PERIODS}:${one.profile.header}` })),
  ].filter(({ id }) => decisions[id] === undefined);
  const asked = found.map(
    ({ id, profile, word, rows }): OpenQuestion => ({
      id,
      options: options(),
      evidence: { code: isPartOfAbove(word) ? 'parts-inside' : 'totals-inside', values: { header: profile.header, word, rows } },
      examples: survey.sample
        .filter(({ cells }) => cells.some((cell) => cell.trim() === word))
        .slice(0, 3)
        .map(({ cells }) => cells.join(' | ').slice(0, 200)),
    }),
  );
  const totals = survey.leftOut.find(({ kind }) => kind === 'totals');
  const many = totals && totals.count >= 3 && totals.count > survey.records * MOST && totalsWithin(decisions).length === 0;
  if (!many || decisions[ID] !== undefined) return asked;
  const examples = totals.rows.slice(0, 5).map(({ cells }) => cells.join(' | ').slice(0, 200));
  const evidence: Said = {
    code: 'totals-many',
    values: { rows: totals.count, records: survey.records, example: examples[0] ?? '' },
  };
  return [...asked, { id: ID, options: options(), evidence, examples }];
}

/** What a row that was left out says in that column. */
function leftWord({ leftOut, header }: Survey, column: string): string {
  const place = header.headers.findIndex((name) => name.trim() === column);
  const rows = leftOut.find(({ kind }) => kind === 'totals')?.rows ?? [];
  return (
    rows
      .map(({ cells }) => (cells[place] ?? '').trim())
      .find((cell) => cell !== '')
      ?.slice(0, 60) ?? 'Total'
  );
}

/** What was made of words for totals. */
export function totalNotes(survey: Survey, decisions: Record<string, string>): Said[] {
  const within = totalsWithin(decisions);
  const everywhere = (survey.columnsOfTotals ?? []).flatMap((header): Said[] => {
    const profile = survey.columns.find((column) => column.header.trim() === header);
    const word = profile?.values.find(({ value }) => /\p{L}/u.test(value))?.value ?? '';
    return within.includes(header) ? [] : [{ code: 'totals-everywhere', values: { header, word } }];
  });
  const kept = inside(survey)
    .filter(({ profile }) => decisions[`${ID}:${profile.header}`] === KEEP)
    .map(({ profile, word }): Said => ({ code: 'totals-kept', values: { header: profile.header, word } }));
  const left = [...within, ...totalsWithin(decisions, PERIODS)].map(
    (header): Said => ({ code: 'totals-left', values: { header, word: leftWord(survey, header) } }),
  );
  return [...everywhere, ...kept, ...left];
}
