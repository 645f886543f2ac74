import { complement } from '../columns/bitmap.ts';
import { isNotStated } from '../columns/codes.ts';
import { groupBy } from '../columns/group-by.ts';
import { topShare } from '../columns/mass.ts';
import { narrow, notStated, type Selection, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import { StowageError } from '../errors.ts';
import type { Block, FindingBlock, TableBlock } from '../report/block.ts';
import type { Series, TimeChart } from '../report/chart.ts';
import { type Proportion, wilson } from '../statistics/proportion.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, standingCaveats } from './parts/caveats.ts';
import { breaksBetweenSpans, changeBlocks } from './parts/change.ts';
import { type Counted, cellReader, countValues } from './parts/counted.ts';
import { ALL, altLine, colour, columnsOf, labelOf, REST, sourceLine, subtitleLine } from './parts/figure.ts';
import { completeness, completenessCaveat, flag, type Span, USUAL_LEAST, within } from './parts/guard.ts';
import {
  incompletePeriods,
  lastDayOf,
  type Months,
  monthsOf,
  monthsOfSelection,
  periodLabel,
  periodsBetween,
  spanLabel,
  spanOf,
  timeAxis,
} from './parts/periods.ts';
import { seasonBlocks } from './parts/season.ts';
import { type Sizes, sizesBy } from './parts/sizes.ts';

const [ID, VERSION] = ['trends', 1];

const month = z
  .string()
  .regex(/^(\d{4}(-(0[1-9]|1[0-2]))?)?$/, 'a period begins and ends with YYYY or YYYY-MM')
  .default('');

const params = z.strictObject({
  by: z.enum(['month', 'quarter', 'year']).default('month'),
  measure: z.enum(['counts', 'mass']).default('counts'),
  split: z.enum(['none', 'drug', 'transport', 'concealment', 'country', 'seizure-place', 'departed', 'destined']).default('none'),
  level: z.coerce.number().int().min(1).max(2).default(1),
  top: z.coerce.number().int().min(1).max(20).default(6),
  largest: z.coerce.number().int().min(1).max(100).default(10),
  beforeFrom: month,
  beforeTo: month,
  afterFrom: month,
  afterTo: month,
  seasonality: flag(true),
  leastStated: z.coerce.number().min(0).max(1).default(USUAL_LEAST),
  acrossBreaks: flag(false),
});
type Settings = z.output<typeof params>;

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  settings: Settings;
  selection: Selection;
  months: Months;
  periods: string[];
  incomplete: string[];
  /** Stated values first, most cases first; the one value `all` without a split. */
  values: Counted[];
  part(period: string, code: string): { cases: number; kg: number };
  /** Cases of a period that state the split. */
  known(period: string): number;
  sizes(period: string, code: string): Sizes;
  spans: { before: Span; after: Span } | undefined;
}

/** Counts over time with mass beside them, two periods compared, shares with intervals, sizes and the season. */
export const trends = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const selection = select(context.table, context.filter);
    const months = monthsOfSelection(context.table, selection);
    if (!months) return [{ kind: 'finding', text: context.words.text('analyses.trends.none'), n: 0, of: selection.count }];
    const answer = count(context, settings, selection, months);
    const findings = [busiest(answer), ...changes(answer), ...massFinding(answer), ...shareChange(answer), ...seasonBlocks(answer)];
    const shares = settings.split === 'none' ? [] : [{ kind: 'chart' as const, chart: shareChart(answer) }];
    return [
      ...findings,
      { kind: 'chart', chart: chart(answer, findings[0] as FindingBlock) },
      ...shares,
      table(answer),
      ...caveats(answer),
    ];
  },
});

