/**
 * How well a text reads, judged letter by letter beyond ASCII: from -1 (no language writes so) to 1 (common in the languages that use such
 * an encoding). It tells encodings apart, not languages. `counts` passes over letters by their place.
 */
export function plausibility(text: string, counts: (at: number) => boolean): { sum: number; count: number } {
  const letters = [...text];
  let sum = 0;
  let count = 0;
  letters.forEach((letter, at) => {
    if (letter < '\u0080' || !counts(at)) return;
    count++;
    sum += ofLetter(letter, letters[at - 1] ?? ' ', letters[at + 1] ?? ' ', (is) => runAround(letters, at, is));
  });
  return { sum, count };
}

const LETTER = /\p{L}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
const VOWELS = 'aeiouyáéíóúàèìòùâêîôûäëïöüãõ';

/** Letters of western and central Europe that their languages use often. */
const COMMON = new Set('àâäáãåæçéèêëíîïñóôöõøœúùûüßąćčďęěłľńňőřśšťůűýźżžăşţđªº');
/** Letters of those code pages that no usual language of the field needs. */
const RARE = new Set('ŕĺþðÿ');

type Run = (is: (letter: string) => boolean) => number;

function ofLetter(letter: string, before: string, after: string, run: Run): number {
  if (!LETTER.test(letter) || letter === 'ª' || letter === 'º') return ofSign(letter, before, after);
  if (breaksCase(letter, before, after)) return -1;
  if (CYRILLIC.test(letter)) return ofCyrillic(letter.toLowerCase(), before, after, run);
  if (!LATIN.test(letter)) return -0.5;
  if (CYRILLIC.test(before) || CYRILLIC.test(after) || /\d/.test(before) || run(isBeyondAscii) > 3) return -1;
  return ofLatin(letter.toLowerCase(), before.toLowerCase(), after.toLowerCase());
}

/** A capital inside small letters, or a small letter inside capitals. */
function breaksCase(letter: string, before: string, after: string): boolean {
  if (isUpper(letter)) return isLower(before) && LETTER.test(before);
  return isUpper(after);
}

const isUpper = (letter: string): boolean => letter !== letter.toLowerCase();
const isLower = (letter: string): boolean => letter !== letter.toUpperCase();

const USUAL_SIGNS = new Set('–—‘’“”„…•€£§°ªº«»¿¡№©®™½¼²³µ×\u00a0');

function ofSign(sign: string, before: string, after: string): number {
  const inWord = LETTER.test(before) && LETTER.test(after);
  if (sign === '’') return inWord ? 1 : 0.5;
  if (!USUAL_SIGNS.has(sign)) return inWord ? -1 : -0.5;
  return inWord && !'–—\u00a0'.includes(sign) ? -1 : 0.5;
}

const FREQUENT_CYRILLIC = 'оеаинтсрвлкмдпуя';
const USUAL_CYRILLIC = 'ыьгзбчйхж';
const OTHER_CYRILLIC = 'шюцщэфъёіїєґ';

const CYRILLIC_VOWELS = 'аеёиоуыэюяьъіїєАЕЁИОУЫЭЮЯЬЪІЇЄ';
const isConsonant = (letter: string): boolean => CYRILLIC.test(letter) && !CYRILLIC_VOWELS.includes(letter);
const isBeyondAscii = (letter: string): boolean => letter >= '\u0080';
/** Longer runs of consonants stand in hardly any word. */
const MOST_CONSONANTS = 3;

function ofCyrillic(letter: string, before: string, after: string, run: Run): number {
  if (LATIN.test(before) || LATIN.test(after)) return -1;
  if ('ыьъ'.includes(letter) && !LETTER.test(before)) return -1;
  if (isConsonant(letter) && run(isConsonant) > MOST_CONSONANTS) return -0.5;
  if (FREQUENT_CYRILLIC.includes(letter)) return 1;
  if (USUAL_CYRILLIC.includes(letter)) return 0.4;
  return OTHER_CYRILLIC.includes(letter) ? -0.2 : -0.7;
}

/** What may follow a letter that shares its byte with another of a sister code page; `$` is the end of the word. */
const FOLLOWED_BY = new Map([
  ['ñ', VOWELS],
  ['ń', 'scztkbwg$'],
  ['ã', 'oes$'],
  ['ă', 'bcdgjlmnprstvzţşi$'],
  ['õ', 'esnrtlk$'],
  ['ő', 'rsltknbzdgvjfm$'],
  ['è', 'bcdfglmnprstvz$'],
  ['č', 'aeiouyáíéůntk$'],
  ['ì', '$'],
  ['ù', '$'],
  ['ï', 'dtlcmnsve$'],
]);

function ofLatin(letter: string, before: string, after: string): number {
  const next = LETTER.test(after) ? after : '$';
  const follow = FOLLOWED_BY.get(letter);
  if (follow && !follow.includes(next)) return -1;
  if (letter === 'ě' && !'dtnbpmvf'.includes(before)) return -1;
  if (letter === 'ò' && next !== '$') return -0.5;
  if (RARE.has(letter)) return -0.5;
  return COMMON.has(letter) ? 1 : 0;
}

/** How many letters of a kind stand together here. */
function runAround(letters: string[], at: number, is: (letter: string) => boolean): number {
  let from = at;
  let to = at;
  while (from > 0 && is(letters[from - 1] as string) && at - from < 5) from--;
  while (to + 1 < letters.length && is(letters[to + 1] as string) && to - at < 5) to++;
  return to - from + 1;
}
