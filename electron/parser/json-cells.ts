import { readHeader } from '../../shared/understand/field-words.ts';
import { unitOfHeader } from '../../shared/understand/unit-word.ts';
import { jsonFaults } from './json-faults.ts';
import type { JsonElement } from './json-scan.ts';

export type JsonKind = 'numbers' | 'texts' | 'truths' | 'blank';

export type JsonCells = Map<string, { text: string; kind: JsonKind }>;

/** Rows of one object are so many at most; more are no drug lines of a case. */
const MOST_ROWS = 1000;

/**
 * The rows of one object: one, or one for each item of its only list of drugs, with what stands beside the list in each of them. A list of anything
 * else makes no rows, and neither does one beside an amount: its case would be counted once for each item.
 */
export function rowsOfElement(element: JsonElement): JsonCells[] {
  const value = parse(element);
  const lists = listsIn(value, []).filter(({ items }) => items.slice(0, LOOKED_AT).some(holdsDrugs));
  const [only] = lists;
  if (lists.length !== 1 || only === undefined || only.items.length > MOST_ROWS || holdsAmount(value)) return [cellsOf(value)];
  return only.items.map((item) => cellsOf(withItem(value, only.path, item)));
}

/** Items of a list, and keys of an object, among which the name of a drug or an amount is sought. */
const LOOKED_AT = 50;
/** What the keys met so far name; most objects of a file have the same ones. */
const named = new Map<string, { drug: boolean; amount: boolean }>();
const REMEMBERED = 5000;
const LONGEST_KEY = 120;

function isNamed(key: string, ...fields: ('drug' | 'amount')[]): boolean {
  const names = named.get(key) ?? namesOf(key);
  return fields.some((field) => names[field]);
}

function namesOf(key: string): { drug: boolean; amount: boolean } {
  const isShort = key.length <= LONGEST_KEY;
  const isUnit = isShort && unitOfHeader(key) !== undefined;
  const readings = isShort ? readHeader(key) : [];
  const has = (wanted: 'drug' | 'amount') => isUnit || readings.some(({ field, score }) => score >= 0.9 && field === wanted);
  const names = { drug: has('drug'), amount: has('amount') };
  if (named.size < REMEMBERED) named.set(key, names);
  return names;
}

function entriesOf(item: object): [string, unknown][] {
  return Object.entries(item).slice(0, LOOKED_AT);
}

function holdsDrugs(item: unknown): boolean {
  return isObject(item) && entriesOf(item).some(([key, value]) => (isObject(value) ? holdsDrugs(value) : isNamed(key, 'drug', 'amount')));
}

/** Whether an amount stands outside any list. */
function holdsAmount(value: unknown): boolean {
  if (!isObject(value)) return false;
  return entriesOf(value).some(([key, inner]) => (isObject(inner) ? holdsAmount(inner) : !Array.isArray(inner) && isNamed(key, 'amount')));
}

interface FoundList {
  path: string[];
  items: unknown[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listsIn(value: unknown, path: string[]): FoundList[] {
  if (Array.isArray(value)) return path.length > 0 && value.length > 0 && value.every(isObject) ? [{ path, items: value }] : [];
  return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => listsIn(inner, [...path, key])) : [];
}

/** The object with one item in the place of the list; keys keep their order. */
function withItem(value: unknown, [key, ...rest]: string[], item: unknown): unknown {
  if (key === undefined) return item;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === key ? withItem(inner, rest, item) : inner]));
}

/** A point of GeoJSON (RFC 7946) says its longitude first. */
function pointOf(value: Record<string, unknown>): Record<string, unknown> | undefined {
  const { type, coordinates } = value;
  if (type !== 'Point' || !Array.isArray(coordinates) || coordinates.length < 2) return undefined;
  const [longitude, latitude] = coordinates as unknown[];
  return typeof longitude === 'number' && typeof latitude === 'number' ? { ...value, coordinates: { longitude, latitude } } : undefined;
}

/** Nested objects with dots between the keys, lists of plain values joined by "; ", other lists as JSON. */
function cellsOf(whole: unknown): JsonCells {
  const cells: JsonCells = new Map();
  const put = (name: string, text: string, kind: JsonKind) => {
    let free = name;
    for (let n = 2; cells.has(free); n++) free = `${name} (${n})`;
    cells.set(free, { text, kind });
  };
  const walk = (value: unknown, name: string) => {
    if (Array.isArray(value)) put(name, textOfList(value), value.length > 0 ? 'texts' : 'blank');
    else if (isObject(value))
      for (const [key, inner] of Object.entries(pointOf(value) ?? value)) walk(inner, name === '' ? key : `${name}.${key}`);
    else put(name, textOf(value), kindOf(value));
  };
  walk(whole, '');
  return cells;
}

/** Numbers of so many digits may lose some as doubles; such a one is kept as the text that stands in the file. */
const LONG_NUMBER = /\d[\d.]{15}/;

function parse({ text, number, line }: JsonElement): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumber) : JSON.parse(text);
  } catch {
    throw jsonFaults.malformed(number, line, 'it is not valid JSON');
  }
}

function keepLongNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && LONG_NUMBER.test(source) && String(value) !== source ? source : value;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return String(value);
}

function kindOf(value: unknown): JsonKind {
  if (typeof value === 'number') return 'numbers';
  if (typeof value === 'boolean') return 'truths';
  return value === null || value === '' ? 'blank' : 'texts';
}

function textOfList(values: unknown[]): string {
  return values.every((value) => typeof value !== 'object' || value === null) ? values.map(textOf).join('; ') : JSON.stringify(values);
}
