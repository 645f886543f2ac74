import { jsonFaults } from './json-faults.ts';
import type { JsonElement } from './json-scan.ts';

export type JsonKind = 'numbers' | 'texts' | 'truths' | 'blank';

/** The cells of one object: nested objects with dots between the keys, lists of plain values joined by "; ", other lists as JSON. */
export function cellsOfElement(element: JsonElement): Map<string, { text: string; kind: JsonKind }> {
  const cells = new Map<string, { text: string; kind: JsonKind }>();
  const put = (name: string, text: string, kind: JsonKind) => {
    let free = name;
    for (let n = 2; cells.has(free); n++) free = `${name} (${n})`;
    cells.set(free, { text, kind });
  };
  const walk = (value: unknown, name: string) => {
    if (Array.isArray(value)) put(name, textOfList(value), value.length > 0 ? 'texts' : 'blank');
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, name === '' ? key : `${name}.${key}`);
    else put(name, textOf(value), kindOf(value));
  };
  walk(parse(element), '');
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
