import { type Replacement, replacements, wordReplacements } from './replacements.ts';

/*
 * A text while its changes are kept: what was put in and what was struck out stand in it, each with who did it and when.
 */

/** Who changed a text, by their sign, and on which day (`YYYY-MM-DD`, UTC). */
export interface Mark {
  by: string;
  on: string;
}

/** A stretch of a text: plain, put in, struck out, or both (put in by one and struck out by another). */
export interface Piece {
  text: string;
  inserted?: Mark | undefined;
  deleted?: Mark | undefined;
}

/** Pieces side by side that one person changed: taken over or turned down together. `from` and `to`: their places, the latter behind the last. */
export interface Change extends Mark {
  from: number;
  to: number;
  inserted: string;
  deleted: string;
}

/** The text if every change is accepted: what is written now. */
export function standing(pieces: readonly Piece[]): string {
  return textOf(pieces.filter(({ deleted }) => !deleted));
}

/** The text if every change is rejected. */
export function former(pieces: readonly Piece[]): string {
  return textOf(pieces.filter(({ inserted }) => !inserted));
}

export function isOpen(pieces: readonly Piece[]): boolean {
  return pieces.some(({ inserted, deleted }) => inserted ?? deleted);
}

/**
 * The pieces once the text reads as `next`. With a mark its changes are kept, without one they are made at once. What is written as it was
 * before is no change. As long as one person alone changes a text, whole words are told apart; what another changed is never touched.
 */
export function reworded(pieces: readonly Piece[], next: string, mark: Mark | null): Piece[] {
  if (next === former(pieces)) return merged([{ text: next }]);
  if (mark && pieces.every((piece) => isBy(piece, mark.by))) return retold(pieces, next, mark);
  const made = replacements(standing(pieces), next).reduceRight<Piece[]>((now, one) => replaced(now, one, mark), [...pieces]);
  const idle = changesOf(made).filter(({ inserted, deleted }) => inserted === deleted);
  return idle.reduceRight<Piece[]>((now, change) => reject(now, change), made);
}

/** Compared with the text as it was, so that typing over the whole of it changes only the words that differ. Changes that stay keep their day. */
function retold(pieces: readonly Piece[], next: string, mark: Mark): Piece[] {
  const base = former(pieces);
  const made = wordReplacements(base, next).reduceRight<Piece[]>((now, one) => replaced(now, one, mark), [{ text: base }]);
  const before = (text: string, kind: 'inserted' | 'deleted') => pieces.find((piece) => piece.text === text && piece[kind])?.[kind] ?? mark;
  return made.map(({ text, inserted, deleted }) => {
    if (deleted) return { text, deleted: before(text, 'deleted') };
    return inserted ? { text, inserted: before(text, 'inserted') } : { text };
  });
}

function isBy({ inserted, deleted }: Piece, by: string): boolean {
  return [inserted, deleted].every((mark) => mark === undefined || mark.by === by);
}

export function changesOf(pieces: readonly Piece[]): Change[] {
  const found: Change[] = [];
  for (const [at, { text, inserted, deleted }] of pieces.entries()) {
    const mark = deleted ?? inserted;
    if (!mark) continue;
    const last = found.at(-1);
    const change = last?.to === at && last.by === mark.by ? last : { ...mark, from: at, to: at, inserted: '', deleted: '' };
    if (change !== last) found.push(change);
    change.to = at + 1;
    change[deleted ? 'deleted' : 'inserted'] += text;
    if (mark.on > change.on) change.on = mark.on;
  }
  return found;
}

/** Without a change every one of them. */
export function accept(pieces: readonly Piece[], change: Pick<Change, 'from' | 'to'> = whole(pieces)): Piece[] {
  return settled(pieces, change, ({ text, deleted }) => (deleted ? [] : [{ text }]));
}

/** Without a change every one of them. What one put in and another struck out stays put in when the striking alone is turned down. */
export function reject(pieces: readonly Piece[], change?: Pick<Change, 'from' | 'to'>): Piece[] {
  if (!change) return [{ text: former(pieces) }];
  return settled(pieces, change, ({ text, inserted, deleted }) => {
    if (deleted) return [inserted ? { text, inserted } : { text }];
    return inserted ? [] : [{ text }];
  });
}

function whole(pieces: readonly Piece[]): { from: number; to: number } {
  return { from: 0, to: pieces.length };
}

function settled(pieces: readonly Piece[], { from, to }: { from: number; to: number }, settle: (piece: Piece) => Piece[]): Piece[] {
  return merged(pieces.flatMap((piece, at) => (at >= from && at < to ? settle(piece) : [piece])));
}

function replaced(pieces: readonly Piece[], { from, to, text }: Replacement, mark: Mark | null): Piece[] {
  const cut = splitAt(splitAt(pieces, from), to);
  const done: Piece[] = [];
  let [place, at] = [0, 0];
  for (const piece of cut) {
    const start = place;
    if (!piece.deleted) place += piece.text.length;
    const isStruck = !piece.deleted && start >= from && place <= to;
    done.push(...(isStruck ? struck(piece, mark) : [piece]));
    if (!piece.deleted && place <= to) at = done.length;
  }
  return merged(done.toSpliced(placeOf(done, at, mark), 0, mark ? { text, inserted: mark } : { text }));
}

/** Behind what the same person put in there, else behind what is struck out there. */
function placeOf(pieces: readonly Piece[], at: number, mark: Mark | null): number {
  const before = pieces[at - 1];
  if (before?.inserted && !before.deleted && before.inserted.by === mark?.by) return at;
  const next = pieces.findIndex(({ deleted }, index) => index >= at && !deleted);
  return next < 0 ? pieces.length : next;
}

/** What somebody put in themselves is gone when they take it out. */
function struck(piece: Piece, mark: Mark | null): Piece[] {
  return mark === null || piece.inserted?.by === mark.by ? [] : [{ ...piece, deleted: mark }];
}

/** Two pieces where a place of the standing text lies within one. */
function splitAt(pieces: readonly Piece[], place: number): Piece[] {
  let start = 0;
  return pieces.flatMap((piece) => {
    if (piece.deleted) return [piece];
    const at = place - start;
    start += piece.text.length;
    return at <= 0 || at >= piece.text.length
      ? [piece]
      : [
          { ...piece, text: piece.text.slice(0, at) },
          { ...piece, text: piece.text.slice(at) },
        ];
  });
}

function merged(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = [];
  for (const piece of pieces) {
    const last = done.at(-1);
    if (piece.text === '') continue;
    if (last && isSame(last.inserted, piece.inserted) && isSame(last.deleted, piece.deleted))
      done[done.length - 1] = { ...last, text: last.text + piece.text };
    else done.push(piece);
  }
  return done;
}

function isSame(one: Mark | undefined, other: Mark | undefined): boolean {
  return one?.by === other?.by && one?.on === other?.on;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
