import type { CodeField } from '../contract/recipe.ts';
import { monthOfWord } from '../domain/calendar-words.ts';
import { dateShape } from '../domain/date-shape.ts';
import { foldHeader } from '../domain/header-name.ts';
import { partOfYear } from '../domain/part-of-year.ts';
import { readYear } from '../domain/read-date.ts';
import { withoutYearMark } from '../domain/year-mark.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { monthOfDate } from './month-date.ts';
import { isUnitText, unitOfHeader } from './unit-word.ts';
import { wordForms } from './word-forms.ts';

/** A period that a header names: `value` is what a cell of a column of that field would say. */
export interface PivotPeriod {
  field: 'date' | 'month' | 'year';
  value: string;
  /** Which half of the year; half-years are kept as their year, so that two of them have one value. */
  half?: number;
}

/** What one header of a pivoted table names. */
export interface PivotName {
  period: PivotPeriod | undefined;
  code: { field: CodeField; text: string; codes: string[] } | undefined;
  unit: string;
  /** The cells count events. */
  counts: boolean;
  /** A word for a total stands in it. */
  total: boolean;
  /** Words that say none of this. */
  rest: string;
}

/** Fields of codes that tables spread over columns. */
const SPREAD: readonly CodeField[] = ['drug', 'country', 'transport', 'seizure-place'];

const COUNTS = new Set(
  'case cases count counts event events incident incidents seizure seizures number no nb n casos incautacion incautaciones decomiso decomisos nombre saisie saisies cas numero apreensao apreensoes число количество'.split(
    ' ',
  ),
);
const COUNT_STEM = /^(?:случа|изъяти|дел$|дела$|операц)/u;
/** Words that say that the cell is an amount of the thing named, which goes without saying. */
const FILLER = new Set(
  'seized seize of the in by for and quantity quantities qty amount amounts weight mass volume total sum de du des del la las le les los en y et cantidad cantidades incautado incautada incautados incautadas decomisado decomisada peso masa quantite quantites poids masse saisi saisie saisies quantidade apreendida apreendido вес масса объем количество изъято'.split(
    ' ',
  ),
);
const TOTAL_WORD = /^(?:sub)?tot(?:al|als|ales|aux|ais)$|^всего$|^итого?$|^overall$|^all$|^todos$|^todas$|^все$/u;

