import { NO_PERIOD } from '../../columns/axis.ts';
import { eachBit } from '../../columns/bitmap.ts';
import { groupBy, totals } from '../../columns/group-by.ts';
import { aggregatedCases, assumedShare, topShare } from '../../columns/mass.ts';
import { narrow, notStated, type Selection, select, singles } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import { EVERYTHING } from '../../domain/filter.ts';
import { isMissing } from '../../domain/missing.ts';
import { breaksWithin } from '../../regime/comparable.ts';
import { breakNames } from '../../regime/words.ts';
import type { CaveatBlock } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';

const LARGEST = 10;
/** So many breaks are named; all are counted. */
const MOST_BREAKS = 8;

/** What every figure says about itself: repeats, what is not stated, several codes, mass, and who reported in which year. */
export function standingCaveats(table: ColumnTable, selection: Selection, words: Wording, facets: CodeFacet[]): CaveatBlock[] {
  return [
    repeatsCaveat(table, selection, words),
    ...facets.map((facet) => notStatedCaveat(table, selection, words, facet)),
    ...severalCaveat(table, selection, words, facets),
    massCaveat(table, selection, words),
    ...aggregatedCaveat(table, selection, words),
    ...breaksCaveat(table, selection, words),
    ...reportersCaveat(table, selection, words),
  ];
}

export function caveat(text: string): CaveatBlock {
  return { kind: 'caveat', text };
}

/** Cases that are equal to an earlier row of their file. */
export function countRepeats(table: ColumnTable, selection: Selection): number {
  if (!table.codes.repeat) return 0;
  const { keys, cases } = groupBy(table, selection, [{ facet: 'repeat', level: 2 }], 'cases');
  return cases[(keys[0] as string[]).indexOf('repeat')] ?? 0;
}

/** Cases that stand together in aggregated rows. */
export function countAggregated(table: ColumnTable, selection: Selection): number {
  return aggregatedCases(table, selection);
}

/** Part of a whole; 0 where there is no whole. */
export function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/**
 * Countries with any case at all in each year of the selection, in order. They are counted over everything, since a country that has no case
 * under a filter has reported all the same.
 */
export function reportersByYear(table: ColumnTable, selection: Selection): { year: string; reporters: number }[] {
  if (!table.codes.country) return [];
  const chosen = groupBy(table, selection, [{ facet: 'date', by: 'year' }], 'cases');
  const years = (chosen.keys[0] as string[]).filter((year, at) => year !== NO_PERIOD && (chosen.cases[at] as number) > 0);
  const grouped = groupBy(
    table,
    select(table, EVERYTHING),
    [
      { facet: 'date', by: 'year' },
      { facet: 'country', level: 2 },
    ],
    'cases',
  );
  const [allYears = [], countries = []] = grouped.keys;
  return years.flatMap((year) => {
    const place = allYears.indexOf(year);
    const reporters = countries.filter(
      (code, at) => !isMissing(code) && (grouped.cases[place * countries.length + at] as number) > 0,
    ).length;
    return reporters === 0 ? [] : [{ year, reporters }];
  });
}

function repeatsCaveat(table: ColumnTable, selection: Selection, words: Wording): CaveatBlock {
  const n = countRepeats(table, selection);
  return caveat(words.text('analyses.caveat.repeats', { n, of: selection.count, share: words.percent(shareOf(n, selection.count)) }));
}

function notStatedCaveat(table: ColumnTable, selection: Selection, words: Wording, facet: CodeFacet): CaveatBlock {
  const n = narrow(table, selection, notStated(table, facet)).count;
  const values = {
    field: words.text(`analyses.fieldTitle.${facet}`),
    n,
    of: selection.count,
    share: words.percent(shareOf(n, selection.count)),
  };
  return caveat(words.text('analyses.caveat.notStated', values));
}

function severalCaveat(table: ColumnTable, selection: Selection, words: Wording, facets: CodeFacet[]): CaveatBlock[] {
  const columns = facets.flatMap((facet) => table.codes[facet] ?? []).filter((column) => column.sets.some((set) => set.length > 1));
  if (columns.length === 0) return [];
  let n = 0;
  eachBit(selection.bits, (row) => {
    if (columns.some((column) => (column.sets[column.values[row] as number] as number[]).length > 1)) n += table.events?.[row] ?? 1;
  });
  return n > 0 ? [caveat(words.text('analyses.caveat.several', { n }))] : [];
}

function massCaveat(table: ColumnTable, selection: Selection, words: Wording): CaveatBlock {
  const total = totals(table, selection);
  if (total.withMass === 0) return caveat(words.text('analyses.caveat.noMass'));
  const values = {
    n: total.withMass,
    kg: words.mass(total.kg),
    low: words.mass(total.kgLow),
    high: words.mass(total.kgHigh),
    range: words.mass(total.kgLow) === words.mass(total.kgHigh) ? 'no' : 'yes',
    assumed: words.percent(assumedShare(table, selection) ?? 0),
  };
  const largest = topShare(table, selection, 1);
  const weighed = totals(table, singles(table, selection)).withMass;
  if (largest === null || weighed < 2) return caveat(words.text('analyses.caveat.massOnly', values));
  const top = words.percent(topShare(table, selection, LARGEST) ?? 0);
  const many = weighed > LARGEST ? 'yes' : 'no';
  return caveat(words.text('analyses.caveat.mass', { ...values, largest: words.percent(largest), top, many }));
}

/** Aggregated rows count by their events; what is said about single cases leaves them out. */
function aggregatedCaveat(table: ColumnTable, selection: Selection, words: Wording): CaveatBlock[] {
  const single = singles(table, selection);
  const rows = selection.rows - single.rows;
  if (rows === 0) return [];
  const values = { rows, n: selection.count - single.count, of: selection.count };
  return [caveat(words.text('analyses.caveat.aggregated', values))];
}

/** Who changed the way of reporting within the period of the selection. */
function breaksCaveat(table: ColumnTable, selection: Selection, words: Wording): CaveatBlock[] {
  const inside = breaksWithin(table, selection);
  if (inside.length === 0) return [];
  const list = breakNames(inside.slice(0, MOST_BREAKS), words).join('; ');
  const others = Math.max(0, inside.length - MOST_BREAKS);
  return [caveat(words.text('regimes.caveat.inside', { n: inside.length, list, others }))];
}

function reportersCaveat(table: ColumnTable, selection: Selection, words: Wording): CaveatBlock[] {
  const years = reportersByYear(table, selection);
  if (years.length === 0) return [];
  const list = years
    .map(({ year, reporters }) => words.text('analyses.caveat.reportersOfYear', { year, n: words.number(reporters) }))
    .join(', ');
  return [caveat(words.text('analyses.caveat.reporters', { list }))];
}
