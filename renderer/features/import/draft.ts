import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, Understanding } from '../../../shared/contract/understanding.ts';
import type { History as Histories } from '../../app/history.ts';

/** What the person decided about a file so far: answers to its questions, and the recipe where it was edited by hand. */
export interface Draft {
  recipe: Recipe | null;
  decisions: Record<string, string>;
  /** Questions whose answer the recipe says. */
  settled: string[];
  /** The recipe was made for another file: what does not fit this one is of interest. */
  isLoaded: boolean;
}

export type History = Histories<Draft>;

export const UNTOUCHED: Draft = { recipe: null, decisions: {}, settled: [], isLoaded: false };

/** Header of the column a question is about, or null where it is about the file. */
export function columnOf(questionId: string): string | null {
  const at = questionId.indexOf(':');
  return at < 0 ? null : questionId.slice(at + 1);
}

/** The kind of a question: `date-order:DATE` is one of `date-order`. */
export function kindOf(questionId: string): string {
  return questionId.split(':', 1)[0] ?? questionId;
}

/** Questions about bytes and rows; all others are about what columns hold. */
const OF_THE_FILE = ['encoding', 'delimiter', 'entry', 'sheet', 'header-row', 'sections', 'marks', 'ragged-rows', 'rows'];

export function isOfTheFile(questionId: string): boolean {
  return OF_THE_FILE.includes(kindOf(questionId));
}

/**
 * Questions that still stand. A recipe sent along may say more than the person did, so a question that was asked and not answered stays
 * until it is answered or its column feeds no field any more.
 */
export function openQuestions(before: OpenQuestion[], after: Understanding, draft: Draft): OpenQuestion[] {
  const answered = (id: string) => Object.hasOwn(draft.decisions, id) || draft.settled.includes(id);
  const asked = new Set(after.questions.map(({ id }) => id));
  const kept = before.filter(({ id }) => !asked.has(id) && !answered(id) && (isOfTheFile(id) || isStillThere(after, columnOf(id))));
  return [...after.questions, ...(draft.recipe ? kept : [])];
}

function isStillThere(after: Understanding, header: string | null): boolean {
  return header === null || after.recipe.columns.some((column) => column.header === header && column.field !== null && !column.off);
}

/**
 * What is shown after an edit. A recipe edited here was made from this very file, so that what was found in it still holds, and a value that
 * has no code is no surprise; only one that was loaded is judged by how it fits.
 */
export function afterEdit(before: Understanding, after: Understanding, draft: Draft): Understanding {
  if (!draft.recipe || draft.isLoaded) return after;
  const others = new Map(before.columns.map((column) => [column.header, column.others]));
  const columns = after.columns.map((column) =>
    column.others.length > 0 ? column : { ...column, others: others.get(column.header) ?? [] },
  );
  return { ...after, columns, notes: before.notes, misfits: [] };
}
