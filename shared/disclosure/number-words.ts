import type { Language } from '../report/wording.ts';

/*
 * Numbers written in words up to 999,999, in the four languages, so that free text can be set against figures that are kept back. Accents
 * and ё are left out of what is compared.
 */

/** A number in a text: its value, and where its words stand. */
export interface WrittenNumber {
  value: number;
  from: number;
  to: number;
}

const ENGLISH =
  '1 one|2 two pair couple|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|11 eleven|12 twelve dozen|13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen|20 twenty|30 thirty|40 forty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety|100 hundred|1000 thousand';
const FRENCH =
  '1 un une|2 deux paire|3 trois|4 quatre|5 cinq|6 six|7 sept|8 huit huitaine|9 neuf|10 dix dizaine|11 onze|12 douze douzaine|13 treize|14 quatorze|15 quinze quinzaine|16 seize|20 vingt vingts vingtaine|30 trente trentaine|40 quarante quarantaine|50 cinquante cinquantaine|60 soixante soixantaine|70 septante|80 huitante octante|90 nonante|100 cent cents centaine|1000 mille millier';
const SPANISH =
  '1 un uno una|2 dos par|3 tres|4 cuatro|5 cinco|6 seis|7 siete|8 ocho|9 nueve|10 diez decena|11 once|12 doce docena|13 trece|14 catorce|15 quince quincena|16 dieciseis|17 diecisiete|18 dieciocho|19 diecinueve|20 veinte veintena|21 veintiun veintiuno veintiuna|22 veintidos|23 veintitres|24 veinticuatro|25 veinticinco|26 veintiseis|27 veintisiete|28 veintiocho|29 veintinueve|30 treinta treintena|40 cuarenta|50 cincuenta|60 sesenta|70 setenta|80 ochenta|90 noventa|100 cien ciento centenar|200 doscientos doscientas|300 trescientos trescientas|400 cuatrocientos cuatrocientas|500 quinientos quinientas|600 seiscientos seiscientas|700 setecientos setecientas|800 ochocientos ochocientas|900 novecientos novecientas|1000 mil millar';
const RUSSIAN =
  '1 один одна одно одного одной одному одним одном одну|2 два две двух двум двумя двое двоих пара|3 три трех трем тремя трое троих|4 четыре четырех четырем четырьмя четверо четверых|5 пять пяти пятью пятеро|6 шесть шести шестью шестеро|7 семь семи семью семеро|8 восемь восьми восемью восьмью|9 девять девяти девятью|10 десять десяти десятью десяток десятка|11 одиннадцать одиннадцати одиннадцатью|12 двенадцать двенадцати двенадцатью дюжина дюжины|13 тринадцать тринадцати тринадцатью|14 четырнадцать четырнадцати четырнадцатью|15 пятнадцать пятнадцати пятнадцатью|16 шестнадцать шестнадцати шестнадцатью|17 семнадцать семнадцати семнадцатью|18 восемнадцать восемнадцати восемнадцатью|19 девятнадцать девятнадцати девятнадцатью|20 двадцать двадцати двадцатью|30 тридцать тридцати тридцатью|40 сорок сорока|50 пятьдесят пятидесяти пятьюдесятью|60 шестьдесят шестидесяти шестьюдесятью|70 семьдесят семидесяти семьюдесятью|80 восемьдесят восьмидесяти восемьюдесятью|90 девяносто девяноста|100 сто ста сотня сотни|200 двести двухсот двумстам|300 триста трехсот тремстам|400 четыреста четырехсот|500 пятьсот пятисот|600 шестьсот шестисот|700 семьсот семисот|800 восемьсот восьмисот|900 девятьсот девятисот|1000 тысяча тысячи тысяч тысячу тысячам';

const WORDS: Record<Language, ReadonlyMap<string, number>> = {
  en: byWord(ENGLISH),
  fr: byWord(FRENCH),
  es: byWord(SPANISH),
  ru: byWord(RUSSIAN),
};
const JOINING: Record<Language, string> = { en: 'and', fr: 'et', es: 'y', ru: '' };

function byWord(table: string): ReadonlyMap<string, number> {
  return new Map(
    table.split('|').flatMap((line) => {
      const [value, ...words] = line.split(' ');
      return words.map((word): [string, number] => [word, Number(value)]);
    }),
  );
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u0305\u0307-\u036f]/g, '')
    .normalize('NFC');
}

interface Token {
  word: string;
  from: number;
  to: number;
}

/** Numbers in words, in the order of the text. */
export function writtenNumbers(text: string, language: Language): WrittenNumber[] {
  const tokens = [...text.matchAll(/\p{L}+/gu)].map((match): Token => {
    return { word: plain(match[0]), from: match.index, to: match.index + match[0].length };
  });
  const found: WrittenNumber[] = [];
  for (let at = 0; at < tokens.length; ) {
    const number = numberAt(tokens, at, text, language);
    if (number) found.push(number);
    at = number ? tokens.findIndex(({ from }) => from >= number.to) : at + 1;
    if (at < 0) break;
  }
  return found;
}

/** The longest number that begins at a token; undefined where none does. */
function numberAt(tokens: readonly Token[], start: number, text: string, language: Language): WrittenNumber | undefined {
  const first = tokens[start] as Token;
  let sum = sumOf(undefined, WORDS[language].get(first.word), language);
  if (!sum) return undefined;
  let end = first;
  for (let at = start + 1; at < tokens.length; at++) {
    const next = tokens[at] as Token;
    if (!/^[\s-]*$/u.test(text.slice((tokens[at - 1] as Token).to, next.from))) break;
    if (next.word === JOINING[language]) continue;
    const longer = sumOf(sum, WORDS[language].get(next.word), language);
    if (!longer) break;
    [sum, end] = [longer, next];
  }
  return { value: sum.thousands + sum.rest, from: first.from, to: end.to };
}

/** A number while it is read. `room`: what follows must be smaller. */
interface Sum {
  thousands: number;
  rest: number;
  room: number;
}

function sumOf(so: Sum | undefined, value: number | undefined, language: Language): Sum | undefined {
  if (value === undefined) return undefined;
  const { thousands, rest, room } = so ?? { thousands: 0, rest: 0, room: Number.POSITIVE_INFINITY };
  if (value === 1000) return thousands === 0 ? { thousands: (rest || 1) * 1000, rest: 0, room: 1000 } : undefined;
  const isTimes = rest > 0 && rest < 10;
  if (value === 100 && isTimes && (language === 'en' || language === 'fr')) return { thousands, rest: rest * 100, room: 100 };
  if (value === 20 && language === 'fr' && rest % 100 === 4) return { thousands, rest: rest + 76, room: 20 };
  return value < room ? { thousands, rest: rest + value, room: roomAfter(value, language) } : undefined;
}

/** French counts on from sixty and from ten. */
function roomAfter(value: number, language: Language): number {
  if (value >= 100) return 100;
  if (language === 'fr' && (value === 60 || value === 80)) return 20;
  if (value >= 20) return value % 10 === 0 ? 10 : 0;
  return language === 'fr' && value === 10 ? 10 : 0;
}
