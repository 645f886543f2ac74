import type { Field } from '../domain/fields.ts';
import type { FoundUnpivot } from './find-unpivot.ts';
import type { ColumnFits } from './suggest-field.ts';
import { unitOfHeader } from './unit-word.ts';

/** A column of several of one name, numbered or not: `Drug 1`, `Drug 2`; `Quantity 2 (kg)`. */
interface Member {
  column: ColumnFits;
  base: string;
  ordinal: number;
}

const NUMBERED = /^(.*?\p{L}[^\d]*?)[\s_.#-]*(\d{1,2})\s*((?:[([][^()[\]]*[)\]])?)\s*$/u;

function membersOf(columns: readonly ColumnFits[]): Member[] {
  const turns = new Map<string, number>();
  return columns.map((column) => {
    const [, name = column.header, number, tail = ''] = NUMBERED.exec(column.header) ?? [];
    const base = `${name} ${tail}`.trim().toLowerCase();
    const turn = (turns.get(base) ?? 0) + 1;
    turns.set(base, turn);
    return { column, base, ordinal: number === undefined ? turn : Number(number) };
  });
}

function feeds(members: readonly Member[], field: Field): boolean {
  return members.length > 1 && members.some(({ column }) => column.fits[0]?.field === field);
}

function seriesOf(series: readonly Member[][], field: Field, ordinals?: readonly number[]): Member[] | undefined {
  const fitting = series.filter((members) => feeds(members, field));
  if (!ordinals) return fitting[0];
  return fitting.find((members) => ordinals.every((ordinal) => members.some((member) => member.ordinal === ordinal)));
}

/** Whatever else stands in every one of the groups: two tables side by side have a date and a place each. */
function repeatedBesides(series: readonly Member[][], ordinals: readonly number[], taken: readonly (readonly Member[] | undefined)[]) {
  const found = series.flatMap((members) => {
    const [first] = members;
    const field = members.map(({ column }) => column.fits[0]?.field).find((each) => each !== undefined);
    const isWhole = members.length === ordinals.length && ordinals.every((ordinal) => members.some((member) => member.ordinal === ordinal));
    if (!first || field === undefined || !isWhole || taken.includes(members) || OWN.includes(field)) return [];
    return [{ title: NUMBERED.exec(first.column.header)?.[1]?.trim() ?? first.column.header.trim(), field, members }];
  });
  return [...new Map(found.toReversed().map((beside) => [beside.field, beside])).values()].toReversed().slice(0, MOST_BESIDES);
}

const OWN: readonly Field[] = ['amount', 'drug', 'unit'];
const MOST_BESIDES = 6;

/** Several drugs of a case side by side, each with its amount, or several such tables: each filled group becomes a record. */
export function findSeries(columns: readonly ColumnFits[], headers: readonly string[]): FoundUnpivot | undefined {
  const series = [...Map.groupBy(membersOf(columns), ({ base }) => base).values()];
  const amounts = seriesOf(series, 'amount');
  const ordinals = amounts?.map(({ ordinal }) => ordinal) ?? [];
  const drugs = amounts && seriesOf(series, 'drug', ordinals);
  if (!amounts || !drugs || new Set(ordinals).size < ordinals.length) return undefined;
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()));
  const free = (name: string): string => (taken.has(name.toLowerCase()) ? free(`${name} 2`) : name);
  const units = seriesOf(series, 'unit', ordinals);
  const others = repeatedBesides(series, ordinals, [amounts, drugs, units]);
  const besides = [
    { name: free('Drug'), field: 'drug' as Field, members: drugs },
    ...(units ? [{ name: free('Unit'), field: 'unit' as Field, members: units }] : []),
    ...others.map(({ title, field, members }) => ({ name: free(title), field, members })),
  ].map((beside) => ({ ...beside, members: ordinals.flatMap((wanted) => beside.members.find(({ ordinal }) => ordinal === wanted) ?? []) }));
  return {
    unpivot: {
      columns: amounts.map(({ column, ordinal }) => ({ header: column.header.trim(), value: String(ordinal) })),
      name: free('Line'),
      measure: free('Quantity'),
      beside: besides.map(({ name, members }) => ({ name, headers: members.map(({ column }) => column.header.trim()) })),
    },
    names: null,
    also: [],
    beside: besides.map(({ name, field }) => ({ name, field })),
    units: amounts.map(({ column }) => unitOfHeader(column.header)?.text ?? ''),
    codes: amounts.map(() => []),
    totals: [],
    places: amounts.map(({ column }) => column.place),
    besidePlaces: besides.flatMap(({ members }) => members.map(({ column }) => column.place)),
    besideGroups: besides.map(({ members }) => members.map(({ column }) => column.place)),
    otherMeasures: [],
    counts: false,
    reason: {
      code: 'unpivot-lines',
      values: { columns: amounts.length, first: drugs[0]?.column.header ?? '', last: amounts.at(-1)?.column.header ?? '' },
    },
    questions: [],
    notes: [],
  };
}
