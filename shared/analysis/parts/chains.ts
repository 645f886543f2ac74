import { eachBit } from '../../columns/bitmap.ts';
import { isNotStated } from '../../columns/codes.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import { countryByCode } from '../../domain/country.ts';
import type { Mass } from './counted.ts';

/** The stages of a consignment's way, then where it was seized. */
export const STAGES = ['produced', 'departed', 'transited', 'destined', 'country'] as const;
export type Stage = (typeof STAGES)[number];
export const SEIZED = STAGES.length - 1;

/** A stage of which no country is stated, whatever the kind of missing. */
export const UNSTATED = 'unstated';

/** One way that occurs: the codes of each stage, several where a case names several, and what bears it. */
export interface Chain {
  stages: string[][];
  cases: number;
  kg: Mass;
}

/** A link between two countries, from an earlier to a later stage. */
export interface Link {
  from: string;
  to: string;
  cases: number;
  kg: Mass;
}

/** Every way in the selection, most cases first; aggregated rows weigh by their events. */
export function chainsOf(table: ColumnTable, selection: Selection, level: 'country' | 'subregion'): Chain[] {
  const readers = STAGES.map((stage) => readerOf(table, stage, level));
  const found = new Map<number, Chain>();
  eachBit(selection.bits, (row) => {
    let key = 0;
    for (const { sets, at } of readers) key = key * sets.length + at(row);
    const chain = found.get(key) ?? { stages: readers.map(({ sets, at }) => sets[at(row)] ?? [UNSTATED]), cases: 0, kg: null };
    chain.cases += table.events?.[row] ?? 1;
    const kg = table.kg[row] as number;
    if (!Number.isNaN(kg)) chain.kg = (chain.kg ?? 0) + kg;
    found.set(key, chain);
  });
  return [...found.values()].filter(({ cases }) => cases > 0).sort(byRank);
}

function byRank(left: Chain, right: Chain): number {
  return right.cases - left.cases || (left.stages.join() < right.stages.join() ? -1 : 1);
}

interface StageReader {
  /** Codes of each distinct answer. */
  sets: string[][];
  at: (row: number) => number;
}

function readerOf(table: ColumnTable, stage: Stage, level: 'country' | 'subregion'): StageReader {
  const column = table.codes[stage];
  if (!column) return { sets: [[UNSTATED]], at: () => 0 };
  const named = column.codes.map((code) => nameOf(code, level));
  const sets: string[][] = [];
  const known = new Map<string, number>();
  const renamed = column.sets.map((set) => {
    const codes = [...new Set(set.map((code) => named[code] as string))].sort();
    const stated = codes.length > 1 ? codes.filter((code) => code !== UNSTATED) : codes;
    const key = stated.join();
    const index = known.get(key) ?? sets.push(stated) - 1;
    known.set(key, index);
    return index;
  });
  return { sets, at: (row) => renamed[column.values[row] as number] as number };
}

function nameOf(code: string, level: 'country' | 'subregion'): string {
  if (isNotStated(code)) return UNSTATED;
  const country = countryByCode(code);
  return level === 'subregion' ? (country?.subregion ?? country?.region ?? code) : code;
}

export function isStated(codes: string[] | undefined): boolean {
  return codes !== undefined && codes[0] !== UNSTATED;
}

/** How many stages a way names. */
export function statedStages({ stages }: Chain): number {
  return stages.filter(isStated).length;
}

/** Whether a way names two countries or more: what was moved within one would drown all that crossed a border. */
export function crosses({ stages }: Chain): boolean {
  return new Set(stages.filter(isStated).flat()).size > 1;
}

/**
 * Links between each stated stage and the next stated one. The country of seizure ends a way only when no destination is stated:
 * what was bound elsewhere did not go from its destination to where it was seized.
 */
export function linksOf(chains: Chain[]): Link[] {
  const found = new Map<string, Link>();
  for (const { stages, cases, kg } of chains) {
    const way = stages.filter((codes, at) => isStated(codes) && (at !== SEIZED || !isStated(stages[SEIZED - 1])));
    const pairs = new Set(way.slice(1).flatMap((codes, at) => (way[at] ?? []).flatMap((from) => codes.map((to) => `${from} ${to}`))));
    for (const pair of pairs) {
      const [from = '', to = ''] = pair.split(' ');
      if (from === to) continue;
      const link = found.get(pair) ?? { from, to, cases: 0, kg: null };
      found.set(pair, { ...link, cases: link.cases + cases, kg: kg === null ? link.kg : (link.kg ?? 0) + kg });
    }
  }
  return [...found.values()].sort((a, b) => b.cases - a.cases || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
}
