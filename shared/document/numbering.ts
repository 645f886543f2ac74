import type { Language } from '../report/wording.ts';
import type { Part } from './composition.ts';

/** Numbers of the paragraphs by the id of their part, from 1; the same in every language, so that a reference is good in each. */
export function paragraphNumbers(parts: readonly Part[]): Map<string, number> {
  const numbered = parts.filter(({ kind }) => kind === 'paragraph' || kind === 'finding');
  return new Map(numbered.map(({ id }, index) => [id, index + 1]));
}

/** `(a)` in English, `a)` in the others, always Latin letters; after z comes aa. */
export function pointLabel(index: number, language: Language): string {
  const letters = letterOf(index);
  return language === 'en' ? `(${letters})` : `${letters})`;
}

function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`;
}
