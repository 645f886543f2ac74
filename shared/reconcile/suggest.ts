import type { CodeField } from '../contract/recipe.ts';
import { missingCode } from '../domain/missing.ts';
import { unitById } from '../domain/quantity.ts';
import { facetLetter, labelOf } from '../domain/vocabulary.ts';
import type { Language } from '../report/wording.ts';
import { aliasHit } from './alias.ts';
import { type Entry, entryTiers, listOf } from './aliases.ts';
import { type BigramIndex, createBigramIndex } from './bigrams.ts';
import { editSimilarity, jaroWinkler } from './distance.ts';
import { fold, singular } from './fold.ts';
import { soundKey } from './sound.ts';
import { isCyrillic, skeleton } from './transliterate.ts';

export type How = 'same' | 'alias' | 'spelling' | 'sound' | 'transliteration' | 'words' | 'remembered';

/** A code (or set) that a value may stand for; `matched` is the known writing it resembles, `score` 0 to 1. */
export interface Suggestion {
  codes: string[];
  label: string;
  matched: string;
  score: number;
  how: How;
}

/** A choice made before, for this source or another. `codes` are as stored, missing ones among them. */
export interface RememberedChoice {
  value: string;
  codes: string[];
}

export interface SuggestOptions {
  language: Language;
  remembered?: readonly RememberedChoice[];
  /** At most so many answers; 8 unless told. */
  limit?: number;
}

interface Known {
  text: string;
  codes: string[];
  folded: string;
  skeleton: string;
  sound: string;
  words: string[];
  cyrillic: boolean;
}

interface Index {
  known: Known[];
  bySkeleton: BigramIndex;
  bySound: ReadonlyMap<string, number[]>;
  byWord: ReadonlyMap<string, number[]>;
}

/** Below this a suggestion is noise. */
const WORTH_SHOWING = 0.55;
const CANDIDATES = 24;
/** A word that stands in more writings than this (`de`, `of`, `cannabis`) finds no candidates by itself. */
const COMMON = 60;

function known(text: string, codes: string[]): Known {
  const folded = fold(text);
  return {
    text,
    codes,
    folded,
    skeleton: skeleton(text),
    sound: soundKey(text),
    words: singular(folded).split(' '),
    cyrillic: isCyrillic(text),
  };
}

function codesOf(list: string, entry: Entry): string[] {
  return entry.codes.length > 0 || !entry.missing ? entry.codes : [missingCode(facetLetter(list), entry.missing)];
}

function grouped(items: readonly Known[], keysOf: (item: Known) => string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, number) => {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(number);
      else groups.set(key, [number]);
    }
  });
  return groups;
}

const indexes = new Map<string, Index>();

/** Bare codes (`DE`, `G1.1`, `276`) are no words to resemble. */
function isWord(text: string): boolean {
  return fold(text).replace(/[^\p{L}]/gu, '').length > 2;
}

function indexOf(list: string): Index {
  const ready = indexes.get(list);
  if (ready) return ready;
  const entries = entryTiers(list).flat();
  const seen = new Set<string>();
  const all = entries.flatMap((entry) => {
    const codes = codesOf(list, entry);
    const key = `${fold(entry.text)}|${codes.join('+')}`;
    if (seen.has(key) || !isWord(entry.text)) return [];
    seen.add(key);
    return [known(entry.text, codes)];
  });
  const index: Index = {
    known: all,
    bySkeleton: createBigramIndex(all.map((item) => item.skeleton)),
    bySound: grouped(all, ({ sound }) => (sound.length > 1 ? [sound] : [])),
    byWord: grouped(all, ({ words }) => [...new Set(words)]),
  };
  indexes.set(list, index);
  return index;
}

function candidates(index: Index, item: Known): Set<number> {
  const found = new Set(index.bySkeleton.nearest(item.skeleton, CANDIDATES));
  for (const number of index.bySound.get(item.sound) ?? []) found.add(number);
  for (const word of item.words) {
    const group = word.length > 2 ? index.byWord.get(word) : undefined;
    if (group && group.length <= COMMON) for (const number of group) found.add(number);
  }
  return found;
}

/** Mean of two measures; the second, dearer one is asked only where the first leaves hope. */
function similarity(a: string, b: string): number {
  const likely = jaroWinkler(a, b);
  return likely < 0.62 ? likely / 2 : (likely + editSimilarity(a, b)) / 2;
}

