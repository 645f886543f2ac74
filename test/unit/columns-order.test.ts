import { describe, expect, it } from 'vitest';
import { type CaseSort, sortedWindow } from '../../shared/columns/order.ts';
import { select } from '../../shared/columns/select.ts';
import { CASE_SORTS } from '../../shared/contract/cases.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { type PlainRow, tableOf } from '../support/column-rows.ts';

// Orders are written out by hand for seven invented cases; ids are 1 to 7.

const row = (transport: string[], date: string | null = '2014-01-01', kg: number | null = 1): PlainRow => ({
  date,
  precision: 0,
  kg,
  codes: { transport },
});

const ROWS: PlainRow[] = [
  row(['T4.1'], '2014-05-01', 2),
  row(['T0.2'], '1969-12-31', 1000),
  row(['T1.1'], null, null),
  row(['T4.1'], '2014-05-01', 0),
  row(['T1.1', 'T8.2'], '1970-01-02', 0.001),
  row(['T9'], '2016-12-31', 4_500_000),
  row(['T3.1'], '2011-01-01', 2),
];

function ids(sort: CaseSort, descending: boolean, offset = 0, limit = 100): number[] {
  const table = tableOf(ROWS, ['transport']);
  return sortedWindow(table, select(table, EVERYTHING), sort, descending, offset, limit).ids;
}

describe('an analyst sorts the cases', () => {
  it('by code: ties by id, what is missing last in both directions', () => {
    expect(ids('transport', false)).toEqual([3, 5, 7, 1, 4, 2, 6]);
    expect(ids('transport', true)).toEqual([4, 1, 7, 5, 3, 2, 6]);
  });

  it('by date, also before 1970, the undated last in both directions', () => {
    expect(ids('date', false)).toEqual([2, 5, 7, 1, 4, 6, 3]);
    expect(ids('date', true)).toEqual([6, 4, 1, 7, 5, 2, 3]);
  });

  it('by mass, those not convertible last in both directions', () => {
    expect(ids('mass', false)).toEqual([4, 5, 1, 7, 2, 6, 3]);
    expect(ids('mass', true)).toEqual([6, 2, 7, 1, 5, 4, 3]);
  });

  it('and gets windows that fit together, and none past the end', () => {
    expect([...ids('mass', false, 0, 3), ...ids('mass', false, 3, 3), ...ids('mass', false, 6, 3)]).toEqual(ids('mass', false));
    expect(ids('mass', false, 7, 3)).toEqual([]);
  });

  it('by every column the grid offers', () => {
    for (const sort of CASE_SORTS) expect([...ids(sort, false)].sort(), sort).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
