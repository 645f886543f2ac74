import { createWording } from '../report/create-wording.ts';
import { LANGUAGES, type Language, type Wording } from '../report/wording.ts';
import { bracketsOf } from './alternatives.ts';
import type { Texts } from './composition.ts';
import type { Run } from './paper.ts';

/** A message in every language, so that a draft can be read in each. */
export function inAll(key: string, values?: Record<string, string | number>): Texts {
  return Object.fromEntries(LANGUAGES.map((language) => [language, createWording(language).text(key, values)]));
}

/**
 * Free text as a document prints it. What was not written in its language stands in the language it was written in, marked `[English
 * only]` and tagged; nothing where it was not written at all.
 */
export function runsOf(texts: Texts, words: Wording): Run[] {
  const own = written(texts, words.language);
  if (own) return [{ text: own }];
  const other = LANGUAGES.find((language) => written(texts, language));
  if (!other) return [];
  return [{ text: `${words.text(`document.only.${other}`)} ` }, { text: written(texts, other), language: other }];
}

/** The same as one line, for a title or a name. */
export function plainOf(texts: Texts, words: Wording): string {
  return runsOf(texts, words)
    .map((run) => run.text)
    .join('');
}

/** Free text in its language, or in the first it was written in. */
export function plainText(texts: Texts, language: Language): string {
  return written(texts, language) || LANGUAGES.map((other) => written(texts, other)).find(Boolean) || '';
}

/** As it stands: without what is struck out. */
export function joined(runs: readonly Run[]): string {
  return runs.flatMap((run) => (run.deleted ? [] : run.text)).join('');
}

function written(texts: Texts, language: Language): string {
  return bracketed(cleanText(texts[language] ?? '').trim());
}

/** Alternatives under negotiation as United Nations drafts print them: `[rose | grew]` as `[rose] [grew]`. */
function bracketed(text: string): string {
  return bracketsOf(text)
    .filter(({ alternatives }) => alternatives.length > 1)
    .toReversed()
    .reduce((done, { from, to, alternatives }) => {
      const each = alternatives.map((one) => `[${one}]`).join(' ');
      return `${done.slice(0, from)}${each}${done.slice(to)}`;
    }, text);
}

/** Without what no XML document can hold; line breaks and tabs become spaces, half of a surrogate pair is left out. */
export function cleanText(text: string): string {
  return text.replace(/\s*[\t\n\r\u2028\u2029]+\s*/g, ' ').replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
}
