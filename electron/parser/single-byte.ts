import type { SingleByteEncoding } from '../../shared/csv/encodings.ts';

/** A character that no byte of a readable text stands for. */
export const UNDEFINED = 0xfffd;

/** Code points of the 256 bytes; `UNDEFINED` where the encoding has none. */
export function codePoints(encoding: SingleByteEncoding): Uint16Array {
  const points = new Uint16Array(256);
  const decoder = encoding === 'iso-8859-1' ? undefined : new TextDecoder(encoding);
  for (let byte = 0; byte < 256; byte++) {
    const point = byte < 128 || !decoder ? byte : (decoder.decode(Uint8Array.of(byte)).codePointAt(0) ?? UNDEFINED);
    points[byte] = isPassedThrough(encoding, point) ? UNDEFINED : point;
  }
  return points;
}

/** Web decoders give a control character for a byte that a Windows code page leaves open. */
function isPassedThrough(encoding: SingleByteEncoding, point: number): boolean {
  return encoding.startsWith('windows-') && point >= 0x80 && point < 0xa0;
}

/** Turns bytes of one encoding into UTF-8. Answers the length written, or -1 - n where byte n has no meaning. `target` holds thrice as many. */
export function createSingleByteDecoder(encoding: SingleByteEncoding): (from: Uint8Array, target: Uint8Array, offset: number) => number {
  const points = codePoints(encoding);
  return (from, target, offset) => {
    let at = offset;
    for (let n = 0; n < from.length; n++) {
      const byte = from[n] as number;
      if (byte < 0x80) {
        target[at++] = byte;
        continue;
      }
      const point = points[byte] as number;
      if (point === UNDEFINED) return -1 - n;
      if (point >= 0x800) {
        target[at++] = 0xe0 | (point >> 12);
        target[at++] = 0x80 | ((point >> 6) & 63);
      } else target[at++] = 0xc0 | (point >> 6);
      target[at++] = 0x80 | (point & 63);
    }
    return at - offset;
  };
}
