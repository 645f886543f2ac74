import type { Wording } from '../report/wording.ts';

/**
 * First and last day of a meeting as United Nations documents write them: `2-5 July 2019`, `2 a 5 de julio de 2019`. One day where they are
 * equal; empty where none is given. Dates are `YYYY-MM-DD`.
 */
export function dateRange(from: string | null, to: string | null, words: Wording): string {
  const [first, last] = [from ?? to, to ?? from];
  if (!first || !last) return '';
  if (first === last) return words.date(first);
  const form = first.slice(0, 4) === last.slice(0, 4) ? 'days' : 'dates';
  return words.text(`document.range.${form}`, { from: words.date(first), to: words.date(last), day: startOf(first, last, words) });
}

/** The first date without what it shares with the second: `2`, or `30 June` where only the year is the same. */
function startOf(first: string, last: string, words: Wording): string {
  const whole = words.date(first);
  if (first.slice(0, 7) === last.slice(0, 7)) return whole.split(' ')[0] ?? whole;
  return whole.replace(new RegExp(`( de)? ${first.slice(0, 4)}.*$`, 'u'), '');
}
