import { eachBit, intersect } from '../columns/bitmap.ts';
import { isNotStated } from '../columns/codes.ts';
import { groupBy } from '../columns/group-by.ts';
import { narrow, type Selection, select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { z } from '../contract/schema.ts';
import type { CodeFacet } from '../domain/facets.ts';
import type { Block, FindingBlock, TableBlock } from '../report/block.ts';
import type { TimeChart } from '../report/chart.ts';
import { wilson } from '../statistics/proportion.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, standingCaveats } from './parts/caveats.ts';
import { breaksBetweenSpans } from './parts/change.ts';
import { cellReader, countValues } from './parts/counted.ts';
import { altLine, colour, columnsOf, labelOf, REST, sourceLine, subtitleLine } from './parts/figure.ts';
import { breaksCaveat, completeness, completenessCaveat, flag, USUAL_LEAST, within, withoutLargestReporter } from './parts/guard.ts';
import { incompletePeriods } from './parts/incomplete.ts';
import { type Months, monthsOfSelection, periodsBetween, spanLabel, spanOf } from './parts/periods.ts';
import { rankedTable } from './parts/ranked.ts';
import { timeAxis } from './parts/time-axis.ts';

const [ID, VERSION] = ['agencies', 1];
const JOINT_UNIT = 'D7';

const params = z.strictObject({
  by: z.enum(['month', 'quarter', 'year']).default('year'),
  level: z.coerce.number().int().min(1).max(2).default(1),
  top: z.coerce.number().int().min(1).max(40).default(8),
  leastStated: z.coerce.number().min(0).max(1).default(USUAL_LEAST),
  acrossBreaks: flag(false),
});

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  settings: z.output<typeof params>;
  selection: Selection;
  months: Months | undefined;
}

/** Who detected, alone or together, and by which method. */
export const agencies = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const { table: columns, words } = context;
    const selection = select(columns, context.filter);
    const answer = { ...context, settings, selection, months: monthsOfSelection(columns, selection) };
    const held = (['agency', 'detection'] as const).filter((facet) => columns.codes[facet]);
    return [
      ...who(answer),
      ...joint(answer),
      ...units(answer),
      ...methods(answer),
      ...pairs(answer),
      caveat(words.text('analyses.agencies.noHitRate')),
      ...standingCaveats(columns, selection, words, held),
    ];
  },
});

/** Why a field has nothing to count: no column, or not one case that states it. */
function uncollected({ table: columns, selection, words }: Answer, facet: CodeFacet): FindingBlock[] {
  if (completeness(columns, selection, facet).n > 0) return [];
  const text = words.text('analyses.agencies.uncollected', { field: words.text(`analyses.fieldTitle.${facet}`), of: selection.count });
  return [{ kind: 'finding', text, n: 0, of: selection.count }];
}

function who(answer: Answer): Block[] {
  const { table: columns, selection, words, settings } = answer;
  const none = uncollected(answer, 'agency');
  if (none.length > 0) return none;
  const level = settings.level as 1 | 2;
  const of = completeness(columns, selection, 'agency').n;
  const most = countValues(columns, selection, { facet: 'agency', level }).find(({ code }) => !isNotStated(code));
  if (!most) return [];
  const { share, low, high } = wilson(most.cases, of);
  const text = words.text('analyses.agencies.who', {
    label: words.label('agency', most.code),
    n: most.cases,
    of,
    share: words.text('analyses.guard.interval', {
      share: words.percent(share),
      low: words.percentSign(low),
      high: words.percentSign(high),
    }),
  });
  const title = words.text('analyses.agencies.ranked', { field: words.text('analyses.fieldTitle.agency') });
  return [
    { kind: 'finding', text, n: most.cases, of },
    ...withoutLargest(answer, most.code),
    ...rankedTable(columns, selection, 'agency', { level, top: settings.top, title }, words),
  ];
}

