import type { Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { unitById } from '../domain/quantity.ts';
import { numberReader } from '../domain/read-number.ts';
import { aliasOf } from '../reconcile/alias.ts';
import type { FoundUnpivot } from './find-unpivot.ts';
import { pivotName } from './pivot-name.ts';
import type { ColumnFits } from './suggest-field.ts';
import type { Survey } from './survey.ts';
import { type UnitWord, unitOfHeader } from './unit-word.ts';

/** One quantity in a column for each unit: `Quantity (kg)`, `Quantity (tablets)`. */
interface UnitColumn {
  column: ColumnFits;
  unit: string;
  code: string;
}

export interface FoundUnitColumns {
  /** Where a row fills one of them only: each filled cell is a record. */
  found?: FoundUnpivot;
  questions: OpenQuestion[];
  notes: Said[];
}

const ID = 'amount';
/** The answer that reads each of the columns, so that a row with two amounts becomes two records. */
const EACH = 'each';

const NO_NAME = { period: undefined, code: undefined, rest: '', counts: false };

/** Beside columns of other units a single letter is one as well. */
function letterUnit(header: string): UnitWord | undefined {
  return /^\s*[gtlгтл]\s*$/iu.test(header) ? { text: header.trim(), whole: true } : undefined;
}

function unitColumns(columns: readonly ColumnFits[]): UnitColumn[] {
  const named = columns.flatMap((column): (UnitColumn & { bare: string })[] => {
    const unit = unitOfHeader(column.header) ?? letterUnit(column.header);
    const code = unit && aliasOf('unit', unit.text)?.codes[0];
    const { period, code: thing, rest, counts } = unit?.whole ? NO_NAME : pivotName(column.header);
    const isAmount = column.profile.filled > 0 && column.content.number >= 0.5;
    if (!unit || code === undefined || !isAmount || period || thing || counts) return [];
    return [{ column, unit: unit.text, code, bare: unit.whole ? '' : rest }];
  });
  const groups = [...Map.groupBy(named, ({ bare }) => bare).values()];
  const [largest = []] = groups.toSorted((a, b) => b.length - a.length);
  return new Set(largest.map(({ code }) => code)).size === largest.length ? largest : [];
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

/** The same mass once more: in nearly all rows that fill both, one is the other in its unit. */
function sameMass(survey: Survey, [a, b]: readonly UnitColumn[]): boolean {
  const factors = [a, b].map((own) => (own ? massOf(own.code) : undefined));
  const [ofA, ofB] = factors;
  if (!a || !b || ofA === undefined || ofB === undefined) return false;
  const reads = (['.', ','] as const).map((decimal) => numberReader({ as: 'number', decimal, thousands: '' }));
  return reads.some((read) => {
    const pairs = survey.sample.flatMap(({ cells }) => {
      const [x, y] = [read(cells[a.column.place] ?? '')?.amount, read(cells[b.column.place] ?? '')?.amount];
      return x === undefined || y === undefined || (x === 0 && y === 0) ? [] : [[x * ofA, y * ofB] as const];
    });
    const alike = pairs.filter(([x, y]) => Math.abs(x - y) <= 0.02 * Math.max(Math.abs(x), Math.abs(y)));
    return pairs.length > 0 && alike.length >= pairs.length * 0.9;
  });
}

function massOf(code: string): number | undefined {
  const unit = unitById(code);
  return unit?.dimension === 'mass' ? (unit.size ?? undefined) : undefined;
}

function question(columns: readonly UnitColumn[], survey: Survey): OpenQuestion {
  const headers = columns.map(({ column }) => column.header);
  const both = survey.sample.filter(({ cells }) => columns.filter(({ column }) => isFilled(cells[column.place])).length > 1);
  return {
    id: ID,
    options: [
      ...headers.map((value) => ({ value, label: { code: 'option-plain', values: { value } } })),
      { value: EACH, label: { code: 'option-each-unit', values: {} } },
    ],
    evidence: { code: 'units-beside', values: { list: headers.join(', ').slice(0, 300), rows: both.length } },
    examples: both.slice(0, 5).map(({ row, cells }) => `${row}: ${columns.map(({ column }) => cells[column.place] ?? '').join(' | ')}`),
  };
}

function unpivoted(columns: readonly UnitColumn[], headers: readonly string[]): FoundUnpivot {
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()));
  const free = (name: string): string => (taken.has(name.toLowerCase()) ? free(`${name} 2`) : name);
  const texts = columns.map(({ column }) => column.header.trim());
  return {
    unpivot: {
      columns: columns.map(({ column, unit }) => ({ header: column.header.trim(), value: unit })),
      name: free('Unit'),
      measure: free('Quantity'),
    },
    names: 'unit',
    also: [],
    beside: [],
    units: columns.map(() => ''),
    codes: columns.map(({ code }) => [code]),
    totals: [],
    places: columns.map(({ column }) => column.place),
    besidePlaces: [],
    otherMeasures: [],
    counts: false,
    reason: { code: 'unpivot-unit', values: { columns: columns.length, first: texts[0] ?? '', last: texts.at(-1) ?? '' } },
    questions: [],
    notes: [],
  };
}

/**
 * One quantity in several units side by side. Where no row fills two of them each is read; where they say one mass twice one is enough; else it is
 * asked, since reading one would lose the other and reading both would make two records of a case.
 */
export function findUnitColumns(columns: readonly ColumnFits[], survey: Survey, decisions: Record<string, string>): FoundUnitColumns {
  const group = unitColumns(columns);
  const answer = decisions[ID];
  if (group.length < 2 || (answer !== undefined && answer !== EACH) || columns.some(({ fits }) => fits[0]?.field === 'unit'))
    return { questions: [], notes: [] };
  const filledTwice = survey.sample.some(({ cells }) => group.filter(({ column }) => isFilled(cells[column.place])).length > 1);
  if (answer === EACH || !filledTwice) return { found: unpivoted(group, survey.header.headers), questions: [], notes: [] };
  if (group.length === 2 && sameMass(survey, group)) return { questions: [], notes: [sameMassNote(group)] };
  return { questions: [question(group, survey)], notes: [] };
}

function sameMassNote(group: readonly UnitColumn[]): Said {
  return {
    code: 'mass-twice',
    values: {
      list: group
        .map(({ column }) => column.header)
        .join(', ')
        .slice(0, 300),
    },
  };
}
