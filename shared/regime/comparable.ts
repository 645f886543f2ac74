import { eachBit } from '../columns/bitmap.ts';
import { boundsOf } from '../columns/calendar.ts';
import { type Selection, select } from '../columns/select.ts';
import { type ColumnTable, NO_DAY, type ReportingBreak } from '../columns/table.ts';
import { dayNumber } from '../domain/date.ts';

export interface Comparison {
  /** False when a confirmed break lies inside the period: figures before and after it say different things. */
  comparable: boolean;
  /** Breaks inside the period, confirmed ones and those that wait for an analyst. */
  confirmed: ReportingBreak[];
  found: ReportingBreak[];
}

/**
 * Whether figures from `from` to `to` (`2014`, `2014-03` or `2014-03-09`, both included) may be compared, over all reporters.
 * A break on the first day parts nothing. Throws `invalid-input` for a date that is none.
 */
export function comparable(table: ColumnTable, from: string, to: string): Comparison {
  return compare(breaksBetween(table.breaks, boundsOf(from).first, boundsOf(to).last));
}

/** The same for what a selection holds: only its reporters, sources and period count. */
export function comparableWithin(table: ColumnTable, selection: Selection): Comparison {
  return compare(breaksWithin(table, selection));
}

/** Breaks of the selection's reporters and sources after its first and up to its last day. */
export function breaksWithin(table: ColumnTable, selection: Selection): ReportingBreak[] {
  if (table.breaks.length === 0) return [];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  eachBit(selection.bits, (row) => {
    const day = table.day[row] as number;
    if (day === NO_DAY) return;
    first = Math.min(first, day);
    last = Math.max(last, day);
  });
  return breaksBetween(table.breaks, first, last).filter((one) => holds(table, selection, one));
}

function breaksBetween(breaks: readonly ReportingBreak[], first: number, last: number): ReportingBreak[] {
  return breaks.filter(({ at }) => dayNumber(at) > first && dayNumber(at) <= last);
}

function holds(table: ColumnTable, selection: Selection, { source, reporter }: ReportingBreak): boolean {
  const { bits } = select(table, {
    all: [
      { facet: 'source', in: [source] },
      { facet: 'country', in: [reporter] },
    ],
  });
  return bits.some((word, at) => (word & (selection.bits[at] as number)) !== 0);
}

function compare(breaks: ReportingBreak[]): Comparison {
  const confirmed = breaks.filter(({ state }) => state === 'confirmed');
  return { comparable: confirmed.length === 0, confirmed, found: breaks.filter(({ state }) => state === 'found') };
}
