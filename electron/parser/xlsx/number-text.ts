/**
 * A number as a spreadsheet holds it, written plainly with `.`: 15 significant digits, as the program shows it, so that 0.30000000000000004
 * becomes 0.3; whole numbers that are exact keep all their digits. No exponents, no thousands marks. Null when it is no number.
 */
export function plainNumber(text: string): string | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const rounded = value.toPrecision(15);
  return withoutZeros(rounded.includes('e') ? withoutExponent(rounded) : rounded);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** Without the zeros at the end of the decimals, and without the point where none are left. */
function withoutZeros(text: string): string {
  if (!text.includes('.')) return text;
  let to = text.length;
  while (text.charCodeAt(to - 1) === 0x30) to--;
  return text.slice(0, text.charCodeAt(to - 1) === 0x2e ? to - 1 : to);
}

function withoutExponent(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = parts;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return digits.length <= point ? `${sign}${digits.padEnd(point, '0')}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The bytes are already as `plainNumber` would write them: at most 15 digits, no sign but a minus, nothing to shorten. */
export function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  if (bytes[at] === 0x2d) at++;
  const first = at;
  let point = -1;
  for (; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x2e && point < 0) point = at;
    else if (byte < 0x30 || byte > 0x39) return false;
  }
  const whole = (point < 0 ? to : point) - first;
  if (whole === 0 || to - first > 15 || (whole > 1 && bytes[first] === 0x30)) return false;
  if (point >= 0) return point < to - 1 && bytes[to - 1] !== 0x30;
  return !(first > from && bytes[first] === 0x30);
}
