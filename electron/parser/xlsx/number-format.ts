/** What a number format makes of a number. */
export interface NumberFormat {
  /** `number` is shown as it is; the others are read as a day number with a part of a day. */
  kind: 'number' | 'date' | 'time' | 'elapsed';
  /** The smallest unit of date that the format shows. */
  precision: 'day' | 'month' | 'year';
}

const NUMBER: NumberFormat = { kind: 'number', precision: 'day' };
const DATE: NumberFormat = { kind: 'date', precision: 'day' };
const TIME: NumberFormat = { kind: 'time', precision: 'day' };

/** Formats that workbooks name by number only (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 East Asian, 71–81 Thai). */
export function builtInFormat(id: number): NumberFormat {
  if (id === 17) return { kind: 'date', precision: 'month' };
  if ((id >= 14 && id <= 16) || id === 22 || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58)) return DATE;
  if (id >= 71 && id <= 74) return DATE;
  if ((id >= 18 && id <= 21) || id === 32 || id === 33 || id === 45 || id === 47 || (id >= 75 && id <= 80)) return TIME;
  return id === 46 ? { kind: 'elapsed', precision: 'day' } : NUMBER;
}

const WORDS = new Set([
  'general',
  'standard',
  'estándar',
  'основной',
  'стандартный',
  'allgemein',
  'geral',
  'algemeen',
  'generale',
  'normal',
]);

/** Reads a format code. Codes are written with the letters of English, by some programs with those of their user's language. */
export function readFormatCode(code: string): NumberFormat {
  const section = withoutLiterals(code).split(';')[0] as string;
  if (/\[(h+|m+|s+)\]/i.test(section)) return { kind: 'elapsed', precision: 'day' };
  const bare = section
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase()
    .replace(/am\/pm|a\/p/g, ' h ')
    .replace(/s+[.,]0+/g, 's')
    .trim();
  if (WORDS.has(bare) || /[0#?@]/.test(bare)) return NUMBER;
  const runs = bare.match(/\p{L}+/gu) ?? [];
  if (runs.length === 0) return NUMBER;
  const letters = new Set(runs.map((run) => run[0] as string));
  if (!runs.every(isOneLetter)) return NUMBER;
  const clock = [...'hsчuс'].some((letter) => letters.has(letter));
  const longMonth = runs.some((run) => /^[mм]{3,}$/.test(run));
  const calendar = longMonth || [...letters].some((letter) => !CLOCK_LETTERS.has(letter));
  if (!calendar && clock) return TIME;
  return { kind: 'date', precision: clock ? 'day' : precisionOf(letters) };
}

const CLOCK_LETTERS = new Set([...'hmsчмсu']);

function isOneLetter(run: string): boolean {
  return new Set(run).size === 1;
}

/** Only the letters of English say surely that no day is shown. */
function precisionOf(letters: Set<string>): NumberFormat['precision'] {
  if (!letters.has('y') || [...letters].some((letter) => letter !== 'y' && letter !== 'm')) return 'day';
  return letters.has('m') ? 'month' : 'year';
}

/** Without quoted and escaped text, and without the signs for the width of a space and for filling. */
function withoutLiterals(code: string): string {
  return code.replace(/"[^"]*"?|\\.|_.|\*./gu, ' ');
}
