import { LIMITS } from '../limits.ts';
import type { XmlScanner } from './xml-scanner.ts';
import { characterOf } from './xml-text.ts';

/** The text of one cell as it is put together from pieces; at most as much as a cell may hold. */
export interface CellText {
  bytes: Buffer;
  length: number;
  /** More came than fits: the cell is longer than `LIMITS.cellCharacters` for sure. */
  overflow: boolean;
}

/** The most bytes that one character may take: `_x000D_`. */
const WIDEST = 7;
const MOST_BYTES = LIMITS.cellCharacters * WIDEST;

export function createCellText(): CellText {
  return { bytes: Buffer.alloc(MOST_BYTES + 8), length: 0, overflow: false };
}

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const RETURN = 0x0d;
const FEED = 0x0a;
const UNDERSCORE = 0x5f;

/** Adds the text token the scanner stands at: references replaced, line ends made one line feed as XML demands. */
export function appendText(text: CellText, x: XmlScanner): void {
  const { bytes, to, verbatim } = x;
  const target = text.bytes;
  let { length } = text;
  for (let at = x.from; at < to; at++) {
    const byte = bytes[at] as number;
    if (length >= MOST_BYTES) {
      text.overflow = true;
      break;
    }
    if (byte === AMPERSAND && !verbatim) {
      const end = bytes.subarray(at, Math.min(to, at + 40)).indexOf(SEMICOLON);
      const code = end < 0 ? undefined : characterOf(bytes.toString('utf8', at + 1, at + end));
      if (code === undefined) x.fail('it holds an entity that XML does not know');
      length = putCharacter(target, length, code);
      at += end;
    } else if (byte === RETURN) {
      target[length++] = FEED;
      if (bytes[at + 1] === FEED && at + 1 < to) at++;
    } else target[length++] = byte;
  }
  text.length = length;
}

function putCharacter(target: Buffer, at: number, code: number): number {
  if (code < 0x80) {
    target[at] = code;
    return at + 1;
  }
  return at + target.write(String.fromCodePoint(code), at);
}

/** Replaces `_x000D_` and its like by the character they stand for (ECMA-376 part 1, 22.9.2.19); `_x0000_` and halves of pairs stay. */
export function replaceEscapes(text: CellText): void {
  const { bytes, length } = text;
  let to = bytes.subarray(0, length).indexOf('_x', 0, 'latin1');
  if (to < 0) return;
  for (let at = to; at < length; ) {
    const code = bytes[at] === UNDERSCORE ? escapeAt(bytes, at, length) : -1;
    const low = isHigh(code) ? escapeAt(bytes, at + WIDEST, length) : -1;
    if (low >= 0xdc00 && low <= 0xdfff) {
      to = putCharacter(bytes, to, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
      at += 2 * WIDEST;
    } else if (code > 0 && (code < 0xd800 || code > 0xdfff)) {
      to = putCharacter(bytes, to, code);
      at += WIDEST;
    } else bytes[to++] = bytes[at++] as number;
  }
  text.length = to;
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;

/** The code unit of the escape at this place, or -1. */
function escapeAt(bytes: Buffer, at: number, length: number): number {
  if (at + WIDEST > length || bytes[at] !== UNDERSCORE || bytes[at + 1] !== 0x78 || bytes[at + 6] !== UNDERSCORE) return -1;
  const digits = bytes.toString('latin1', at + 2, at + 6);
  return /^[0-9A-Fa-f]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
}

/** Whether the text is longer than a cell may be, in UTF-16 units. */
export function isTooLong(text: CellText): boolean {
  if (text.overflow) return true;
  return text.length > LIMITS.cellCharacters && text.bytes.toString('utf8', 0, text.length).length > LIMITS.cellCharacters;
}
