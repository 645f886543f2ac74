import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import type { Block } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { FEWEST_MONTHS, fitSeason } from '../../statistics/seasonality.ts';
import { caveat } from './caveats.ts';
import { breaksCaveat, breaksInside, countSizeClasses, sizeLabel, withoutLargestReporter, withoutSizeClass } from './guard.ts';
import { incompletePeriods } from './incomplete.ts';
import { type Months, monthsOf, monthsOfSelection } from './periods.ts';

export interface SeasonQuestion {
  table: ColumnTable;
  selection: Selection;
  words: Wording;
  months: Months;
  settings: { seasonality: boolean; completeness: number; acrossBreaks: boolean };
}

const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The year's wave and the yearly trend, over complete months, never on under three years nor across breaks unless told to. */
export function seasonBlocks({ table: columns, selection, words, months, settings }: SeasonQuestion): Block[] {
  if (!settings.seasonality) return [];
  const all = monthsOf({ from: months.first, to: months.last });
  const short = incompletePeriods(columns, selection, all, settings.completeness);
  const used = all.filter((one) => !short.includes(one));
  if (used.length < FEWEST_MONTHS) return [caveat(words.text('analyses.trends.seasonShort', { n: used.length }))];
  const [from, to] = [used[0] as string, used.at(-1) as string];
  const breaks = breaksInside(columns, selection, from, to);
  const named = breaks.length > 0 ? [breaksCaveat(breaks, words.date(from), words.date(to), settings.acrossBreaks, words)] : [];
  if (breaks.length > 0 && !settings.acrossBreaks) return [caveat(words.text('analyses.trends.seasonBroken', { n: breaks.length }))];
  const fit = fitSeason(used.map(months.cases), Number(from.slice(5)));
  if (!fit) return [...named, caveat(words.text('analyses.trends.seasonNone'))];
  const text = words.text('analyses.trends.season', {
    months: used.length,
    peak: words.text(`units.month.${MONTH_NAMES[fit.peak - 1]}`),
    swing: words.number(fit.swing, 2),
    seasonal: fit.t > fit.needed ? 'yes' : 'no',
    yearly: words.number(fit.yearly, 2),
    low: words.number(fit.low, 2),
    high: words.number(fit.high, 2),
    dispersion: words.number(fit.dispersion, 1),
  });
  const n = used.reduce((sum, one) => sum + months.cases(one), 0);
  return [{ kind: 'finding', text, n, of: selection.count }, ...named, ...trendHeld({ table: columns, words, selection }, used)];
}

/** The yearly factor once more, without the country and without the class of size that hold the most cases. */
function trendHeld({ table: columns, words, selection }: Pick<SeasonQuestion, 'table' | 'words' | 'selection'>, used: string[]): Block[] {
  const reporter = withoutLargestReporter(columns, selection);
  const classes = countSizeClasses(columns, selection);
  const largest = Math.max(...classes);
  const size = classes.indexOf(largest);
  const left = [
    ...(reporter ? [{ label: words.label('country', reporter.code), rest: reporter.selection }] : []),
    ...(largest > 0
      ? [
          {
            label: words.text('analyses.guard.sizeCases', { size: sizeLabel(size, words) }),
            rest: withoutSizeClass(columns, selection, size),
          },
        ]
      : []),
  ];
  return left.map(({ label, rest }) => {
    const read = monthsOfSelection(columns, rest);
    const fit = read && fitSeason(used.map(read.cases), Number((used[0] as string).slice(5)));
    const n = selection.count - rest.count;
    if (!fit) return caveat(words.text('analyses.trends.trendNothing', { label, n, of: selection.count }));
    const figures = { yearly: words.number(fit.yearly, 2), low: words.number(fit.low, 2), high: words.number(fit.high, 2) };
    return caveat(words.text('analyses.trends.trendWithout', { label, n, of: selection.count, ...figures }));
  });
}
