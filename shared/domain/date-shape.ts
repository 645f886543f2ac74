import { foldWord, monthOfWord, weekdayOfWord } from './calendar-words.ts';

/** What one cell proves about the date in it. Parts are numbers as written, years of four digits lie in 1900–2099. */
export type DateShape =
  | { kind: 'iso' | 'year-first'; year: number; second: number; third: number }
  /** Three numbers, the year last. */
  | { kind: 'year-last'; year: number; first: number; second: number }
  /** Three numbers of at most two digits, the last of two; `yearFirst` where the first has two as well and so can be the year. */
  | { kind: 'short'; first: number; second: number; third: number; yearFirst: boolean }
  | { kind: 'named'; year: number; month: number; day: number | null; shortYear: boolean }
  /** A month by name between two numbers of two digits, of which either can be the year. */
  | { kind: 'named-short'; month: number; first: number; last: number }
  | { kind: 'month-of-year'; year: number; month: number }
  | { kind: 'quarter'; year: number; quarter: number }
  | { kind: 'year'; year: number }
  | { kind: 'month'; month: number }
  /** A number that may be Excel's day number of the years 1980–2079. */
  | { kind: 'serial'; day: number }
  | { kind: 'impossible' };

const TIME = /(?:[T\s]+|,\s*)\d{1,2}(?::|h)\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/iu;
const TIME_SIGN = /\d[:hH]\d/;
const SEPARATED = /^(\d{1,4})\s*[./\-\u2010-\u2013\s]\s*(\d{1,2})\s*[./\-\u2010-\u2013\s]\s*(\d{1,4})\s*(?:г\.?|года)?$/u;
const QUARTER_FIRST =
  /^(?:q|t|кв\.?|k)?\s*([1-4])(?:\s*(?:-?[йя]?\s*кв(?:артал)?\.?|er|e|º|°|st|nd|rd|th)?\s*(?:quarter|trimestre|trim\.?|квартал|кв\.?)?)[\s./-]*(?:of|de|du|del)?\s*(\d{4})\s*(?:г\.?|года)?$/iu;
const QUARTER_LAST = /^(\d{4})[\s./-]*(?:q|t|кв\.?\s*)([1-4])$/iu;
const QUARTER_WORD = /[qtkк]|кв|trim|quarter/iu;
const CONNECTIVE = new Set(['de', 'du', 'del', 'of', 'the', 'г', 'года', 'le', 'el', 'em', 'do']);

/** The clock of a machine without a network may stand far off. */
const YEARS_OF_CLOCK = { from: 2026, to: 2049 };

function presentYear(): number {
  return Math.min(YEARS_OF_CLOCK.to, Math.max(YEARS_OF_CLOCK.from, new Date().getUTCFullYear()));
}

/** A year of two digits is the last such year that is not to come. */
export function wideYear(year: number, digits: number): number {
  if (digits !== 2) return year;
  return 2000 + year <= presentYear() ? 2000 + year : 1900 + year;
}

/** The first year of which cases are expected. */
const FIRST_YEAR = 1961;

/** Whether two digits can be the year of a case. */
export function mayBeShortYear(year: number): boolean {
  return year >= 0 && year <= 99 && wideYear(year, 2) >= FIRST_YEAR;
}

function plausible(year: number): boolean {
  return year >= 1900 && year <= 2099;
}

const IMPOSSIBLE: DateShape = { kind: 'impossible' };

function threeNumbers(match: RegExpExecArray, text: string): DateShape | undefined {
  const [, a = '', b = '', c = ''] = match;
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4 && c.length <= 2) {
    if (!plausible(first)) return IMPOSSIBLE;
    return { kind: /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'iso' : 'year-first', year: first, second, third };
  }
  if (a.length > 2 || c.length === 3 || c.length === 1) return undefined;
  if (c.length === 2) return { kind: 'short', first, second, third, yearFirst: a.length === 2 };
  return plausible(third) ? { kind: 'year-last', year: third, first, second } : IMPOSSIBLE;
}

