import type { Period } from '../../columns/calendar.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable, ReportingBreak } from '../../columns/table.ts';
import type { TimeChart } from '../../report/chart.ts';
import type { Wording } from '../../report/wording.ts';
import { breaksInside } from './guard.ts';
import { incompletePeriods } from './incomplete.ts';
import { periodLabel, periodOfMonth, spanOf } from './periods.ts';

/** So many rules are drawn for breaks in reporting, and so many reporters are named at one; the caveats name more. */
const [MOST_RULES, MOST_NAMES] = [6, 2];

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
  const rules = breakRules(
    breaks.filter(({ state }) => state === 'confirmed'),
    by,
    words,
  );
  return { periods: periods.map((key) => ({ key, label: periodLabel(key, words) })), incomplete, ...(rules.length > 0 ? { rules } : {}) };
}

/** A rule in each period with a break, with the reporters of that period. */
export function breakRules(breaks: readonly ReportingBreak[], by: Period, words: Wording): { key: string; label: string }[] {
  const byPeriod = Map.groupBy(breaks, ({ at }) => periodOfMonth(at.slice(0, 7), by));
  return [...byPeriod].slice(0, MOST_RULES).map(([key, own]) => {
    const names = [...new Set(own.map(({ reporter }) => words.label('country', reporter)))];
    return { key, label: `${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? '…' : ''}` };
  });
}
