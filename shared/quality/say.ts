import type { Wording } from '../report/wording.ts';
import type { Reason } from './finding.ts';

/** Values that choose a plural: they reach the message as numbers. */
const COUNTS = new Set(['n', 'count', 'dates', 'imports', 'days', 'times']);
/** Numbers that are names: a year is not grouped. */
const PLAIN = new Set(['year', 'digits']);
const COUNTRIES = new Set(['reporter', 'country']);
const DATES = new Set(['date', 'imported']);
/** Digits after the mark of small amounts at most. */
const MOST_DECIMALS = 12;

/** A reason in words: countries, fields and dates are named, and small amounts keep their digits. */
export function sayReason(words: Wording, { code, values }: Reason): string {
  const said = Object.entries(values).map(([name, value]) => [name, sayValue(words, name, value)]);
  return words.text(`quality.reason.${code}`, Object.fromEntries(said) as Record<string, string | number>);
}

function sayValue(words: Wording, name: string, value: string | number): string | number {
  if (COUNTS.has(name)) return value;
  if (typeof value === 'number') return PLAIN.has(name) ? String(value) : figure(words, value);
  if (COUNTRIES.has(name))
    return value
      .split(' ')
      .map((code) => words.label('country', code))
      .join(', ');
  if (DATES.has(name)) return words.date(value);
  return name === 'field' ? words.text(`quality.field.${value}`) : value;
}

/** As many digits after the mark as the number has, since 0.00002 kg is not 0; the last of a double's digits are noise. */
function figure(words: Wording, value: number): string {
  const [digits = '', power = '0'] = Number(value.toPrecision(12)).toExponential().split('e');
  const decimals = (digits.split('.')[1]?.length ?? 0) - Number(power);
  return words.number(value, Math.min(MOST_DECIMALS, Math.max(0, decimals)));
}