/** Words of a header, signs between them left out; `2019/20` and `2018-2019` stay together. */
function wordsOf(text: string): string[] {
  return text
    .replace(/[()[\]]/gu, ' ')
    .split(/(?:\s|[,;:|_]|\s[/–—-]\s)+/u)
    .filter((word) => word !== '' && !/^[/–—-]+$/u.test(word));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function ofYearAndPart(year: number | undefined, part: 'quarter' | 'half', number: number): PivotPeriod {
  if (part === 'half')
    return year === undefined
      ? { field: 'month', value: `H${number}`, half: number }
      : { field: 'date', value: String(year), half: number };
  return year === undefined ? { field: 'month', value: `Q${number}` } : { field: 'date', value: `${year}Q${number}` };
}

/** The period that a text names as a whole. */
export function periodOf(text: string): PivotPeriod | undefined {
  const named = monthOfWord(text);
  if (named !== undefined) return { field: 'month', value: String(named) };
  const part = partOfYear(text);
  if (part) return ofYearAndPart(part.year, part.part, part.number);
  const shape = dateShape(text);
  if (shape?.kind === 'year') return { field: 'year', value: String(shape.year) };
  if (shape?.kind === 'month-of-year') return { field: 'date', value: `${shape.year}-${pad(shape.month)}` };
  if (shape?.kind === 'quarter') return { field: 'date', value: `${shape.year}Q${shape.quarter}` };
  if (shape?.kind === 'named' && shape.day === null) return { field: 'date', value: `${shape.year}-${pad(shape.month)}` };
  const month = shape && monthOfDate(shape);
  if (month !== undefined) return { field: 'date', value: month };
  const isYear = /^(?:fy|f\.y\.)\s*\d|^\d{4}\s*[/–-]\s*\d{2,4}$|^\d{4}\s*(?:г\.?|год)$/iu.test(text) && readYear(text) !== undefined;
  return isYear ? { field: 'year', value: text } : undefined;
}

interface Taken<T> {
  found: T;
  rest: string[];
}

/** The longest run of words of which `test` makes something. */
function takeRun<T>(words: readonly string[], most: number, test: (text: string) => T | undefined): Taken<T> | undefined {
  for (let length = Math.min(most, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const found = test(words.slice(at, at + length).join(' '));
      if (found !== undefined) return { found, rest: [...words.slice(0, at), ...words.slice(at + length)] };
    }
  }
  return undefined;
}

/** A month or quarter and, anywhere else in the header, its year. */
function takePeriod(words: readonly string[]): Taken<PivotPeriod> | undefined {
  const first = takeRun(words, 4, periodOf);
  if (!first) return undefined;
  const second = takeRun(first.rest, 2, periodOf);
  const year = [first, second].find((taken) => taken?.found.field === 'year')?.found.value;
  const part = [first, second].find((taken) => taken?.found.field === 'month')?.found.value;
  if (!second || year === undefined || part === undefined || !/^\d{4}$/u.test(year)) return first;
  const named = /^([QH])(\d)$/u.exec(part);
  const found: PivotPeriod = named
    ? ofYearAndPart(Number(year), named[1] === 'Q' ? 'quarter' : 'half', Number(named[2]))
    : { field: 'date', value: `${year}-${pad(Number(part))}` };
  return { found, rest: second.rest };
}

function codeOf(text: string): PivotName['code'] {
  if (text.length < 3 || /^\d/u.test(text)) return undefined;
  for (const field of SPREAD) {
    if (field === 'country' && text.length < 4 && text !== text.toUpperCase()) continue;
    for (const form of field === 'drug' ? wordForms(text) : [text]) {
      const codes = aliasOf(field, form)?.codes ?? [];
      if (codes.length > 0) return { field, text: form, codes };
    }
  }
  return undefined;
}

/** The unit stands last or in brackets, or before everything else (`kg Jan`). */
function takeUnit(header: string): { unit: string; bare: string } {
  const unit = unitOfHeader(header);
  if (unit && !unit.whole) return { unit: unit.text, bare: without(header, unit.text) };
  const bracketed = [...header.matchAll(/[([]([^()[\]]+)[)\]]/gu)].map((match) => match[1] ?? '').find(isUnitText);
  if (bracketed !== undefined) return { unit: bracketed, bare: without(header, bracketed) };
  const [first = '', ...others] = header.split(/[\s/]+/u);
  const isFirst =
    others.length > 0 && first.length > 1 && !isCount(foldHeader(first)) && isUnitText(first) && periodOf(first) === undefined;
  if (isFirst) return { unit: first, bare: others.join(' ') };
  return { unit: '', bare: header };
}

function without(header: string, unit: string): string {
  const at = header.lastIndexOf(unit);
  return at < 0 ? header : `${header.slice(0, at)} ${header.slice(at + unit.length)}`;
}

function isCount(folded: string): boolean {
  return COUNTS.has(folded) || COUNT_STEM.test(folded);
}

/** Takes a header apart: the period, drug, country or place it names, the unit, whether it counts, and what is left. */
export function pivotName(header: string): PivotName {
  const { unit, bare } = takeUnit(withoutYearMark(header));
  const words = wordsOf(bare.replaceAll(' / ', ' ; '));
  const period = periodOf(bare.trim()) ? { found: periodOf(bare.trim()), rest: [] } : takePeriod(words);
  const named = period?.rest ?? words;
  const bareWords = named.filter(
    (word) => !FILLER.has(foldHeader(word)) && !isCount(foldHeader(word)) && !TOTAL_WORD.test(foldHeader(word)),
  );
  const alone = codeOf(named.join(' '));
  const whole = alone && unit !== '' ? (codeOf(`${named.join(' ')} ${unit}`) ?? alone) : alone;
  const code = whole ? { found: whole, rest: [] } : takeRun(bareWords, 5, codeOf);
  const rest = (code?.rest ?? bareWords).map(foldHeader).filter((word) => word !== '');
  return {
    period: period?.found,
    code: code?.found,
    unit,
    counts: unit === '' && whole === undefined && named.some((word) => isCount(foldHeader(word))),
    total: named.some((word) => TOTAL_WORD.test(foldHeader(word))),
    rest: rest.join(' '),
  };
}
