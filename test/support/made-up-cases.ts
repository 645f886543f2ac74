import type { ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { type PlainRow, tableOf } from './column-rows.ts';

const FACETS: CodeFacet[] = [
  'country',
  'drug',
  'transport',
  'concealment',
  'seizure-place',
  'produced',
  'departed',
  'destined',
  'source',
  'repeat',
];

function row(
  date: string | null,
  country: string,
  transport: string[],
  concealment: string[],
  kg: number | null,
  more: Partial<PlainRow> = {},
): PlainRow {
  const other = {
    drug: ['G2.1'],
    'seizure-place': ['L1'],
    produced: ['0.3'],
    departed: ['0.2'],
    destined: ['FRA'],
    source: ['Made-up cases'],
    repeat: ['first'],
  };
  return { date, precision: 0, kg, ...more, codes: { country: [country], transport, concealment, ...other, ...more.codes } };
}

/**
 * Twelve invented cases small enough to count by hand.
 * Transport: T4 in 5 cases (one of them with T3 too), T3 in 3, T1 in 1, T9 in 1, not reported 2, not known 1.
 * Concealment: C8 in 4, C2 in 2, C9 in 1, not reported 5.
 */
export const MADE_UP: PlainRow[] = [
  row('2014-01-05', 'FRA', ['T4.1'], ['C8.1'], 2),
  row('2014-01-05', 'FRA', ['T4.1'], ['C8.1'], 2, { codes: { repeat: ['repeat'] } }),
  row('2014-01-20', 'ESP', ['T3.1'], ['C2.1'], 10),
  row('2014-03-01', 'ESP', ['T3.1', 'T3.4'], ['C2.2'], 4),
  row('2014-03-02', 'FRA', ['T4.2', 'T3.4'], ['C8.2'], 1),
  row('2014-03-09', 'FRA', ['T0.2'], ['C0.2'], null),
  row('2015-02-11', 'ESP', ['T4.1'], ['C8.1'], 0.5, { kgLow: 0.2, kgHigh: 0.8, conversion: 2 }),
  row('2015-02-12', 'PRT', ['T1.1'], ['C0.2'], 80),
  row('2015-02-13', 'PRT', ['T9'], ['C0.2'], 0.5),
  row('2015-04-01', 'FRA', ['T4.1'], ['C9.1'], null),
  row(null, 'FRA', ['T0.2'], ['C0.2'], null),
  row('2015-01-01', 'FRA', ['T0.3'], ['C0.2'], null, { precision: 3 }),
];

export function madeUpTable(rows: PlainRow[] = MADE_UP): ColumnTable {
  return tableOf(rows, FACETS);
}
