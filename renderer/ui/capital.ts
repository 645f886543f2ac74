import type { Wording } from '../../shared/report/wording.ts';

/** A phrase that begins a line: its first letter large. */
export function capital(words: Wording, phrase: string): string {
  const [first = ''] = phrase;
  return first.toLocaleUpperCase(words.language) + phrase.slice(first.length);
}

/** The name of a facet as it begins a line or heads a column. */
export function facetName(words: Wording, facet: string): string {
  return capital(words, words.text(`report.facet.${facet}`));
}
