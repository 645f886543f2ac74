import { isUtf8 } from 'node:buffer';

/** `unit`: half a character of UTF-16. `undefined`: a byte that the chosen encoding gives no meaning. */
export interface TextFault {
  kind: 'nul' | 'encoding' | 'unit' | 'undefined';
  at: number;
}

/** The first zero byte, or the first byte that is not UTF-8; `to` must stand at the end of a character. */
export function findTextFault(bytes: Uint8Array, from: number, to: number): TextFault | undefined {
  const part = bytes.subarray(from, to);
  const nul = part.indexOf(0);
  if (isUtf8(part)) return nul < 0 ? undefined : { kind: 'nul', at: from + nul };
  const odd = firstOddByte(part);
  return nul >= 0 && nul < odd ? { kind: 'nul', at: from + nul } : { kind: 'encoding', at: from + odd };
}

/** How many of the last bytes may belong to a character that is not complete yet: 0 to 3. */
export function unfinishedBytes(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= Math.min(3, end); back++) {
    const byte = bytes[end - back] as number;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function lengthOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/** Characters of several bytes that are whole UTF-8, and bytes beyond ASCII that belong to none. A character cut at the end counts as neither. */
export function countUtf8(part: Uint8Array): { whole: number; broken: number } {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < part.length; ) {
    const length = lengthOf(part[at] as number);
    const fits = length > 0 && isUtf8(part.subarray(at, at + length));
    if (fits && length > 1) whole++;
    else if (!fits && at + length <= part.length) broken++;
    at += fits ? length : 1;
  }
  return { whole, broken };
}

function firstOddByte(part: Uint8Array): number {
  let at = 0;
  while (at < part.length) {
    const length = lengthOf(part[at] as number);
    if (length === 0 || !isUtf8(part.subarray(at, at + length))) return at;
    at += length;
  }
  return part.length;
}
