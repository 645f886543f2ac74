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
  const known = new Map<string, ComboSeries>();
  for (const chosen of smaller ? subsets(facets.length) : [facets.map((_, at) => at)])
    for (const tuple of tuples.list) spread(tuple, chosen, { axes, facets, stated, known });
  const series = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { series, ...tuples.totals, ...unstatedOf(tuples.list, axes, stated, reporting.months.length) };
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
    let key = 0;
    for (const { sets, values } of axes) key = key * sets.length + (values[row] as number);
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
  axes: Axis[];
  facets: ScanFacet[];
  stated: boolean[][];
  known: Map<string, ComboSeries>;
}

/** Then each tuple of sets goes to every combination of codes it names. */
function spread(tuple: Tuple, chosen: number[], { axes, facets, stated, known }: Spread): void {
  let combos: number[][] = [[]];
  for (const axis of chosen) {
    const keys = (axes[axis]?.sets[tuple.sets[axis] as number] ?? []).filter((key) => stated[axis]?.[key]);
    combos = combos.flatMap((combo) => keys.map((key) => [...combo, key]));
  }
  for (const combo of combos) {
    const codes = combo.map((key, at) => axes[chosen[at] as number]?.keys[key] ?? '');
    const name = `${chosen.join()}|${codes.join('|')}`;
    let series = known.get(name);
    if (!series) {
      series = {
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
