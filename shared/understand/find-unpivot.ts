import type { CodeField, Recipe, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import type { Field } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';
import { unitById } from '../domain/quantity.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { namesKept } from './field-words.ts';
import { type PivotName, type PivotPeriod, pivotName } from './pivot-name.ts';
import { isTotalWord } from './row-part.ts';
import type { ColumnFits } from './suggest-field.ts';

export type Unpivot = NonNullable<Recipe['table']['unpivot']>;
type PeriodField = PivotPeriod['field'];

/** Columns that hold one value of another field each: months, quarters, years, drugs, countries. */
export interface FoundUnpivot {
  unpivot: Unpivot;
  /** Field of the column of names; null where it only numbers them. */
  names: PeriodField | CodeField | null;
  /** Fields of the columns that arise besides, by their names. */
  also: { name: string; field: Field }[];
  beside: { name: string; field: Field }[];
  /** Unit of each unpivoted column, in their order; empty text where the header says none. */
  units: string[];
  /** Codes of what each column is named for; empty where it is named for a period. */
  codes: string[][];
  /** Columns beside them that only add them up. */
  totals: number[];
  /** Places of the columns that are unpivoted, and of those read beside them. */
  places: number[];
  besidePlaces: number[];
  /** Those of each column that arises beside; absent where there is only one. */
  besideGroups?: number[][];
  /** Columns that hold another measure of the same periods or drugs and are not read. */
  otherMeasures: number[];
  /** The cells count events rather than measure. */
  counts: boolean;
  reason: Said;
  questions: OpenQuestion[];
  notes: Said[];
}

interface Named extends PivotName {
  column: ColumnFits;
}

/** Fewer columns of a kind than this speak of no pivoted table. */
const LEAST: Partial<Record<Field, number>> = { month: 3, transport: 3, 'seizure-place': 3 };
const COLUMN_NAME: Partial<Record<Field, string>> = {
  date: 'Period',
  month: 'Month',
  year: 'Year',
  drug: 'Drug',
  country: 'Country',
  transport: 'Transport',
  'seizure-place': 'Seizure place',
};

function isNumeric({ content, profile }: ColumnFits): boolean {
  return profile.filled === 0 || content.number >= 0.6 || profile.values.every(({ value }) => /^[-–—.\d\s,]*$/u.test(value));
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let turn = 2; taken.has(name.toLowerCase()); turn++) name = `${wanted} ${turn}`;
  taken.add(name.toLowerCase());
  return name;
}

/** Which kinds of thing a header names: columns of one table that belong together name the same kinds. */
function signature({ period, code }: PivotName): string {
  return `${period?.field ?? ''}|${code?.field ?? ''}`;
}

/** What the column is for: its period and codes. */
function cellKey({ period, code }: PivotName): string {
  return `${period?.value ?? ''} ${period?.half ?? ''}|${code?.codes.join() ?? ''}|${code?.text.toLowerCase() ?? ''}`;
}

/** Columns with one measure: events, or an amount by the words that are left. */
function measureKey({ counts, rest }: PivotName): string {
  return counts ? 'events' : `amount ${rest}`;
}

/** Bare numbers 1 to 12 name months, and 1 to 4 after the word quarter, only when nearly all of them stand there. */
function numberedMonths(columns: readonly ColumnFits[]): Named[] {
  const found = columns.flatMap((column): Named[] => {
    const header = column.header.trim();
    if (!/^(?:0?[1-9]|1[0-2])$/.test(header) || !isNumeric(column)) return [];
    const period: PivotPeriod = { field: 'month', value: String(Number(header)) };
    return [{ column, period, code: undefined, unit: '', counts: false, total: false, rest: '' }];
  });
  return found.length >= 10 ? found : [];
}

