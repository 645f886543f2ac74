import type { Said } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion } from '../../../shared/contract/understanding.ts';
import { type Question, StowageError } from '../../../shared/errors.ts';
import { createWording } from '../../../shared/report/create-wording.ts';

/** What was found, in English, for the command line and for errors. */
export function sayEnglish({ code, values }: Said): string {
  return createWording('en').text(`understand.${code}`, values);
}

const SHOWN_EXAMPLES = 5;

/** A question as an error carries it. */
export function plainQuestion({ id, options, evidence, examples }: OpenQuestion): Question {
  const shown = examples.slice(0, SHOWN_EXAMPLES).map((example) => `"${example}"`);
  const evidenceText = [sayEnglish(evidence), ...(shown.length === 0 ? [] : [`For example ${shown.join(', ')}.`])].join(' ');
  return { id, options: options.map(({ value }) => value), evidence: evidenceText };
}

export function needsDecision(open: OpenQuestion[]): StowageError {
  const questions = open.map(plainQuestion);
  const what = questions.length === 1 ? 'One thing cannot' : `${questions.length} things cannot`;
  return new StowageError(
    'needs-decision',
    `${what} be proved from the file and must be decided: ${questions.map(({ id }) => id).join(', ')}. Nothing was imported. Answer with --decide id=value or on screen, or import with a recipe.`,
    { questions },
  );
}
