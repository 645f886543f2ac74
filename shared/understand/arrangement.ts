import type { Recipe } from '../contract/recipe.ts';
import { columnFits } from './draft-columns.ts';
import { measuresOf } from './measures.ts';
import { sectionsOf } from './sections.ts';
import type { Survey } from './survey.ts';

/** What of a table must be set apart before its columns can be told: headings between its rows, measures in one column. Undefined where nothing must. */
export function arrangementOf(
  survey: Survey,
  decisions: Record<string, string>,
): Pick<Recipe['table'], 'sections' | 'measures'> | undefined {
  const sections = sectionsOf(survey, decisions);
  const measures = measuresOf(columnFits(survey), survey, decisions);
  return sections || measures ? { ...(sections ? { sections } : {}), ...(measures ? { measures } : {}) } : undefined;
}
