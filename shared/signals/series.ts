import { type Axis, axisOf } from '../columns/axis.ts';
import { eachBit } from '../columns/bitmap.ts';
import { isNotStated } from '../columns/codes.ts';
import type { Selection } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { UNPLACED } from '../domain/vocabulary.ts';
import { StowageError } from '../errors.ts';
import type { Reporting } from './reporting.ts';
import type { ScanFacet } from './settings.ts';

/** One combination of stated values with its cases month by month. */
export interface ComboSeries {
  name: string;
  facets: ScanFacet[];
  codes: string[];
  counts: Float64Array;
  /** Cases by unit of reporting, over all months. */
  units: Map<number, number>;
}

export interface Combos {
  series: ComboSeries[];
  /** First and last month with a selected case; -1 without any. */
  first: number;
  last: number;
  /** Selected cases, and those without a month. */
  cases: number;
  undated: number;
  /** Cases in each month, and those among them that do not state one of the facets. */
  all: Float64Array;
  unstated: Float64Array;
  shape: ComboShape;
}

/** What tells which combinations a row stands in. */
export interface ComboShape {
  axes: Axis[];
  /** For each axis, which of its keys are stated. */
  stated: boolean[][];
  /** The axes that are combined, by their place. */
  choices: number[][];
}

const MOST_SERIES = 500_000;

/**
 * The monthly series of every combination that occurs. A case with several codes of a facet counts once for each combination it bears. Combinations
 * of a value that is not stated are left out and counted.
 */
export function comboSeries(
  table: ColumnTable,
  selection: Selection,
  reporting: Reporting,
  facets: ScanFacet[],
  level: 1 | 2,
  smaller: boolean,
): Combos {
  const axes = facets.map((facet) => axisOf(table, { facet, level }));
  const tuples = tuplesOf(table, selection, reporting, axes);
  const stated = axes.map((axis) => axis.keys.map((key) => !isNotStated(key) && key !== UNPLACED));
  const shape = {
    axes,
    stated,
    choices: smaller ? subsets(facets.length) : [facets.map((_, at) => at)],
  };
  const known = new Map<string, ComboSeries>();
  for (const chosen of shape.choices) for (const tuple of tuples.list) spread(tuple, chosen, { shape, facets, known });
  const series = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { series, shape, ...tuples.totals, ...unstatedOf(tuples.list, axes, stated, reporting.months.length) };
}

/** One number for the sets of codes of a row. */
export function tupleKey(axes: Axis[], row: number): number {
  let key = 0;
  for (const { sets, values } of axes) key = key * sets.length + (values[row] as number);
  return key;
}

/** The combinations of some axes that a row with these sets of codes stands in, each once. */
export function combosOf(sets: number[], chosen: number[], { axes, stated }: ComboShape): { name: string; codes: string[] }[] {
  let combos: number[][] = [[]];
  for (const axis of chosen) {
    const keys = (axes[axis]?.sets[sets[axis] as number] ?? []).filter((key) => stated[axis]?.[key]);
    combos = combos.flatMap((combo) => keys.map((key) => [...combo, key]));
  }
  return combos.map((combo) => {
    const codes = combo.map((key, at) => axes[chosen[at] as number]?.keys[key] ?? '');
    return { name: `${chosen.join()}|${codes.join('|')}`, codes };
  });
}

interface Tuple {
  /** Index of the set on each axis. */
  sets: number[];
  counts: Float64Array;
  units: Map<number, number>;
}

/** First by sets of codes, so that each row is touched once. */
function tuplesOf(table: ColumnTable, selection: Selection, { months, monthOf, unitOf }: Reporting, axes: Axis[]) {
  const list: Tuple[] = [];
  const known = new Map<number, Tuple>();
  const totals = { first: -1, last: -1, cases: selection.count, undated: 0 };
  eachBit(selection.bits, (row) => {
    const month = monthOf[row] as number;
    const events = table.events?.[row] ?? 1;
    if (month < 0) {
      totals.undated += events;
      return;
    }
    if (totals.first < 0 || month < totals.first) totals.first = month;
    if (month > totals.last) totals.last = month;
    const key = tupleKey(axes, row);
    let tuple = known.get(key);
    if (!tuple) {
      const sets = axes.map(({ values }) => values[row] as number);
      tuple = { sets, counts: new Float64Array(months.length), units: new Map() };
      known.set(key, tuple);
      if (list.push(tuple) > MOST_SERIES) throw tooMany();
    }
    const unit = unitOf[row] as number;
    tuple.counts[month] = (tuple.counts[month] as number) + events;
    tuple.units.set(unit, (tuple.units.get(unit) ?? 0) + events);
  });
  return { list, totals };
}

interface Spread {
  shape: ComboShape;
  facets: ScanFacet[];
  known: Map<string, ComboSeries>;
}

/** Then each tuple of sets goes to every combination of codes it names. */
function spread(tuple: Tuple, chosen: number[], { shape, facets, known }: Spread): void {
  for (const { name, codes } of combosOf(tuple.sets, chosen, shape)) {
    let series = known.get(name);
    if (!series) {
      series = {
        name,
        facets: chosen.map((at) => facets[at] as ScanFacet),
        codes,
        counts: new Float64Array(tuple.counts.length),
        units: new Map(),
      };
      known.set(name, series);
      if (known.size > MOST_SERIES) throw tooMany();
    }
    for (let month = 0; month < tuple.counts.length; month++)
      series.counts[month] = (series.counts[month] as number) + (tuple.counts[month] as number);
    for (const [unit, cases] of tuple.units) series.units.set(unit, (series.units.get(unit) ?? 0) + cases);
  }
}

function unstatedOf(tuples: Tuple[], axes: Axis[], stated: boolean[][], length: number): Pick<Combos, 'all' | 'unstated'> {
  const [all, unstated] = [new Float64Array(length), new Float64Array(length)];
  for (const { sets, counts } of tuples) {
    const isUnstated = axes.some((axis, at) => !(axis.sets[sets[at] as number] ?? []).some((key) => stated[at]?.[key]));
    for (let month = 0; month < length; month++) {
      all[month] = (all[month] as number) + (counts[month] as number);
      if (isUnstated) unstated[month] = (unstated[month] as number) + (counts[month] as number);
    }
  }
  return { all, unstated };
}

/** Every choice of some of the facets. */
function subsets(size: number): number[][] {
  return Array.from({ length: 2 ** size - 1 }, (_, bits) =>
    Array.from({ length: size }, (_, at) => at).filter((at) => ((bits + 1) >> at) & 1),
  );
}

function tooMany(): StowageError {
  return new StowageError(
    'invalid-input',
    'These facets make more than half a million combinations, too many to scan. Nothing was changed. Choose fewer facets, or level 1.',
  );
}
