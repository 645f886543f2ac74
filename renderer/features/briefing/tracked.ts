import type { Recommendation } from '../../../shared/contract/recommendations.ts';
import { needsOf } from '../../../shared/document/answer-needs.ts';
import type { Texts } from '../../../shared/document/composition.ts';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';

export const GROUPINGS = ['meeting', 'addressee', 'theme', 'state'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What the next questionnaire asks of an answer and that is not there yet. */
export const NEEDS = ['answer', 'length', 'legislation', 'figures', 'languages'] as const;
export type Need = (typeof NEEDS)[number];

/** In the language asked for, else in one it is written in. */
export function textIn(texts: Texts, language: Language): string {
  return texts[language] || Object.values(texts).find(Boolean) || '';
}

/** A recommendation that does not apply needs nothing; one without an action needs its answer first. */
export function missingOf(recommendation: Recommendation): Need[] {
  const { state, actions } = recommendation;
  if (state === 'not-applicable') return [];
  if (actions.length === 0) return ['answer'];
  const asked = LANGUAGES.flatMap((language) => needsOf(recommendation, language).map(({ kind }) => kind));
  const has = (find: (action: Recommendation['actions'][number]) => boolean) => actions.some(find);
  const needs: Record<Need, boolean> = {
    answer: false,
    legislation: !has(({ legislation }) => Object.values(legislation).some(Boolean)),
    figures: !has(({ findings }) => findings.length > 0),
    length: asked.includes('long-answer'),
    languages: asked.includes('untranslated'),
  };
  return NEEDS.filter((need) => needs[need]);
}

/** By what they share, in the order in which it first occurs; what has none of it comes last under an empty name. */
export function groupBy(list: readonly Recommendation[], grouping: Grouping, language: Language): [string, Recommendation[]][] {
  const groups = Map.groupBy(list, (one) => (grouping === 'meeting' ? textIn(one.meeting, language) : one[grouping]).trim());
  return [...groups].sort(([one], [other]) => Number(one === '') - Number(other === ''));
}
