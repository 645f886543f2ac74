import { foldHeader } from '../domain/header-name.ts';
import { aliasOf } from '../reconcile/alias.ts';
import { headerTail } from './field-words.ts';

export interface UnitWord {
  /** As written. */
  text: string;
  /** The header is nothing but the unit. */
  whole: boolean;
}

/** Single letters and the word for “unit” itself name no unit when they stand in running text. */
const TOO_SHORT = /^\p{L}$/u;
const GENERIC = new Set([
  'unit',
  'units',
  'unite',
  'unites',
  'unidad',
  'unidades',
  'unidade',
  'ед',
  'единица',
  'единицы',
  'um',
  'other',
  'otro',
  'autre',
  'pieces',
  'n',
  'no',
  'nr',
  'number',
]);

export function isUnitText(text: string): boolean {
  const found = aliasOf('unit', text);
  return found !== undefined && found.codes.length > 0;
}

/** The unit that a header names: in brackets, after `in`, as its last word, or as the whole of it, numbered (`Kg 2`) or not. */
export function unitOfHeader(header: string): UnitWord | undefined {
  const trimmed = header.trim().replace(/\*+$|(?<=\p{L})\s+\d{1,2}$/u, '');
  if (GENERIC.has(foldHeader(trimmed))) return undefined;
  if (!TOO_SHORT.test(trimmed) && isUnitText(trimmed)) return { text: trimmed, whole: true };
  const tail = headerTail(trimmed)?.tail.trim();
  if (tail && isUnitText(tail)) return { text: tail, whole: false };
  const words = trimmed.split(/[\s_.]+/u);
  const last = words.at(-1) ?? '';
  return words.length > 1 && !TOO_SHORT.test(last) && !GENERIC.has(foldHeader(last)) && isUnitText(last)
    ? { text: last, whole: false }
    : undefined;
}
