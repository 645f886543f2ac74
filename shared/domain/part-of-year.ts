import { foldWord } from './calendar-words.ts';

/** A quarter or half-year as people name it, with its year where that is said. */
export interface PartOfYear {
  part: 'quarter' | 'half';
  /** 1–4 or 1–2. */
  number: number;
  year: number | undefined;
}

/** Precision that a record can keep: half-years are kept as their year. */
export interface MonthOfPart {
  month: number;
  precision: 'quarter' | 'year';
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const ORDINAL: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  premier: 1,
  deuxieme: 2,
  troisieme: 3,
  quatrieme: 4,
  primer: 1,
  primero: 1,
  primeiro: 1,
  segundo: 2,
  tercer: 3,
  tercero: 3,
  terceiro: 3,
  cuarto: 4,
  quarto: 4,
  первый: 1,
  первое: 1,
  второй: 2,
  второе: 2,
  третий: 3,
  четвертый: 4,
};
const QUARTER = `(?:quarter|quart|qtr|q|trimestre|trimester|trim|tri|t|квартал|кварт|кв|k)`;
const HALF = String.raw`(?:half[\s-]?years?|halves|half|semestre|semester|sem|s|h|полугодие|полуг|пол|п/г)`;
const NUMBER = String.raw`(\d|i{1,3}|iv|${Object.keys(ORDINAL).join('|')})`;
const SUFFIX = String.raw`(?:\s?-?\s?(?:st|nd|rd|th|er|ere|eme|e|o|º|°|й|ый|ой|е|ое))?`;
const YEAR = String.raw`(?:(?:of|de|du|del|do)\s+)?((?:19|20)\d{2})(?:\s*(?:г|год|года))?`;
const GAP = String.raw`[\s./,'-]*`;

function patterns(word: string): { pattern: RegExp; year: number; number: number }[] {
  const numberFirst = `${NUMBER}${SUFFIX}${GAP}${word}`;
  const wordFirst = `${word}${GAP}${NUMBER}`;
  return [numberFirst, wordFirst].flatMap((part) => [
    { pattern: new RegExp(`^${part}${GAP}(?:${YEAR})?$`, 'u'), number: 1, year: 2 },
    { pattern: new RegExp(`^${YEAR}${GAP}${part}$`, 'u'), number: 2, year: 1 },
  ]);
}

const PARTS = [
  { part: 'quarter', most: 4, patterns: patterns(QUARTER) },
  { part: 'half', most: 2, patterns: patterns(HALF) },
] as const;

/** Some letter or sign that every word for a part of the year holds. */
const HINT = /[qtshkкп]/iu;

/** `Q1`, `T1`, `1er trimestre 2019`, `I кв.`, `2019 H2`, `2-е полугодие`; undefined for anything else. */
export function partOfYear(text: string): PartOfYear | undefined {
  if (text.length > 40 || !HINT.test(text)) return undefined;
  const folded = foldWord(text).replace(/\s+/gu, ' ').replace(/\.$/u, '');
  for (const { part, most, patterns: tried } of PARTS) {
    for (const { pattern, number, year } of tried) {
      const match = pattern.exec(folded);
      if (!match) continue;
      const value = numberOf(match[number] ?? '');
      if (value < 1 || value > most) continue;
      return { part, number: value, year: match[year] === undefined ? undefined : Number(match[year]) };
    }
  }
  return undefined;
}

function numberOf(text: string): number {
  return ROMAN[text] ?? ORDINAL[text] ?? Number(text);
}

/** A quarter or half-year without a year; with `of` a bare number (`2`, `II`) counts those. */
export function readPartOfYear(text: string, of?: 'quarter' | 'half'): MonthOfPart | undefined {
  const named = partOfYear(text);
  if (named && named.year === undefined) return monthOf(named.part, named.number);
  const bare = of && /^(?:[1-4]|i{1,3}|iv)$/u.test(foldWord(text)) ? numberOf(foldWord(text)) : undefined;
  return of !== undefined && bare !== undefined && bare <= (of === 'half' ? 2 : 4) ? monthOf(of, bare) : undefined;
}

function monthOf(part: 'quarter' | 'half', number: number): MonthOfPart {
  return part === 'quarter' ? { month: number * 3 - 2, precision: 'quarter' } : { month: number * 6 - 5, precision: 'year' };
}
