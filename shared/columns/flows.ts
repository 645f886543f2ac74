import { flowCodes } from './flow-axis.ts';
import type { Grouped } from './group-by.ts';

/** One combination of codes with what it counts. */
export interface Flow {
  codes: string[];
  cases: number;
  withMass: number;
  kg: number;
}

/** The `limit` flows of most cases, from a table grouped by one `flow`; equal ones in the order of their codes. Those without cases are left out. */
export function topFlows(grouped: Grouped, limit: number): Flow[] {
  const { cases, withMass, kg } = grouped;
  const keys = grouped.keys[0] as string[];
  return largestCells(cases, limit).map((cell) => ({
    codes: flowCodes(keys[cell] as string),
    cases: cases[cell] as number,
    withMass: withMass[cell] ?? 0,
    kg: kg[cell] ?? 0,
  }));
}

/** Cells of the largest counts above zero, largest first, equal ones in ascending order. */
function largestCells(cases: Uint32Array, limit: number): number[] {
  const kept: number[] = [];
  let least = 0;
  for (let cell = 0; cell < cases.length; cell++) {
    const count = cases[cell] as number;
    if (count <= least) continue;
    let at = kept.length;
    while (at > 0 && (cases[kept[at - 1] as number] as number) < count) at--;
    kept.splice(at, 0, cell);
    if (kept.length > limit) kept.pop();
    if (kept.length === limit) least = cases[kept[limit - 1] as number] as number;
  }
  return limit > 0 ? kept : [];
}