function largestGroup(named: readonly Named[]): Named[] {
  const groups = [...Map.groupBy(named, signature).values()].filter((group) => {
    const field = group[0]?.period?.field ?? group[0]?.code?.field ?? 'month';
    const halves = group.every(({ period }) => period?.half !== undefined);
    return group.length >= (halves ? 2 : (LEAST[field] ?? 2));
  });
  return groups.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** Of several amounts the one with a unit, then the one that needs no word, then the one that stands most often. */
function splitMeasures(group: readonly Named[]): { amounts: Named[]; events: Named[]; others: Named[] } {
  const measures = [...Map.groupBy(group, measureKey)].filter(([key]) => !namesKept(key.replace(/^amount /u, '')));
  const events = measures.find(([key]) => key === 'events')?.[1] ?? [];
  const worth = ([key, own]: [string, Named[]]) =>
    (own.some(({ unit }) => unit !== '') ? 1e6 : 0) + (key === 'amount ' ? 1e3 : 0) + own.length;
  const [amounts] = measures.filter(([key]) => key !== 'events').sort((a, b) => worth(b) - worth(a));
  const chosen = amounts?.[1] ?? [];
  return { amounts: chosen, events, others: group.filter((entry) => !chosen.includes(entry) && !events.includes(entry)) };
}

function isMass(unit: string): boolean {
  const id = aliasOf('unit', unit)?.codes[0];
  return id !== undefined && unitById(id)?.dimension === 'mass';
}

/** One thing in two units is read in both; one mass in two units is one mass, and read once. */
function withoutRepeats(group: readonly Named[]): { own: Named[]; repeated: Named[]; again: Named[] } {
  const own: Named[] = [];
  const repeated: Named[] = [];
  const again: Named[] = [];
  for (const entry of group) {
    const same = own.filter((other) => cellKey(other) === cellKey(entry));
    if (same.length === 0 || same.every(({ unit }) => unit !== entry.unit && !(isMass(unit) && isMass(entry.unit)))) own.push(entry);
    else if (same.some(({ unit }) => unit !== entry.unit)) again.push(entry);
    else repeated.push(entry);
  }
  return { own, repeated, again };
}

/** A quarter or half-year beside all of its months (or quarters) adds them up. */
function withoutSums(group: readonly Named[]): { own: Named[]; sums: Named[] } {
  const spans = group.map((entry) => ({ entry, months: monthsOf(entry), thing: entry.code?.codes.join() ?? '' }));
  const isSum = ({ months, thing }: (typeof spans)[number]) =>
    months.length > 1 &&
    months.every((month) =>
      spans.some((other) => other.thing === thing && other.months.length < months.length && other.months.includes(month)),
    );
  return { own: spans.filter((span) => !isSum(span)).map(({ entry }) => entry), sums: spans.filter(isSum).map(({ entry }) => entry) };
}

/** Months that a header covers, with its year where it says one. */
function monthsOf({ period }: Named): string[] {
  const [, year = '', part = '', month] = /^(\d{4})?-?(?:([QH]\d)|(\d{1,2}))?$/u.exec(period?.value ?? '') ?? [];
  if (month !== undefined) return [`${year} ${Number(month)}`];
  const number = period?.half ?? Number(part.slice(1));
  const length = period?.half === undefined ? (part.startsWith('Q') ? 3 : 0) : 6;
  return Array.from({ length }, (_, at) => `${year} ${(number - 1) * length + at + 1}`);
}

/** Months that stand in equal runs, one for each year, without the years. */
function runsOf(group: readonly Named[]): number {
  const keys = group.map(cellKey);
  const length = new Set(keys).size;
  const runs = keys.length / length;
  const regular = Number.isInteger(runs) && keys.every((key, at) => key === keys[at % length]);
  return regular && group.every(({ period, code }) => period?.field === 'month' && code === undefined) ? runs : 1;
}

/** Gives each run its year, the first of which is asked. */
function datedRuns(group: readonly Named[], firstYear: string | undefined): { own: Named[]; questions: OpenQuestion[] } {
  const length = group.length / runsOf(group);
  const first = Number(firstYear);
  const known = /^(?:19|20)\d{2}$/u.test(firstYear ?? '');
  const own = group.map((entry, at): Named => {
    const value = entry.period?.value ?? '';
    const year = known ? first + Math.floor(at / length) : undefined;
    const dated = /^\d/u.test(value) ? `${year ?? ''}-${value.padStart(2, '0')}` : `${year ?? ''}${value}`;
    return {
      ...entry,
      period: {
        field: 'date',
        value: entry.period?.half ? String(year ?? '') : dated,
        ...(entry.period?.half ? { half: entry.period.half } : {}),
      },
    };
  });
  const question: OpenQuestion = {
    id: 'first-year',
    options: [],
    evidence: { code: 'first-year-open', values: { runs: group.length / length, first: group[0]?.column.header ?? '' } },
    examples: group.slice(0, 3).map(({ column }) => column.header),
  };
  return { own, questions: known ? [] : [question] };
}

function nameOf(entry: Named): string {
  if (!entry.code) return entry.period?.value ?? '';
  return entry.period ? entry.code.text : entry.column.header.trim();
}

/** Periods beside drugs, units that differ, and numbers of events beside amounts. */
function besides(own: readonly Named[], events: readonly Named[], taken: Set<string>) {
  const [first] = own;
  const units = new Set(own.map(({ unit }) => unit));
  const period = first?.period?.field;
  const both = first?.code !== undefined && period !== undefined;
  const also = [
    ...(both && period ? [{ field: period as Field, values: own.map((entry) => entry.period?.value ?? '') }] : []),
    ...(units.size > 1 && (both || first?.code?.field !== 'drug') ? [{ field: 'unit' as Field, values: own.map(({ unit }) => unit) }] : []),
  ].map((column) => ({ ...column, name: freeName(column.field === 'unit' ? 'Unit' : (COLUMN_NAME[column.field] ?? column.field), taken) }));
  const used = new Set<Named>();
  const matching = own.map((entry) => {
    const match = events.find((other) => !used.has(other) && cellKey(other) === cellKey(entry));
    if (match) used.add(match);
    return match;
  });
  const beside = used.size === 0 ? [] : [{ name: freeName('Cases', taken), field: 'events' as Field, matching }];
  return { also, beside, unmatched: events.filter((entry) => !used.has(entry)) };
}

/**
 * Columns that are named for months, quarters, years, drugs or countries and hold numbers; undefined when there are too few to speak of a pivoted
 * table, or when one thing stands twice and nothing tells the two apart.
 */
export function findUnpivot(
  columns: readonly ColumnFits[],
  headers: readonly string[],
  decisions: Record<string, string> = {},
): FoundUnpivot | undefined {
  const numeric = columns.filter(isNumeric);
  const all = [...numeric.map((column): Named => ({ ...pivotName(column.header), column })), ...numberedMonths(columns)];
  const named = all.filter(({ period, code }) => period !== undefined || code !== undefined);
  const plain = named.filter(({ total, column }) => !total && !isTotalColumn(column.header));
  const group = largestGroup(plain).length > 0 ? largestGroup(plain) : largestGroup(named);
  const { amounts, events, others } = splitMeasures(group);
  const counts = amounts.length === 0;
  const { own: measured, sums } = withoutSums(counts ? events : amounts);
  const runs = runsOf(measured) > 1 ? datedRuns(measured, decisions['first-year']) : { own: measured, questions: [] };
  const { own, repeated, again } = runs.questions.length > 0 ? { own: runs.own, repeated: [], again: [] } : withoutRepeats(runs.own);
  const [first] = own;
  if (!first || repeated.length > 0 || own.length < 2) return undefined;
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()));
  const names = (first.code?.field ?? first.period?.field ?? 'month') as NonNullable<FoundUnpivot['names']>;
  const isQuarter = own.every(({ period }) => period !== undefined && /Q\d$/u.test(period.value));
  const name = freeName(names === 'month' && isQuarter ? 'Quarter' : (COLUMN_NAME[names] ?? names), taken);
  const measure = freeName('Quantity', taken);
  const { also, beside, unmatched } = besides(own, counts ? [] : withoutSums(events).own, taken);
  const places = own.map(({ column }) => column.place);
  const besidePlaces = beside.flatMap(({ matching }) => matching.flatMap((entry) => entry?.column.place ?? []));
  const gone = new Set([...places, ...besidePlaces]);
  const otherMeasures = [...others, ...again, ...unmatched].map(({ column }) => column.place).filter((place) => !gone.has(place));
  const summed = [...sums, ...withoutSums(events).sums].map(({ column }) => column.place);
  const totals = numeric
    .filter(({ header, place }) => !gone.has(place) && (isTotalColumn(header) || summed.includes(place)))
    .map(({ place }) => place);
  return {
    unpivot: {
      columns: own.map((entry) => ({ header: entry.column.header.trim(), value: nameOf(entry) })),
      name,
      measure,
      ...(also.length > 0 ? { also: also.map((column) => ({ name: column.name, values: column.values })) } : {}),
      ...(beside.length > 0
        ? {
            beside: beside.map((column) => ({
              name: column.name,
              headers: column.matching.map((entry) => entry?.column.header.trim() ?? ''),
            })),
          }
        : {}),
    },
    names,
    also: also.map(({ name: alsoName, field }) => ({ name: alsoName, field })),
    beside: beside.map(({ name: besideName, field }) => ({ name: besideName, field })),
    units: own.map(({ unit }) => unit),
    codes: own.map(({ code }) => code?.codes ?? []),
    totals,
    otherMeasures,
    places,
    besidePlaces,
    counts,
    reason: {
      code: `unpivot-${names}`,
      values: { columns: own.length, first: own[0]?.column.header ?? '', last: own.at(-1)?.column.header ?? '' },
    },
    questions: runs.questions,
    notes: own.some(({ period }) => period?.half) ? [{ code: 'half-years', values: { columns: own.length } }] : [],
  };
}

function isTotalColumn(header: string): boolean {
  const parts = header.split(' / ');
  return parts.some((part) => isTotalWord(part)) || pivotName(header).total || /\btotal\b/iu.test(foldHeader(header));
}