/** `20140325`, or `25032014` with its leading zero possibly lost. */
function compact(text: string): DateShape | undefined {
  const yearFirst = { year: Number(text.slice(0, 4)), second: Number(text.slice(4, 6)), third: Number(text.slice(6)) };
  if (text.length === 8 && plausible(yearFirst.year) && possible(yearFirst.second, yearFirst.third))
    return { kind: 'year-first', ...yearFirst };
  const padded = text.padStart(8, '0');
  const year = Number(padded.slice(4));
  const [first, second] = [Number(padded.slice(0, 2)), Number(padded.slice(2, 4))];
  return plausible(year) && possible(first, second) ? { kind: 'year-last', year, first, second } : undefined;
}

function possible(a: number, b: number): boolean {
  return a >= 1 && b >= 1 && Math.min(a, b) <= 12 && Math.max(a, b) <= 31;
}

function digitsOnly(text: string): DateShape | undefined {
  const value = Number(text);
  if (text.length <= 2) return value >= 1 && value <= 12 ? { kind: 'month', month: value } : undefined;
  if (text.length === 4) return plausible(value) ? { kind: 'year', year: value } : undefined;
  if (text.length === 5) return value >= 29_221 && value <= 65_745 ? { kind: 'serial', day: value } : undefined;
  if (text.length === 6) {
    const month = Number(text.slice(4));
    const year = Number(text.slice(0, 4));
    return plausible(year) && month >= 1 && month <= 12 ? { kind: 'month-of-year', year, month } : undefined;
  }
  return text.length === 7 || text.length === 8 ? compact(text) : undefined;
}

function monthAndYear(text: string): DateShape | undefined {
  const first = /^(\d{1,2})\s*[./-]\s*(\d{4})$/.exec(text);
  const last = /^(\d{4})\s*[./-]\s*(\d{1,2})$/.exec(text);
  const [month, year] = first ? [Number(first[1]), Number(first[2])] : last ? [Number(last[2]), Number(last[1])] : [0, 0];
  if (!first && !last) return undefined;
  return month >= 1 && month <= 12 && plausible(year) ? { kind: 'month-of-year', year, month } : IMPOSSIBLE;
}

function quarterOf(text: string): DateShape | undefined {
  if (!QUARTER_WORD.test(text)) return undefined;
  const first = QUARTER_FIRST.exec(text);
  if (first) return { kind: 'quarter', year: Number(first[2]), quarter: Number(first[1]) };
  const last = QUARTER_LAST.exec(text);
  return last ? { kind: 'quarter', year: Number(last[1]), quarter: Number(last[2]) } : undefined;
}

interface Words {
  month: number;
  numbers: string[];
  /** Numbers that stand before the month. */
  before: number;
}

/** Undefined when there is a word that is no month, weekday or connective, or none or two months. */
function monthWords(text: string): Words | undefined {
  const numbers: string[] = [];
  let month = 0;
  let before = 0;
  for (const part of text.split(/[\s,./\-\u2010-\u2013]+/u)) {
    const word = foldWord(part);
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|º|°|ª|-?го|-?е|г)?$/u.exec(word)?.[1];
    const named = monthOfWord(word);
    if (number !== undefined) numbers.push(number);
    else if (named !== undefined && month === 0) [month, before] = [named, numbers.length];
    else if (word !== '' && !CONNECTIVE.has(word) && weekdayOfWord(word) === undefined) return undefined;
  }
  return month > 0 ? { month, numbers, before } : undefined;
}

