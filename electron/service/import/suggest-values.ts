import type { ValueChoice } from '../../../shared/contract/recipe.ts';
import { foldValue } from '../../../shared/domain/crosswalk.ts';
import { FIELDS } from '../../../shared/domain/fields.ts';
import { missingCode } from '../../../shared/domain/missing.ts';
import { facetLetter } from '../../../shared/domain/vocabulary.ts';
import { StowageError } from '../../../shared/errors.ts';
import { type RememberedChoice, type Suggestion, suggest } from '../../../shared/reconcile/suggest.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { ReadDb } from '../db/connect.ts';
import { choicesOfOthers, choicesOfSource } from '../db/queries/choices.ts';
import { isCodeField } from './place-value.ts';

export interface SuggestInput {
  field: string;
  values: string[];
  /** What was decided for this source comes first; what was decided for others is offered lower. */
  source: string;
  language: Language;
}

/** A choice made for another source is a hint, not an answer. */
const FOR_OTHERS = 0.9;

export function suggestValues(
  db: ReadDb,
  { field, values, source, language }: SuggestInput,
): { suggestions: { value: string; suggestions: Suggestion[] }[] } {
  const known = FIELDS.find((name) => name === field);
  if (!known || !isCodeField(known))
    throw new StowageError('invalid-input', `There is no vocabulary for "${field.slice(0, 60)}". Nothing was changed.`);
  const letter = facetLetter(known);
  const own = choicesOfSource(db, source, known).map((choice) => rememberedOf(choice, letter));
  const ownValues = new Set(own.map(({ value }) => value));
  const others = choicesOfOthers(db, source, known)
    .map((choice) => rememberedOf(choice, letter))
    .filter(({ value }) => !ownValues.has(value));
  const otherCodes = new Map(others.map((choice) => [choice.value, JSON.stringify(choice.codes)]));
  const remembered = [...own, ...others];
  return {
    suggestions: values.map((value) => ({
      value,
      suggestions: lowerOthers(suggest(known, value, { language, remembered }), ownValues, otherCodes),
    })),
  };
}

function rememberedOf({ from, to, missing }: ValueChoice, letter: string): RememberedChoice {
  return { value: from, codes: to.length > 0 || missing === undefined ? to : [missingCode(letter, missing)] };
}

function lowerOthers(found: Suggestion[], own: ReadonlySet<string>, others: ReadonlyMap<string, string>): Suggestion[] {
  const isOthers = ({ how, matched, codes }: Suggestion): boolean =>
    how === 'remembered' && !own.has(foldValue(matched)) && others.get(foldValue(matched)) === JSON.stringify(codes);
  return found
    .map((suggestion) => (isOthers(suggestion) ? { ...suggestion, score: suggestion.score * FOR_OTHERS } : suggestion))
    .sort((a, b) => b.score - a.score);
}
