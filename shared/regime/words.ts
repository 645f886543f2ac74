import type { ReportingBreak } from '../columns/table.ts';
import type { Wording } from '../report/wording.ts';
import type { Evidence } from './evidence.ts';
import { SMALL_KG } from './monthly.ts';

/** What changed, in a sentence with its figures. */
export function evidenceText({ code, values }: Pick<Evidence, 'code' | 'values'>, words: Wording): string {
  const show = showOf(code, words);
  const text = (key: string): string => String(values[key] ?? '');
  const figures = { before: show(Number(values.before)), after: show(Number(values.after)) };
  if (code === 'small') return words.text('regimes.evidence.small', { ...figures, size: words.mass(SMALL_KG) });
  if (code === 'cases' || code === 'size') return words.text(`regimes.evidence.${code}`, figures);
  const field = words.text(`analyses.fieldTitle.${text('field')}`);
  if (code === 'not-stated') return words.text('regimes.evidence.not-stated', { ...figures, field });
  return words.text('regimes.evidence.share', { ...figures, field, label: words.label(text('field'), text('value')) });
}

/** The day of a break: its month where it begins with it, as found breaks do. */
export function breakDay(at: string, words: Wording): string {
  return words.date(at.endsWith('-01') ? at.slice(0, 7) : at);
}

/** Breaks by who reports to whom and since when; the source is named where it is not that of the break before. */
export function breakNames(breaks: readonly ReportingBreak[], words: Wording): string[] {
  return breaks.map(({ source, reporter, at, state }, index) =>
    words.text(`regimes.caveat.${state}${breaks[index - 1]?.source === source ? 'Alone' : ''}`, {
      reporter: words.label('country', reporter),
      source: words.label('source', source),
      at: breakDay(at, words),
    }),
  );
}

function showOf(code: Evidence['code'], words: Wording): (value: number) => string {
  if (code === 'cases') return (value) => words.number(value, value < 10 ? 2 : 0);
  if (code === 'size') return (value) => words.mass(value);
  return (value) => words.percent(value, 0);
}
