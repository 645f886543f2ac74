import type { Recipe } from '../../../../shared/contract/recipe.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

export interface SavedRecipe {
  id: number;
  title: string;
  savedAt: string;
  savedBy: string;
  recipe: Recipe;
}

const LIST = 'SELECT id, title, json, saved_at AS savedAt, saved_by AS savedBy FROM recipe ORDER BY title, id';

export function listRecipes(db: ReadDb | WriteDb): SavedRecipe[] {
  const rows = db.prepare<[], Omit<SavedRecipe, 'recipe'> & { json: string }>(LIST).all();
  return rows.map(({ json, ...row }) => ({ ...row, recipe: JSON.parse(json) as Recipe }));
}

export interface RecipeToSave {
  recipe: Recipe;
  /** UTC instant. */
  at: string;
  by: string;
}

export function insertRecipe(db: WriteDb, { recipe, at, by }: RecipeToSave): number {
  const insert = db.prepare('INSERT INTO recipe (title, json, saved_at, saved_by) VALUES (?, ?, ?, ?)');
  return Number(insert.run(recipe.title, JSON.stringify(recipe), at, by).lastInsertRowid);
}

/** False when there is no recipe with this number. */
export function updateRecipe(db: WriteDb, id: number, { recipe, at, by }: RecipeToSave): boolean {
  const update = db.prepare('UPDATE recipe SET title = ?, json = ?, saved_at = ?, saved_by = ? WHERE id = ?');
  return update.run(recipe.title, JSON.stringify(recipe), at, by, id).changes === 1;
}

/** False when there is no recipe with this number. */
export function deleteRecipe(db: WriteDb, id: number): boolean {
  return db.prepare('DELETE FROM recipe WHERE id = ?').run(id).changes === 1;
}
