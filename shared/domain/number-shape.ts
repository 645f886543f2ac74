/** What one cell proves about the number in it. `open` separators may be decimals or thousands: `1.234`, `1,234`. */
export interface NumberShape {
  kind: 'whole' | 'point' | 'comma' | 'open-point' | 'open-comma';
  /** Thousands marks that are beyond doubt. */
  thousands: 'point' | 'comma' | 'space' | 'apostrophe' | null;
  negative: boolean;
  /** Digits with the separators as written, white space and apostrophes left out; without sign, with exponent. */
  body: string;
  /** What follows the number in the cell, such as `kg`. */
  unit: string;
}

const CELL =
  /^(\()?\s*([-+\u2212\u2013])?\s*([0-9][0-9.,'\u2019\u02BC\s]*|[.,][0-9]+)([eE][-+]?\d{1,3})?\s*(-)?\s*(\))?\s*(\p{L}[^0-9]{0,30}|%)?$/u;
/** A mark that refers to a note below the table: `10.5*`, `12 (a)`, `7¹`, `34 [1]`. */
const FOOTNOTE = /(?<=\d)(?:\s*(?:[*\u2020\u2021\u00A7]+|\([a-z]\)|\s\[\d{1,2}\])|[\u00B9\u00B2\u00B3\u2070-\u2079]+)$/u;
const PLAIN = /^\d+(?:[.,]\d+)?$/;
/** No number of the field is longer, with its unit. */
const LONGEST = 80;
const ARABIC = /[\u0660-\u0669\u06F0-\u06F9\u066B\u066C]/g;
const SPACED = /^\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?$/u;
const APOSTROPHED = /^\d{1,3}(?:['\u2019\u02BC]\d{3})+(?:[.,]\d+)?$/u;
const POINT_GROUPS = /^\d{1,3}(?:\.\d{3})+$/;
const COMMA_GROUPS = /^\d{1,3}(?:,\d{3})+$/;

/** A sign before a number that made a spreadsheet keep it as text. */
const TEXT_MARK = /^['\u2019](?=\d)/u;
/** A point in the middle of the line, as it was once printed: `12·5`. */
const RAISED_POINT = /(?<=\d)\u00B7(?=\d)/u;

/** Arabic and Persian digits and their separators, in the signs of the other languages. */
function westernDigits(text: string): string {
  return text.replace(ARABIC, (sign) => {
    if (sign === '\u066B') return '.';
    if (sign === '\u066C') return "'";
    const code = sign.charCodeAt(0);
    return String(code - (code < 0x06f0 ? 0x0660 : 0x06f0));
  });
}

type Read = Pick<NumberShape, 'kind' | 'thousands' | 'body'>;

function decimalOf(body: string, thousands: NumberShape['thousands']): Read {
  if (body.includes('.')) return { kind: 'point', thousands, body };
  return { kind: body.includes(',') ? 'comma' : 'whole', thousands, body };
}

function bothSeparators(digits: string): Read | undefined {
  const point = digits.lastIndexOf('.') > digits.lastIndexOf(',');
  const cut = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const groups = digits.slice(0, cut);
  const grouped = point ? COMMA_GROUPS.test(groups) : POINT_GROUPS.test(groups);
  return grouped ? { kind: point ? 'point' : 'comma', thousands: point ? 'comma' : 'point', body: digits } : undefined;
}

/** One kind of separator, once or more. */
function oneSeparator(digits: string, sign: '.' | ','): Read | undefined {
  const parts = digits.split(sign);
  const grouped = sign === '.' ? POINT_GROUPS.test(digits) : COMMA_GROUPS.test(digits);
  if (parts.length > 2) return grouped ? { kind: 'whole', thousands: sign === '.' ? 'point' : 'comma', body: digits } : undefined;
  if (grouped && !digits.startsWith('0')) return { kind: sign === '.' ? 'open-point' : 'open-comma', thousands: null, body: digits };
  return { kind: sign === '.' ? 'point' : 'comma', thousands: null, body: digits };
}

function readDigits(digits: string): Read | undefined {
  if (/^\d+$/.test(digits)) return { kind: 'whole', thousands: null, body: digits };
  if (SPACED.test(digits)) return decimalOf(digits.replace(/\s/gu, ''), 'space');
  if (APOSTROPHED.test(digits)) return decimalOf(digits.replace(/['\u2019\u02BC]/gu, ''), 'apostrophe');
  if (!/^[\d.,]+$/.test(digits)) return undefined;
  if (digits.includes('.') && digits.includes(',')) return bothSeparators(digits);
  return oneSeparator(digits, digits.includes('.') ? '.' : ',');
}

/** With an exponent a separator can only be the decimal one. */
function settle(read: Read, exponent: string): Read {
  if (exponent === '') return read;
  const kind = read.kind === 'open-point' ? 'point' : read.kind === 'open-comma' ? 'comma' : read.kind;
  return { ...read, kind, body: read.body + exponent };
}

/** The common case, without signs that need a closer look. */
function plainShape(digits: string): NumberShape | undefined {
  const read = readDigits(digits);
  return read && { ...read, negative: false, unit: '' };
}

/**
 * The shape of a cell that is a number, possibly with sign, accounting parentheses, exponent and a unit after it; undefined for anything else.
 * Needs no locale.
 */
export function numberShape(text: string): NumberShape | undefined {
  const bare = text.trim();
  if (PLAIN.test(bare)) return plainShape(bare);
  const trimmed = bare.replace(FOOTNOTE, '').replace(TEXT_MARK, '').replace(RAISED_POINT, '.');
  const match = trimmed.length <= LONGEST ? CELL.exec(westernDigits(trimmed)) : null;
  if (!match) return undefined;
  const [, open, sign, digits = '', exponent = '', minusAfter, close, unit = ''] = match;
  const signed = sign !== undefined && sign !== '+';
  if ((open === undefined) !== (close === undefined) || (minusAfter !== undefined && (sign !== undefined || open !== undefined)))
    return undefined;
  const read = readDigits(digits.trim());
  if (!read) return undefined;
  return { ...settle(read, exponent), negative: signed || open !== undefined || minusAfter !== undefined, unit: unit.trim() };
}
