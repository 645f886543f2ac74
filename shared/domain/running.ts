import { type NumberRule, numberReader } from './read-number.ts';

/** Turns running totals of one row into what each period holds by itself. */
export interface RunningTotals {
  /** Before the first cell of a row. */
  begin(): void;
  /** The text of the next cell without what the cell before it in its group held; undefined where it holds less. A cell that is no number stays. */
  next(group: string, text: string): string | undefined;
}

/** Differences are written as the rule reads numbers, with as many decimals as the two have. */
export function createRunningTotals(rule: NumberRule): RunningTotals {
  const read = numberReader({ ...rule, unitInCell: true });
  const before = new Map<string, number>();
  return {
    begin: () => before.clear(),
    next(group, text) {
      const found = text.trim() === '' ? undefined : read(text);
      if (!found) return text;
      const former = before.get(group) ?? 0;
      before.set(group, found.amount);
      if (found.amount < former) return undefined;
      const own = difference(found.amount, former).replace('.', rule.decimal);
      return found.unit === undefined || found.unit === rule.unit ? own : `${own} ${found.unit}`;
    },
  };
}

const MOST_DECIMALS = 12;

function difference(a: number, b: number): string {
  const decimals = Math.min(MOST_DECIMALS, Math.max(decimalsOf(a), decimalsOf(b)));
  return (a - b).toFixed(decimals);
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/u.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}
