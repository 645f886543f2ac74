import type { CodeField } from '../contract/recipe.ts';
import { type Tick, tickKey, tickOf } from '../domain/tick-mark.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { readHeader } from './field-words.ts';
import type { ColumnFits } from './suggest-field.ts';
import type { Survey } from './survey.ts';

export type MarkedField = (typeof MARKED_FIELDS)[number];

/** Fields of which a table may have one column for each value. */
export const MARKED_FIELDS = [
  'transport',
  'concealment',
  'seizure-place',
  'detection',
  'drug',
  'form',
  'agency',
  'delivery',
] as const satisfies readonly CodeField[];

/** Marks from which on they are more than a slip, and rows from which on ones and noughts may be marks. */
const LEAST_MARKS = 3;
const LEAST_ROWS_OF_DIGITS = 12;
/** Share of the rows with exactly one of them from which on ones and noughts are marks; numbers of seizures would add up now and then. */
const ONE_EACH = 0.9;

/** A column that holds nothing but marks, and what its header names in each field. */
export interface Ticked {
  column: ColumnFits;
  ticks: readonly { text: string; count: number; tick: Tick }[];
  /** What stands above the last row of the header. */
  above: string;
  text: string;
  codes: ReadonlyMap<MarkedField, readonly string[]>;
}

/** Columns that are named for values of one field. */
export interface Group {
  /** Best first; more than one where the names fit several fields alike. */
  fields: MarkedField[];
  own: Ticked[];
}

export function tickedOf(column: ColumnFits): Ticked | undefined {
  const { profile, header } = column;
  if (header === '' || !profile.complete || profile.distinct > 12) return undefined;
  const ticks = profile.values.flatMap(({ value, count }) => {
    const tick = tickOf(value);
    return tick ? [{ text: tickKey(value), count, tick }] : [];
  });
  if (ticks.length < profile.values.length) return undefined;
  const cut = header.lastIndexOf(' / ');
  const last = cut < 0 ? header : header.slice(cut + 3);
  const text = codesOfName(last).size > 0 ? last : header;
  return { column, ticks, above: cut < 0 ? '' : header.slice(0, cut), text, codes: codesOfName(text) };
}

function codesOfName(text: string): Map<MarkedField, readonly string[]> {
  return new Map(
    MARKED_FIELDS.flatMap((field): [MarkedField, readonly string[]][] => {
      const codes = aliasOf(field, text.replace(/[?*]+\s*$/u, ''))?.codes ?? [];
      return codes.length > 0 ? [[field, codes]] : [];
    }),
  );
}

/** `Other` is a value of every field and names none. */
function namesField({ codes }: Ticked): boolean {
  return codes.size > 0 && codes.size < MARKED_FIELDS.length - 1;
}

/** Groups of marked columns, the largest first; a field whose columns also hold numbers is counted, not marked. */
export function groupsOf(columns: readonly ColumnFits[]): Group[] {
  let left = columns.flatMap((column) => tickedOf(column) ?? []);
  const groups: Group[] = [];
  for (;;) {
    const found = MARKED_FIELDS.map((field) => ({
      field,
      own: left.filter((ticked) => namesField(ticked) && ticked.codes.has(field)),
    })).filter(({ field, own }) => isGroup(own, field) && !isCounted(columns, own, field));
    const most = Math.max(0, ...found.map(({ own }) => own.length));
    const best = found.filter(({ own }) => own.length === most);
    const [first] = best;
    if (!first) return groups;
    const same = best.filter(({ own }) => own.every((ticked, at) => ticked === first.own[at])).map(({ field }) => field);
    const above = readHeader(first.own[0]?.above ?? '').map(({ field }) => field);
    const named = same.filter((field) => above.some((own) => own === field));
    const field = named[0] ?? first.field;
    const own = withOthers(first.own, left, field);
    groups.push({ fields: named.length > 0 ? named : same, own });
    left = left.filter((ticked) => !own.includes(ticked));
  }
}

