import type { CodeColumn, ColumnFacet } from '../../../shared/columns/table.ts';
import type { RecordColumn, RecordValue } from '../records/columns.ts';
import { sharedUint16, sharedUint32 } from './buffers.ts';

/** Fills one facet's column while cases are read. */
export interface FacetBuilder {
  /** Gives the rows of a block their sets: `rowOf[i]` is the row of the table for row `i` of the block, -1 for none. */
  fill(column: RecordColumn, rowOf: Int32Array): void;
  /** Adds the codes of a further value to a row that has some already. */
  add(row: number, value: RecordValue): void;
  finish(): CodeColumn;
}

const WIDEST_SHORT = 65536;

/**
 * `codesOf` gives the codes behind a value of the records; it is asked once for each. `blank` holds a zero for each row: the column itself where all
 * rows bear the first set, as in most facets of most files, so that all such facets stand in memory once.
 */
export function createFacetBuilder(facet: ColumnFacet, blank: Uint16Array, codesOf: (value: RecordValue) => string[]): FacetBuilder {
  const codes: string[] = [];
  const sets: number[][] = [];
  const codeIndex = new Map<string, number>();
  const setIndex = new Map<string, number>();
  const byValue = new Map<RecordValue, number>();
  let values: CodeColumn['values'] = blank;

  const indexOfCode = (code: string): number => {
    const known = codeIndex.get(code) ?? codes.push(code) - 1;
    codeIndex.set(code, known);
    return known;
  };
  const intern = (set: number[]): number => {
    const key = set.join();
    const known = setIndex.get(key) ?? sets.push(set) - 1;
    setIndex.set(key, known);
    if (known > 0 && values === blank) values = sharedUint16(blank.length);
    if (known >= WIDEST_SHORT && values instanceof Uint16Array) values = widened(values);
    return known;
  };
  const indexOfValue = (value: RecordValue): number => {
    const known = byValue.get(value) ?? intern(codesOf(value).map(indexOfCode));
    byValue.set(value, known);
    return known;
  };

  return {
    fill(column, rowOf) {
      const setOf = new Int32Array(column.values.length).fill(-1);
      for (let from = 0; from < rowOf.length; from++) {
        const row = rowOf[from] as number;
        if (row < 0) continue;
        const at = column.index ? (column.index[from] as number) : from;
        let set = setOf[at] as number;
        if (set < 0) {
          set = indexOfValue(column.values[at] ?? null);
          setOf[at] = set;
        }
        if (set > 0) values[row] = set;
      }
    },
    add(row, value) {
      const more = sets[indexOfValue(value)] as number[];
      const union = intern([...new Set([...(sets[values[row] as number] as number[]), ...more])]);
      if (values[row] !== union) values[row] = union;
    },
    finish: () => ({ facet, codes, sets, values }),
  };
}

function widened(values: Uint16Array): Uint32Array {
  const wide = sharedUint32(values.length);
  wide.set(values);
  return wide;
}
