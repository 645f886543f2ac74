import type { Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { dateShape } from '../domain/date-shape.ts';
import type { DateOrder } from '../domain/fields.ts';
import { type DateRule, dateReader, readMonth, readWeekday, readYear, weekdayOfDate } from '../domain/read-date.ts';
import type { Answers, Decided } from './decide-numbers.ts';
import type { ColumnProfile, Survey } from './survey.ts';

const OPTION: Record<'dmy' | 'mdy' | 'ymd' | 'ydm', string> = {
  dmy: 'day-month-year',
  mdy: 'month-day-year',
  ymd: 'year-month-day',
  ydm: 'year-day-month',
};
type Order = keyof typeof OPTION;
const ORDERS: readonly Order[] = ['dmy', 'mdy', 'ymd', 'ydm'];

/** Columns that may speak for the order of a date beside them, by their place. */
export interface Beside {
  weekday?: number | undefined;
  month?: number | undefined;
  year?: number | undefined;
}

interface Proof {
  order: DateOrder | undefined;
  reason: Said;
}

/** `Date (DD/MM/YYYY)`, `fecha dd-mm-aaaa`, `дата (дд.мм.гггг)`. */
function orderOfHeader(header: string): Order | undefined {
  const folded = header.toLowerCase();
  const parts = '[^a-zа-я]{0,2}';
  const y = '(?:y{2,4}|a{2,4}|г{2,4}|j{2,4})';
  const d = '(?:dd?|jj|дд)';
  const m = '(?:mm?|мм)';
  const forms: [Order, string][] = [
    ['dmy', d + parts + m + parts + y],
    ['mdy', m + parts + d + parts + y],
    ['ymd', y + parts + m + parts + d],
    ['ydm', y + parts + d + parts + m],
  ];
  return forms.find(([, form]) => new RegExp(`(?:^|[^a-zа-я]|date|fecha|data|дата)${form}(?:$|[^a-zа-я])`, 'u').test(folded))?.[0];
}

/** Rows of the sample whose date reads differently under the two orders, and how many agree with the column beside. */
function agreements(
  survey: Survey,
  at: number,
  orders: readonly [Order, Order],
  test: (date: string, cells: string[]) => boolean | undefined,
) {
  const [a, b] = orders.map((order) => dateReader({ as: 'date', order }));
  let compared = 0;
  const agree = [0, 0];
  for (const { cells } of survey.sample) {
    const first = a?.(cells[at] ?? '');
    const second = b?.(cells[at] ?? '');
    if (!first || !second || first.date === second.date) continue;
    const [one, two] = [test(first.date, cells), test(second.date, cells)];
    if (one === undefined || two === undefined || one === two) continue;
    compared++;
    if (one) agree[0] = (agree[0] ?? 0) + 1;
    if (two) agree[1] = (agree[1] ?? 0) + 1;
  }
  return { compared, agree };
}

function provedBeside(survey: Survey, at: number, orders: readonly [Order, Order], beside: Beside): Proof | undefined {
  const tests: [string, number | undefined, (date: string, cell: string) => boolean | undefined][] = [
    ['weekday', beside.weekday, (date, cell) => same(readWeekday(cell), weekdayOfDate(date))],
    ['month', beside.month, (date, cell) => same(readMonth(cell), Number(date.slice(5, 7)))],
    ['weekday-inside', at, (date, cell) => same(weekdayInside(cell), weekdayOfDate(date))],
    ['year', beside.year, (date, cell) => same(readYear(cell), Number(date.slice(0, 4)))],
  ];
  for (const [what, place, test] of tests) {
    if (place === undefined) continue;
    const { compared, agree } = agreements(survey, at, orders, (date, cells) => test(date, cells[place] ?? ''));
    const won = agree.findIndex((count) => compared >= 2 && count >= compared * 0.95);
    const order = orders[won];
    if (order) {
      const header = survey.columns[place]?.header ?? '';
      return { order, reason: { code: `date-order-${what}`, values: { order: order, beside: header, rows: agree[won] ?? 0 } } };
    }
  }
  return undefined;
}

function same(a: number | undefined, b: number): boolean | undefined {
  return a === undefined ? undefined : a === b;
}

function weekdayInside(cell: string): number | undefined {
  const word = /^\s*(\p{L}[\p{L}-]*)\.?,?\s+\d/u.exec(cell)?.[1] ?? /\d\s+\(?(\p{L}[\p{L}-]*)\.?\)?\s*$/u.exec(cell)?.[1];
  return word === undefined ? undefined : readWeekday(word);
}

function yearFirstProof(profile: ColumnProfile): Proof {
  let [second, third] = [0, 0];
  let example: string | undefined;
  for (const { value, count } of profile.values) {
    const shape = dateShape(value);
    if (shape?.kind !== 'year-first') continue;
    if (shape.second > 12) {
      second += count;
      example ??= value;
    }
    if (shape.third > 12) third += count;
  }
  if (second > 0 && third === 0)
    return { order: 'ydm', reason: { code: 'date-order-proved', values: { order: 'ydm', rows: second, example: example ?? '' } } };
  if (second > 0)
    return {
      order: undefined,
      reason: { code: 'date-order-mixed', values: { header: profile.header, dayFirst: second, monthFirst: third } },
    };
  return { order: 'ymd', reason: { code: 'date-year-first', values: {} } };
}

/** 03/03/2019 is the same in both orders. */
function orderMatters(profile: ColumnProfile): boolean {
  if (!profile.complete) return true;
  return profile.values.some(({ value }) => {
    const shape = dateShape(value);
    return shape?.kind === 'year-last' && shape.first !== shape.second;
  });
}

function yearLastProof(profile: ColumnProfile, survey: Survey, at: number, beside: Beside): Proof {
  const { dayFirst, monthFirst, open, examples } = profile.dates;
  const values = { header: profile.header, dayFirst, monthFirst, open };
  if (dayFirst > 0 && monthFirst > 0) return { order: undefined, reason: { code: 'date-order-mixed', values } };
  if (dayFirst > 0)
    return {
      order: 'dmy',
      reason: { code: 'date-order-proved', values: { order: 'dmy', rows: dayFirst, example: examples.dayFirst ?? '' } },
    };
  if (monthFirst > 0)
    return {
      order: 'mdy',
      reason: { code: 'date-order-proved', values: { order: 'mdy', rows: monthFirst, example: examples.monthFirst ?? '' } },
    };
  const stated = orderOfHeader(profile.header);
  if (stated) return { order: stated, reason: { code: 'date-order-header', values: { order: stated, header: profile.header } } };
  const proved = provedBeside(survey, at, ['dmy', 'mdy'], beside);
  if (proved) return proved;
  if (!orderMatters(profile)) return { order: 'dmy', reason: { code: 'date-order-alike', values: {} } };
  return { order: undefined, reason: { code: 'date-order-open', values } };
}

function proofOf(profile: ColumnProfile, survey: Survey, at: number, beside: Beside): Proof {
  const d = profile.dates;
  if (d.dayFirst + d.monthFirst + d.open > 0) return yearLastProof(profile, survey, at, beside);
  if (d.yearFirst > 0) return yearFirstProof(profile);
  if (d.iso + d.isoPartial > 0) return { order: 'iso', reason: { code: 'date-iso', values: {} } };
  if (d.named > 0) return { order: 'iso', reason: { code: 'date-named', values: { example: d.examples.named ?? '' } } };
  return { order: 'iso', reason: { code: d.serial > 0 ? 'date-serial' : 'date-years', values: {} } };
}

/** The order that other columns of the file prove leads the options, and decides nothing. */
function leaning(profile: ColumnProfile, survey: Survey): Order {
  const own = profile.dates.dayFirst - profile.dates.monthFirst;
  const others = survey.columns.filter((column) => column !== profile);
  const beside = others.reduce((all, { dates }) => all + dates.dayFirst - dates.monthFirst, 0);
  return (own === 0 ? beside : own) < 0 ? 'mdy' : 'dmy';
}

function questionOf(profile: ColumnProfile, lean: Order, evidence: Said): OpenQuestion {
  const yearFirst = profile.dates.dayFirst + profile.dates.monthFirst + profile.dates.open === 0;
  const options: Order[] = yearFirst ? ['ymd', 'ydm'] : lean === 'mdy' ? ['mdy', 'dmy'] : ['dmy', 'mdy'];
  const { dayFirst, monthFirst, open } = profile.dates.examples;
  const values = profile.values.filter(({ value }) => dateShape(value)?.kind === 'year-last').slice(0, 5);
  return {
    id: `date-order:${profile.header}`,
    options: options.map((order) => ({ value: OPTION[order], label: { code: `option-date-${OPTION[order]}`, values: {} } })),
    evidence,
    examples: [...new Set([dayFirst, monthFirst, open, ...values.map(({ value }) => value)].filter((text) => text !== undefined))],
  };
}

function shortYears(profile: ColumnProfile): boolean {
  return profile.values.some(({ value }) => {
    const shape = dateShape(value);
    return (shape?.kind === 'year-last' || shape?.kind === 'named') && shape.shortYear;
  });
}

/** More first days of January than chance brings: three standard deviations above one in 365. */
function placeholders(profile: ColumnProfile): Said[] {
  const d = profile.dates;
  const days = d.iso + d.yearFirst + d.dayFirst + d.monthFirst + d.open + d.named;
  const expected = days / 365.25;
  const odd = d.firstOfJanuary >= 3 && d.firstOfJanuary > expected + 3 * Math.sqrt(expected + 1);
  return odd
    ? [
        {
          code: 'placeholder-dates',
          values: { header: profile.header, rows: d.firstOfJanuary, expected: Math.max(1, Math.round(expected)) },
        },
      ]
    : [];
}

function notesOf(profile: ColumnProfile): Said[] {
  const d = profile.dates;
  const header = profile.header;
  const notes = placeholders(profile);
  if (shortYears(profile)) notes.push({ code: 'short-years', values: { header } });
  if (d.impossible > 0)
    notes.push({ code: 'impossible-dates', values: { header, rows: d.impossible, example: d.examples.impossible ?? '' } });
  if (d.isoPartial + d.year > 0 && d.isoPartial + d.year < profile.filled)
    notes.push({ code: 'partial-dates', values: { header, rows: d.isoPartial + d.year } });
  if ((profile.typed?.dates ?? 0) > 0 && d.dayFirst + d.monthFirst + d.open > 0)
    notes.push({ code: 'dates-mangled', values: { header, rows: d.dayFirst + d.monthFirst + d.open } });
  return notes;
}

/**
 * The order of day and month of a column as a whole: by a part over 12, by what the header states, or by a weekday, month or year that agrees in the
 * sample under one order only; otherwise asked. Rows that stand in order of time prove nothing.
 */
export function decideDate(profile: ColumnProfile, survey: Survey, options: Answers & { at: number; beside: Beside }): Decided<DateRule> {
  const proof = proofOf(profile, survey, options.at, options.beside);
  const answer = options.answer ?? (proof.order ? undefined : options.general);
  const answered = ORDERS.find((order) => OPTION[order] === answer);
  const order = answered ?? proof.order;
  const lean = leaning(profile, survey);
  const serial = profile.dates.serial > 0 ? { serial: 1900 as const } : {};
  return {
    read: { as: 'date', order: order ?? lean, ...serial },
    reason: answered ? { code: 'decided', values: { answer: OPTION[answered] } } : proof.reason,
    question: order ? undefined : questionOf(profile, lean, proof.reason),
    notes: notesOf(profile),
  };
}
