import { missingWord } from '../domain/missing-words.ts';
import { mayHead } from './header.ts';
import { isNoteText, isSumOfOthers, looksLikeSentence } from './row-part.ts';
import type { HeadingFacts, SurveyRow } from './survey.ts';

/** Longer texts, and sentences of more words, are remarks. */
const LONGEST = 120;
const MOST_WORDS = 8;

/** The only filled cell of a row that may head the rows below it: a name, a year or a part of one. */
export function headingOf(cells: readonly string[]): string | undefined {
  let only: string | undefined;
  for (const cell of cells) {
    if (cell === '' || cell.trim() === '') continue;
    if (only !== undefined) return undefined;
    only = cell.trim();
  }
  return only !== undefined && cells.length > 1 && mayBeHeading(only) ? only : undefined;
}

function mayBeHeading(text: string): boolean {
  if (text.length > LONGEST || text.split(/\s+/u).length > MOST_WORDS || /[.!?;]$/u.test(text)) return false;
  if (!/\p{L}|^(?:19|20)\d{2}$/u.test(text) || !mayHead(text) || missingWord(text) !== undefined) return false;
  return !isNoteText(text) && !isSumOfOthers(text);
}

const LISTED_TEXTS = 200;

/** What rows that hold nothing but one text are to the rows around them; told of every row in order. */
export interface HeadingFinder {
  heading(text: string, row: SurveyRow): void;
  /** A row of data, or one that repeats the header. */
  data(): void;
  repeatedHeader(): void;
  totals(): void;
  facts(): HeadingFacts | undefined;
}

/** `above` is the only text of the record right above the header. */
export function createHeadingFinder(above: string | undefined, listed: number): HeadingFinder {
  const texts = new Map<string, HeadingFacts['texts'][number]>();
  const facts = { count: 0, empty: 0, longest: 0, first: false, beforeHeader: 0 };
  const rows: SurveyRow[] = [];
  let plain = 0;
  let complete = true;
  let seenData = false;
  let run: string[] = [];

  const entryOf = (text: string) => {
    const before = texts.get(text);
    if (before) return before;
    const entry = { text, leads: 0, heads: 0 };
    if (texts.size < LISTED_TEXTS) texts.set(text, entry);
    else complete = false;
    return entry;
  };
  return {
    heading(text, row) {
      facts.count++;
      if (!looksLikeSentence(text)) plain++;
      if (!seenData && run.length === 0) facts.first = true;
      if (rows.length < listed) rows.push(row);
      run.push(text);
    },
    data() {
      seenData = true;
      if (run.length === 0) return;
      facts.longest = Math.max(facts.longest, run.length);
      for (const text of run.slice(0, -1)) entryOf(text).leads++;
      entryOf(run.at(-1) ?? '').heads++;
      run = [];
    },
    repeatedHeader() {
      if (run.length > 0) facts.beforeHeader++;
    },
    totals() {
      facts.empty += run.length;
      run = [];
    },
    facts() {
      if (plain === 0) return undefined;
      const standing = above === undefined ? {} : { above };
      return { ...facts, empty: facts.empty + run.length, ...standing, complete, texts: [...texts.values()], rows };
    },
  };
}