function namedDate({ month, numbers, before }: Words): DateShape | undefined {
  const [a = '', b] = numbers;
  if (numbers.length === 0) return { kind: 'month', month };
  if (numbers.length > 2) return undefined;
  if (b === undefined) return monthOfYear(a, month, before);
  const [day, year] = a.length === 4 ? [b, a] : [a, b];
  if (day.length > 2 || (year.length !== 4 && year.length !== 2)) return undefined;
  if (year.length === 4 ? !plausible(Number(year)) : !mayBeShortYear(Number(year)) && (before !== 1 || day.length !== 2)) return IMPOSSIBLE;
  if (year.length === 2 && day.length === 2 && before === 1) return { kind: 'named-short', month, first: Number(day), last: Number(year) };
  return { kind: 'named', year: wideYear(Number(year), year.length), month, day: Number(day), shortYear: year.length === 2 };
}

/** `March 2019`, `2019 March`, `Mar-19`. A day without a year, as in `14 March` or `Mar 31`, is no date. */
function monthOfYear(number: string, month: number, before: number): DateShape | undefined {
  const year = Number(number);
  if (number.length === 4) return plausible(year) ? { kind: 'named', year, month, day: null, shortYear: false } : IMPOSSIBLE;
  if (number.length !== 2 || before > 0 || !mayBeShortYear(year)) return number.length <= 2 ? IMPOSSIBLE : undefined;
  return { kind: 'named', year: wideYear(year, 2), month, day: null, shortYear: true };
}

/** A weekday written before the date says nothing that the date does not. `Mar` is one only before three numbers: else it is March. */
function withoutWeekday(text: string): string {
  const [, word, rest] = /^(\p{L}[\p{L}-]*)\.?,?\s+(\d.*)$/u.exec(text) ?? [];
  if (word === undefined || rest === undefined || weekdayOfWord(word) === undefined) return text;
  return monthOfWord(word) === undefined || SEPARATED.test(rest) ? rest : text;
}

/** Letters, and signs of other scripts, come after the digits and separators of ASCII. */
function hasLetters(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x40) return true;
  return false;
}

function ofNumbers(text: string): DateShape | undefined {
  const separated = text.length >= 6 ? SEPARATED.exec(text) : null;
  if (separated) return threeNumbers(separated, text);
  const serial = /^(\d{5})\.\d+$/.exec(text);
  if (serial?.[1] !== undefined) return digitsOnly(serial[1]);
  return text.length >= 6 && text.length <= 11 ? monthAndYear(text) : undefined;
}

function ofWords(text: string): DateShape | undefined {
  if (!/\d/.test(text)) {
    const month = text.length <= 12 ? monthOfWord(text) : undefined;
    return month === undefined ? undefined : { kind: 'month', month };
  }
  const bare = withoutWeekday(text);
  const numbers = /^\d/.test(bare) ? ofNumbers(bare) : undefined;
  if (numbers) return numbers;
  const quarter = quarterOf(bare);
  if (quarter) return quarter;
  const named = monthWords(bare);
  return named ? namedDate(named) : undefined;
}

/** The shape of a cell that can be a date or a part of one; the time of day is cut off. Undefined for anything else. */
export function dateShape(cell: string): DateShape | undefined {
  const trimmed = cell.trim();
  if (trimmed === '' || trimmed.length > 60) return undefined;
  if (/^\d+$/.test(trimmed)) return digitsOnly(trimmed);
  const text = TIME_SIGN.test(trimmed) ? trimmed.replace(TIME, '').trim() : trimmed;
  return hasLetters(text) ? ofWords(text) : ofNumbers(text);
}

/**
 * Whether a text, and every other that differs from it only in its ASCII digits, is no date. The digits decide whether there is one in
 * numbers without separators and day numbers; else the places of the digits do, and in quarters a 1 is as good as any.
 */
export function isNeverDate(cell: string): boolean {
  const text = cell.trim();
  if (/^[0-9]+$/.test(text)) return text.length === 3 || text.length > 8;
  return !/[0-9]{5}\./.test(text) && dateShape(text.replace(/[0-9]/g, '1')) === undefined;
}
