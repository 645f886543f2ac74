import type { Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import type { Field } from '../domain/fields.ts';
import { type Assigned, isRunningNumber } from './suggest-field.ts';
import type { Survey } from './survey.ts';

const ID = 'fill-down';
const FILL = 'fill';
const BLANK = 'blank';

/** What the first row of a group says for the rows below it. */
const LABELS: readonly Field[] = ['year', 'month', 'date', 'country', 'division', 'place', 'drug', 'region', 'subregion'];
/** Blank cells, and their share, from which on a column may be one whose values are written once for several rows. */
const LEAST_BLANK = 2;
const LEAST_SHARE = 0.3;

/** Columns that were said to be filled down. */
export function filledDown(decisions: Record<string, string>): string[] {
  const prefix = `${ID}:`;
  return Object.keys(decisions).flatMap((id) => (id.startsWith(prefix) && decisions[id] === FILL ? [id.slice(prefix.length)] : []));
}

/** Whether a column stands as the heads of groups do: the first row says it, and each value differs from the one before it. */
function headsGroups(survey: Survey, place: number): boolean {
  const cells = survey.sample.map((row) => (row.cells[place] ?? '').trim());
  const filled = cells.filter((cell) => cell !== '');
  const blank = cells.length - filled.length;
  const differ = filled.every((cell, at) => cell !== filled[at - 1]);
  return cells[0] !== '' && filled.length > 0 && differ && blank >= LEAST_BLANK && blank >= cells.length * LEAST_SHARE;
}

/** A column is blank only where the head of its group is blank too, so that it may head a group within the group. */
function isUnder(survey: Survey, place: number, head: number): boolean {
  const blank = (cells: string[], at: number) => (cells[at] ?? '').trim() === '';
  const rows = survey.sample.filter(({ cells }) => blank(cells, place));
  return rows.length > 0 && place > head && rows.every(({ cells }) => blank(cells, head));
}

/** Heads of groups stand left of all that they head; only numbers of rows and other heads stand before them. */
function isLeftmost({ columns }: Survey, place: number, heads: readonly Assigned[]): boolean {
  return columns.slice(0, place).every((profile, at) => isRunningNumber(profile) || heads.some(({ column }) => column.place === at));
}

/** Blank labels under a filled one may mean the same as above, as where cells were merged before the table was saved as text: asked for each column. */
export function fillQuestions(
  survey: Survey,
  assigned: readonly Assigned[],
  decisions: Record<string, string>,
): { questions: OpenQuestion[]; notes: Said[] } {
  const filled = filledDown(decisions);
  const labels = assigned.filter(({ fit }) => fit !== undefined && LABELS.includes(fit.field));
  const heads: Assigned[] = [];
  for (const one of labels) {
    const { header, place } = one.column;
    if (filled.includes(header) || (isLeftmost(survey, place, heads) && headsGroups(survey, place))) heads.push(one);
  }
  const asked = labels.filter(
    ({ column }) =>
      decisions[`${ID}:${column.header}`] === undefined &&
      (heads.some((head) => head.column === column) || heads.some((head) => isUnder(survey, column.place, head.column.place))),
  );
  return {
    questions: asked.map(({ column }) => question(survey, column.place, column.header)),
    notes: filled.map((header): Said => ({ code: 'filled-down', values: { header } })),
  };
}

function question(survey: Survey, place: number, header: string): OpenQuestion {
  const blank = survey.columns[place]?.blank ?? 0;
  return {
    id: `${ID}:${header}`,
    options: [FILL, BLANK].map((value) => ({ value, label: { code: `option-${ID}-${value}`, values: {} } })),
    evidence: { code: 'fill-down-open', values: { header, rows: blank, example: survey.sample[0]?.cells[place]?.slice(0, 60) ?? '' } },
    examples: survey.sample.slice(0, 4).map(({ cells }) => cells.join(' | ').slice(0, 200)),
  };
}
