import type { Recipe, Said } from '../contract/recipe.ts';
import { monthOfWord } from '../domain/calendar-words.ts';
import { dateShape } from '../domain/date-shape.ts';
import type { Field } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { isTotalWord } from './row-part.ts';
import type { ColumnFits } from './suggest-field.ts';
import { unitOfHeader } from './unit-word.ts';

export type Unpivot = NonNullable<Recipe['table']['unpivot']>;

/** Columns that hold one value of another field each: months, years, quarters or drugs. */
export interface FoundUnpivot {
  unpivot: Unpivot;
  /** Field of the column of names. */
  names: Extract<Field, 'date' | 'month' | 'year' | 'drug'>;
  /** Unit of each unpivoted column, in their order; empty text where the header says none. */
  units: string[];
  /** Columns beside them that only add them up. */
  totals: number[];
  /** Places of the columns that are unpivoted. */
  places: number[];
  /** Columns that hold another measure of the same periods or drugs; one measure can be unpivoted. */
  otherMeasures: number[];
  /** The cells count events rather than measure. */
  counts: boolean;
  reason: Said;
}

interface Named {
  column: ColumnFits;
  kind: 'date' | 'month' | 'year' | 'drug';
  value: string;
  unit: string;
  counts: boolean;
}

const COUNT_WORD =
  /\b(?:cases?|count|events?|seizures|number|n|casos|incautaciones|decomisos|nombre|saisies|cas|numero|apreensoes|случа\p{L}*|изъяти\p{L}*|количество изъятий|число)\b/u;

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The period that a header names, as a cell of a date, month or year column would say it. */
function periodOf(text: string): Pick<Named, 'kind' | 'value'> | undefined {
  const month = monthOfWord(text);
  if (month !== undefined) return { kind: 'month', value: String(month) };
  const shape = dateShape(text);
  if (shape?.kind === 'year') return { kind: 'year', value: String(shape.year) };
  if (shape?.kind === 'month-of-year') return { kind: 'date', value: `${shape.year}-${pad(shape.month)}` };
  if (shape?.kind === 'quarter') return { kind: 'date', value: `${shape.year}Q${shape.quarter}` };
  if (shape?.kind === 'named' && shape.day === null) return { kind: 'date', value: `${shape.year}-${pad(shape.month)}` };
  if (shape?.kind === 'iso' && shape.third === 1) return { kind: 'date', value: `${shape.year}-${pad(shape.second)}` };
  return undefined;
}

/** `2019 / Jan` of a header in two rows, as well as `Jan` alone and `Cases Jan`. */
function nameOf(column: ColumnFits): Named | undefined {
  const header = column.header.trim();
  const parts = header.split(' / ');
  const unit = unitOfHeader(header)?.text ?? '';
  const bare =
    unit === ''
      ? header
      : header
          .replace(unit, '')
          .replace(/[()[\]]/gu, '')
          .replace(/[\s,/-]+$/u, '')
          .trim();
  const counts = COUNT_WORD.test(foldHeader(parts.length > 1 ? (parts.at(-1) ?? '') : header)) && unit === '';
  const period = periodOf(bare) ?? joinedPeriod(parts) ?? periodOf(parts[0] ?? '');
  if (period) return { column, ...period, unit, counts };
  const drug = [bare, parts[0] ?? ''].find((text) => isDrug(text));
  return drug === undefined ? undefined : { column, kind: 'drug', value: header, unit, counts };
}

function joinedPeriod(parts: readonly string[]): Pick<Named, 'kind' | 'value'> | undefined {
  const [a = '', b = ''] = parts;
  if (parts.length < 2) return undefined;
  return periodOf(`${b} ${a}`) ?? periodOf(`${a} ${b}`);
}

function isDrug(text: string): boolean {
  const bare = text
    .replace(
      /\b(?:seized|seizures?|cases?|count|quantity|amount|weight|incautad[ao]s?|incautaciones|saisies?|decomisad[ao]s?|decomisos|casos)\b/giu,
      '',
    )
    .trim();
  const alias = bare.length >= 3 ? aliasOf('drug', bare) : undefined;
  return alias !== undefined && alias.codes.length > 0;
}

function isNumeric({ content, profile }: ColumnFits): boolean {
  return profile.filled === 0 || content.number >= 0.6 || profile.values.every(({ value }) => /^[-–—.\d\s,]*$/u.test(value));
}

const LEAST: Record<Named['kind'], number> = { date: 2, month: 3, year: 2, drug: 2 };
const COLUMN_NAME: Record<Named['kind'], string> = { date: 'Period', month: 'Month', year: 'Year', drug: 'Drug' };

function freeName(wanted: string, headers: readonly string[]): string {
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()));
  let name = wanted;
  for (let turn = 2; taken.has(name.toLowerCase()); turn++) name = `${wanted} ${turn}`;
  return name;
}

/** Bare numbers 1 to 12 name months only when nearly all of them stand there. */
function numberedMonths(columns: readonly ColumnFits[]): Named[] {
  const found = columns.flatMap((column): Named[] => {
    const header = column.header.trim();
    return /^(?:0?[1-9]|1[0-2])$/.test(header) && isNumeric(column)
      ? [{ column, kind: 'month', value: String(Number(header)), unit: '', counts: false }]
      : [];
  });
  return found.length >= 10 ? found : [];
}

/** Of periods that stand once with events and once with a mass, the mass is taken: one measure can be unpivoted. */
function oneMeasure(group: Named[]): Named[] {
  const counted = group.filter(({ counts }) => counts);
  return counted.length === group.length || counted.length === 0 ? group : group.filter(({ counts }) => !counts);
}

/** Columns that are named for months, years, quarters or drugs and hold numbers; undefined when there are too few to speak of a pivoted table. */
export function findUnpivot(columns: readonly ColumnFits[], headers: readonly string[]): FoundUnpivot | undefined {
  const numeric = columns.filter(isNumeric);
  const named = [...numeric.flatMap((column) => nameOf(column) ?? []), ...numberedMonths(columns)];
  const kinds = (['date', 'month', 'year', 'drug'] as const)
    .map((kind) => named.filter((entry) => entry.kind === kind))
    .filter((group) => group.length >= LEAST[group[0]?.kind ?? 'month'])
    .sort((a, b) => b.length - a.length);
  const group = oneMeasure(kinds[0] ?? []);
  const first = group[0];
  if (!first || new Set(group.map(({ value }) => value)).size < group.length) return undefined;
  const places = group.map(({ column }) => column.place);
  const otherMeasures = named
    .filter(({ kind, column }) => kind === first.kind && !places.includes(column.place))
    .map(({ column }) => column.place);
  const totals = numeric.filter(({ header, place }) => !places.includes(place) && isTotalColumn(header)).map(({ place }) => place);
  return {
    unpivot: {
      columns: group.map(({ column, value }) => ({ header: column.header.trim(), value })),
      name: freeName(COLUMN_NAME[first.kind], headers),
      measure: freeName('Quantity', headers),
    },
    names: first.kind,
    units: group.map(({ unit }) => unit),
    totals,
    otherMeasures,
    places,
    counts: group.every(({ counts }) => counts),
    reason: {
      code: `unpivot-${first.kind}`,
      values: { columns: group.length, first: group[0]?.column.header ?? '', last: group.at(-1)?.column.header ?? '' },
    },
  };
}

function isTotalColumn(header: string): boolean {
  return isTotalWord(header) || isTotalWord(header.split(' / ')[0] ?? '') || /\btotal\b/iu.test(header);
}
