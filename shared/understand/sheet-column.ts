import type { ReadRule, RecipeColumn } from '../contract/recipe.ts';
import type { Field } from '../domain/fields.ts';
import { dateReader, readMonth, yearReader } from '../domain/read-date.ts';
import { outsideValues } from './outside.ts';
import type { Survey } from './survey.ts';

const MONTHS: ReadRule = { as: 'date', order: 'iso' };
const YEARS: ReadRule = { as: 'year', within: true };

/** A survey of which nothing but the name of one sheet speaks. */
function named(survey: Survey, sheet: string): Survey {
  return { ...survey, sheet, head: [], file: { ...survey.file, fileName: '', entry: null } };
}

/** What the names of sheets that are read one after another say, for fields that no column feeds; without that the name is kept. */
export function sheetColumns(survey: Survey, feeds: (field: Field) => boolean): RecipeColumn[] {
  const header = survey.sheetColumn;
  if (header === undefined) return [];
  const names = survey.columns.find((column) => column.header === header.trim())?.values.map(({ value }) => value) ?? [];
  const column = (field: Field | null, read: ReadRule = { as: 'text' }, values: RecipeColumn['values'] = []): RecipeColumn => ({
    header,
    field,
    read,
    crosswalk: null,
    values,
    reason:
      field === null ? { code: 'sheet-name', values: {} } : { code: 'sheet-name-field', values: { example: names[0]?.slice(0, 60) ?? '' } },
  });
  const most = (test: (name: string) => boolean) => names.length > 0 && names.filter(test).length > names.length / 2;
  const coded = (['drug', 'country'] as const).flatMap((field) => {
    const values = feeds(field) ? [] : choicesOf(survey, names, field);
    return values.length > names.length / 2 ? [column(field, { as: 'text' }, values)] : [];
  });
  const month = dateReader({ as: 'date', order: 'iso' });
  const isDate = !feeds('date') && !feeds('year') && !feeds('month') && most((name) => ofPart(month(name)?.precision));
  const isYear =
    !isDate && !feeds('date') && !feeds('year') && most((name) => yearReader({ as: 'year', within: true })(name) !== undefined);
  const isMonth =
    !isDate && !feeds('date') && !feeds('month') && most((name) => readMonth(name) !== undefined && !/^\d+$/.test(name.trim()));
  const dated = [
    ...(isDate ? [column('date', MONTHS)] : []),
    ...(isYear ? [column('year', YEARS)] : []),
    ...(isMonth ? [column('month', { as: 'month' })] : []),
  ];
  const all = [...coded, ...dated];
  return all.length > 0 ? all : [column(null)];
}

function ofPart(precision: string | undefined): boolean {
  return precision === 'month' || precision === 'quarter';
}

function choicesOf(survey: Survey, names: readonly string[], field: 'drug' | 'country'): RecipeColumn['values'] {
  return names.flatMap((from) => {
    const found = outsideValues(named(survey, from), field);
    return found.length === 1 ? [{ from, to: found[0]?.codes ?? [] }] : [];
  });
}
