import { createMemo } from './memo.ts';
import type { ColumnTable } from './table.ts';

/** Rows by what their mass asks of a sum: one number, nothing, or three because the factor has a range. */
export interface MassKinds {
  /** Kilograms of the rows whose mass is one number; 0 for all others, which are listed below. */
  plain: Float64Array;
  without: Uint32Array;
  ranged: { rows: Uint32Array; kg: Float64Array; low: Float64Array; high: Float64Array };
}

const kinds = createMemo<MassKinds>(1);

export function massKinds(table: ColumnTable): MassKinds {
  return kinds(table, '', () => sortOut(table));
}

function sortOut({ rows, kg, kgLow, kgHigh }: ColumnTable): MassKinds {
  const plain = kg.slice();
  const without: number[] = [];
  const ranged: number[] = [];
  for (let row = 0; row < rows; row++) {
    const mass = kg[row] as number;
    if (kgLow[row] === mass && kgHigh[row] === mass) continue;
    (Number.isNaN(mass) ? without : ranged).push(row);
    plain[row] = 0;
  }
  const of = (values: Float64Array): Float64Array => Float64Array.from(ranged, (row) => values[row] as number);
  return {
    plain,
    without: Uint32Array.from(without),
    ranged: { rows: Uint32Array.from(ranged), kg: of(kg), low: of(kgLow), high: of(kgHigh) },
  };
}
