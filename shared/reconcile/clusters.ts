import { bigrams } from './bigrams.ts';
import { editSimilarity } from './distance.ts';
import { fold, singular } from './fold.ts';
import { soundKey } from './sound.ts';
import { skeleton } from './transliterate.ts';

export interface CountedValue {
  value: string;
  count: number;
}

/** Values that are probably ways of writing the same, most frequent first. `how` is the loosest method that held any two of them together. */
export interface Cluster {
  values: CountedValue[];
  how: ClusterHow;
}

/** From strict to loose; the names are OpenRefine's. */
const METHODS = ['fingerprint', 'ngram-fingerprint', 'transliteration', 'sound', 'distance'] as const;
export type ClusterHow = (typeof METHODS)[number];

interface Item extends CountedValue {
  words: string;
  level: string;
  digits: string;
  sound: string;
}

/** Sorted words without repeats: `Lopez, Port of` and `port of LOPEZ` agree. */
export function fingerprint(text: string): string {
  return [...new Set(singular(fold(text)).split(' '))].sort().join(' ');
}

/** Sorted pairs of letters: forgives spaces, repeats and small slips of order. */
export function ngramFingerprint(text: string): string {
  return bigrams(fold(text).replaceAll(' ', '')).sort().join('');
}

/** Similarity from which two writings count as neighbours, and the one that sounds alike must reach besides. */
const NEIGHBOURS = 0.86;
const SOUND_ALIKE = 0.75;
/** Each word of neighbours of several words must be like its counterpart and begin as it does: `Tomsk Region` is not `Omsk Region`. */
const WORDS_ALIKE = 0.8;
/** Neighbours are looked for among so many next in alphabetical order, forward and backward spelt, and in blocks no larger than this. */
const WINDOW = 8;
const LARGEST_BLOCK = 30;
const BLOCK_LENGTH = 5;

