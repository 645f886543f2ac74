import type { ColumnTable } from '../columns/table.ts';
import type { Measure } from './question.ts';
import type { Contributor, Rule } from './rules.ts';

/** How far a reader must be kept from the true figure; null where it may be printed. */
export interface Margin {
  more: number;
  less: number;
}

/** What a cell's contributors give: by name of the contributor cases and kilograms. */
interface Tally {
  contributors: number;
  cases: number;
  kg: number;
  largest: number;
  second: number;
}

/**
 * Judges groups of rows by a rule. Of counts of cases a reader must believe that they may reach the threshold, so that he can neither tell the
 * number nor that it is below the threshold; of counts with few agencies or countries that they may be a tenth larger. Of masses he must not come nearer to the largest contribution than the share allows.
 */
export function judgeOf(
  columns: ColumnTable,
  rowsOf: readonly number[][],
  rule: Rule,
): (atoms: readonly number[], measure: Measure) => Margin | null {
  const names = namesOf(columns, rule.contributor);
  return (atoms, measure) => {
    const tally = tallyOf(
      columns,
      atoms.flatMap((atom) => rowsOf[atom] ?? []),
      names,
    );
    return measure === 'cases' ? countMargin(tally, rule) : massMargin(tally, rule);
  };
}

function countMargin({ contributors, cases }: Tally, { least, contributor }: Rule): Margin | null {
  if (contributors === 0 || contributors >= least) return null;
  return { more: contributor === 'case' ? least - cases : Math.max(1, cases / 10), less: 0 };
}

function massMargin({ contributors, kg, largest, second }: Tally, { least, percent }: Rule): Margin | null {
  if (kg <= 0) return null;
  const short = (percent / 100) * largest - (kg - largest - second);
  if (short > kg * 1e-9) return { more: short, less: Math.min(short, kg) };
  return contributors > 0 && contributors < least ? { more: kg / 10, less: kg / 10 } : null;
}

/** For each row the numbers of its contributors; null where each case is one. */
function namesOf(columns: ColumnTable, contributor: Contributor): ((row: number) => readonly number[]) | null {
  if (contributor === 'case') return null;
  const column = columns.codes[contributor];
  return column ? (row) => column.sets[column.values[row] as number] as number[] : () => [0];
}

function tallyOf({ kg, events }: ColumnTable, rows: number[], names: ((row: number) => readonly number[]) | null): Tally {
  const byName = new Map<number, number>();
  const tally: Tally = { contributors: 0, cases: 0, kg: 0, largest: 0, second: 0 };
  for (const row of rows) {
    const count = events?.[row] ?? 1;
    const mass = Number.isNaN(kg[row]) ? 0 : (kg[row] as number);
    tally.cases += count;
    tally.kg += mass;
    if (names) for (const name of names(row)) byName.set(name, (byName.get(name) ?? 0) + mass);
    else addLargest(tally, mass);
  }
  for (const mass of byName.values()) addLargest(tally, mass);
  tally.contributors = names ? byName.size : tally.cases;
  return tally;
}

function addLargest(tally: Tally, mass: number): void {
  if (mass > tally.largest) [tally.largest, tally.second] = [mass, tally.largest];
  else if (mass > tally.second) tally.second = mass;
}
