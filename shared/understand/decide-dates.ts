import type { Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { dateShape } from '../domain/date-shape.ts';
import type { DateRule } from '../domain/read-date.ts';
import { type Beside, type Order, type Proof, proofOf } from './date-proofs.ts';
import type { Answers, Decided } from './decide-numbers.ts';
import type { ColumnProfile, Survey } from './survey.ts';

const OPTION: Record<Order, string> = {
  dmy: 'day-month-year',
  mdy: 'month-day-year',
  ymd: 'year-month-day',
  ydm: 'year-day-month',
};
const ORDERS: readonly Order[] = ['dmy', 'mdy', 'ymd', 'ydm'];

/** The order that other columns of the file prove leads the options, and decides nothing. */
function leaning(profile: ColumnProfile, survey: Survey): Order {
  const own = profile.dates.dayFirst - profile.dates.monthFirst;
  const others = survey.columns.filter((column) => column !== profile);
  const beside = others.reduce((all, { dates }) => all + dates.dayFirst - dates.monthFirst, 0);
  return (own === 0 ? beside : own) < 0 ? 'mdy' : 'dmy';
}

/** Years are few where days are many; a year of four digits that stands first elsewhere in the column speaks for the same. */
function yearsLeanFirst({ dates, values }: ColumnProfile): boolean {
  if (dates.iso + dates.yearFirst > 0) return true;
  const shapes = values.flatMap(({ value }) => {
    const shape = dateShape(value);
    return shape?.kind === 'short' ? [shape] : [];
  });
  return new Set(shapes.map(({ first }) => first)).size < new Set(shapes.map(({ third }) => third)).size;
}

/** Orders that are offered: those that read most cells first, of equal ones the one that the evidence leans to. */
function offered(profile: ColumnProfile, survey: Survey, proof: Proof): Order[] {
  const { orders } = profile.dates;
  if (orders.cells === 0) return ['ymd', 'ydm'];
  const lean = leaning(profile, survey);
  const numbers: Order[] = lean === 'mdy' ? ['mdy', 'dmy'] : ['dmy', 'mdy'];
  const all: Order[] = yearsLeanFirst(profile) ? ['ymd', ...numbers] : [...numbers, 'ymd'];
  const reads = (order: Order) => (order === 'ydm' ? 0 : orders[order]);
  return all.filter((order) => proof.orders?.includes(order) ?? reads(order) > 0).toSorted((a, b) => reads(b) - reads(a));
}

function questionOf(profile: ColumnProfile, options: readonly Order[], evidence: Said): OpenQuestion {
  const { dayFirst, monthFirst, open } = profile.dates.examples;
  const values = profile.values.filter(({ value }) => isNumbers(value)).slice(0, 5);
  return {
    id: `date-order:${profile.header}`,
    options: options.map((order) => ({ value: OPTION[order], label: { code: `option-date-${OPTION[order]}`, values: {} } })),
    evidence,
    examples: [...new Set([dayFirst, monthFirst, open, ...values.map(({ value }) => value)].filter((text) => text !== undefined))],
  };
}

function isNumbers(value: string): boolean {
  const kind = dateShape(value)?.kind;
  return kind === 'year-last' || kind === 'short' || kind === 'year-first';
}

function shortYears(profile: ColumnProfile): boolean {
  return profile.values.some(({ value }) => {
    const shape = dateShape(value);
    return shape?.kind === 'short' || shape?.kind === 'named-short' || (shape?.kind === 'named' && shape.shortYear);
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

function notesOf(profile: ColumnProfile, unread: Proof['unread']): Said[] {
  const d = profile.dates;
  const header = profile.header;
  const notes = placeholders(profile);
  if (shortYears(profile)) notes.push({ code: 'short-years', values: { header } });
  const impossible = d.impossible + (unread?.rows ?? 0);
  if (impossible > 0)
    notes.push({ code: 'impossible-dates', values: { header, rows: impossible, example: d.examples.impossible ?? unread?.example ?? '' } });
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
export function decideDate(profile: ColumnProfile, survey: Survey, given: Answers & { at: number; beside: Beside }): Decided<DateRule> {
  const proof = proofOf(profile, survey, given.at, given.beside);
  const answer = given.answer ?? (proof.order ? undefined : given.general);
  const answered = ORDERS.find((order) => OPTION[order] === answer);
  const order = answered ?? proof.order;
  const options = offered(profile, survey, proof);
  const serial = profile.dates.serial > 0 ? { serial: survey.epoch ?? 1900 } : {};
  return {
    read: { as: 'date', order: order ?? options[0] ?? 'dmy', ...serial },
    reason: answered ? { code: 'decided', values: { answer: OPTION[answered] } } : proof.reason,
    question: order ? undefined : questionOf(profile, options, proof.reason),
    notes: notesOf(profile, proof.unread),
  };
}