/** Union-find over the numbers of items, remembering the loosest method used. */
function createGroups(size: number) {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const loosest = new Uint8Array(size);
  const root = (item: number): number => {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const join = (a: number, b: number, method: number) => {
    const [first, second] = [root(a), root(b)];
    if (first === second) return;
    parent[second] = first;
    loosest[first] = Math.max(loosest[first] ?? 0, loosest[second] ?? 0, method);
  };
  return { root, join, loosest };
}

type Groups = ReturnType<typeof createGroups>;

/** `Gate 1` and `Gate 2` are not the same, whatever else agrees. */
function mayJoin(a: Item, b: Item): boolean {
  return a.digits === b.digits;
}

function joinEqual(items: readonly Item[], groups: Groups, method: ClusterHow, keyOf: (item: Item) => string, likeness = 0): void {
  const first = new Map<string, number[]>();
  items.forEach((item, number) => {
    const key = keyOf(item);
    if (key === '') return;
    const heads = first.get(`${key}|${item.digits}`);
    const head = heads?.find((other) => likeness === 0 || editSimilarity(item.level, items[other]?.level ?? '') >= likeness);
    if (head !== undefined) groups.join(head, number, METHODS.indexOf(method));
    else if (!heads) first.set(`${key}|${item.digits}`, [number]);
    else if (heads.length < LARGEST_BLOCK) heads.push(number);
  });
}

/** Words that stand beside each other in order of spelling, and those that share a run of letters rare enough to tell. */
function* neighbours(items: readonly Item[], rests: readonly number[]): Generator<readonly [number, number]> {
  const level = (number: number) => items[number]?.level ?? '';
  const backward = new Map(rests.map((number) => [number, [...level(number)].reverse().join('')]));
  for (const spelling of [level, (number: number) => backward.get(number) ?? '']) {
    const order = rests.map((number) => ({ number, key: spelling(number) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    for (let i = 0; i < order.length; i++)
      for (const near of order.slice(i + 1, i + 1 + WINDOW)) yield [order[i]?.number ?? 0, near.number];
  }
  for (const block of blocks(rests, level))
    for (let i = 0; i < block.length; i++) for (const other of block.slice(i + 1)) yield [block[i] ?? 0, other];
}

function blocks(rests: readonly number[], level: (number: number) => string): number[][] {
  const found = new Map<string, number[]>();
  for (const number of rests) {
    const text = level(number).replaceAll(' ', '');
    const runs = new Set<string>();
    for (let i = 0; i + BLOCK_LENGTH <= text.length; i++) runs.add(text.slice(i, i + BLOCK_LENGTH));
    for (const run of runs) {
      const block = found.get(run);
      if (!block) found.set(run, [number]);
      else if (block.length <= LARGEST_BLOCK) block.push(number);
    }
  }
  return [...found.values()].filter((block) => block.length > 1 && block.length <= LARGEST_BLOCK);
}

function joinNeighbours(items: readonly Item[], groups: Groups): void {
  const rests = [...new Set(items.map((_, number) => groups.root(number)))].filter((number) => (items[number]?.level.length ?? 0) > 3);
  for (const [first, second] of neighbours(items, rests)) {
    const [a, b] = [items[first], items[second]];
    if (!a || !b || !mayJoin(a, b) || groups.root(first) === groups.root(second)) continue;
    if (areNeighbours(a.level, b.level)) groups.join(first, second, METHODS.indexOf('distance'));
  }
}

function areNeighbours(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) / Math.max(a.length, b.length) < NEIGHBOURS || editSimilarity(a, b) < NEIGHBOURS) return false;
  const [words, others] = [a.split(' '), b.split(' ')];
  return words.length !== others.length || words.every((word, i) => areAlike(word, others[i] ?? ''));
}

function areAlike(word: string, other: string): boolean {
  return word[0] === other[0] && editSimilarity(word, other) >= WORDS_ALIKE;
}

function asItem({ value, count }: CountedValue): Item {
  const words = fingerprint(value);
  return { value, count, words, level: skeleton(value), digits: (fold(value).match(/\d+/g) ?? []).join(' '), sound: soundKey(value) };
}

/**
 * Clusters by key collision (words, pairs of letters, transliteration, sound) and by nearest neighbours in edit distance. Work grows with
 * the number of values, not its square: neighbours are looked for in small blocks. Only clusters of two and more are returned, the
 * largest by count first.
 */
export function clusterValues(values: readonly CountedValue[]): Cluster[] {
  const items = values.filter(({ value }) => value.trim() !== '').map(asItem);
  const groups = createGroups(items.length);
  joinEqual(items, groups, 'fingerprint', (item) => item.words);
  joinEqual(items, groups, 'ngram-fingerprint', (item) => (item.level.length > 3 ? ngramFingerprint(item.value) : ''));
  joinEqual(items, groups, 'transliteration', (item) => (item.level.length > 2 ? item.level.split(' ').sort().join(' ') : ''));
  joinEqual(items, groups, 'sound', ({ sound }) => (sound.length > 1 ? sound : ''), SOUND_ALIKE);
  joinNeighbours(items, groups);
  return gathered(items, groups);
}

function gathered(items: readonly Item[], groups: Groups): Cluster[] {
  const members = new Map<number, CountedValue[]>();
  items.forEach(({ value, count }, number) => {
    const root = groups.root(number);
    members.set(root, [...(members.get(root) ?? []), { value, count }]);
  });
  const total = (cluster: Cluster) => cluster.values.reduce((sum, { count }) => sum + count, 0);
  return [...members]
    .filter(([, own]) => own.length > 1)
    .map(([root, own]) => ({ values: own.sort(byCount), how: METHODS[groups.loosest[root] ?? 0] ?? 'distance' }))
    .sort((a, b) => total(b) - total(a) || byCount(a.values[0], b.values[0]));
}

function byCount(a: CountedValue | undefined, b: CountedValue | undefined): number {
  return (b?.count ?? 0) - (a?.count ?? 0) || ((a?.value ?? '') < (b?.value ?? '') ? -1 : 1);
}
