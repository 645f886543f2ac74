import type { Recipe } from '../../../shared/contract/recipe.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { WriteDb } from '../db/connect.ts';
import { appendLog } from '../db/queries/log.ts';
import { deleteRecipe, insertRecipe, updateRecipe } from '../db/queries/recipes.ts';
import type { TaskContext } from '../jobs/write-tasks.ts';

export interface SaveRecipe {
  recipe: Recipe;
  /** Replaces this one. */
  id?: number | undefined;
  at: string;
}

const NO_RECIPE = 'There is no saved recipe with this number. Nothing was changed.';

export function saveRecipe(db: WriteDb, { recipe, id, at }: SaveRecipe, task: TaskContext): { id: number } {
  return db.transaction(() => {
    const row = { recipe, at, by: task.analyst };
    if (id !== undefined && !updateRecipe(db, id, row)) throw new StowageError('not-found', NO_RECIPE);
    const saved = id ?? insertRecipe(db, row);
    appendLog(db, { analyst: task.analyst, action: 'recipe.saved', objects: { recipe: saved } });
    return { id: saved };
  })();
}

export function removeRecipe(db: WriteDb, { id }: { id: number }, task: TaskContext): void {
  db.transaction(() => {
    if (!deleteRecipe(db, id)) throw new StowageError('not-found', NO_RECIPE);
    appendLog(db, { analyst: task.analyst, action: 'recipe.removed', objects: { recipe: id } });
  })();
}
