import type { Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { tickKey } from '../domain/tick-mark.ts';
import { aliasOf } from '../reconcile/alias.ts';
import {
  answers,
  type Doubt,
  doubtOf,
  type Group,
  groupsOf,
  MARKED_FIELDS,
  type MarkedField,
  marksInRows,
  tickedOf,
} from './find-marks.ts';
import type { ColumnFits } from './suggest-field.ts';
import type { Survey } from './survey.ts';

type Marks = NonNullable<Recipe['table']['marks']>;

const ID = 'marks';
/** The answer that each column stays as it is; others name a field. */
const COLUMNS = 'columns';
const NAMES: Record<MarkedField, string> = {
  transport: 'Transport',
  concealment: 'Concealment',
  'seizure-place': 'Seizure place',
  detection: 'Detection',
  drug: 'Drug',
  form: 'Form',
  agency: 'Agency',
  delivery: 'Delivery',
};

function idOf({ own }: Group): string {
  return `${ID}:${own[0]?.column.header ?? ''}`;
}

interface Read {
  group: Group;
  field: MarkedField;
}

function readGroups(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): Read[] {
  return groupsOf(columns).flatMap((group): Read[] => {
    const answer = decisions[idOf(group)] ?? decisions[ID];
    if (answer === COLUMNS) return [];
    const said = answers(group).find((field) => field === answer);
    const field = said ?? (doubtOf(group, survey, columns) === undefined ? group.fields[0] : undefined);
    return field === undefined ? [] : [{ group, field }];
  });
}

/** Marked columns that become one, where the file proves it or an answer says so; undefined where there are none. */
export function marksOf(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): Marks | undefined {
  const taken = new Set(survey.header.headers.map((header) => header.trim().toLowerCase()));
  const free = (name: string): string => (taken.has(name.toLowerCase()) ? free(`${name} 2`) : name);
  const marks = readGroups(ofFileOnly(columns, survey), survey, decisions).map(({ group: { own }, field }) => {
    const ticks = own.flatMap((ticked) => ticked.ticks);
    const texts = (applies: boolean) => [
      ...new Set(ticks.filter(({ tick }) => (tick.applies ?? true) === applies).map(({ text }) => text)),
    ];
    const name = free(NAMES[field]);
    taken.add(name.toLowerCase());
    const named = own.map(({ column, text }) => ({ header: column.header, value: text }));
    return { name, columns: named, applies: texts(true), not: texts(false) };
  });
  return marks.length > 0 ? marks : undefined;
}

/** Columns that arose hold no marks. */
function ofFileOnly(columns: readonly ColumnFits[], { marks, measures, sections, sheetColumn }: Survey): ColumnFits[] {
  const arose = new Set([
    ...(marks ?? []).map(({ name }) => name),
    ...(measures?.columns ?? []).map(({ name }) => name),
    ...(sections?.names ?? []),
    ...(sheetColumn === undefined ? [] : [sheetColumn]),
  ]);
  return columns.filter(({ header }) => !arose.has(header));
}

/** Places of the columns that are marked, whether they are read so or it is still asked: they are no numbers of their own. */
export function markedPlaces(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): Set<number> {
  const groups = groupsOf(ofFileOnly(columns, survey)).filter((group) => (decisions[idOf(group)] ?? decisions[ID]) !== COLUMNS);
  return new Set(groups.flatMap(({ own }) => own.map(({ column }) => column.place)));
}

/** Asks about columns that hold marks, where it is not proved what they say. */
export function markQuestions(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): OpenQuestion[] {
  const known = new Set((survey.marks ?? []).flatMap((group) => group.columns.map(({ header }) => header)));
  const own = ofFileOnly(columns, survey);
  return groupsOf(own).flatMap((group) => {
    const isAnswered = (decisions[idOf(group)] ?? decisions[ID]) !== undefined;
    const doubt = doubtOf(group, survey, own);
    const isRead = group.own.some(({ column }) => known.has(column.header));
    return doubt === undefined || isAnswered || isRead ? [] : [question(group, doubt, survey)];
  });
}

function question(group: Group, doubt: Doubt, survey: Survey): OpenQuestion {
  const { own } = group;
  const several = marksInRows(survey, own).filter((count) => count > 1).length;
  const texts = [...new Set(own.flatMap(({ ticks }) => ticks.map(({ text }) => text)))];
  const options = doubt === 'marks-open-numbers' ? [COLUMNS, ...answers(group)] : [...answers(group), COLUMNS];
  const shown = survey.sample.filter((_, at) => at < 5);
  return {
    id: idOf(group),
    options: options.map((value) => ({ value, label: { code: `option-${ID}-${value}`, values: {} } })),
    evidence: { code: doubt, values: { list: listed(own.map(({ column }) => column.header)), marks: listed(texts), rows: several } },
    examples: shown.map(({ row, cells }) => `${row}: ${own.map(({ column }) => cells[column.place] ?? '').join(' | ')}`.slice(0, 200)),
  };
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 8).map((text) => text.slice(0, 60));
  return shown.join(', ') + (texts.length > 8 ? ', …' : '');
}

