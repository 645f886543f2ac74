import type { CodeColumn } from '../../../shared/columns/table.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { sharedUint16, sharedUint32 } from './buffers.ts';

/** Fills one facet's column while cases are read. */
export interface FacetBuilder {
  /** Gives a row the set that the database knows by this id. */
  put(row: number, setId: number): void;
  /** Adds the codes of a further set to a row that has one already. */
  add(row: number, setId: number): void;
  finish(): CodeColumn;
}

const WIDEST_SHORT = 65536;

/** `codesOf` gives the codes behind an id of the database; it is asked once for each id. */
export function createFacetBuilder(facet: CodeFacet, rows: number, codesOf: (setId: number) => string[]): FacetBuilder {
  const codes: string[] = [];
  const sets: number[][] = [];
  const codeIndex = new Map<string, number>();
  const setIndex = new Map<string, number>();
  const byId: (number | undefined)[] = [];
  const values = new Uint32Array(rows);

  const indexOfCode = (code: string): number => {
    const known = codeIndex.get(code) ?? codes.push(code) - 1;
    codeIndex.set(code, known);
    return known;
  };
  const intern = (set: number[]): number => {
    const key = set.join();
    const known = setIndex.get(key) ?? sets.push(set) - 1;
    setIndex.set(key, known);
    return known;
  };
  const indexOfSet = (setId: number): number => {
    const known = byId[setId] ?? intern(codesOf(setId).map(indexOfCode));
    byId[setId] = known;
    return known;
  };

  return {
    put: (row, setId) => {
      values[row] = indexOfSet(setId);
    },
    add: (row, setId) => {
      const union = new Set([...(sets[values[row] as number] as number[]), ...(sets[indexOfSet(setId)] as number[])]);
      values[row] = intern([...union]);
    },
    finish: () => {
      const packed = sets.length <= WIDEST_SHORT ? sharedUint16(rows) : sharedUint32(rows);
      packed.set(values);
      return { facet, codes, sets, values: packed };
    },
  };
}
