import type { XmlScanner } from './xml-scanner.ts';

/** Number of the attribute, or -1. */
export function findAttribute(x: XmlScanner, name: string): number {
  for (let n = 0; n < x.attributes; n++) {
    const from = x.spans[n * 4] as number;
    if ((x.spans[n * 4 + 1] as number) - from === name.length && x.bytes.toString('latin1', from, from + name.length) === name) return n;
  }
  return -1;
}

/** The value of an attribute of the element just opened, decoded; undefined when it has none. */
export function attributeOf(x: XmlScanner, name: string): string | undefined {
  const n = findAttribute(x, name);
  return n < 0 ? undefined : attributeText(x, n);
}

export function attributeText(x: XmlScanner, n: number): string {
  return decodeText(x, x.spans[n * 4 + 2] as number, x.spans[n * 4 + 3] as number);
}

export function localName(x: XmlScanner): string {
  return x.bytes.toString('utf8', x.from, x.to);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text with its entities and character references replaced; fails on any other entity. */
export function decodeText(x: XmlScanner, from: number, to: number): string {
  const text = x.bytes.toString('utf8', from, to);
  if (!text.includes('&')) return text;
  return text.replace(/&([^&;]{0,32})(;?)/g, (_, entity: string, closed: string) => {
    const code = closed === '' ? undefined : characterOf(entity);
    return code === undefined ? x.fail('it holds an entity that XML does not know') : String.fromCodePoint(code);
  });
}

/** The character an entity or reference stands for, without `&` and `;`; undefined where XML allows none. */
export function characterOf(entity: string): number | undefined {
  if (Object.hasOwn(NAMED, entity)) return NAMED[entity]?.codePointAt(0);
  const digits = /^#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}))$/.exec(entity);
  if (!digits) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  const allowed = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0x10ffff);
  return allowed ? code : undefined;
}