/** The same share when the country with the most cases is left out. */
function withoutLargest({ table: columns, selection, words, settings }: Answer, code: string): Block[] {
  const without = withoutLargestReporter(columns, selection);
  if (!without || without.selection.count === 0) return [];
  const of = completeness(columns, without.selection, 'agency').n;
  const n = cellReader(groupBy(columns, without.selection, [{ facet: 'agency', level: settings.level as 1 | 2 }], 'cases'))(code).cases;
  const share = of > 0 ? words.percent(n / of) : '–';
  const values = { reporter: words.label('country', without.code), label: words.label('agency', code), n, of, share };
  return [caveat(words.text('analyses.agencies.withoutLargest', values))];
}

/** Cases that name more than one agency, among those that name any, and the pairs that occur. */
function joint(answer: Answer): Block[] {
  const { table: columns, selection, words } = answer;
  const of = completeness(columns, selection, 'agency').n;
  if (of === 0) return [];
  const n = countJoint(columns, selection);
  const { share, low, high } = wilson(n, of);
  const interval = { share: words.percent(share), low: words.percentSign(low), high: words.percentSign(high) };
  const text = words.text('analyses.agencies.joint', { n, of, share: words.text('analyses.guard.interval', interval) });
  return [{ kind: 'finding', text, n, of }];
}

function countJoint(columns: ColumnTable, selection: Selection): number {
  const column = columns.codes.agency;
  if (!column) return 0;
  const isJoint = column.sets.map((set) => set.filter((code) => !isNotStated(column.codes[code] as string)).length > 1);
  let n = 0;
  eachBit(selection.bits, (row) => {
    if (isJoint[column.values[row] as number]) n += columns.events?.[row] ?? 1;
  });
  return n;
}

function pairs({ table: columns, selection, words, settings: { level, top } }: Answer): TableBlock[] {
  if (!columns.codes.agency) return [];
  const known = countValues(columns, selection, { facet: 'agency', level: level as 1 | 2 }).filter(({ code }) => !isNotStated(code));
  const bits = known.map(({ code }) => select(columns, { all: [{ facet: 'agency', in: [code] }] }).bits);
  const rows = known
    .flatMap(({ code: first }, at) =>
      known.slice(at + 1).map(({ code: second }, next) => {
        const both = intersect(bits[at] as Int32Array, bits[at + 1 + next] as Int32Array);
        return { first, second, cases: narrow(columns, selection, both).count };
      }),
    )
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => b.cases - a.cases || (a.first + a.second < b.first + b.second ? -1 : 1));
  if (rows.length === 0) return [];
  const named = columnsOf(words);
  return [
    {
      kind: 'table',
      title: words.text('analyses.agencies.pairs'),
      columns: [named.text('agencyLabel'), named.text('otherAgency'), named.cases],
      rows: rows.slice(0, top).map(({ first, second, cases }) => [words.label('agency', first), words.label('agency', second), cases]),
    },
  ];
}

/** Cases detected by a joint unit, among those that state the detection. */
function units(answer: Answer): Block[] {
  const { table: columns, selection, words } = answer;
  const none = uncollected(answer, 'detection');
  if (none.length > 0) return none;
  const of = completeness(columns, selection, 'detection').n;
  const n = narrow(columns, selection, select(columns, { all: [{ facet: 'detection', in: [JOINT_UNIT] }] }).bits).count;
  const { share, low, high } = wilson(n, of);
  const interval = { share: words.percent(share), low: words.percentSign(low), high: words.percentSign(high) };
  const text = words.text('analyses.agencies.units', { n, of, share: words.text('analyses.guard.interval', interval) });
  return [{ kind: 'finding', text, n, of }];
}

/** The mix of detection methods over time, and its leading method in the last two complete years. */
function methods(answer: Answer): Block[] {
  const { table: columns, selection, words, months, settings } = answer;
  if (!months || completeness(columns, selection, 'detection').n === 0) return [];
  const title = words.text('analyses.agencies.ranked', { field: words.text('analyses.fieldTitle.detection') });
  return [
    ...mixChange(answer, months),
    { kind: 'chart', chart: mixChart(answer, months) },
    ...rankedTable(columns, selection, 'detection', { level: settings.level as 1 | 2, top: settings.top, title }, words),
  ];
}

