import { LANGUAGES, type Language } from '../report/wording.ts';
import type { Texts } from './composition.ts';
import { isOpen, type Mark, type Piece, reworded, standing } from './pieces.ts';

/** What is known of a text beside its wording; both absent where there is nothing to know. */
export interface Track {
  /** Changes that are kept until somebody decides; their standing text is the text itself. */
  changes?: Partial<Record<Language, Piece[]>> | undefined;
  /** Of translations that are behind: the wording of the original they were made from. */
  earlier?: Texts | undefined;
}

/** A text in its languages with its track. */
export interface Written extends Track {
  text: Texts;
}

/** How a text is edited: whose changes are kept (null: none), and in which language the original is written. */
export interface Editing {
  mark: Mark | null;
  original: Language;
}

/** The pieces of a text in one language; undefined where no change is kept, or where they do not add up to the text. */
export function piecesOf({ text, changes }: Written, language: Language): Piece[] | undefined {
  const pieces = changes?.[language];
  return pieces && standing(pieces) === (text[language] ?? '') && isOpen(pieces) ? pieces : undefined;
}

/** Languages whose text was translated from an earlier wording of the original. */
export function behindIn({ text, earlier }: Written): Language[] {
  return LANGUAGES.filter((language) => earlier?.[language] !== undefined && text[language]);
}

/** The text once it reads as `next`, with its changes kept where there is a mark, and translations that are behind it told. */
export function rewrite(written: Written, next: Texts, { mark, original }: Editing): Written {
  const changes = new Map<Language, Piece[]>();
  for (const language of LANGUAGES) {
    const [before, after] = [written.text[language] ?? '', next[language] ?? ''];
    const kept = piecesOf(written, language) ?? (mark ? [{ text: before }] : undefined);
    const pieces = before === after ? piecesOf(written, language) : kept && reworded(kept, after, mark);
    if (pieces && isOpen(pieces)) changes.set(language, pieces);
  }
  return writtenOf(next, changes, earlierOf(written, next, original));
}

/** The text with the pieces of one language in the place of what it had. */
export function withPieces(written: Written, language: Language, pieces: Piece[], original: Language): Written {
  const { [language]: _, ...others } = written.text;
  const text = standing(pieces);
  const next: Texts = text === '' ? others : { ...others, [language]: text };
  const changes = new Map(LANGUAGES.flatMap((one) => entry(one, one === language ? pieces : piecesOf(written, one))));
  return writtenOf(next, changes, earlierOf(written, next, original));
}

/** A translation that somebody looked at and found good. */
export function stillRight({ earlier, ...written }: Written, language: Language): Written {
  const { [language]: _, ...others } = earlier ?? {};
  return { ...written, ...(Object.keys(others).length > 0 ? { earlier: others } : {}) };
}

function entry(language: Language, pieces: Piece[] | undefined): [Language, Piece[]][] {
  return pieces && isOpen(pieces) ? [[language, pieces]] : [];
}

function writtenOf(text: Texts, changes: ReadonlyMap<Language, Piece[]>, earlier: Texts): Written {
  return {
    text,
    ...(changes.size > 0 ? { changes: Object.fromEntries(changes) } : {}),
    ...(Object.keys(earlier).length > 0 ? { earlier } : {}),
  };
}

/** A translation falls behind when the original changes without it, and is none once it is written anew or the original is as it was. */
function earlierOf({ text, earlier = {} }: Written, next: Texts, original: Language): Texts {
  const [was, is] = [text[original], next[original]];
  const behind = LANGUAGES.flatMap((language): [Language, string][] => {
    const isUntouched = language !== original && Boolean(next[language]) && next[language] === text[language];
    const from = isUntouched && is ? (earlier[language] ?? was) : undefined;
    return from === undefined || from === is ? [] : [[language, from]];
  });
  return Object.fromEntries(behind);
}
