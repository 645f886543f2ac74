import { COUNTRIES } from './country.ts';
import type { IDENTIFIER_FIELDS } from './fields.ts';

export type IdentifierKind = (typeof IDENTIFIER_FIELDS)[number];

/** `value` in its usual form; `valid` by its check digit or list, null where neither says anything. */
export interface Identifier {
  value: string;
  valid: boolean | null;
}

/** What `readIdentifier` may ask about codes that have no check digit. Codes that are not listed are not called wrong. */
export interface KnownCodes {
  isAirport(code: string): boolean;
  isLocode(code: string): boolean;
}

type Reader = (text: string, known: KnownCodes | undefined) => Identifier | undefined;

const ALPHA2 = new Set(COUNTRIES.flatMap(({ alpha2 }) => (alpha2 ? [alpha2] : [])));

/** Letters of ISO 6346 count 10 to 38, leaving out the multiples of eleven. */
function containerValue(letter: string): number {
  const order = letter.charCodeAt(0) - 65;
  return order < 0 ? Number(letter) : 10 + order + Math.floor((order + 9) / 10);
}

/** ISO 6346: sum of values by powers of two, modulo 11; a remainder of 10 is the digit 0. */
export function containerCheckDigit(tenSigns: string): number {
  const sum = [...tenSigns].reduce((total, sign, i) => total + containerValue(sign) * 2 ** i, 0);
  return (sum % 11) % 10;
}

const readContainer: Reader = (text) => {
  const value = compact(text);
  const match = /^([A-Z]{3}[UJZR]\d{6})(\d?)$/.exec(value);
  if (!match?.[1]) return undefined;
  return { value, valid: match[2] ? containerCheckDigit(match[1]) === Number(match[2]) : null };
};

/** IMO resolution A.1117(30): six digits weighted 7 to 2, the last digit of the sum is the seventh. */
const readImo: Reader = (text) => {
  const value = compact(text).replace(/^IMO(?:NO)?/, '');
  if (!/^\d{7}$/.test(value)) return undefined;
  return { value, valid: weighted(value.slice(0, 6), [7, 6, 5, 4, 3, 2]) % 10 === Number(value[6]) };
};

/** UPU S10: weights 8 6 4 2 3 5 9 7; eleven less the remainder of eleven, where 10 is written 0 and 11 is written 5. */
export function postalCheckDigit(eightDigits: string): number {
  const rest = 11 - (weighted(eightDigits, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return rest === 10 ? 0 : rest === 11 ? 5 : rest;
}

const readPostalItem: Reader = (text) => {
  const value = compact(text);
  const match = /^[A-Z]{2}(\d{8})(\d)([A-Z]{2})$/.exec(value);
  if (!match?.[1] || !match[3]) return undefined;
  return { value, valid: postalCheckDigit(match[1]) === Number(match[2]) && ALPHA2.has(match[3]) };
};

/** IATA resolution 600a: three digits of the airline, seven of the serial and the serial modulo 7. */
const readAirWaybill: Reader = (text) => {
  const digits = compact(text).replace(/^AWB/, '');
  const match = /^(\d{3})(\d{7})(\d)$/.exec(digits);
  if (!match) return undefined;
  return { value: `${match[1]}-${match[2]}${match[3]}`, valid: Number(match[2]) % 7 === Number(match[3]) };
};

/** ITU: nine digits without a check digit. */
const readMmsi: Reader = (text) => {
  const value = compact(text).replace(/^MMSI/, '');
  return /^\d{9}$/.test(value) ? { value, valid: null } : undefined;
};

/** Three letters of IATA or four signs of ICAO; true when listed, else unknown. */
const readAirport: Reader = (text, known) => {
  const value = compact(text);
  if (!/^(?:[A-Z]{3}|[A-Z][A-Z0-9]{3})$/.test(value)) return undefined;
  return { value, valid: known?.isAirport(value) ? true : null };
};

/** UN/LOCODE: a country and three signs, of which digits are 2 to 9. False when no such country exists, true when listed. */
const readLocode: Reader = (text, known) => {
  const value = compact(text);
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(value)) return undefined;
  if (!ALPHA2.has(value.slice(0, 2)) && !value.startsWith('XZ')) return { value, valid: false };
  return { value, valid: known?.isLocode(value) ? true : null };
};

const readCaseNumber: Reader = (text) => {
  const value = text.trim().replace(/\s+/g, ' ');
  return value === '' ? undefined : { value, valid: null };
};

const READERS: Readonly<Record<IdentifierKind, Reader>> = {
  container: readContainer,
  imo: readImo,
  'postal-item': readPostalItem,
  'air-waybill': readAirWaybill,
  mmsi: readMmsi,
  airport: readAirport,
  locode: readLocode,
  'case-number': readCaseNumber,
};

/**
 * Reads a number in any usual spacing and case; undefined when it has not the shape of its kind. A wrong check digit is no reason to
 * drop it: many numbers in use have one.
 */
export function readIdentifier(kind: IdentifierKind, text: string, known?: KnownCodes): Identifier | undefined {
  return text.length > 200 ? undefined : READERS[kind](text, known);
}

function compact(text: string): string {
  return text.toUpperCase().replace(/[\s\-–./_:#]/g, '');
}

function weighted(digits: string, weights: readonly number[]): number {
  return [...digits].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
}