/** Share of the known writing's words that stand in the value, rare words weighing more, damped where the value says much besides. */
function wordScore(index: Index, item: Known, other: Known): number {
  const weight = (word: string) => Math.log(1 + index.known.length / (1 + (index.byWord.get(word)?.length ?? 0)));
  const total = (words: string[]) => words.reduce((sum, word) => sum + weight(word), 0);
  const common = other.words.filter((word) => item.words.includes(word));
  if (common.length === 0) return 0;
  return (0.6 * total(common)) / total(other.words) + (0.3 * total(common)) / total(item.words);
}

/** The best reason for which two writings may be the same. */
function compare(index: Index, item: Known, other: Known): { score: number; how: How } {
  const bothScripts = item.cyrillic !== other.cyrillic;
  const spelled = bothScripts ? 0 : similarity(item.folded, other.folded);
  const plain = !bothScripts && item.skeleton === item.folded && other.skeleton === other.folded;
  const levelled = 0.97 * (plain ? spelled : similarity(item.skeleton, other.skeleton));
  const sounds = item.sound.length > 2 && item.sound === other.sound ? 0.72 + 0.2 * levelled : 0;
  const reasons: { score: number; how: How }[] = [
    { score: spelled, how: 'spelling' },
    { score: bothScripts ? levelled : levelled * 0.98, how: bothScripts ? 'transliteration' : 'spelling' },
    { score: sounds, how: 'sound' },
    { score: wordScore(index, item, other), how: 'words' },
  ];
  return reasons.reduce((best, reason) => (reason.score > best.score ? reason : best));
}

function nameOf(field: CodeField, code: string, language: Language): string {
  const unit = field === 'unit' ? unitById(code) : undefined;
  return unit ? unit.name[language] : labelOf(field, code, language);
}

function exact(field: CodeField, text: string): Omit<Suggestion, 'label'>[] {
  const hit = aliasHit(field, text);
  if (!hit) return [];
  const codes = hit.codes.length > 0 || !hit.missing ? hit.codes : [missingCode(facetLetter(field), hit.missing)];
  return [{ codes, matched: text.trim(), score: 1, how: hit.how }];
}

/** The same writing chosen before counts almost as certain, a similar one a little less than a word of the vocabulary. */
function fromChoices(item: Known, choices: readonly RememberedChoice[]): Omit<Suggestion, 'label'>[] {
  return choices.flatMap(({ value, codes }) => {
    const other = known(value, codes);
    if (other.folded === item.folded) return [{ codes, matched: value, score: 0.99, how: 'remembered' as const }];
    const score = 0.95 * similarity(item.skeleton, other.skeleton);
    return score > 0.8 ? [{ codes, matched: value, score, how: 'remembered' as const }] : [];
  });
}

function best(found: Omit<Suggestion, 'label'>[]): Omit<Suggestion, 'label'>[] {
  const byCodes = new Map<string, Omit<Suggestion, 'label'>>();
  for (const suggestion of found) {
    const key = suggestion.codes.join('+');
    const before = byCodes.get(key);
    if (!before || suggestion.score > before.score) byCodes.set(key, suggestion);
  }
  return [...byCodes.values()].sort((a, b) => b.score - a.score || (a.codes.join() < b.codes.join() ? -1 : 1));
}

/**
 * What a value may stand for, best first: exact writings, choices made before, and what is similar by spelling, sound, transliteration
 * between Latin and Cyrillic, or words. Suggestions are shown, never applied by themselves.
 */
export function suggest(field: CodeField, text: string, { language, remembered = [], limit = 8 }: SuggestOptions): Suggestion[] {
  const shown = text.trim().slice(0, 200);
  if (shown === '') return [];
  const index = indexOf(listOf(field));
  const item = known(shown, []);
  const similar = [...candidates(index, item)].flatMap((number) => {
    const other = index.known[number];
    const reason = other && compare(index, item, other);
    return other && reason && reason.score >= WORTH_SHOWING ? [{ codes: other.codes, matched: other.text, ...reason }] : [];
  });
  return best([...exact(field, shown), ...fromChoices(item, remembered), ...similar])
    .slice(0, limit)
    .map((suggestion) => ({
      ...suggestion,
      score: Math.round(Math.min(1, suggestion.score) * 1000) / 1000,
      label: suggestion.codes.map((code) => nameOf(field, code, language)).join(', '),
    }));
}
