import type { Recommendation } from '../contract/recommendations.ts';
import { LANGUAGES, type Language } from '../report/wording.ts';
import { countWords, type DocumentCheck, MOST_ANSWER_WORDS } from './checks.ts';
import type { Composition } from './composition.ts';
import { plainText } from './texts.ts';

/** What the reply to a recommendation still lacks in one language. */
export type AnswerNeed =
  | { kind: 'no-answer' }
  /** Of what was done: `n` words where `of` are allowed. */
  | { kind: 'long-answer'; n: number; of: number }
  /** Texts that were written, but not in this language. */
  | { kind: 'untranslated'; n: number };

/** What the next questionnaire will ask of a recommendation and does not find. One that does not apply needs nothing. */
export function needsOf({ state, actions }: Pick<Recommendation, 'state' | 'actions'>, language: Language): AnswerNeed[] {
  if (state === 'not-applicable') return [];
  if (actions.length === 0) return [{ kind: 'no-answer' }];
  const words = answerWords(actions, language);
  const texts = actions.flatMap(({ text, legislation, obstacles }) => [text, legislation, obstacles]);
  const missing = texts.filter((text) => !text[language]?.trim() && LANGUAGES.some((other) => text[other]?.trim())).length;
  return [
    ...(words > MOST_ANSWER_WORDS ? [{ kind: 'long-answer' as const, n: words, of: MOST_ANSWER_WORDS }] : []),
    ...(missing > 0 ? [{ kind: 'untranslated' as const, n: missing }] : []),
  ];
}

/** Words of what was done, as the reply prints it in this language. */
export function answerWords(actions: Recommendation['actions'], language: Language): number {
  return actions.reduce((sum, { text }) => sum + countWords(plainText(text, language)), 0);
}

/** The same as checks of a document that answers recommendations; none for the empty form. */
export function checkAnswers(
  { parts }: Pick<Composition, 'parts'>,
  recommendations: readonly Recommendation[],
  language: Language,
): DocumentCheck[] {
  return parts.flatMap((part): DocumentCheck[] => {
    const found = part.kind === 'answer' ? recommendations.find(({ id }) => id === part.recommendation) : undefined;
    if (!found) return [];
    return needsOf(found, language).map((need) => ({ part: part.id, point: null, n: 0, of: LANGUAGES.length, ...need }));
  });
}
