import type { CodeField } from '../contract/recipe.ts';
import { monthOfWord } from '../domain/calendar-words.ts';
import { CONVERSION_FIELDS } from '../domain/fields.ts';
import { missingWord } from '../domain/missing-words.ts';
import { readPartOfYear } from '../domain/part-of-year.ts';
import { readMonth, readWeekday, readYear } from '../domain/read-date.ts';
import { aliasOf } from '../reconcile/alias.ts';
import type { ColumnProfile } from './survey.ts';

/** Shares of a column's filled rows that can be read as each kind of thing, 0–1; rows that only say that nothing is known count for none. */
export interface Content {
  filled: number;
  number: number;
  whole: number;
  withUnit: number;
  /** Dates that name day and year in some order, months of a year, quarters. */
  date: number;
  serial: number;
  year: number;
  month: number;
  monthNamed: number;
  weekday: number;
  /** Whole numbers from 1 to 31. */
  day: number;
  container: number;
  /** Two or three letters of a country's code, four or three of an airport's, five of a port's. */
  shortCode: number;
  locode: number;
  /** Share that the vocabulary of a field knows by name; only for fields of codes. */
  known(field: CodeField): number;
}

/** Distinct values that are looked up; the most frequent. */
const LOOKED_UP = 300;

function shareOf(profile: ColumnProfile, test: (value: string) => boolean): number {
  let matched = 0;
  let rows = 0;
  for (const { value, count } of profile.values.slice(0, LOOKED_UP)) {
    rows += count;
    if (test(value)) matched += count;
  }
  return rows === 0 ? 0 : matched / rows;
}

/** Rows that hold a word such as `n/a` or `not known`, or a dash. */
function saidMissing(profile: ColumnProfile): number {
  return profile.values.slice(0, LOOKED_UP).reduce((rows, { value, count }) => (missingWord(value) === undefined ? rows : rows + count), 0);
}

/** What the values of a column speak for, whatever its header says. */
export function contentOf(profile: ColumnProfile): Content {
  const { dates, numbers } = profile;
  const missing = saidMissing(profile);
  const filled = Math.max(1, profile.filled - missing);
  const full = dates.iso + dates.isoPartial + dates.yearFirst + dates.dayFirst + dates.monthFirst + dates.open + dates.named;
  const shares = new Map<CodeField, number>();
  return {
    filled: profile.filled,
    number: Math.max(0, filled - Math.max(0, numbers.other - missing)) / filled,
    whole: numbers.whole / filled,
    withUnit: numbers.withUnit / filled,
    date: full / filled,
    serial: dates.serial / filled,
    year: shareOf(profile, (value) => readYear(value) !== undefined),
    month: shareOf(profile, (value) => readMonth(value) !== undefined || readPartOfYear(value, 'quarter') !== undefined),
    monthNamed: shareOf(profile, (value) => monthOfWord(value) !== undefined || readPartOfYear(value) !== undefined),
    weekday: shareOf(profile, (value) => readWeekday(value) !== undefined),
    day: shareOf(profile, (value) => /^0?(?:[1-9]|[12]\d|3[01])$/.test(value)),
    container: shareOf(profile, (value) => /^[A-Z]{3}[UJZ][\s-]?\d{6}[\s-]?\d$/u.test(value.toUpperCase())),
    shortCode: shareOf(profile, (value) => /^[A-Za-z]{3,4}$/u.test(value)),
    locode: shareOf(profile, (value) => /^[A-Z]{2}\s?[A-Z2-9]{3}$/u.test(value.toUpperCase())),
    known(field) {
      const before = shares.get(field);
      if (before !== undefined) return before;
      const share = shareOf(profile, (value) => isKnown(field, value));
      shares.set(field, share);
      return share;
    },
  };
}

/** Values such as “unknown” are known to every vocabulary and so speak for none. */
function isKnown(field: CodeField, value: string): boolean {
  const alias = aliasOf(field, value);
  return alias !== undefined && alias.codes.length > 0;
}

export function asCodeField(field: string): CodeField | undefined {
  return CONVERSION_FIELDS.find((name) => name === field);
}
