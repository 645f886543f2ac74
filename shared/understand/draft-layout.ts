import type { Said } from '../contract/recipe.ts';
import { type Layout, recipeOfLayout } from '../domain/layout.ts';
import type { DraftContext, Drafting } from './draft.ts';
import { decideReading } from './read-rules.ts';
import type { Survey } from './survey.ts';

/** The recipe of a recognised layout. Where its files differ in dates or decimals, this file must prove them. */
export function draftLayout(layout: Layout, survey: Survey, context: DraftContext): Drafting {
  const recipe = recipeOfLayout(layout, survey.header.headers);
  const known: Said = { code: 'layout-recognised', values: { layout: layout.title } };
  if (layout.settled) return { recipe, questions: [], notes: [known] };
  const fixed = new Set(layout.fields.filter(({ read }) => read !== undefined).map(({ field }) => field));
  const decided = decideReading(recipe, survey, context.decisions, ({ field }) => field === null || fixed.has(field));
  return { ...decided, notes: [known, ...decided.notes] };
}
