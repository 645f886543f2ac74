import type { Recipe, Said } from '../contract/recipe.ts';
import { outsideValues, outsideYear } from './outside.ts';
import type { SheetFacts, Survey } from './survey.ts';

const SHOWN = 8;

function listed(sheets: readonly SheetFacts[]): string {
  const names = sheets.slice(0, SHOWN).map(({ name }) => name.slice(0, 60));
  return names.join(', ') + (sheets.length > SHOWN ? ', …' : '');
}

/** What a workbook hides, what became of its merged cells, and what only the names of stacked sheets say. */
export function sheetNotes(survey: Survey, recipe: Recipe): Said[] {
  const { sheets, sheet } = survey;
  const hidden = sheets.filter((one) => one.hidden && one.name !== sheet);
  const read = sheets.filter((one) => (sheet === '*' ? !one.hidden && one.rows > 0 : one.name === sheet));
  return [
    ...(hidden.length > 0 ? [{ code: 'hidden-sheets', values: { sheets: hidden.length, list: listed(hidden) } }] : []),
    ...read.flatMap((facts) => notesOf(facts, recipe)),
    ...(sheet === '*' ? differing(survey, read, recipe) : []),
  ];
}

function notesOf({ name, hiddenRows, hiddenColumns, mergedFilled, mergedNumbers, mergedNotKept }: SheetFacts, { file }: Recipe): Said[] {
  const counts: [string, string, number | undefined][] = [
    [file.hiddenRows === 'leave-out' ? 'hidden-rows-left' : 'hidden-rows', 'rows', hiddenRows],
    ['hidden-columns', 'columns', hiddenColumns],
    ['merged-filled', 'cells', mergedFilled],
    ['merged-numbers', 'cells', mergedNumbers],
    ['merged-many', 'ranges', mergedNotKept],
  ];
  return counts.flatMap(([code, what, count = 0]) => (count > 0 ? [{ code, values: { sheet: name, [what]: count } }] : []));
}

/** Sheets whose names say different years, drugs or countries, where no column does. */
function differing(survey: Survey, sheets: readonly SheetFacts[], recipe: Recipe): Said[] {
  const has = (...fields: string[]) => recipe.columns.some(({ field, off }) => !off && field !== null && fields.includes(field));
  const says = (read: (alone: Survey) => string | undefined) => new Set(sheets.map(({ name }) => read(named(survey, name)))).size > 1;
  const differ =
    (!has('date', 'year') && says((alone) => outsideYear(alone)?.value)) ||
    (['drug', 'country'] as const).some((field) => !has(field) && says((alone) => outsideValues(alone, field)[0]?.codes.join()));
  return differ ? [{ code: 'sheets-differ', values: { list: listed(sheets) } }] : [];
}

/** A survey of which nothing but the name of one sheet speaks. */
function named(survey: Survey, sheet: string): Survey {
  return { ...survey, sheet, head: [], file: { ...survey.file, fileName: '', entry: null } };
}
