/** `cases` counts only; `kg` weighs as well; `mass` also says how many cases have a mass, and between what bounds it lies. */
export type Measures = 'cases' | 'kg' | 'mass';

/** Counts and sums for each cell of a counting table; what was not asked for is empty. */
export interface Sums {
  cases: Uint32Array;
  withMass: Uint32Array;
  kg: Float64Array;
  kgLow: Float64Array;
  kgHigh: Float64Array;
}

/** The arrays of sums that measures ask for. */
const PARTS = { cases: ['cases'], kg: ['cases', 'kg'], mass: ['cases', 'withMass', 'kg', 'kgLow', 'kgHigh'] } as const;

type Numbers = Uint32Array | Float64Array;

export function emptySums(cells: number, measures: Measures): Sums {
  const [weighed, whole] = [measures === 'cases' ? 0 : cells, measures === 'mass' ? cells : 0];
  return {
    cases: new Uint32Array(cells),
    withMass: new Uint32Array(whole),
    kg: new Float64Array(weighed),
    kgLow: new Float64Array(whole),
    kgHigh: new Float64Array(whole),
  };
}

export function measuresOf({ kg, kgLow }: Sums): Measures {
  return kg.length === 0 ? 'cases' : kgLow.length === 0 ? 'kg' : 'mass';
}

/** Only what fewer measures ask for. */
export function lessOf(sums: Sums, measures: Measures): Sums {
  const less = emptySums(0, 'cases');
  return Object.assign(less, Object.fromEntries(PARTS[measures].map((part) => [part, sums[part]])));
}

/** Makes other sums of as many measures by what `make` does with each array and its empty counterpart. */
export function mapSums(from: Sums, cells: number, make: (from: Numbers, to: Numbers) => void): Sums {
  const measures = measuresOf(from);
  const to = emptySums(cells, measures);
  for (const part of PARTS[measures]) make(from[part], to[part]);
  return to;
}

/** Adds sums in pairs, then the pairs in pairs, until one is left. The first of each pair is written over. */
export function addInPairs(parts: readonly Sums[]): Sums {
  let left = [...parts];
  while (left.length > 1) left = left.flatMap((sums, at) => (at % 2 === 1 ? [] : [addSums(sums, left[at + 1])]));
  return left[0] ?? emptySums(0, 'cases');
}

function addSums(to: Sums, from: Sums | undefined): Sums {
  if (from) for (const part of PARTS[measuresOf(to)]) addArray(to[part], from[part]);
  return to;
}

function addArray(to: Numbers, from: Numbers): void {
  for (let cell = 0; cell < to.length; cell++) to[cell] = (to[cell] as number) + (from[cell] as number);
}
