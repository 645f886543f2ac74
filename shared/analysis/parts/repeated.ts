import { eachBit } from '../../columns/bitmap.ts';
import { isNotStated } from '../../columns/codes.ts';
import { type Selection, singles } from '../../columns/select.ts';
import { type CodeColumn, type ColumnTable, NO_DAY } from '../../columns/table.ts';

/** Small consignments of one reporter, origin and drug that follow each other closely. Codes of a case of several are joined. */
export interface RepeatedGroup {
  reporter: string[];
  origin: string[];
  drug: string[];
  /** Runs of at least so many consignments, the cases in them, and the longest run. */
  runs: number;
  cases: number;
  longest: number;
}

export interface Repeated {
  groups: RepeatedGroup[];
  /** Small single cases whose reporter, origin, drug and day are all known, out of all cases of the selection. */
  eligible: number;
  of: number;
}

/**
 * Runs of cases of at most `smallKg` in which each follows the one before within `days`, at least `least` of them. The origin is the country of
 * departure, or of production where that is not stated. A run says that cases resemble each other, not that they belong together.
 */
export function repeatedConsignments(
  table: ColumnTable,
  selection: Selection,
  { smallKg, days, least }: { smallKg: number; days: number; least: number },
): Repeated {
  const { country, drug, departed, produced } = table.codes;
  const groups = new Map<string, { codes: string[][]; days: number[] }>();
  let eligible = 0;
  eachBit(singles(table, selection).bits, (row) => {
    const day = table.day[row] as number;
    if (day === NO_DAY || table.precision[row] !== 0 || !((table.kg[row] as number) <= smallKg)) return;
    const origin = known(departed, row) ?? known(produced, row);
    const codes = [known(country, row), origin, known(drug, row)];
    if (codes.some((one) => one === undefined)) return;
    eligible += 1;
    const key = codes.map((one) => one?.join(' ')).join('\n');
    const group = groups.get(key) ?? { codes: codes as string[][], days: [] };
    group.days.push(day);
    groups.set(key, group);
  });
  const found = [...groups].flatMap(([key, group]) => {
    const runs = runsOf(group.days, days).filter((length) => length >= least);
    if (runs.length === 0) return [];
    const [reporter = [], origin = [], drugs = []] = group.codes;
    const cases = runs.reduce((sum, length) => sum + length, 0);
    return [{ key, group: { reporter, origin, drug: drugs, runs: runs.length, cases, longest: Math.max(...runs) } }];
  });
  found.sort((a, b) => b.group.cases - a.group.cases || (a.key < b.key ? -1 : 1));
  return { groups: found.map(({ group }) => group), eligible, of: selection.count };
}

/** Stated codes of a row in order; undefined where there are none. */
function known(column: CodeColumn | undefined, row: number): string[] | undefined {
  if (!column) return undefined;
  const set = column.sets[column.values[row] as number] as number[];
  const codes = set.map((code) => column.codes[code] as string).filter((code) => !isNotStated(code));
  return codes.length > 0 ? codes.sort() : undefined;
}

/** Lengths of the runs in which no gap is longer than `days`. */
function runsOf(unsorted: number[], days: number): number[] {
  const sorted = unsorted.sort((a, b) => a - b);
  const runs: number[] = [];
  for (const [at, day] of sorted.entries()) {
    if (at > 0 && day - (sorted[at - 1] as number) <= days) runs[runs.length - 1] = (runs.at(-1) as number) + 1;
    else runs.push(1);
  }
  return runs;
}