function count(context: AnalysisContext, settings: Settings, selection: Selection, months: Months): Answer {
  const { table: columns } = context;
  const { by, split, level, largest } = settings;
  const periods = periodsBetween(months.first, months.last, by);
  const date = { facet: 'date', by } as const;
  const incomplete = incompletePeriods(columns, periods);
  const answer = { ...context, settings, selection, months, periods, incomplete, spans: spansOf(context, selection, settings, months) };
  if (split === 'none') {
    const whole = cellReader(groupBy(columns, selection, [date]));
    const sizes = sizesBy(columns, selection, [date], largest);
    const values = [{ code: ALL, cases: selection.count, kg: 0 }];
    return { ...answer, values, part: (period) => whole(period), known: (period) => whole(period).cases, sizes: (period) => sizes(period) };
  }
  const facet = { facet: split, level: level as 1 | 2 };
  const known = cellReader(
    groupBy(columns, narrow(columns, selection, complement(notStated(columns, split), columns.rows)), [date], 'cases'),
  );
  return {
    ...answer,
    values: countValues(columns, selection, facet),
    part: cellReader(groupBy(columns, selection, [date, facet])),
    known: (period) => known(period).cases,
    sizes: sizesBy(columns, selection, [date, facet], largest),
  };
}

/** The periods that were asked for; otherwise the last two years that the data cover in full. */
function spansOf({ table: columns }: AnalysisContext, selection: Selection, settings: Settings, months: Months): Answer['spans'] {
  const { beforeFrom, beforeTo, afterFrom, afterTo } = settings;
  if (beforeFrom || beforeTo || afterFrom || afterTo) {
    const before = { from: beforeFrom || beforeTo, to: beforeTo || beforeFrom };
    const after = { from: afterFrom || afterTo, to: afterTo || afterFrom };
    if (
      !before.from ||
      !after.from ||
      before.from.slice(0, before.to.length) > before.to ||
      after.from.slice(0, after.to.length) > after.to
    )
      throw badSpans();
    return { before: inMonths(before), after: inMonths(after) };
  }
  if (selection.count === 0) return undefined;
  const years = periodsBetween(months.first, months.last, 'year');
  const short = incompletePeriods(columns, years);
  const [first, last] = years.filter((year) => !short.includes(year)).slice(-2);
  return first && last ? { before: spanOf(first), after: spanOf(last) } : undefined;
}

function inMonths(span: Span): Span {
  const months = monthsOf(span);
  return { from: months[0] as string, to: months.at(-1) as string };
}

function badSpans(): StowageError {
  return new StowageError(
    'invalid-input',
    'A comparison needs two periods, each with its first month not after its last, so nothing was computed. Give beforeFrom, beforeTo, afterFrom and afterTo as YYYY or YYYY-MM.',
  );
}

function busiest({ words, periods, months, selection, settings: { by }, table: columns }: Answer): FindingBlock {
  const whole = cellReader(groupBy(columns, selection, [{ facet: 'date', by }], 'cases'));
  const most = periods.reduce((best, period) => (whole(period).cases > whole(best).cases ? period : best));
  const n = periods.reduce((sum, period) => sum + whole(period).cases, 0);
  const text = words.text('analyses.trends.busiest', {
    n,
    from: words.date(months.first),
    to: words.date(months.last),
    period: periodLabel(most, words),
    peak: whole(most).cases,
    share: words.percent(n > 0 ? whole(most).cases / n : 0),
  });
  return { kind: 'finding', text, n, of: selection.count };
}

function changes(answer: Answer): Block[] {
  const { table: columns, selection, spans, words, settings } = answer;
  if (!spans) return [caveat(words.text('analyses.trends.noPair'))];
  return changeBlocks({ table: columns, selection, ...spans, acrossBreaks: settings.acrossBreaks, words });
}

/** Mass beside the counts: how large cases are, what the largest hold, and the masses of both periods when asked. */
function massFinding(answer: Answer): Block[] {
  const { table: columns, selection, words, settings } = answer;
  const all = sizesBy(columns, selection, [], settings.largest)('');
  if (all.n === 0 || all.median === null || all.p90 === null) return [];
  const values = { n: all.n, median: words.mass(all.median), p90: words.mass(all.p90), k: Math.min(settings.largest, all.n) };
  const text = words.text('analyses.trends.sizes', { ...values, share: words.percent(all.largest ?? 0) });
  return [{ kind: 'finding', text, n: all.n, of: selection.count }, ...massChange(answer)];
}

