import type { TimeChart } from '../report/chart.ts';
import type { Wording } from '../report/wording.ts';
import type { Signal } from './signal.ts';
import { signalText } from './words.ts';

const COLOUR = '#0072b2';

/** The series of a card with what was to be expected in its last year. */
export function signalChart(signal: Signal, source: string, words: Wording): TimeChart {
  const title = signalText(signal, words);
  const cases = signal.counts.reduce((sum: number, count) => sum + (count ?? 0), 0);
  const period = { from: words.date(signal.months[0] ?? signal.month), to: words.date(signal.month) };
  const subtitle = words.text('analyses.common.subtitle', { measure: words.text('signals.chart.measure'), n: cases, ...period });
  const { cut } = signal;
  const rule =
    cut && signal.months.includes(cut.on.slice(0, 7)) ? [{ key: cut.on.slice(0, 7), label: words.text('signals.chart.break') }] : [];
  return {
    type: 'line',
    title,
    subtitle,
    source,
    alt: words.text('analyses.common.alt', { title, subtitle }),
    unit: words.text('analyses.column.cases'),
    periods: signal.months.map((key) => ({ key, label: words.date(key) })),
    series: [{ code: 'observed', label: words.text('signals.chart.observed'), colour: COLOUR, values: signal.counts }],
    band: { label: words.text('signals.chart.band'), low: signal.bandLow, high: signal.bandHigh, middle: signal.middle },
    ...(rule.length > 0 ? { rules: rule } : {}),
    ...(signal.counts.includes(null) ? { incomplete: signal.months.filter((_, at) => signal.counts[at] === null) } : {}),
  };
}
