import type { Axis } from './axis.ts';
import { mapSums, type Sums } from './sums.ts';

/** Where a set's sums go: the keys of set `at` are `keys[starts[at]]` to `keys[starts[at + 1]]`, the latter left out. */
interface Targets {
  starts: Uint32Array;
  keys: Uint32Array;
}

const targets = new WeakMap<Axis, Targets>();

/** Sums by set become sums by key, one dimension after another: each set's sums go to every key the set names. */
export function spread(bySet: Sums, axes: readonly Axis[]): Sums {
  let sums = bySet;
  let outer = 1;
  let inner = axes.reduce((cells, { sets }) => cells * sets.length, 1);
  for (const axis of axes) {
    inner /= axis.sets.length;
    if (!isPlain(axis)) sums = spreadAlong(sums, axis, outer, inner);
    outer *= axis.keys.length;
  }
  return sums;
}

/** Each set is one key, in the order of keys. */
function isPlain({ keys, sets }: Axis): boolean {
  return sets.length === keys.length && sets.every((set, at) => set.length === 1 && set[0] === at);
}

function spreadAlong(from: Sums, axis: Axis, outer: number, inner: number): Sums {
  const where = targetsOf(axis);
  const sizes = { outer, inner, sets: axis.sets.length, keys: axis.keys.length };
  return mapSums(from, outer * axis.keys.length * inner, (one, other) => spreadArray(one, other, where, sizes));
}

function spreadArray(
  from: Uint32Array | Float64Array,
  to: Uint32Array | Float64Array,
  { starts, keys: named }: Targets,
  { outer, inner, sets, keys }: { outer: number; inner: number; sets: number; keys: number },
): void {
  for (let block = 0; block < outer; block++) {
    for (let set = 0; set < sets; set++) {
      const source = (block * sets + set) * inner;
      for (let at = starts[set] as number; at < (starts[set + 1] as number); at++) {
        const target = (block * keys + (named[at] as number)) * inner;
        for (let cell = 0; cell < inner; cell++) to[target + cell] = (to[target + cell] as number) + (from[source + cell] as number);
      }
    }
  }
}

function targetsOf(axis: Axis): Targets {
  const known = targets.get(axis);
  if (known) return known;
  const starts = new Uint32Array(axis.sets.length + 1);
  for (const [at, set] of axis.sets.entries()) starts[at + 1] = (starts[at] as number) + set.length;
  const made = { starts, keys: Uint32Array.from(axis.sets.flat()) };
  targets.set(axis, made);
  return made;
}
