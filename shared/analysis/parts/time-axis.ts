import type { Period } from '../../columns/calendar.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { TimeChart } from '../../report/chart.ts';
import type { Wording } from '../../report/wording.ts';
import { breaksInside } from './guard.ts';
import { incompletePeriods } from './incomplete.ts';
import { periodLabel, periodOfMonth, spanOf } from './periods.ts';

/** So many breaks in reporting are marked in a chart; the caveats name them. */
const MOST_RULES = 6;

/** What every chart over time says of its axis: periods in words, incomplete ones, and confirmed breaks in reporting as vertical rules. */
export function timeAxis(
  table: ColumnTable,
  selection: Selection,
  periods: string[],
  by: Period,
  words: Wording,
  incomplete: string[] = incompletePeriods(table, selection, periods),
): Pick<TimeChart, 'periods' | 'incomplete' | 'rules'> {
  const [first, last] = [periods[0], periods.at(-1)];
  const breaks = first && last ? breaksInside(table, selection, spanOf(first).from, spanOf(last).to) : [];
  const rules = breaks
    .filter(({ state }) => state === 'confirmed')
    .slice(0, MOST_RULES)
    .map(({ at, reporter }) => ({ key: periodOfMonth(at.slice(0, 7), by), label: words.label('country', reporter) }));
  return { periods: periods.map((key) => ({ key, label: periodLabel(key, words) })), incomplete, ...(rules.length > 0 ? { rules } : {}) };
}
