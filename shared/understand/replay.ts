import type { Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { foldValue } from '../domain/crosswalk.ts';
import { crosswalkById } from '../domain/crosswalks.ts';
import { dateReader } from '../domain/read-date.ts';
import { type NumberRule, numberReader } from '../domain/read-number.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { asCodeField } from './content.ts';
import { dittoMisfits, dittoNotes } from './ditto.ts';
import { markMisfits } from './marks.ts';
import { sectionMisfits } from './sections.ts';
import type { ColumnProfile, Survey } from './survey.ts';

const SHOWN = 8;

function key(header: string): string {
  return header.trim().toLowerCase();
}

function listed(texts: readonly string[]): string {
  return (
    texts
      .slice(0, SHOWN)
      .map((text) => text.slice(0, 80))
      .join(', ') + (texts.length > SHOWN ? ', …' : '')
  );
}

/** Headers the recipe expects of the file itself: its own columns but for those that arise by unpivoting. */
function expected({ table, columns }: Recipe): { needed: string[]; known: Set<string> } {
  const { unpivot } = table;
  const further = [...(unpivot?.also ?? []), ...(unpivot?.beside ?? [])].map(({ name }) => name);
  const arise = new Set(unpivot ? [unpivot.name, unpivot.measure, ...further].map(key) : []);
  const needed = columns.filter(({ header, field, off }) => field !== null && !off && !arise.has(key(header))).map(({ header }) => header);
  const beside = (unpivot?.beside ?? []).flatMap(({ headers }) => headers.filter((header) => header !== ''));
  const pivoted = [...(unpivot?.columns.map(({ header }) => header) ?? []), ...beside];
  const marked = (table.marks ?? []).filter(({ off }) => !off).flatMap((group) => group.columns.map(({ header }) => header));
  return {
    needed: [...needed, ...pivoted, ...marked],
    known: new Set([...table.headers, ...columns.map(({ header }) => header), ...pivoted].map(key)),
  };
}

function headerMisfits(recipe: Recipe, survey: Survey): Said[] {
  const present = new Set(survey.header.headers.map(key));
  const { needed, known } = expected(recipe);
  const gone = needed.filter((header) => !present.has(key(header)));
  const fresh = survey.header.headers.filter((header) => header.trim() !== '' && !known.has(key(header)));
  return [
    ...(gone.length > 0 ? [{ code: 'misfit-gone', values: { columns: gone.length, list: listed(gone) } }] : []),
    ...(fresh.length > 0 ? [{ code: 'misfit-new', values: { columns: fresh.length, list: listed(fresh) } }] : []),
  ];
}

function isPlaced(column: RecipeColumn, value: string): boolean {
  const field = column.field === null ? undefined : asCodeField(column.field);
  if (!field) return true;
  if (column.values.some((choice) => !choice.off && foldValue(choice.from) === foldValue(value))) return true;
  if (column.crosswalk !== null) return crosswalkById(column.crosswalk).apply(value).status !== 'unmapped';
  return aliasOf(field, value) !== undefined;
}

function readsBy(column: RecipeColumn): ((text: string) => unknown) | undefined {
  if (column.read.as === 'date') return dateReader(column.read);
  return column.read.as === 'number' ? numberReader(column.read) : undefined;
}

function columnMisfits(column: RecipeColumn, profile: ColumnProfile): Said[] {
  const header = column.header;
  const misfits: Said[] = [];
  const read = readsBy(column);
  const unread = read ? profile.values.filter(({ value }) => read(value) === undefined) : [];
  if (unread.length > 0) {
    const code = column.read.as === 'date' ? 'misfit-dates' : 'misfit-numbers';
    misfits.push({
      code,
      values: { header, rows: unread.reduce((all, { count }) => all + count, 0), example: unread[0]?.value.slice(0, 80) ?? '' },
    });
  }
  const unplaced = profile.values.filter(({ value }) => !isPlaced(column, value)).map(({ value }) => value);
  if (unplaced.length > 0) misfits.push({ code: 'misfit-values', values: { header, count: unplaced.length, list: listed(unplaced) } });
  return misfits;
}

/** An order that this file's own cells contradict is not carried over silently. */
function contradictions(column: RecipeColumn, profile: ColumnProfile): Said[] {
  if (column.read.as === 'number') return signContradictions(column, column.read, profile);
  if (column.read.as !== 'date') return [];
  const { order } = column.read;
  const { orders } = profile.dates;
  const against = order === 'iso' || order === 'ydm' ? 0 : orders.cells - orders[order];
  return against > 0 ? [{ code: 'misfit-order', values: { header: column.header, rows: against } }] : [];
}

/** Cells that leave no choice are read as they stand; those that could be both would be read against what the file proves. */
function signContradictions({ header }: RecipeColumn, { decimal, typed }: NumberRule, { numbers: n }: ColumnProfile): Said[] {
  const points = typed ? 0 : n.decimalPoint;
  const against = decimal === '.' ? n.decimalComma + n.thousands.point : points + n.thousands.comma;
  const open = n.openComma + (typed ? 0 : n.openPoint);
  return against > 0 && open > 0 ? [{ code: 'misfit-decimal', values: { header, rows: against, open } }] : [];
}

function withAnswers(recipe: Recipe, decisions: Record<string, string>): Recipe {
  const orders: Record<string, 'dmy' | 'mdy' | 'ymd' | 'ydm'> = {
    'day-month-year': 'dmy',
    'month-day-year': 'mdy',
    'year-month-day': 'ymd',
    'year-day-month': 'ydm',
  };
  const columns = recipe.columns.map((column): RecipeColumn => {
    const order = orders[decisions[`date-order:${column.header}`] ?? ''];
    if (column.read.as === 'date' && order) return { ...column, read: { ...column.read, order } };
    const sign = decisions[`decimal:${column.header}`];
    if (column.read.as === 'number' && (sign === 'point' || sign === 'comma'))
      return { ...column, read: { ...column.read, decimal: sign === 'point' ? '.' : ',', thousands: '' } };
    return column;
  });
  const fields = (['drug', 'unit', 'country', 'year'] as const).filter((field) => decisions[field] !== undefined);
  const constants = [
    ...recipe.constants.filter(({ field }) => !fields.some((answered) => answered === field)),
    ...fields.map((field) => ({
      field,
      value: decisions[field] ?? '',
      reason: { code: 'decided', values: { answer: decisions[field] ?? '' } },
    })),
  ];
  return { ...recipe, columns, constants };
}

/** Fits a recipe to another file, and says what of the file it did not expect. Nothing of the recipe is changed but by answers. */
export function replayRecipe(
  survey: Survey,
  recipe: Recipe,
  decisions: Record<string, string>,
): { recipe: Recipe; questions: OpenQuestion[]; notes: Said[]; misfits: Said[] } {
  const profiles = new Map(survey.columns.map((profile) => [key(profile.header), profile]));
  const misfits = recipe.columns.flatMap((column) => {
    const profile = profiles.get(key(column.header));
    return profile && column.field !== null && !column.off ? [...contradictions(column, profile), ...columnMisfits(column, profile)] : [];
  });
  return {
    recipe: withAnswers(recipe, decisions),
    questions: [],
    notes: [{ code: 'recipe-replayed', values: { title: recipe.title } }, ...dittoNotes(survey)],
    misfits: [
      ...headerMisfits(recipe, survey),
      ...sectionMisfits(survey),
      ...dittoMisfits(survey, recipe),
      ...markMisfits(survey),
      ...misfits,
    ],
  };
}