function mixChange({ table: columns, selection, words, settings }: Answer, months: Months): Block[] {
  const years = periodsBetween(months.first, months.last, 'year');
  const short = incompletePeriods(columns, selection, years);
  const [first, last] = years.filter((year) => !short.includes(year)).slice(-2);
  const level = settings.level as 1 | 2;
  const most = countValues(columns, selection, { facet: 'detection', level }).find(({ code }) => !isNotStated(code));
  if (!first || !last || !most) return [];
  const spans = { before: spanOf(first), after: spanOf(last) };
  const breaks = breaksBetweenSpans({ table: columns, selection, ...spans });
  const named = breaks.length > 0 ? [breaksCaveat(breaks, first, last, settings.acrossBreaks, words)] : [];
  if (breaks.length > 0 && !settings.acrossBreaks) return named;
  const sides = [spans.before, spans.after].map((span) => {
    const part = within(columns, selection, span);
    const stated = completeness(columns, part, 'detection');
    const n = cellReader(groupBy(columns, part, [{ facet: 'detection', level }], 'cases'))(most.code).cases;
    const { share, low, high } = wilson(n, stated.n);
    const values = { share: words.percent(share), low: words.percentSign(low), high: words.percentSign(high) };
    return { period: spanLabel(span, words), stated, n, text: words.text('analyses.guard.interval', values) };
  });
  const [before, after] = sides as [(typeof sides)[number], (typeof sides)[number]];
  const facet = 'detection' as const;
  const below = (least: number, overridden: boolean) =>
    sides
      .filter(({ stated }) => stated.n === 0 || stated.share < least)
      .map(({ period, stated }) => completenessCaveat({ facet, share: stated.share, period, least, overridden }, words));
  const refused = below(settings.leastStated, false);
  if (refused.length > 0) return refused;
  const text = words.text('analyses.trends.share', {
    field: words.text('analyses.field.detection'),
    label: words.label('detection', most.code),
    ...{ first: before.period, last: after.period, before: before.n, ofBefore: before.stated.n, after: after.n, ofAfter: after.stated.n },
    shareBefore: before.text,
    shareAfter: after.text,
  });
  return [
    { kind: 'finding', text, n: before.stated.n + after.stated.n, of: before.stated.of + after.stated.of },
    ...named,
    ...below(USUAL_LEAST, true),
  ];
}

function mixChart({ table: columns, selection, words, settings }: Answer, months: Months): TimeChart {
  const periods = periodsBetween(months.first, months.last, settings.by);
  const facet = { facet: 'detection', level: settings.level as 1 | 2 } as const;
  const read = cellReader(groupBy(columns, selection, [{ facet: 'date', by: settings.by }, facet], 'cases'));
  const values = countValues(columns, selection, facet);
  const stated = values.filter(({ code }) => !isNotStated(code)).map(({ code }) => code);
  const draw = (code: string, codes: string[]) => ({
    code,
    label: labelOf('detection', code, words),
    colour: colour('detection', code),
    values: periods.map((period) => codes.reduce((sum, one) => sum + read(period, one).cases, 0)),
  });
  const rest = stated.slice(settings.top);
  const missing = values.filter(({ code }) => isNotStated(code)).map(({ code }) => code);
  const title = words.text('analyses.agencies.mixTitle');
  const measure = words.text('analyses.agencies.mixMeasure');
  const subtitle = subtitleLine(measure, selection.count - months.undated, { from: months.first, to: months.last }, words);
  return {
    type: 'stacked',
    title,
    subtitle,
    source: sourceLine(columns, selection, words, { id: ID, version: VERSION }),
    alt: altLine(title, subtitle, words),
    unit: words.text('analyses.column.cases'),
    ...timeAxis(columns, selection, periods, settings.by, words),
    series: [
      ...stated.slice(0, settings.top).map((code) => draw(code, [code])),
      ...(rest.length > 0 ? [draw(REST, rest)] : []),
      ...missing.map((code) => draw(code, [code])),
    ],
  };
}
