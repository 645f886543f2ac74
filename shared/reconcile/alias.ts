import type { CodeField } from '../contract/recipe.ts';
import type { MissingKind } from '../domain/missing.ts';
import { isMissing } from '../domain/missing.ts';
import { type Entry, entryTiers, listOf } from './aliases.ts';
import { fold, singular } from './fold.ts';

/** What a value stands for. `missing` without codes is one of the four kinds; several codes are a set: a mixture or an ambiguous word. */
export interface Alias {
  codes: string[];
  missing?: MissingKind;
}

export type Hit = Alias & { how: Entry['how'] };

interface Index {
  exact: ReadonlyMap<string, Hit>;
  singular: ReadonlyMap<string, Hit>;
}

/**
 * Words that only the column or the analyst can decide. `NA` is Namibia and "not available". The one row of UNODC's file in blocks of
 * 350 grams says 1.05, which is three blocks in kilograms: such an amount may already be a mass.
 */
const UNDECIDED: Readonly<Record<string, readonly string[]>> = {
  country: ['na'],
  unit: ['100 gram', '100 g', '100g', 'block 350gr', 'block 350 g', 'block 350 gr', 'block of 350 gram'],
};

function merge(known: Hit | undefined, entry: Entry): Hit {
  const hit: Hit = { codes: entry.codes, how: entry.how, ...(entry.missing ? { missing: entry.missing } : {}) };
  if (!known) return hit;
  return { ...known, codes: [...new Set([...known.codes, ...entry.codes])] };
}

/** Earlier tiers decide; within a tier the same text for several codes becomes their set. */
function keyed(tiers: Entry[][], keyOf: (text: string) => string): Map<string, Hit> {
  const all = new Map<string, Hit>();
  for (const tier of tiers) {
    const own = new Map<string, Hit>();
    for (const entry of tier) own.set(keyOf(entry.text), merge(own.get(keyOf(entry.text)), entry));
    for (const [key, hit] of own) {
      const earlier = all.get(key);
      if (!earlier) all.set(key, hit);
      else if (hit.how === 'same' && sameCodes(earlier, hit)) all.set(key, { ...earlier, how: 'same' });
    }
  }
  return all;
}

const indexes = new Map<string, Index>();

function indexOf(list: string): Index {
  const ready = indexes.get(list);
  if (ready) return ready;
  const tiers = entryTiers(list);
  const exact = keyed(tiers, fold);
  for (const key of UNDECIDED[list] ?? []) exact.delete(key);
  const index = { exact, singular: keyed(tiers, (text) => singular(fold(text))) };
  indexes.set(list, index);
  return index;
}

function direct(list: string, text: string): Hit | undefined {
  const key = fold(text);
  if (UNDECIDED[list]?.includes(key) || UNDECIDED[list]?.includes(singular(key))) return undefined;
  const { exact, singular: plural } = indexOf(list);
  return exact.get(key) ?? plural.get(singular(key));
}

/** A word that names a group without saying which of it: `Cannabis` in `Cannabis (dried flower)`. */
function isVague({ codes }: Hit): boolean {
  return codes.length !== 1 || codes.every((code) => code === 'G2.5' || code.endsWith('.0') || !code.includes('.'));
}

/** `Khat (Catha edulis)`: the words outside decide, unless what stands in brackets says more or something else. */
function bracketed(list: string, text: string): Hit | undefined {
  const match = /^([^()[\]]+)[([]([^()[\]]+)[)\]]\W*$/.exec(text);
  const outer = match?.[1] ? direct(list, match[1]) : undefined;
  if (!match?.[2] || !outer || outer.missing) return undefined;
  const inner = direct(list, match[2]);
  if (!inner) return isVague(outer) ? undefined : outer;
  if (inner.missing) return outer;
  if (isVague(outer) && !isVague(inner)) return inner;
  return sameCodes(outer, inner) || isVague(inner) ? outer : undefined;
}

function sameCodes(a: Hit, b: Hit): boolean {
  return a.codes.length === b.codes.length && a.codes.every((code) => b.codes.includes(code));
}

const SEPARATORS = /\s*[;/|+,\n]\s*|\s+(?:and|et|y|e|и|&)\s+/u;

/** Several values in one cell, each of which is known: their set. A unit is never several. */
function several(list: string, text: string): Hit | undefined {
  if (list === 'unit') return undefined;
  const parts = text.split(SEPARATORS).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 12) return undefined;
  const codes = new Set<string>();
  for (const part of parts) {
    const hit = part.trim().length < 2 ? undefined : (direct(list, part) ?? bracketed(list, part));
    if (!hit || hit.missing || hit.codes.some(isMissing)) return undefined;
    for (const code of hit.codes) codes.add(code);
  }
  return { codes: [...codes], how: 'alias' };
}

const BLANK: Hit = { codes: [], missing: 'not-reported', how: 'same' };

/** As `aliasOf`, and whether it is the vocabulary's own word. */
export function aliasHit(field: CodeField, text: string): Hit | undefined {
  if (text.trim() === '') return BLANK;
  const list = listOf(field);
  return direct(list, text) ?? (list === 'country' ? undefined : bracketed(list, text)) ?? several(list, text);
}

/** Longest text that can be a word of a vocabulary; narrative is not looked up. */
const LONGEST = 200;
const REMEMBERED = 20_000;
const remembered = new Map<string, Alias | undefined>();

/**
 * What a value stands for in any language known here: exact but for case, diacritics, punctuation, spaces and a plural `s`.
 * Undefined when it is in no list. Never guesses: what is merely similar is for `suggest`.
 */
export function aliasOf(field: CodeField, text: string): Alias | undefined {
  if (text.length > LONGEST) return undefined;
  const key = `${listOf(field)}\u0000${text}`;
  if (remembered.has(key)) return remembered.get(key);
  const hit = aliasHit(field, text);
  const alias = hit && { codes: hit.codes, ...(hit.missing ? { missing: hit.missing } : {}) };
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, alias);
  return alias;
}
