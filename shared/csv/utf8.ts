/** UTF-8 of a text of some hundred characters. Half of a surrogate pair is written like any other unit, so that each text has bytes of its own. */
export function utf8Of(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) as number;
    if (point > 0xffff) at++;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
  }
  return Uint8Array.from(bytes);
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f);

/** The text of whole UTF-8, or of what `utf8Of` wrote. */
export function textOfUtf8(bytes: Uint8Array, start: number, end: number): string {
  const units: number[] = [];
  for (let at = start; at < end; ) {
    const lead = bytes[at] as number;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let point = length === 1 ? lead : lead & (0x7f >> length);
    for (let next = at + 1; next < at + length; next++) point = (point << 6) | ((bytes[next] as number) & 0x3f);
    if (point > 0xffff) units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
    else units.push(point);
    at += length;
  }
  return units.length < MOST_UNITS ? String.fromCharCode(...units) : units.map((unit) => String.fromCharCode(unit)).join('');
}

/** Arguments that one call takes without harm. */
const MOST_UNITS = 4096;
