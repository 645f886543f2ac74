import type { ReadRule, RecipeColumn } from '../contract/recipe.ts';
import type { Field } from '../domain/fields.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { asCodeField } from './content.ts';
import { ruleFor } from './field-rule.ts';
import type { FoundUnpivot } from './find-unpivot.ts';
import type { ColumnProfile, Survey } from './survey.ts';
import { emptyDates } from './tally-cell.ts';

/** The columns that arise: names and measure, what stands beside the names, and further measures. */
export function unpivotedColumns(found: FoundUnpivot, hasEvents: boolean): RecipeColumn[] {
  const { unpivot, reason, names } = found;
  const column = (header: string, field: Field | null, read: ReadRule, values: RecipeColumn['values'] = []): RecipeColumn => ({
    header,
    field,
    read,
    crosswalk: null,
    values,
    reason,
  });
  const units = new Set(found.units.filter((unit) => unit !== ''));
  const [unit] = units;
  const field: Field = found.counts && !hasEvents ? 'events' : 'amount';
  const one = units.size === 1 && unit !== undefined ? { unit } : {};
  return [
    column(unpivot.name, names, ruleFor(names ?? undefined, ''), namedCodes(found)),
    column(unpivot.measure, field, { as: 'number', decimal: '.', thousands: '', ...one }),
    ...found.also.map(({ name, field: also }) => column(name, also, ruleFor(also, ''))),
    ...found.beside.map(({ name, field: beside }) => column(name, beside, ruleFor(beside, ''))),
  ];
}

/** What each header stands for, since its text as a whole need not be in the vocabulary: `Cocaine (kg)`. */
function namedCodes({ names, unpivot, codes }: FoundUnpivot): RecipeColumn['values'] {
  if (names === null || !asCodeField(names)) return [];
  const choices = new Map(unpivot.columns.map(({ value }, at) => [value, codes[at] ?? []]));
  return [...choices].flatMap(([from, to]) => (to.length > 0 ? [{ from, to }] : []));
}

/** Columns of one drug each may have a unit each: then the column of names feeds the unit too, value by value. */
export function unitColumn({ names, units, unpivot, also }: FoundUnpivot): RecipeColumn[] {
  if (names !== 'drug' || new Set(units).size < 2 || also.some(({ field }) => field === 'unit')) return [];
  const values = unpivot.columns.flatMap(({ value }, at) => {
    const to = aliasOf('unit', units[at] ?? '')?.codes ?? [];
    return to.length > 0 ? [{ from: value, to }] : [];
  });
  const reason = { code: 'unit-by-name', values: {} };
  return [{ header: unpivot.name, field: 'unit', read: { as: 'text' }, crosswalk: null, values, reason }];
}

/** The cells of a measure stand in many columns; their tallies are those of one column. */
export function withMeasure(survey: Survey, found: FoundUnpivot): Survey {
  const of = (places: readonly number[], header: string) => {
    const parts = places.flatMap((place) => survey.columns[place] ?? []);
    return parts.length > 0 ? [joined(parts, header)] : [];
  };
  const beside = found.beside.flatMap(({ name }, at) => of(found.besideGroups?.[at] ?? found.besidePlaces, name));
  return { ...survey, columns: [...survey.columns, ...of(found.places, found.unpivot.measure), ...beside] };
}

function joinedDates(parts: readonly ColumnProfile[]): ColumnProfile['dates'] {
  const all = emptyDates();
  for (const { dates } of parts) {
    const { orders, examples, ...counts } = dates;
    for (const kind of Object.keys(counts) as (keyof typeof counts)[]) all[kind] += counts[kind];
    for (const order of Object.keys(orders) as (keyof typeof orders)[]) all.orders[order] += orders[order];
    all.examples = { ...examples, ...all.examples };
  }
  return all;
}

function joined(parts: readonly ColumnProfile[], header: string): ColumnProfile {
  const first = parts[0] as ColumnProfile;
  const numbers = parts.map(({ numbers: n }) => n);
  const sum = (pick: (n: (typeof numbers)[number]) => number) => numbers.reduce((all, n) => all + pick(n), 0);
  const typed = parts.every((part) => part.typed) ? parts.flatMap((part) => part.typed ?? []) : undefined;
  const total = (pick: (t: NonNullable<ColumnProfile['typed']>) => number) => (typed ?? []).reduce((all, t) => all + pick(t), 0);
  return {
    ...first,
    header,
    filled: parts.reduce((all, { filled }) => all + filled, 0),
    complete: false,
    values: parts.flatMap(({ values }) => values.slice(0, 200)),
    ...(typed
      ? {
          typed: {
            numbers: total((t) => t.numbers),
            dates: total((t) => t.dates),
            texts: total((t) => t.texts),
            truths: total((t) => t.truths),
          },
        }
      : {}),
    dates: joinedDates(parts),
    numbers: {
      whole: sum((n) => n.whole),
      decimalPoint: sum((n) => n.decimalPoint),
      decimalComma: sum((n) => n.decimalComma),
      openPoint: sum((n) => n.openPoint),
      openComma: sum((n) => n.openComma),
      thousands: {
        point: sum((n) => n.thousands.point),
        comma: sum((n) => n.thousands.comma),
        space: sum((n) => n.thousands.space),
        apostrophe: sum((n) => n.thousands.apostrophe),
      },
      withUnit: sum((n) => n.withUnit),
      other: sum((n) => n.other),
      examples: Object.assign({}, ...numbers.map((n) => n.examples)),
    },
  };
}
