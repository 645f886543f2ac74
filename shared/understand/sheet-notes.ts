import type { Recipe, Said } from '../contract/recipe.ts';
import type { SheetFacts, Survey } from './survey.ts';

const SHOWN = 8;

function listed(sheets: readonly SheetFacts[]): string {
  const names = sheets.slice(0, SHOWN).map(({ name }) => name.slice(0, 60));
  return names.join(', ') + (sheets.length > SHOWN ? ', …' : '');
}

/** What a workbook hides and what became of its merged cells. */
export function sheetNotes(survey: Survey, recipe: Recipe): Said[] {
  const { sheets, sheet } = survey;
  const hidden = sheets.filter((one) => one.hidden && one.name !== sheet);
  const read = sheets.filter((one) => (sheet === '*' ? !one.hidden && one.rows > 0 : one.name === sheet));
  return [
    ...(hidden.length > 0 ? [{ code: 'hidden-sheets', values: { sheets: hidden.length, list: listed(hidden) } }] : []),
    ...read.flatMap((facts) => notesOf(facts, recipe)),
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
