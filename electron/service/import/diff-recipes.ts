import type { Recipe } from '../../../shared/contract/recipe.ts';

export interface RecipeChange {
  /** Such as `columns[Quantity].read.decimal`; parts of a list are named by their header, value or field. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  from: string;
  to: string;
}

/** What differs between two recipes; the reasons that were given for a decision are no difference. */
export function diffRecipes(from: Recipe, to: Recipe): RecipeChange[] {
  const [before, after] = [leavesOf(from), leavesOf(to)];
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path): RecipeChange[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) return [];
    if (old === undefined) return [{ path, kind: 'added', from: '', to: now ?? '' }];
    return now === undefined ? [{ path, kind: 'removed', from: old, to: '' }] : [{ path, kind: 'changed', from: old, to: now }];
  });
}

/** Lists whose parts are told apart by what they are about, not by their place. */
const NAMED_BY = ['header', 'from', 'kind', 'field'] as const;
const REASONS = new Set(['reason']);

function leavesOf(recipe: Recipe): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (isPlainList(value)) leaves.set(path, JSON.stringify(value));
    else if (Array.isArray(value)) visitList(value, path);
    else if (isObject(value)) for (const [key, part] of Object.entries(value)) visitPart(key, part, path);
    else if (value !== undefined) leaves.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  };
  const visitPart = (key: string, part: unknown, path: string): void => {
    if (!REASONS.has(key)) visit(part, path === '' ? key : `${path}.${key}`);
  };
  const visitList = (list: unknown[], path: string): void => {
    const seen = new Map<string, number>();
    for (const [at, part] of list.entries()) {
      const name = nameOf(part) ?? String(at);
      const turn = (seen.get(name) ?? 0) + 1;
      seen.set(name, turn);
      visit(part, `${path}[${name}${turn > 1 ? `#${turn}` : ''}]`);
    }
  };
  visit(recipe, '');
  return leaves;
}

function nameOf(part: unknown): string | undefined {
  if (!isObject(part)) return undefined;
  for (const key of NAMED_BY) if (typeof part[key] === 'string') return part[key];
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && value.every((part) => typeof part !== 'object' || part === null) && value.length > 0;
}
