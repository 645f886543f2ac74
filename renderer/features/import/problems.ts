import type { Recipe, Said } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, Understanding } from '../../../shared/contract/understanding.ts';
import { columnOf, isOfTheFile, kindOf } from './draft.ts';
import { columnNamed } from './edits.ts';
import { isCodeField, lostOf, placedNow } from './outcomes.ts';

/** One thing to look at, with the place it is decided. `count` is rows, or 0 where rows do not count. */
export interface Problem {
  id: string;
  kind: 'question' | 'unplaced' | 'unread' | 'ragged' | 'left-out' | 'misfit';
  place: { pane: 'file' } | { pane: 'mapping'; header: string | null } | { pane: 'result' };
  values: Record<string, string | number>;
  said?: Said;
  count: number;
}

/** What must be answered first, then what would be lost, most rows first, then what was left out. */
export function problemsOf(understanding: Understanding, recipe: Recipe, questions: OpenQuestion[]): Problem[] {
  return [
    ...questions.map(questionProblem),
    ...lossProblems(understanding, recipe),
    ...raggedProblem(understanding),
    ...understanding.leftOut
      .filter(({ kind, count }) => kind !== 'blank' && count > 0)
      .map(({ kind, count }) => leftOutProblem(kind, count)),
    ...understanding.misfits.map(misfitProblem),
  ];
}

function questionProblem(question: OpenQuestion): Problem {
  const header = columnOf(question.id);
  return {
    id: `question ${question.id}`,
    kind: 'question',
    place: isOfTheFile(question.id) ? { pane: 'file' } : { pane: 'mapping', header },
    values: { question: kindOf(question.id), header: header ?? '' },
    count: 0,
  };
}

function lossProblems(understanding: Understanding, recipe: Recipe): Problem[] {
  const found = understanding.columns.flatMap((column): Problem[] => {
    const decided = columnNamed(recipe, column.header);
    if (!decided || decided.field === null || decided.off) return [];
    const { values, rows } = lostOf(placedNow(column, decided));
    if (values === 0) return [];
    const kind = isCodeField(decided.field) ? 'unplaced' : 'unread';
    return [
      {
        id: `${kind} ${column.header}`,
        kind,
        place: { pane: 'mapping', header: column.header },
        values: { header: column.header, values, rows },
        count: rows,
      },
    ];
  });
  return found.sort((a, b) => b.count - a.count);
}

function raggedProblem({ rows }: Understanding): Problem[] {
  const count = rows.filter(({ part }) => part === 'ragged').length;
  return count === 0 ? [] : [{ id: 'ragged', kind: 'ragged', place: { pane: 'file' }, values: { rows: count }, count }];
}

function leftOutProblem(part: string, count: number): Problem {
  return { id: `left-out ${part}`, kind: 'left-out', place: { pane: 'file' }, values: { part, rows: count }, count };
}

function misfitProblem(said: Said, at: number): Problem {
  return { id: `misfit ${at}`, kind: 'misfit', place: { pane: 'result' }, values: {}, said, count: 0 };
}
