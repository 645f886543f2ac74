import { countAggregated, countRepeats, shareOf } from '../../../shared/analysis/parts/caveats.ts';
import { type Counted, cellReader, countValues, valuesOf } from '../../../shared/analysis/parts/counted.ts';
import { ALL, labelOf, REST } from '../../../shared/analysis/parts/figure.ts';
import { type MonthTable, monthTable } from '../../../shared/analysis/parts/months.ts';
import { NO_PERIOD } from '../../../shared/columns/axis.ts';
import { isNotStated } from '../../../shared/columns/codes.ts';
import { groupBy, totals } from '../../../shared/columns/group-by.ts';
import { marginOf } from '../../../shared/columns/grouped.ts';
import { assumedShare, topShare } from '../../../shared/columns/mass.ts';
import { narrow, notStated, type Selection, select } from '../../../shared/columns/select.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ProfilePanels, SPLITS } from '../../../shared/contract/profile.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { EVERYTHING, type Filter, withoutFacet } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';

type Split = (typeof SPLITS)[number];
type Months = ProfilePanels['months'];

/** Values drawn apart in the month panel; the others stand together as `rest`. */
const MOST_SERIES = 8;
const LARGEST = 10;
/** Fields of the quality strip; `mass` means not convertible to kilograms. */
const FIELDS = ['transport', 'concealment', 'seizure-place', 'produced', 'departed', 'destined', 'mass'] as const;

/** The whole profile screen for one filter. Each panel leaves out the filter's clauses on its own facets, so that a mark never hides its siblings. */
export function profilePanels(table: ColumnTable, filter: Filter, split: Split, words: Wording): ProfilePanels {
  const selection = select(table, filter);
  const mass = totals(table, selection);
  const without = (...facets: string[]) => selectWithout(table, filter, facets);
  const seen = {
    months: without('date', split),
    heat: without('concealment', 'transport'),
    drugs: without('drug'),
    countries: without('country'),
  };
  return {
    dataVersion: table.dataVersion,
    total: select(table, EVERYTHING).count,
    selected: selection.count,
    aggregated: countAggregated(table, selection),
    repeats: countRepeats(table, selection),
    massKg: mass.kg,
    massKgLow: mass.kgLow,
    massKgHigh: mass.kgHigh,
    assumedShare: assumedShare(table, selection),
    topTenShare: topShare(table, selection, LARGEST),
    basis: {
      months: basisOf(table, seen.months),
      heat: basisOf(table, seen.heat),
      drugs: basisOf(table, seen.drugs),
      countries: basisOf(table, seen.countries),
    },
    months: monthPanel(table, seen.months, split, words),
    heat: heatPanel(table, seen.heat, words),
    drugs: ranked(table, seen.drugs, 'drug', 1, words),
    countries: ranked(table, seen.countries, 'country', 2, words),
    quality: qualityPanel(table, filter, words),
  };
}

/** Values of one facet with their counts, without the filter's clauses on it. */
export function ranked(table: ColumnTable, selection: Selection, facet: CodeFacet, level: 1 | 2, words: Wording) {
  return countValues(table, selection, { facet, level }).map(({ code, cases, kg }) => ({
    ...named(facet, code, words),
    cases,
    massKg: kg ?? 0,
  }));
}

export function selectWithout(table: ColumnTable, filter: Filter, facets: string[]): Selection {
  return select(table, facets.reduce(withoutFacet, filter));
}

export function basisOf(table: ColumnTable, selection: Selection): ProfilePanels['basis']['heat'] {
  return { cases: selection.count, massKg: totals(table, selection).kg };
}

export function named(facet: CodeFacet, code: string, words: Wording): { code: string; label: string; missing: boolean } {
  return { code, label: words.label(facet, code), missing: isNotStated(code) };
}

export function monthPanel(table: ColumnTable, selection: Selection, split: Split, words: Wording): Months {
  const months = monthTable(
    table,
    selection,
    split === 'none' ? undefined : { facet: split, level: split === 'country' ? 2 : 1 },
    ALL,
    'kg',
  );
  const stated = months.values.filter(({ code }) => !isNotStated(code));
  const apart = stated.length <= MOST_SERIES + 1 ? stated : stated.slice(0, MOST_SERIES);
  const rest = stated.slice(apart.length);
  const missing = months.values.filter(({ code }) => isNotStated(code));
  const draw = (code: string, values: Counted[]) => ({
    code,
    label: labelOf(split, code, words),
    missing: isNotStated(code),
    ...sumByMonth(months, values),
  });
  const whole = months.months.map((month) => months.whole(month));
  return {
    keys: months.months,
    whole: { cases: whole.map((cell) => cell.cases), massKg: whole.map((cell) => cell.kg ?? 0) },
    series: [
      ...apart.map((value) => draw(value.code, [value])),
      ...(rest.length > 0 ? [draw(REST, rest)] : []),
      ...missing.map((value) => draw(value.code, [value])),
    ],
  };
}

function sumByMonth(months: MonthTable, values: Counted[]): { cases: number[]; massKg: number[] } {
  const sum = (month: string, pick: (cell: { cases: number; kg: number | null }) => number): number =>
    values.reduce((total, { code }) => total + pick(months.part(month, code)), 0);
  return {
    cases: months.months.map((month) => sum(month, (cell) => cell.cases)),
    massKg: months.months.map((month) => sum(month, (cell) => cell.kg ?? 0)),
  };
}

export function heatPanel(table: ColumnTable, selection: Selection, words: Wording): ProfilePanels['heat'] {
  const dimensions = (['concealment', 'transport'] as const).map((facet) => ({ facet, level: 1 }) as const);
  const both = groupBy(table, selection, dimensions, 'kg');
  const [concealments, transports] = [valuesOf(marginOf(both, 0)), valuesOf(marginOf(both, 1))];
  const cell = cellReader(both);
  return {
    concealments: concealments.map(({ code }) => named('concealment', code, words)),
    transports: transports.map(({ code }) => named('transport', code, words)),
    cases: concealments.map((row) => transports.map((column) => cell(row.code, column.code).cases)),
  };
}

function qualityPanel(table: ColumnTable, filter: Filter, words: Wording): ProfilePanels['quality'] {
  const byYear = shares(table, selectWithout(table, filter, ['date']), { facet: 'date', by: 'year' });
  const byCountry = shares(table, selectWithout(table, filter, ['country']), { facet: 'country', level: 2 });
  return {
    fields: [...FIELDS],
    breaks: table.breaks.map((one) => ({ ...one })),
    years: byYear.filter(({ key }) => key !== NO_PERIOD),
    reporters: byCountry
      .map(({ key, cases, notStated }) => ({ code: key, label: words.label('country', key), cases, notStated }))
      .sort((a, b) => b.cases - a.cases),
  };
}

type Along = { facet: 'date'; by: 'year' } | { facet: 'country'; level: 2 };

/** For each key, its cases and the share of them in which each field is not stated. */
function shares(table: ColumnTable, selection: Selection, along: Along): { key: string; cases: number; notStated: number[] }[] {
  const whole = groupBy(table, selection, [along], 'cases');
  const missing = FIELDS.map((field) => groupBy(table, narrow(table, selection, notStated(table, field)), [along], 'cases').cases);
  const rows = (whole.keys[0] as string[]).map((key, at) => {
    const cases = whole.cases[at] as number;
    return { key, cases, notStated: missing.map((counts) => shareOf(counts[at] as number, cases)) };
  });
  return rows.filter(({ cases }) => cases > 0);
}
