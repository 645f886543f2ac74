import type { Recipe } from '../contract/recipe.ts';
import { dittosOf } from './ditto.ts';
import { columnFits } from './draft-columns.ts';
import { marksOf } from './marks.ts';
import { measuresOf } from './measures.ts';
import { sectionsOf } from './sections.ts';
import type { Survey } from './survey.ts';

/**
 * What of a table must be set apart before its columns can be told: headings between its rows, ditto marks, measures in one column. Undefined where
 * nothing must.
 */
export function arrangementOf(
  survey: Survey,
  decisions: Record<string, string>,
): Pick<Recipe['table'], 'sections' | 'measures' | 'marks' | 'ditto'> | undefined {
  const fits = columnFits(survey);
  const sections = sectionsOf(survey, decisions);
  const measures = measuresOf(fits, survey, decisions);
  const ditto = dittosOf(fits, survey, decisions);
  const marks = marksOf(fits, survey, decisions);
  const arranged = {
    ...(marks ? { marks } : {}),
    ...(sections ? { sections } : {}),
    ...(measures ? { measures } : {}),
    ...(ditto ? { ditto } : {}),
  };
  return Object.keys(arranged).length > 0 ? arranged : undefined;
}
