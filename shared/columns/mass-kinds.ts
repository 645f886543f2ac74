import { createMemo } from './memo.ts';
import type { ColumnTable } from './table.ts';

/** Masses as sums need them. */
export interface MassKinds {
  /** Kilograms; 0 for rows without a mass. */
  kg: Float64Array;
  /** Rows without a mass. */
  without: Uint32Array;
  /** Rows whose mass has bounds, and how far these lie from it. */
  bounded: { rows: Uint32Array; below: Float64Array; above: Float64Array };
}

const kinds = createMemo<MassKinds>(1);

export function massKinds(table: ColumnTable): MassKinds {
  return kinds(table, '', () => sortOut(table));
}

function sortOut({ rows, kg, kgLow, kgHigh }: ColumnTable): MassKinds {
  const known = kg.slice();
  const without: number[] = [];
  const bounded: number[] = [];
  for (let row = 0; row < rows; row++) {
    const mass = kg[row] as number;
    if (kgLow[row] === mass && kgHigh[row] === mass) continue;
    (Number.isNaN(mass) ? without : bounded).push(row);
    if (Number.isNaN(mass)) known[row] = 0;
  }
  return {
    kg: known,
    without: Uint32Array.from(without),
    bounded: {
      rows: Uint32Array.from(bounded),
      below: Float64Array.from(bounded, (row) => (kg[row] as number) - (kgLow[row] as number)),
      above: Float64Array.from(bounded, (row) => (kgHigh[row] as number) - (kg[row] as number)),
    },
  };
}
