import { monthOfWord } from '../domain/calendar-words.ts';
import { dateShape } from '../domain/date-shape.ts';
import { numberShape } from '../domain/number-shape.ts';
import { withoutYearMark } from '../domain/year-mark.ts';
import { isHeaderWord } from './field-words.ts';
import { monthOfDate } from './month-date.ts';
import { isNoteText, isTotalWord } from './row-part.ts';
import type { HeaderGuess } from './survey.ts';

/** Rows from the top among which the header is sought. */
const SOUGHT = 40;

function isFilled(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== '';
}

function filledOf(record: readonly string[]): number {
  return record.filter(isFilled).length;
}

/** A year or a month may head a column, though it is a number or a date as well. */
export function mayHead(cell: string): boolean {
  const text = withoutYearMark(cell);
  if (/^(?:19|20)\d{2}(?:\s*[/\-–]\s*\d{2,4})?(?:[\s_(-]+\p{L}[^\d]*)?$/u.test(text)) return true;
  if (monthOfWord(text) !== undefined) return true;
  const date = dateShape(text);
  if (date && monthOfDate(date) !== undefined) return true;
  if (date) return date.kind === 'month-of-year' || date.kind === 'quarter' || (date.kind === 'named' && date.day === null);
  return numberShape(text) === undefined;
}

/** The width of the table: what the broadest tenth of the first records fills, so that one broken row does not decide. */
function widthOf(records: readonly string[][]): number {
  const widths = records
    .map(filledOf)
    .filter((filled) => filled > 0)
    .sort((a, b) => b - a);
  return widths[Math.floor(widths.length / 10)] ?? 0;
}

interface Marks {
  at: number;
  /** Share of the table's width that is filled, of the filled cells that can be names, and that differ. */
  filled: number;
  names: number;
  distinct: number;
  /** Filled cells that are known words for a field. */
  known: number;
  /** Columns whose cells below are numbers or dates where this cell is neither. */
  contrast: number;
}

function looksTyped(cell: string): boolean {
  return numberShape(cell) !== undefined || dateShape(cell) !== undefined;
}

function contrastOf(records: readonly string[][], at: number): number {
  const header = records[at] ?? [];
  const below = records.slice(at + 1, at + 12).filter((record) => filledOf(record) > 0 && !sameCells(record, header));
  return header.filter((cell, place) => {
    if (!isFilled(cell) || !mayHead(cell)) return false;
    const cells = below.map((record) => record[place] ?? '').filter((text) => isFilled(text));
    const typed = cells.filter((text) => looksTyped(text) && text.trim() !== cell.trim()).length;
    return cells.length > 0 && typed >= cells.length * 0.7;
  }).length;
}

function marksOf(records: readonly string[][], at: number, width: number): Marks {
  const cells = (records[at] ?? []).filter(isFilled).map((cell) => cell.trim());
  return {
    at,
    filled: cells.length / Math.max(1, width),
    names: cells.filter(mayHead).length / Math.max(1, cells.length),
    distinct: new Set(cells.map((cell) => cell.toLowerCase())).size / Math.max(1, cells.length),
    known: cells.filter(isHeaderWord).length,
    contrast: contrastOf(records, at),
  };
}

function couldHead(marks: Marks, records: readonly string[][]): boolean {
  const first = (records[marks.at] ?? []).find(isFilled) ?? '';
  const isDistinct =
    marks.distinct >= 0.6 ||
    (marks.distinct >= 0.4 && marks.known >= 4) ||
    (marks.at > 0 && marks.known >= 1 && groupsAbove(records, marks.at));
  return marks.filled >= 0.55 && marks.names >= 0.8 && isDistinct && !isTotalWord(first) && !(marks.filled < 1 && isNoteText(first));
}

/** Known words weigh most, then the contrast to what stands below; of two alike the upper one. */
function scoreOf(marks: Marks, width: number): number {
  const known = marks.known / Math.max(1, width);
  const contrast = marks.contrast / Math.max(1, width);
  return 3 * known + 1.5 * contrast + marks.names + marks.distinct + Math.min(1, marks.filled) - marks.at * 0.02;
}

/** Names of columns whose header takes several rows: what is filled from the top down, joined by ` / `; a group's name spreads to the right. */
export function joinHeader(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const lowest = rows.at(-1) ?? [];
  const spread = rows.map((row, level) => (level === rows.length - 1 ? row : spreadGroups(row, lowest, width)));
  return Array.from({ length: width }, (_, place) =>
    spread
      .map((row) => (row[place] ?? '').trim())
      .filter((cell, level, cells) => cell !== '' && cells.indexOf(cell) === level)
      .join(' / '),
  );
}

/** A blank beside a group's name belongs to the group when both have a name of their own below. */
function spreadGroups(row: readonly string[], lowest: readonly string[], width: number): string[] {
  let group = '';
  return Array.from({ length: width }, (_, place) => {
    const own = (row[place] ?? '').trim();
    if (own !== '') group = isFilled(lowest[place]) ? own : '';
    else if (!isFilled(lowest[place])) group = '';
    return own === '' ? group : own;
  });
}

/** Whether the row above holds names of groups over the columns of this one. */
function groupsAbove(records: readonly string[][], at: number): boolean {
  const above = records[at - 1];
  const own = records[at] ?? [];
  if (!above) return false;
  const groups = above.filter(isFilled);
  if (groups.length < 2 || !groups.every(mayHead) || groups.some(isNoteText)) return false;
  const names = own.filter(isFilled).map((cell) => cell.trim().toLowerCase());
  const repeated = new Set(names).size < names.length;
  const complements = own.some((cell, place) => !isFilled(cell) && isFilled(above[place]));
  return repeated || complements;
}

/** A row of units, `(kg)`, or of nothing but names under blank cells, which belongs to the header above it. */
function unitsBelow(records: readonly string[][], at: number): boolean {
  const below = (records[at + 1] ?? []).filter(isFilled);
  return below.length > 0 && below.every((cell) => /^\s*[([][^()[\]]{1,20}[)\]]\s*$/u.test(cell));
}

function namesOf(records: readonly string[][], at: number, rows: number): string[] {
  const taken = records.slice(at, at + rows);
  const names = rows === 1 ? (taken[0] ?? []).map((cell) => cell.trim()) : joinHeader(taken);
  return names.map((name, place) => (place === 0 ? name.replace(/^\uFEFF/u, '') : name));
}

/** Merged group headings and the row below them, or a row and its units. */
function rowsOf(records: readonly string[][], at: number): { at: number; rows: number } {
  if (groupsAbove(records, at)) return groupsAbove(records, at - 1) ? { at: at - 2, rows: 3 } : { at: at - 1, rows: 2 };
  const below = records[at + 1];
  if (unitsBelow(records, at)) return { at, rows: 2 };
  if (
    below &&
    groupsAbove(records, at + 1) &&
    filledOf(below) >= 2 &&
    below.filter(isFilled).every(mayHead) &&
    !below.some(looksTypedData)
  ) {
    return { at, rows: 2 };
  }
  return { at, rows: 1 };
}

function looksTypedData(cell: string): boolean {
  return isFilled(cell) && looksTyped(cell) && !mayHead(cell);
}

/**
 * Finds the header among the first records of a file: the row that names columns, below any banner. `proven` when its words are known,
 * or numbers and dates stand below names.
 */
export function guessHeader(records: string[][]): HeaderGuess {
  const sought = records.slice(0, SOUGHT);
  const width = widthOf(records);
  const candidates = sought
    .map((_, at) => marksOf(records, at, width))
    .filter((marks) => couldHead(marks, records))
    .sort((a, b) => scoreOf(b, width) - scoreOf(a, width));
  const best = firstStanding(candidates, records);
  const rivals = candidates.filter(({ at }) => !sameCells(records[at], records[best?.at ?? 0]));
  const first = sought.findIndex((record) => filledOf(record) > 0);
  const found = rowsOf(records, best?.at ?? Math.max(0, first));
  const others = rivals.slice(0, 5).map(({ at }) => at);
  return {
    ...found,
    headers: namesOf(records, found.at, found.rows),
    proven: best !== undefined && isProven(best, rivals[0], width),
    others,
  };
}

/** Of a header that is repeated inside the data the uppermost counts, whatever stands below it: what lies between is data. */
function firstStanding(candidates: readonly Marks[], records: readonly string[][]): Marks | undefined {
  const [best] = candidates;
  const same = candidates.filter(({ at }) => sameCells(records[at], records[best?.at ?? 0]));
  return same.reduce<Marks | undefined>((first, marks) => (first && first.at <= marks.at ? first : marks), undefined);
}

/** A header that is repeated below is no rival of its first standing. */
function sameCells(a: readonly string[] = [], b: readonly string[] = []): boolean {
  const width = Math.max(a.length, b.length);
  return Array.from({ length: width }, (_, place) => place).every(
    (place) => (a[place] ?? '').trim().toLowerCase() === (b[place] ?? '').trim().toLowerCase(),
  );
}

function isProven(best: Marks, next: Marks | undefined, width: number): boolean {
  const known = best.known >= 2 || best.known >= width * 0.5;
  const clear = next === undefined || scoreOf(best, width) - scoreOf(next, width) >= 0.5 || next.known < best.known;
  return (known || best.contrast >= 1) && clear;
}
