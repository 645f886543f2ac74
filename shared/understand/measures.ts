import type { Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { pivotName } from './pivot-name.ts';
import type { ColumnFits } from './suggest-field.ts';
import type { Survey } from './survey.ts';
import { isUnitText, unitOfHeader } from './unit-word.ts';

export type Measures = NonNullable<Recipe['table']['measures']>;

const ID = 'measures';
/** The answer that every row is read alike, whatever it measures. */
const ROWS = 'rows';
const MOST_MEASURES = 40;
const LEAST_NUMBERS = 0.8;

/** What a row measures, by the words in its indicator. */
type Kind = { of: 'events' } | { of: 'amount'; unit: string } | { of: 'other' };

function kindOf(text: string): Kind {
  if (isUnitText(text)) return { of: 'amount', unit: text };
  const name = pivotName(text);
  if (name.code !== undefined || name.period !== undefined || name.rest !== '') return { of: 'other' };
  const unit = unitOfHeader(text)?.text;
  if (unit !== undefined) return { of: 'amount', unit };
  return { of: name.counts ? 'events' : 'other' };
}

/** Values that name a drug, a country or a period are no measures. */
function namesThings(values: readonly string[]): boolean {
  return values.filter((value) => pivotName(value).code !== undefined || pivotName(value).period !== undefined).length > values.length / 5;
}

/** The column that says what the number of each row measures: cases in some rows, an amount in others. */
function indicatorOf(columns: readonly ColumnFits[]): ColumnFits | undefined {
  return columns.find(({ profile }) => {
    const values = profile.values.map(({ value }) => value);
    if (!profile.complete || profile.distinct < 2 || profile.distinct > MOST_MEASURES || namesThings(values)) return false;
    const kinds = values.map((value) => kindOf(value).of);
    const rows = profile.values.reduce((sum, { value, count }) => (kindOf(value).of === 'other' ? sum : sum + count), 0);
    return kinds.includes('events') && kinds.includes('amount') && rows >= profile.filled / 3 && profile.filled > profile.distinct;
  });
}

function isFreeNumber({ content, profile, fits }: ColumnFits): boolean {
  const [field] = fits.map((fit) => fit.field);
  const isPeriod = content.year >= 0.8 || content.date >= 0.8 || content.month >= 0.95;
  return (
    content.number >= LEAST_NUMBERS && profile.filled > 0 && !isPeriod && (field === undefined || field === 'amount' || field === 'events')
  );
}

/**
 * A long table names in one column what the number in another measures. Undefined where it does not, where several columns hold numbers, or where an
 * answer says that the rows are read alike.
 */
export function measuresOf(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): Measures | undefined {
  if (decisions[ID] === ROWS) return undefined;
  const own = columns.filter(({ header }) => header !== '' && !(survey.sections?.names ?? []).includes(header));
  const numbers = own.filter(isFreeNumber);
  const indicator = indicatorOf(own);
  const [value] = numbers;
  if (!indicator || !value || numbers.length > 1 || value === indicator) return undefined;
  const texts = indicator.profile.values.map((each) => each.value);
  const of = (kind: Kind['of']) => texts.filter((text) => kindOf(text).of === kind);
  const taken = new Set(survey.header.headers.map((header) => header.trim().toLowerCase()));
  const free = (name: string): string => (taken.has(name.toLowerCase()) ? free(`${name} 2`) : name);
  return {
    header: indicator.header,
    value: value.header,
    columns: [
      { name: free('Cases'), of: of('events'), elsewhere: '0' },
      { name: free('Quantity'), of: of('amount'), elsewhere: '' },
    ],
  };
}

/** The columns of a long table once its measures stand apart: the events, the amount, and the unit that the indicator says. */
export function withMeasures(columns: readonly RecipeColumn[], { measures }: Survey): RecipeColumn[] {
  if (!measures) return [...columns];
  const [events, amount] = measures.columns;
  const reason = (): Said => ({ code: 'measure-of', values: { header: measures.header } });
  const isOwn = ({ header }: RecipeColumn) => [measures.header, measures.value].includes(header);
  const number = { as: 'number', decimal: '.', thousands: '' } as const;
  const units = (amount?.of ?? []).map((from) => {
    const kind = kindOf(from);
    return { from, to: kind.of === 'amount' ? (aliasOf('unit', kind.unit)?.codes ?? []) : [] };
  });
  const counts = (events?.of ?? []).map((from) => ({ from, to: [], missing: 'not-applicable' as const }));
  const arise = new Set(measures.columns.map(({ name }) => name));
  return [
    ...columns
      .filter(({ header }) => !arise.has(header))
      .map((column) => (isOwn(column) ? { ...column, field: null, read: { as: 'text' as const }, values: [], reason: reason() } : column)),
    { header: measures.header, field: 'unit', read: { as: 'text' }, crosswalk: null, values: [...units, ...counts], reason: reason() },
    ...measures.columns.map(
      ({ name }, at): RecipeColumn => ({
        header: name,
        field: at === 0 ? 'events' : 'amount',
        read: number,
        crosswalk: null,
        values: [],
        reason: reason(),
      }),
    ),
  ];
}

/** How numbers are written is decided for the column of the file as a whole, in which those of all measures stand. */
export function withNumbersOfValue(survey: Survey): Survey {
  const { measures } = survey;
  const value = survey.columns.find(({ header }) => header === measures?.value);
  if (!measures || !value) return survey;
  const arise = new Set(measures.columns.map(({ name }) => name));
  const { numbers, typed } = value;
  const columns = survey.columns.map((column) => (arise.has(column.header) ? { ...column, numbers, ...(typed ? { typed } : {}) } : column));
  return { ...survey, columns };
}

export function measureNotes({ measures, leftOut }: Survey): Said[] {
  if (!measures) return [];
  const [events, amount] = measures.columns;
  const others = leftOut.find(({ kind }) => kind === 'other-measure');
  const example = others?.rows[0]?.cells.filter((cell) => cell.trim() !== '').join(' | ') ?? '';
  return [
    {
      code: 'measures-read',
      values: { header: measures.header, value: measures.value, events: listed(events?.of), amounts: listed(amount?.of) },
    },
    ...(others && others.count > 0
      ? [{ code: 'left-out-other-measure', values: { rows: others.count, example: example.slice(0, 200) } }]
      : []),
  ];
}

function listed(texts: readonly string[] = []): string {
  return texts
    .slice(0, 5)
    .map((text) => text.slice(0, 60))
    .join(', ');
}
