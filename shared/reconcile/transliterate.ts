import { fold } from './fold.ts';

/** One Latin reading of each Cyrillic letter; `skeleton` then levels what the systems (ISO 9, BGN/PCGN, GOST, French, Spanish) do apart. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  і: 'i',
  ї: 'i',
  є: 'e',
  ґ: 'g',
  ў: 'u',
  ј: 'i',
  љ: 'l',
  њ: 'n',
  ћ: 'ch',
  ђ: 'd',
  џ: 'dz',
  қ: 'k',
  ғ: 'g',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  ң: 'n',
  ә: 'a',
  һ: 'h',
};

const CYRILLIC = /\p{Script=Cyrillic}/u;

export function isCyrillic(text: string): boolean {
  return CYRILLIC.test(text);
}

/** Folded text with its Cyrillic letters in Latin. */
export function toLatin(text: string): string {
  const folded = fold(text);
  if (!isCyrillic(folded)) return folded;
  return [...folded].map((letter) => LATIN[letter] ?? letter).join('');
}

/** Spellings that differ by system or language only, longest first. */
const LEVELLED: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|tsch|tch|tsh/g, 'sh'],
  [/ch/g, 'sh'],
  [/zh|dj/g, 'j'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ts|tz|cz/g, 'c'],
  [/ou|oo/g, 'u'],
  [/ya|ja|ia/g, 'a'],
  [/yu|ju|iu/g, 'u'],
  [/yo|jo|io|ye|je|ie/g, 'e'],
  [/[yj]/g, 'i'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/ck|q/g, 'k'],
  [/ii+/g, 'i'],
  [/([a-z])\1/g, '$1'],
];

/** A form on which the same word in Latin and Cyrillic, and by several systems of transliteration, agrees in most cases. Not for display. */
export function skeleton(text: string): string {
  return LEVELLED.reduce((form, [pattern, to]) => form.replace(pattern, to), toLatin(text));
}
