import type { Axis } from './axis.ts';
import { sharedIndexes } from './buffers.ts';

const BETWEEN = '\t';
/** Products of set counts up to here are looked up in a plain array. */
const MOST_DIRECT = 1 << 25;

/** The code on each facet of a flow, from its key. */
export function flowCodes(key: string): string[] {
  return key.split(BETWEEN);
}

/**
 * The combinations of several axes that occur. A row that bears two codes of a facet belongs to a combination with each, so flows may add
 * up to more than the cases.
 */
export function joinAxes(axes: readonly Axis[], rows: number): Axis {
  let joined: Combined = { values: new Uint32Array(rows), parts: [[]] };
  for (const axis of axes) joined = joinNext(joined, axis);
  const names = joined.parts.map((sets) => namesOf(sets, axes));
  const keys = [...new Set(names.flat())].sort();
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const values = sharedIndexes(joined.parts.length, rows);
  values.set(joined.values);
  return { keys, sets: names.map((set) => set.map((name) => indexOf.get(name) as number)), values };
}

/** Row → combination; combination → the set of each axis so far. */
interface Combined {
  values: Uint32Array;
  parts: number[][];
}

function joinNext({ values, parts }: Combined, axis: Axis): Combined {
  const width = axis.sets.length;
  const indexOf = createLookup(parts.length * width);
  const next: number[][] = [];
  const out = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const name = (values[row] as number) * width + (axis.values[row] as number);
    let index = indexOf.get(name);
    if (index === undefined) {
      index = next.push([...(parts[values[row] as number] as number[]), axis.values[row] as number]) - 1;
      indexOf.set(name, index);
    }
    out[row] = index;
  }
  return { values: out, parts: next };
}

interface Lookup {
  get(name: number): number | undefined;
  set(name: number, index: number): void;
}

function createLookup(names: number): Lookup {
  if (names > MOST_DIRECT) return new Map<number, number>();
  const places = new Uint32Array(names);
  return {
    get: (name) => ((places[name] as number) === 0 ? undefined : (places[name] as number) - 1),
    set: (name, index) => {
      places[name] = index + 1;
    },
  };
}

/** The keys of a combination of sets: each code of one facet with each of the others, none twice. */
function namesOf(sets: readonly number[], axes: readonly Axis[]): string[] {
  let names = [''];
  for (const [at, set] of sets.entries()) {
    const { keys, sets: keySets } = axes[at] as Axis;
    const codes = (keySets[set] as number[]).map((key) => keys[key] as string);
    names = names.flatMap((name) => codes.map((code) => (at === 0 ? code : name + BETWEEN + code)));
  }
  return [...new Set(names)];
}
