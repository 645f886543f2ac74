/** Endings of the genitive in Russian, in which titles name what was seized, and those of the dictionary. */
const GENITIVE: readonly [ending: RegExp, nominative: string][] = [
  [/а$/u, ''],
  [/ы$/u, 'а'],
  [/и$/u, 'я'],
  [/и$/u, 'ь'],
  [/я$/u, 'й'],
  [/ия$/u, 'ии'],
];
const SHORTEST = 4;

/** The text, and for Russian what it may be in the dictionary: of `героина` also `героин`. */
export function wordForms(text: string): string[] {
  if (text.length < SHORTEST || !/^[\p{Script=Cyrillic}\s-]+$/u.test(text)) return [text];
  return [text, ...GENITIVE.flatMap(([ending, nominative]) => (ending.test(text) ? [text.replace(ending, nominative)] : []))];
}
