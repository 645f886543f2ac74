import { LANGUAGES, type Language } from '../report/wording.ts';
import type { Composition } from './composition.ts';
import { accept, changesOf, type Piece, reject } from './pieces.ts';
import { originalOf, withWritten, writtenAt } from './places.ts';
import { piecesOf, stillRight, withPieces } from './written.ts';

/** What to do about changes: one by its place among those of a text, or all of them (null). */
export interface Decision {
  change: number | null;
  accept: boolean;
}

/** The pieces once it is decided; undefined where there is no such change. */
export function decided(pieces: readonly Piece[], { change, accept: isAccepted }: Decision): Piece[] | undefined {
  const one = change === null ? undefined : changesOf(pieces)[change];
  if (change !== null && !one) return undefined;
  return isAccepted ? accept(pieces, one) : reject(pieces, one);
}

export function decideAt(document: Composition, place: string, language: Language, decision: Decision): Composition {
  const written = writtenAt(document, place);
  const pieces = decided(piecesOf(written, language) ?? [], decision);
  return pieces && piecesOf(written, language)
    ? withWritten(document, place, withPieces(written, language, pieces, originalOf(document)))
    : document;
}

/** Every open change of the document in one language. */
export function decideAll(document: Composition, language: Language, isAccepted: boolean): Composition {
  const places = (document.tracks ?? []).map(({ place }) => place);
  return places.reduce((now, place) => decideAt(now, place, language, { change: null, accept: isAccepted }), document);
}

export function translationRight(document: Composition, place: string, language: Language): Composition {
  return withWritten(document, place, stillRight(writtenAt(document, place), language));
}

/** Whether a change is open in one language, or in any. */
export function hasChanges(document: Composition, language?: Language): boolean {
  const languages = language ? [language] : LANGUAGES;
  return (document.tracks ?? []).some(({ place }) => languages.some((one) => piecesOf(writtenAt(document, place), one)));
}
