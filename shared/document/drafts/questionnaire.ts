import type { Recommendation } from '../../contract/recommendations.ts';
import { createWording } from '../../report/create-wording.ts';
import { LANGUAGES } from '../../report/wording.ts';
import { issueTitle } from '../answers.ts';
import type { Texts } from '../composition.ts';
import { inAll, plainOf } from '../texts.ts';
import { heading, type NewPart, prose } from './parts.ts';

/** The head of the form, guidance, then a form for each recommendation under its meeting and issue; one empty form where none is known. */
export function questionnaireParts(recommendations: readonly Recommendation[]): NewPart[] {
  const text = (name: string) => inAll(`document.draft.questionnaire.${name}`);
  return [
    { kind: 'made', what: 'submission-form' },
    prose(text('return')),
    heading(1, text('guidance')),
    prose(text('summary')),
    ...(recommendations.length > 0 ? answers(recommendations) : [prose(text('none')), answer(0)]),
  ];
}

/** Names the meeting where all recommendations are of one. */
export function questionnaireTitle(recommendations: readonly Recommendation[]): Texts {
  const [first] = recommendations;
  const meetings = new Set(recommendations.map(({ meeting }) => JSON.stringify(meeting)));
  if (!first || meetings.size > 1 || Object.keys(first.meeting).length === 0) return inAll('document.title.questionnaire');
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const words = createWording(language);
      return [language, words.text('document.draft.questionnaire.title', { meeting: plainOf(first.meeting, words) })];
    }),
  );
}

function answers(recommendations: readonly Recommendation[]): NewPart[] {
  const sets = Map.groupBy(recommendations, ({ meeting, issue }) => JSON.stringify([meeting, issue]));
  return [...sets.values()].flatMap((set) => {
    const title = titleOf(set[0]);
    return [...(Object.values(title).some(Boolean) ? [heading(1, title)] : []), ...set.map(({ id }) => answer(id))];
  });
}

function titleOf(first: Recommendation | undefined): Texts {
  if (!first) return {};
  return Object.fromEntries(LANGUAGES.map((language) => [language, issueTitle(first, createWording(language))]));
}

function answer(recommendation: number): NewPart {
  return { kind: 'answer', recommendation };
}
