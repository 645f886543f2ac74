import type { Language } from './wording.ts';

/**
 * Number forms of United Nations documents. ICU's own forms differ (narrow spaces in French, points in Spanish), so only
 * its rounding is used here: half away from zero on the shortest decimal form of the double.
 * English: comma for thousands, decimal point. French, Russian, Spanish: U+00A0 for thousands, decimal comma.
 */
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const NOT_A_FIGURE = '–';

/**
 * The smallest whole number that is grouped. Guides differ for four digits in Spanish and French (FAO groups 4 300, the
 * RAE does not); all four languages group from 1,000 so that columns of figures line up.
 */
const GROUPED_FROM_DIGITS: Record<Language, number> = { en: 4, fr: 4, ru: 4, es: 4 };

const MARKS: Record<Language, { thousands: string; decimal: string }> = {
  en: { thousands: ',', decimal: '.' },
  fr: { thousands: NO_BREAK_SPACE, decimal: ',' },
  ru: { thousands: NO_BREAK_SPACE, decimal: ',' },
  es: { thousands: NO_BREAK_SPACE, decimal: ',' },
};

/** Without `decimals`, up to two digits after the mark and no trailing zeros. What is not finite is a dash. */
export function formatNumber(language: Language, value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return NOT_A_FIGURE;
  const digits = roundedDigits(Math.abs(value), decimals ?? 0, decimals ?? 2);
  const [whole = '0', fraction] = digits.split('.');
  const sign = value < 0 && /[1-9]/.test(digits) ? MINUS : '';
  const { decimal } = MARKS[language];
  return sign + grouped(language, whole) + (fraction ? decimal + fraction : '');
}

/** Three significant digits below 100, whole numbers from there on; no trailing zeros. */
export function formatMeasure(language: Language, value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return formatNumber(language, Number(roundedDigits(value, 0, decimals)));
}

function grouped(language: Language, whole: string): string {
  if (whole.length < GROUPED_FROM_DIGITS[language]) return whole;
  return whole.replace(/\B(?=(\d{3})+$)/g, MARKS[language].thousands);
}

/** A sum of doubles is sure to twelve figures; which side of a half the rest of it lies on depends on the order of the rows. */
const SURE_FIGURES = 12;

function roundedDigits(given: number, least: number, most: number): string {
  const value = Number.isInteger(given) ? given : Number(given.toPrecision(SURE_FIGURES));
  return rounder(least, most).format(value);
}

/** Made once for each pair of digits: making one takes longer than a hundred numbers written with it. */
const ROUNDERS = new Map<string, Intl.NumberFormat>();

function rounder(least: number, most: number): Intl.NumberFormat {
  const digits = `${least} ${most}`;
  const known = ROUNDERS.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', { useGrouping: false, minimumFractionDigits: least, maximumFractionDigits: most });
  ROUNDERS.set(digits, made);
  return made;
}
