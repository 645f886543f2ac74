export type PlaceMatch = 'same' | 'unknown' | 'other';

/** A place's name without case, accents, punctuation and double spaces. */
export function foldPlace(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Folded names: equal, or the words of one all in the other ("port of X", "X"). A blank one says nothing. */
export function comparePlaces(one: string, other: string): PlaceMatch {
  if (one === '' || other === '') return 'unknown';
  if (one === other) return 'same';
  const [few, many] = [one.split(' '), other.split(' ')].sort((a, b) => a.length - b.length) as [string[], string[]];
  const words = new Set(many);
  return few.every((word) => words.has(word)) ? 'same' : 'other';
}
