import { keptPieces } from './sentence-changes.ts';

/** A stretch of a text, by its places, and what stands there afterwards; either may be empty. */
export interface Replacement {
  from: number;
  to: number;
  text: string;
}

/** Words, figures with the spaces, commas and points between their digits, and single other characters, each with the spaces before it: a space alone holds no two changes apart. */
const WORDS = /\s*(?:\d+(?:[.,\u00a0\u202f]\d+)*|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\d])|\s+$/gu;

/** Above so many pairs of words two texts are not compared word by word: one takes the place of the other. */
const MOST_PAIRS = 4_000_000;

/** What turns one text into another, in order. What both begin and end with is left alone; between, words that stayed keep their place. */
export function replacements(before: string, after: string): Replacement[] {
  const start = sharedStart(before, after);
  const end = sharedEnd(before.slice(start), after.slice(start));
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (old === '' && now === '') return [];
  if (old === '' || now === '') return [{ from: start, to: start + old.length, text: now }];
  return betweenKept(old.match(WORDS) ?? [], now.match(WORDS) ?? [], start);
}

/** The same, with no word taken apart. */
export function wordReplacements(before: string, after: string): Replacement[] {
  const [old, now] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  const start = sharedCount(old, now);
  const end = sharedCount(old.slice(start).toReversed(), now.slice(start).toReversed());
  const place = old.slice(0, start).join('').length;
  return betweenKept(old.slice(start, old.length - end), now.slice(start, now.length - end), place);
}

function sharedCount(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((piece, index) => piece !== other[index]);
  return at < 0 ? one.length : at;
}

function betweenKept(old: string[], now: string[], start: number): Replacement[] {
  const kept = old.length * now.length > MOST_PAIRS ? [] : keptPieces(old, now);
  const found: Replacement[] = [];
  let [from, to, place] = [0, 0, start];
  for (const [oldAt, nowAt] of [...kept, [old.length, now.length] as const]) {
    const [gone, come] = [old.slice(from, oldAt).join(''), now.slice(to, nowAt).join('')];
    if (gone || come) found.push(withoutLead(place, gone, come));
    place += gone.length + (old[oldAt]?.length ?? 0);
    [from, to] = [oldAt + 1, nowAt + 1];
  }
  return found;
}

/** The spaces before two words are not part of what became what. */
function withoutLead(from: number, gone: string, come: string): Replacement {
  const lead = /^\s*/.exec(gone)?.[0] ?? '';
  const shared = come.startsWith(lead) ? lead.length : 0;
  return { from: from + shared, to: from + gone.length, text: come.slice(shared) };
}

/** Never half of a character that takes two places. */
function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return isHigh(one, at - 1) ? at - 1 : at;
}

function sharedEnd(one: string, other: string): number {
  let count = 0;
  while (count < Math.min(one.length, other.length) && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return isHigh(one, one.length - count - 1) && count > 0 ? count - 1 : count;
}

function isHigh(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[at] ?? '');
}
