import { eachBit } from '../../../shared/columns/bitmap.ts';
import { select } from '../../../shared/columns/select.ts';
import { type ColumnTable, NO_DAY } from '../../../shared/columns/table.ts';
import type { Scope } from '../../../shared/document/material.ts';
import { DATE_PRECISIONS } from '../../../shared/domain/case.ts';
import { dateOfDay } from '../../../shared/domain/date.ts';
import { EVERYTHING, type Filter } from '../../../shared/domain/filter.ts';

/** What a filter selects, in figures. */
export function scopeOf(table: ColumnTable, filter: Filter): Scope {
  const selection = select(table, filter);
  const repeats = table.codes.repeat ? select(table, { all: [...filter.all, { facet: 'repeat', in: ['repeat'] }] }).count : 0;
  return {
    filter,
    n: selection.count,
    of: select(table, EVERYTHING).count,
    repeats,
    ...datesOf(table, selection.bits),
    dataVersion: table.dataVersion,
  };
}

function datesOf(table: ColumnTable, bits: Int32Array): Pick<Scope, 'from' | 'to' | 'undated'> {
  let [first, last, undated] = [-1, -1, 0];
  eachBit(bits, (row) => {
    const day = table.day[row] ?? NO_DAY;
    if (day === NO_DAY) undated += table.events?.[row] ?? 1;
    else {
      if (first < 0 || day < (table.day[first] ?? 0)) first = row;
      if (last < 0 || day > (table.day[last] ?? 0)) last = row;
    }
  });
  return { from: first < 0 ? null : dateOfRow(table, first), to: last < 0 ? null : dateOfRow(table, last), undated };
}

/** As precise as it is known: `2014-03-09`, `2014-03` (also for a quarter) or `2014`. */
function dateOfRow(table: ColumnTable, row: number): string {
  const date = dateOfDay(table.day[row] ?? 0);
  const precision = DATE_PRECISIONS[table.precision[row] ?? 0];
  if (precision === 'day') return date;
  return precision === 'year' ? date.slice(0, 4) : date.slice(0, 7);
}
