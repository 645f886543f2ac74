import { toLatin } from './transliterate.ts';

/**
 * A key that words share when they sound alike in English, French, Spanish, Portuguese or Russian: consonants by class, vowels left out
 * but for a first one. `h`, `g` and `j` are one class, as Russian writes `г` for `h` and Spanish `j` and `g` for the same sound; so are
 * `b`, `v` and `w`, and `s`, `z`, soft `c` and `ç`.
 */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^h(?=[aeiou])/g, 'g'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/shch|tsch|sch|tch|sh|ch/g, 'x'],
  [/zh/g, 'g'],
  [/kh/g, 'g'],
  [/gn|ny|nh/g, 'n'],
  [/lh/g, 'l'],
  [/gu(?=[eiy])/g, 'g'],
  [/qu|q|ck/g, 'k'],
  [/ts|tz|cz/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/[cq]/g, 'k'],
  [/z/g, 's'],
  [/[hj]/g, 'g'],
  [/[vw]/g, 'b'],
  [/(?<=.)[aeiouy]+/g, ''],
  [/[yi](?=.)/g, 'i'],
  [/(.)\1+/g, '$1'],
];

/** The key of one word, and for several words their keys in order, without spaces. Empty for text without letters. */
export function soundKey(text: string): string {
  return toLatin(text)
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .map((word) => CLASSES.reduce((form, [pattern, to]) => form.replace(pattern, to), word))
    .join('');
}