/** The columns of a table once its marks are read: those that were marked are kept, and the one that arose feeds what they name. */
export function withMarks(columns: readonly RecipeColumn[], fits: readonly ColumnFits[], survey: Survey): RecipeColumn[] {
  const { marks = [] } = survey;
  if (marks.length === 0) return [...columns];
  const names = new Map(marks.flatMap((group) => group.columns.map(({ header }) => [header, group.name] as const)));
  const arise = new Set(marks.map(({ name }) => name));
  const stay = columns
    .filter(({ header }) => !arise.has(header))
    .map((column): RecipeColumn => {
      const name = names.get(column.header);
      if (name === undefined) return column;
      return { ...column, field: null, read: { as: 'text' }, values: [], reason: { code: 'marked-in', values: { name } } };
    });
  return [...stay, ...marks.map((group) => marksColumn(group, fits, survey))];
}

function marksColumn({ name, columns }: Marks[number], fits: readonly ColumnFits[], survey: Survey): RecipeColumn {
  const field = MARKED_FIELDS.find((own) => name === NAMES[own] || name.startsWith(`${NAMES[own]} `)) ?? 'transport';
  const codes = new Map(columns.map(({ header, value }) => [value, codesFor(fits, header, field)]));
  const seen = survey.columns.find(({ header }) => header === name)?.values ?? [];
  const values = seen.flatMap(({ value: from }) => {
    const to = [...new Set(from.split('; ').flatMap((text) => codes.get(text) ?? []))];
    const known = aliasOf(field, from)?.codes ?? [];
    return to.length > 0 && to.join() !== known.join() ? [{ from, to }] : [];
  });
  const reason = { code: 'marked-columns', values: { list: listed(columns.map(({ header }) => header)) } };
  return { header: name, field, read: { as: 'text' }, crosswalk: null, values, reason };
}

function codesFor(fits: readonly ColumnFits[], header: string, field: MarkedField): readonly string[] {
  const column = fits.find((own) => own.header === header);
  return (column && tickedOf(column)?.codes.get(field)) ?? [];
}

/** What was made of the marks, and how many rows have several. */
export function markNotes({ marks = [], columns }: Survey): Said[] {
  return marks.flatMap(({ name, columns: own, applies }): Said[] => {
    const values = columns.find(({ header }) => header === name)?.values ?? [];
    const several = values.reduce((all, { value, count }) => (value.includes('; ') ? all + count : all), 0);
    const list = listed(own.map(({ header }) => header));
    return [
      { code: 'marks-read', values: { name, list, marks: listed(applies) } },
      ...(several > 0 ? [{ code: 'marks-several', values: { name, rows: several } }] : []),
    ];
  });
}

/** Cells of marked columns that the recipe knows for no mark. */
export function markMisfits({ marks = [], columns }: Survey): Said[] {
  return marks
    .filter(({ off }) => !off)
    .flatMap(({ columns: own, applies, not }) => {
      const known = new Set([...applies, ...not]);
      return own.flatMap(({ header }): Said[] => {
        const values = columns.find((profile) => profile.header.trim() === header.trim())?.values ?? [];
        const strange = values.filter(({ value }) => !known.has(tickKey(value)));
        const rows = strange.reduce((all, { count }) => all + count, 0);
        return rows > 0 ? [{ code: 'misfit-marks', values: { header, rows, example: strange[0]?.value.slice(0, 60) ?? '' } }] : [];
      });
    });
}
