import data from '../../resources/header-words.json' with { type: 'json' };
import { FIELDS, type Field } from '../domain/fields.ts';
import { foldHeader } from '../domain/header-name.ts';

/** What the words of a header say by themselves. */
export interface HeaderReading {
  field: Field;
  /** 1 when the whole header is a known name, less when a known name stands within it. */
  score: number;
  /** The known name that was met. */
  word: string;
  /** The word names other fields as well, so that the values must decide. */
  shared: boolean;
}

function fieldOf(name: string): Field | undefined {
  return FIELDS.find((field) => field === name);
}

/** A word may name several fields: `unidade` is a unit of measurement or of the police. */
const WORDS = new Map<string, Field[]>();
for (const [name, words] of Object.entries(data.fields)) {
  const field = fieldOf(name);
  if (field) for (const word of words) learn(foldHeader(word), field);
}

function learn(word: string, field: Field): void {
  const known = WORDS.get(word) ?? [];
  if (!known.includes(field)) WORDS.set(word, [...known, field]);
}

const KEPT = new Set(data.kept.map(foldHeader));
const SHORTEST_WITHIN = 4;

/** What stands in brackets, or after the last ` / ` of a header of several rows, such as a unit. */
export function headerTail(header: string): { head: string; tail: string } | undefined {
  const bracket = /^(.*?)\s*[([]([^()[\]]+)[)\]]\s*\**$/u.exec(header);
  if (bracket?.[1]) return { head: bracket[1], tail: bracket[2] ?? '' };
  const cut = header.match(/^(.+?)(?:\s*[,/:]\s+|\s+(?:in|en|em|в)\s+)([^,/:]{1,20})$/u);
  return cut?.[1] ? { head: cut[1], tail: cut[2] ?? '' } : undefined;
}

function withinReadings(folded: string): HeaderReading[] {
  const padded = ` ${folded} `;
  const found: HeaderReading[] = [];
  for (const [word, fields] of WORDS) {
    if (word.length >= SHORTEST_WITHIN && padded.includes(` ${word} `)) {
      for (const field of fields) found.push({ field, word, shared: true, score: 0.3 + 0.5 * (word.length / folded.length) });
    }
  }
  return found;
}

function bestByField(readings: HeaderReading[]): HeaderReading[] {
  const best = new Map<Field, HeaderReading>();
  for (const reading of readings) {
    if ((best.get(reading.field)?.score ?? 0) < reading.score) best.set(reading.field, reading);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function exact(text: string, score: number): HeaderReading[] {
  const folded = foldHeader(text);
  const fields = WORDS.get(folded) ?? WORDS.get(folded.replaceAll(' ', '')) ?? [];
  return fields.map((field) => ({ field, score, word: text.trim(), shared: fields.length > 1 }));
}

/** The fields that a header names, best first; empty for a header that says nothing known or names something kept as it is. */
export function readHeader(header: string): HeaderReading[] {
  if (namesKept(header)) return [];
  const cut = headerTail(header);
  const whole = exact(header, 1);
  const heads = cut ? [...exact(cut.head, 0.97), ...withinReadings(foldHeader(cut.head))] : [];
  return bestByField([...whole, ...heads, ...withinReadings(foldHeader(header))]);
}

/** A running number, a code of an office of statistics, a price: nothing that feeds a field. */
export function namesKept(header: string): boolean {
  const folded = foldHeader(header);
  return KEPT.has(folded) || (/^(?:cod|codigo|code|код)\b/u.test(folded) && !WORDS.has(folded));
}

/** Whether a cell is a known name of a column. */
export function isHeaderWord(cell: string): boolean {
  if (cell.length > 120) return false;
  const folded = foldHeader(cell);
  if (folded === '') return false;
  const cut = headerTail(cell);
  return WORDS.has(folded) || KEPT.has(folded) || (cut !== undefined && WORDS.has(foldHeader(cut.head)));
}
