import type { Run } from '../paper.ts';
import { cleanText, joined } from '../texts.ts';

/** Text as it may stand in an element or a quoted attribute. */
export function escaped(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A quoted string of CSS; everything but letters, digits and spaces by its number, so that nothing ends the string or the style. */
export function cssString(text: string): string {
  return `"${cleanText(text).replace(/[^\p{L}\p{N} ]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}

/** Footnotes in the order of their marks. */
export interface Notes {
  texts: string[];
}

/** Runs with their language where it is another, and marks that lead to the notes. */
export function runsHtml(runs: readonly Run[], notes: Notes): string {
  return runs.map((run) => textHtml(run) + (run.footnote === undefined ? '' : markHtml(run.footnote, notes))).join('');
}

function textHtml({ text, language, inserted, deleted }: Run): string {
  const plain = language ? `<span lang="${language}">${escaped(text)}</span>` : escaped(text);
  const struck = deleted ? `<del>${plain}</del>` : plain;
  return inserted ? `<ins>${struck}</ins>` : struck;
}

function markHtml(note: string, notes: Notes): string {
  const number = notes.texts.push(note);
  return `<sup><a id="mark-${number}" href="#note-${number}">${number}</a></sup>`;
}

/** The text of runs as it stands, without marks. */
export function plainText(runs: readonly Run[]): string {
  return joined(runs);
}

/** The same with every text made fit for print, and what is no figure left out. */
export function cleaned<T>(value: T): T {
  return cleanedValue(value) as T;
}

function cleanedValue(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(cleanedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanedValue(inner)]));
}
