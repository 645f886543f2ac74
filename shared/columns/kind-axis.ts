import { CONVERSIONS } from '../domain/case.ts';
import type { Axis } from './axis.ts';
import { sharedIndexes } from './buffers.ts';
import type { ColumnTable } from './table.ts';

/** The key of aggregated rows, which bear the key of their conversion as well. */
export const AGGREGATE = 'aggregate';

const KEYS = [AGGREGATE, ...CONVERSIONS].sort();

/** What the mass of a row rests on: its conversion, and whether it is the sum of an aggregated row. */
export function kindAxis({ rows, conversion, grain }: ColumnTable): Axis {
  const single = CONVERSIONS.map((name) => [KEYS.indexOf(name)]);
  const sets = [...single, ...single.map((set) => [...set, KEYS.indexOf(AGGREGATE)].sort())];
  const values = sharedIndexes(sets.length, rows);
  for (let row = 0; row < rows; row++) values[row] = (conversion[row] as number) + (grain?.[row] === 1 ? single.length : 0);
  return { keys: KEYS, sets, values };
}