function isGroup(own: readonly Ticked[], field: MarkedField): boolean {
  const different = new Set(own.map(({ codes }) => codes.get(field)?.join()));
  const isMarked = own.some(({ ticks }) => ticks.some(({ tick }) => tick.applies !== false));
  const filled = own.filter(({ ticks }) => ticks.length > 0);
  return different.size >= 2 && filled.length >= 2 && isMarked;
}

/** `Other` belongs to the columns beside which it stands. */
function withOthers(own: readonly Ticked[], left: readonly Ticked[], field: MarkedField): Ticked[] {
  const places = new Set(own.map(({ column }) => column.place));
  const isBeside = ({ column: { place } }: Ticked) => places.has(place - 1) || places.has(place + 1);
  return left.filter((ticked) => own.includes(ticked) || (!namesField(ticked) && ticked.codes.has(field) && isBeside(ticked)));
}

/** Ones and noughts are numbers where a column beside them, named for a value of the same field, holds other numbers. */
function isCounted(columns: readonly ColumnFits[], own: readonly Ticked[], field: MarkedField): boolean {
  const isOfDigits = own.some(({ ticks }) => ticks.some(({ tick }) => tick.by === 'digit'));
  const isOther = (column: ColumnFits) =>
    column.content.number >= 0.5 && tickedOf(column) === undefined && codesOfName(column.header).has(field);
  return isOfDigits && columns.some(isOther);
}

/** How many of the columns each row of the sample marks. */
export function marksInRows({ sample }: Survey, own: readonly Ticked[]): number[] {
  return sample.map(
    ({ cells }) => own.filter(({ column }) => tickOf(cells[column.place] ?? '')?.applies !== false && isFilled(cells[column.place])).length,
  );
}

function isFilled(cell: string | undefined): boolean {
  return (cell ?? '').trim() !== '';
}

export type Doubt = 'marks-open' | 'marks-open-numbers' | 'marks-open-sign' | 'marks-open-drugs' | 'marks-open-fields';

/** Why the marks of a group must be asked about; undefined where the table proves them. */
export function doubtOf({ fields, own }: Group, survey: Survey, columns: readonly ColumnFits[]): Doubt | undefined {
  const ticks = own.flatMap((ticked) => ticked.ticks);
  const ways = new Set(ticks.map(({ tick }) => tick.by));
  const marks = ticks.reduce((all, { tick, count }) => (tick.applies === true ? all + count : all), 0);
  const inRows = marksInRows(survey, own);
  const single = inRows.filter((count) => count === 1).length;
  const isSingle = inRows.every((count) => count <= 1) && single >= inRows.length * ONE_EACH;
  if (ticks.some(({ tick }) => tick.applies === undefined)) return 'marks-open-sign';
  if (ways.has('digit') && (!isSingle || survey.records < LEAST_ROWS_OF_DIGITS || ways.size > 1)) return 'marks-open-numbers';
  if (fields.length > 1) return 'marks-open-fields';
  if (fields[0] === 'drug' && inRows.some((count) => count > 1) && hasAmount(columns)) return 'marks-open-drugs';
  const places = new Set(own.map(({ column }) => column.place));
  const isFed = columns.some(({ place, fits }) => !places.has(place) && fits[0]?.field === fields[0] && (fits[0]?.score ?? 0) >= 0.9);
  const isQuestion = own.some(({ text }) => text.trim().endsWith('?'));
  return marks < LEAST_MARKS || isFed || isQuestion ? 'marks-open' : undefined;
}

function hasAmount(columns: readonly ColumnFits[]): boolean {
  return columns.some(({ fits }) => fits[0]?.field === 'amount');
}

/** Fields that an answer may give a group. */
export function answers({ own, fields }: Group): MarkedField[] {
  const all = MARKED_FIELDS.filter((field) => isGroup(own.filter(namesField), field) && own.every(({ codes }) => codes.has(field)));
  return [...new Set([...fields, ...all])];
}