function massChange({ table: columns, selection, spans, words, settings }: Answer): Block[] {
  if (settings.measure !== 'mass' || !spans) return [];
  if (!settings.acrossBreaks && breaksBetweenSpans({ table: columns, selection, ...spans }).length > 0) return [];
  const mass = (span: Span) => {
    const part = within(columns, selection, span);
    const { total } = groupBy(columns, part, []);
    return { total, share: words.percent(topShare(columns, part, settings.largest) ?? 0) };
  };
  const [before, after] = [mass(spans.before), mass(spans.after)];
  const text = words.text('analyses.trends.massChange', {
    first: spanLabel(spans.before, words),
    last: spanLabel(spans.after, words),
    before: words.mass(before.total.kg),
    after: words.mass(after.total.kg),
    shareBefore: before.share,
    shareAfter: after.share,
    k: settings.largest,
  });
  return [{ kind: 'finding', text, n: before.total.withMass + after.total.withMass, of: selection.count }];
}

/** Share of the leading value among known values in both periods, unless a break or too few stated values forbid it. */
function shareChange(answer: Answer): Block[] {
  const { table: columns, selection, spans, words, values, settings } = answer;
  const { split, level, leastStated, acrossBreaks } = settings;
  const most = values[0];
  if (split === 'none' || !spans || !most || isNotStated(most.code)) return [];
  if (!acrossBreaks && breaksBetweenSpans({ table: columns, selection, ...spans }).length > 0) return [];
  const read = (span: Span) => {
    const part = within(columns, selection, span);
    const stated = completeness(columns, part, split);
    const n = cellReader(groupBy(columns, part, [{ facet: split, level: level as 1 | 2 }], 'cases'))(most.code).cases;
    return { period: spanLabel(span, words), stated, n, interval: wilson(n, stated.n) };
  };
  const sides = [read(spans.before), read(spans.after)] as const;
  const below = (least: number) => sides.filter(({ stated }) => stated.share < least);
  const say = (least: number, overridden: boolean) =>
    below(least).map(({ period, stated }) => completenessCaveat({ facet: split, share: stated.share, period, least, overridden }, words));
  if (below(leastStated).length > 0) return say(leastStated, false);
  const [before, after] = sides;
  if (before.stated.n === 0 || after.stated.n === 0) return [];
  const text = words.text('analyses.trends.share', {
    field: words.text(`analyses.field.${split}`),
    label: labelOf(split, most.code, words),
    ...{ first: before.period, last: after.period, before: before.n, ofBefore: before.stated.n, after: after.n, ofAfter: after.stated.n },
    shareBefore: intervalText(before.interval, answer),
    shareAfter: intervalText(after.interval, answer),
  });
  const n = before.stated.n + after.stated.n;
  return [
    { kind: 'finding', text, n, of: within(columns, selection, spans.before).count + within(columns, selection, spans.after).count },
    ...say(USUAL_LEAST, true),
  ];
}

function intervalText({ share, low, high }: Proportion, { words }: Answer): string {
  const values = { share: words.percent(share), low: words.percentSign(low), high: words.percentSign(high) };
  return words.text('analyses.guard.interval', values);
}

function textOf(answer: Answer, title: string, measure: string) {
  const { table: columns, words, months, selection } = answer;
  const subtitle = subtitleLine(measure, selection.count - months.undated, { from: months.first, to: months.last }, words);
  const source = sourceLine(columns, selection, words, { id: ID, version: VERSION });
  return { title, subtitle, source, alt: altLine(title, subtitle, words) };
}

function measureOf({ words, settings: { measure, split, by } }: Answer): string {
  const key = `analyses.trends.${measure}${split === 'none' ? '' : 'By'}`;
  return words.text(key, { by, field: split === 'none' ? '' : words.text(`analyses.field.${split}`) });
}

function axisParts({ table: columns, words, selection, periods, settings: { by } }: Answer) {
  return timeAxis(columns, selection, periods, by, words);
}

function chart(answer: Answer, finding: FindingBlock): TimeChart {
  const { words, settings } = answer;
  return {
    type: settings.split === 'none' ? 'line' : 'stacked',
    ...textOf(answer, finding.text, measureOf(answer)),
    unit: settings.measure === 'mass' ? words.text('units.symbol.kilogram') : words.text('analyses.column.cases'),
    ...axisParts(answer),
    series: series(answer),
  };
}

