import type { Recipe, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { dittoMark } from '../domain/ditto-mark.ts';
import type { Field } from '../domain/fields.ts';
import type { Assigned, ColumnFits } from './suggest-field.ts';
import type { ColumnProfile, Survey } from './survey.ts';

type Dittos = NonNullable<Recipe['table']['ditto']>;

const ID = 'ditto';
/** Answers: the same as the cell above, or text like any other. */
const SAME = 'same';
const TEXT = 'text';

/** Cells with a sign alone from which on their column repeats what stands above. */
const LEAST_SIGNS = 2;
/** Numbers of these repeat without adding anything up. */
const LABELS: readonly Field[] = ['year', 'month', 'day', 'date', 'weekday'];
const INCHES = /\d\s*(?:["″]|'')/u;

/** Cells of a column that are ditto marks: those of a sign, those of a word, the first of them, and the column without them. */
interface Marked {
  signs: number;
  words: number;
  example: string;
  others: ColumnProfile;
}

function markedOf(profile: ColumnProfile): Marked | undefined {
  const marks = profile.values.filter(({ value }) => dittoMark(value) !== undefined);
  const [first] = marks;
  if (!first) return undefined;
  const count = (kind: 'sign' | 'word') => marks.reduce((all, own) => (dittoMark(own.value) === kind ? all + own.count : all), 0);
  const [signs, words] = [count('sign'), count('word')];
  const { numbers, dates, filled, distinct, values } = profile;
  const isOther = ({ value }: ColumnProfile['values'][number]) => dittoMark(value) === undefined;
  const others = {
    ...profile,
    filled: filled - signs - words,
    distinct: distinct - marks.length,
    values: values.filter(isOther),
    numbers: { ...numbers, other: Math.max(0, numbers.other - signs - words) },
    dates: { ...dates, other: Math.max(0, dates.other - signs - words) },
  };
  return { signs, words, example: first.value, others };
}

/** What a column holds besides ditto marks, which say nothing of their own. */
export function withoutDittos(profile: ColumnProfile): ColumnProfile {
  return markedOf(profile)?.others ?? profile;
}

function answerFor(header: string, decisions: Record<string, string>): string | undefined {
  return decisions[`${ID}:${header}`] ?? decisions[ID];
}

/** In most rows shown with a mark another cell, or another mark, stands right above it; and never is it the first. */
function hangTogether({ sample, records }: Survey, place: number): boolean {
  const cells = sample.map((row) => (row.cells[place] ?? '').trim());
  if (dittoMark(cells[0] ?? '') !== undefined) return false;
  if (sample.length < records) return true;
  const marks = cells.flatMap((cell, at) => (dittoMark(cell) === undefined ? [] : [at]));
  return marks.filter((at) => cells[at - 1] !== '').length > marks.length / 2;
}

/** Signs alone, in enough rows, below texts or dates. Below amounts a sign would make a quantity out of nothing, and is asked. */
function isProven(survey: Survey, { place, fits, content }: ColumnFits, { signs, words, others }: Marked): boolean {
  const isAmount = content.number >= 0.5 && !LABELS.some((field) => fits[0]?.field === field);
  const measures = fits.some(({ field }) => field === 'amount' || field === 'events');
  const hasInches = others.values.some(({ value }) => INCHES.test(value));
  if (signs < LEAST_SIGNS || words > 0 || others.filled === 0) return false;
  return !isAmount && !measures && !hasInches && hangTogether(survey, place);
}

/** Columns whose ditto marks are read, where the file proves it or an answer says so; undefined where there are none. */
export function dittosOf(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): Dittos | undefined {
  const read = columns.filter((column) => {
    const profile = survey.columns[column.place];
    const marked = profile && column.header !== '' ? markedOf(profile) : undefined;
    if (!marked) return false;
    const answer = answerFor(column.header, decisions);
    return answer === undefined ? isProven(survey, column, marked) : answer === SAME;
  });
  return read.length > 0 ? read.map(({ header }) => ({ header })) : undefined;
}

/** Asks whether the marks of a column that feeds a field, or would, say the same as above. */
export function dittoQuestions(survey: Survey, assigned: readonly Assigned[], decisions: Record<string, string>): OpenQuestion[] {
  const read = new Set(survey.dittos?.map(({ header }) => header));
  return assigned.flatMap(({ column: { header, place }, fit, lostTo }) => {
    const profile = survey.columns[place];
    const marked = profile && (fit !== undefined || lostTo !== undefined) ? markedOf(profile) : undefined;
    if (!marked || read.has(header) || answerFor(header, decisions) !== undefined) return [];
    return [question(survey, { header, place, field: fit?.field }, marked)];
  });
}

function question(survey: Survey, column: { header: string; place: number; field: Field | undefined }, marked: Marked): OpenQuestion {
  const { header, place, field } = column;
  const isAmount = field === 'amount' || field === 'events';
  const at = survey.sample.findIndex(({ cells }) => dittoMark(cells[place] ?? '') !== undefined);
  const shown = survey.sample.slice(Math.max(0, at - 1), at + 3);
  return {
    id: `${ID}:${header}`,
    options: (isAmount ? [TEXT, SAME] : [SAME, TEXT]).map((value) => ({
      value,
      label: { code: `option-${ID}-${value}`, values: {} },
    })),
    evidence: {
      code: isAmount ? 'ditto-open-amount' : 'ditto-open',
      values: { header, rows: marked.signs + marked.words, example: marked.example.slice(0, 60) },
    },
    examples: shown.map(({ row, cells }) => `${row}: ${cells.join(' | ').slice(0, 200)}`),
  };
}

export function dittoNotes({ dittos = [] }: Survey): Said[] {
  return dittos.flatMap(({ header, read, missing }): Said[] => [
    ...(read > 0 ? [{ code: 'ditto-read', values: { header, rows: read } }] : []),
    ...(missing > 0 ? [{ code: 'ditto-missing', values: { header, rows: missing } }] : []),
  ]);
}

/** Ditto marks that a recipe does not read, in columns that feed a field. */
export function dittoMisfits(survey: Survey, { table, columns }: Recipe): Said[] {
  const known = new Set(table.ditto?.map(({ header }) => header));
  const fed = new Set(columns.filter(({ field, off }) => field !== null && !off).map(({ header }) => header));
  return survey.columns.flatMap((profile) => {
    const header = profile.header.trim();
    const marked = fed.has(header) && !known.has(header) ? markedOf(profile) : undefined;
    return marked ? [{ code: 'misfit-ditto', values: { header, rows: marked.signs + marked.words, example: marked.example } }] : [];
  });
}