function series({ words, periods, values, part, settings: { split, top, measure } }: Answer): Series[] {
  const stated = values.filter(({ code }) => !isNotStated(code));
  const read = (period: string, code: string) => (measure === 'mass' ? part(period, code).kg : part(period, code).cases);
  const draw = (code: string, codes: string[]): Series => ({
    code,
    label: labelOf(split, code, words),
    colour: colour(split, code),
    values: periods.map((period) => codes.reduce((sum, one) => sum + read(period, one), 0)),
  });
  const rest = stated.slice(top).map(({ code }) => code);
  return [
    ...stated.slice(0, top).map(({ code }) => draw(code, [code])),
    ...(rest.length > 0 ? [draw(REST, rest)] : []),
    ...values.filter(({ code }) => isNotStated(code)).map(({ code }) => draw(code, [code])),
  ];
}

/** Shares among known values as lines with their intervals; a period without a known value breaks the line. */
function shareChart(answer: Answer): TimeChart {
  const { words, periods, values, part, known, settings } = answer;
  const { split } = settings;
  const field = split === 'none' ? '' : words.text(`analyses.field.${split}`);
  const shown = values.filter(({ code }) => !isNotStated(code)).slice(0, settings.top);
  const percent = (value: number) => (Number.isNaN(value) ? null : 100 * value);
  const lines = shown.map(({ code }): Series => {
    const shares = periods.map((period) => wilson(part(period, code).cases, known(period)));
    return {
      code,
      label: labelOf(split, code, words),
      colour: colour(split, code),
      values: shares.map(({ share }) => percent(share)),
      low: shares.map(({ low }) => percent(low)),
      high: shares.map(({ high }) => percent(high)),
    };
  });
  const title = words.text('analyses.trends.shareTitle', { field });
  return {
    type: 'line',
    ...textOf(answer, title, words.text('analyses.trends.shareMeasure', { field })),
    unit: '%',
    ...axisParts(answer),
    series: lines,
  };
}

function table(answer: Answer): TableBlock {
  const { words, periods, values, settings, part, known, sizes, incomplete } = answer;
  const columns = columnsOf(words);
  const isSplit = settings.split !== 'none';
  const percent = (key: string) => ({ ...columns.text(key), unit: '%', numeric: true, decimals: 1 });
  const kg = (key: string) => ({ ...columns.text(key), unit: words.text('units.symbol.kilogram'), numeric: true, decimals: 3 });
  const counted = (key: string) => ({ ...columns.text(key), numeric: true, decimals: 0 });
  const shares = (period: string, code: string) => {
    const { share, low, high } = wilson(part(period, code).cases, known(period));
    return isNotStated(code) || known(period) === 0
      ? [known(period), null, null, null]
      : [known(period), 100 * share, 100 * low, 100 * high];
  };
  return {
    kind: 'table',
    title: measureOf(answer),
    columns: [
      columns.text('period'),
      columns.code('code'),
      columns.text('label'),
      columns.cases,
      ...(isSplit ? [counted('known'), percent('share'), percent('shareLow'), percent('shareHigh')] : []),
      columns.massKg,
      counted('sized'),
      kg('medianKg'),
      kg('p90Kg'),
      percent('largestShare'),
      columns.text('complete'),
    ],
    rows: periods.flatMap((period) =>
      values.map(({ code }) => {
        const size = sizes(period, code);
        const { cases, kg: mass } = part(period, code);
        const complete = words.text(`analyses.guard.${incomplete.includes(period) ? 'no' : 'yes'}`);
        const largest = size.largest === null ? null : 100 * size.largest;
        const label = labelOf(settings.split, code, words);
        return [
          period,
          code,
          label,
          cases,
          ...(isSplit ? shares(period, code) : []),
          mass,
          size.n,
          size.median,
          size.p90,
          largest,
          complete,
        ];
      }),
    ),
    note: words.text('analyses.trends.note', { k: settings.largest }),
  };
}

function caveats({ table: columns, words, selection, months, incomplete, settings: { split } }: Answer): Block[] {
  const { text } = words;
  const list = incomplete.map((period) => periodLabel(period, words)).join(', ');
  return [
    ...(incomplete.length > 0
      ? [caveat(text('analyses.trends.incomplete', { list, n: incomplete.length, last: lastDayOf(columns, words) }))]
      : []),
    caveat(text('analyses.trends.noDelay')),
    ...(months.undated > 0 ? [caveat(text('analyses.caveat.undated', { n: months.undated }))] : []),
    ...standingCaveats(columns, selection, words, split === 'none' ? [] : [split]),
  ];
}
