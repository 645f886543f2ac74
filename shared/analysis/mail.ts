import { type Bitmap, emptyBitmap, unite } from '../columns/bitmap.ts';
import { groupBy } from '../columns/group-by.ts';
import { narrow, type Selection, select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { z } from '../contract/schema.ts';
import type { CodeFacet } from '../domain/facets.ts';
import type { Block, FindingBlock, TableBlock } from '../report/block.ts';
import type { BarChart, TimeChart } from '../report/chart.ts';
import type { Wording } from '../report/wording.ts';
import { wilson } from '../statistics/proportion.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, shareOf, standingCaveats } from './parts/caveats.ts';
import { changeBlocks } from './parts/change.ts';
import { cellReader } from './parts/counted.ts';
import { ALL, altLine, colour, columnsOf, sourceLine, subtitleLine } from './parts/figure.ts';
import { completeness, countSizeClasses, flag, sizeLabel } from './parts/guard.ts';
import {
  incompletePeriods,
  lastDayOf,
  type Months,
  monthsOfSelection,
  periodLabel,
  periodsBetween,
  spanOf,
  timeAxis,
} from './parts/periods.ts';
import { rankedTable } from './parts/ranked.ts';
import { type Repeated, repeatedConsignments } from './parts/repeated.ts';
import { sizesBy } from './parts/sizes.ts';

const [ID, VERSION] = ['mail', 1];

/** What marks a case as mail or express: how it travelled, what it was hidden in, or where it was found. */
const MARKS: { facet: CodeFacet; code: string }[] = [
  { facet: 'transport', code: 'T5' },
  { facet: 'concealment', code: 'C9' },
  { facet: 'seizure-place', code: 'L3' },
];
const MARKED = MARKS.map(({ facet }) => facet);
/** Fields whose values are ranked within the stream. */
const RANKED = ['drug', 'departed', 'produced', 'destined', 'concealment', 'country'] as const;
const LARGEST = 10;

const params = z.strictObject({
  by: z.enum(['month', 'quarter', 'year']).default('year'),
  level: z.coerce.number().int().min(1).max(2).default(2),
  top: z.coerce.number().int().min(1).max(60).default(10),
  smallKg: z.coerce.number().min(0).max(1000).default(0.1),
  days: z.coerce.number().int().min(0).max(366).default(14),
  least: z.coerce.number().int().min(2).max(1000).default(3),
  acrossBreaks: flag(false),
});
type Settings = z.output<typeof params>;

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  settings: Settings;
  /** All that the filter admits, and the stream within it. */
  everything: Selection;
  stream: Selection;
  months: Months;
  periods: string[];
}

/** Mail and express consignments as a stream of their own. */
export const mail = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const { table: columns, words } = context;
    const everything = select(columns, context.filter);
    const stream = narrow(columns, everything, marked(columns, MARKS));
    const months = monthsOfSelection(columns, everything);
    const marks = marksFinding(context, everything, stream);
    if (!months || stream.count === 0) return [marks, ...standingCaveats(columns, everything, words, MARKED)];
    const answer = { ...context, settings, everything, stream, months, periods: periodsBetween(months.first, months.last, settings.by) };
    const repeated = repeatedConsignments(columns, stream, settings);
    return [
      marks,
      ...change(answer),
      sizeFinding(answer),
      repeatedFinding(answer, repeated),
      { kind: 'chart', chart: volume(answer, marks) },
      { kind: 'chart', chart: share(answer) },
      { kind: 'chart', chart: sizes(answer) },
      periodTable(answer),
      ...RANKED.flatMap((facet) => ranked(answer, facet)),
      ...repeatedTable(answer, repeated),
      ...caveats(answer),
    ];
  },
});

function marked(columns: ColumnTable, marks: typeof MARKS): Bitmap {
  return marks
    .filter(({ facet }) => columns.codes[facet])
    .map(({ facet, code }) => select(columns, { all: [{ facet, in: [code] }] }).bits)
    .reduce(unite, emptyBitmap(columns.rows));
}

function marksFinding({ table: columns, words }: AnalysisContext, everything: Selection, stream: Selection): FindingBlock {
  if (MARKS.every(({ facet }) => completeness(columns, everything, facet).n === 0)) {
    return { kind: 'finding', text: words.text('analyses.mail.unmarked'), n: 0, of: everything.count };
  }
  const [transport, concealment, place] = MARKS.map((mark) => narrow(columns, everything, marked(columns, [mark])).count);
  const { share, low, high } = wilson(stream.count, everything.count);
  const text = words.text('analyses.mail.marks', {
    n: stream.count,
    of: everything.count,
    interval: words.text('analyses.guard.interval', {
      share: words.percent(share),
      low: words.percentSign(low),
      high: words.percentSign(high),
    }),
    transport: transport ?? 0,
    concealment: concealment ?? 0,
    place: place ?? 0,
  });
  return { kind: 'finding', text, n: stream.count, of: everything.count };
}

/** The last two years that the data cover in full. */
function change({ table: columns, words, stream, months, settings }: Answer): Block[] {
  const years = periodsBetween(months.first, months.last, 'year');
  const short = incompletePeriods(columns, years);
  const [first, last] = years.filter((year) => !short.includes(year)).slice(-2);
  if (!first || !last) return [caveat(words.text('analyses.trends.noPair'))];
  const spans = { before: spanOf(first), after: spanOf(last) };
  return changeBlocks({ table: columns, selection: stream, ...spans, acrossBreaks: settings.acrossBreaks, words });
}

function sizeFinding({ table: columns, words, stream, settings }: Answer): FindingBlock {
  const all = sizesBy(columns, stream, [], LARGEST)('');
  const small = narrow(columns, stream, select(columns, { all: [{ facet: 'mass', to: settings.smallKg }] }).bits).count;
  if (all.median === null || all.p90 === null) {
    return { kind: 'finding', text: words.text('analyses.mail.noSizes'), n: 0, of: stream.count };
  }
  const text = words.text('analyses.mail.sizes', {
    n: all.n,
    of: stream.count,
    median: words.mass(all.median),
    p90: words.mass(all.p90),
    small,
    smallMass: words.mass(settings.smallKg),
    smallShare: words.percent(shareOf(small, all.n)),
    k: Math.min(LARGEST, all.n),
    largest: words.percent(all.largest ?? 0),
  });
  return { kind: 'finding', text, n: all.n, of: stream.count };
}

function repeatedFinding({ words, settings }: Answer, { groups, eligible, of }: Repeated): FindingBlock {
  const cases = groups.reduce((sum, group) => sum + group.cases, 0);
  const runs = groups.reduce((sum, group) => sum + group.runs, 0);
  const { days, least } = settings;
  const text = words.text('analyses.mail.repeated', { cases, runs, eligible, of, days, least, smallMass: words.mass(settings.smallKg) });
  return { kind: 'finding', text, n: cases, of: eligible };
}

function textOf(answer: Answer, title: string, measure: string, n: number) {
  const { table: columns, words, months, stream } = answer;
  const subtitle = subtitleLine(measure, n, { from: months.first, to: months.last }, words);
  const source = sourceLine(columns, stream, words, { id: ID, version: VERSION });
  return { title, subtitle, source, alt: altLine(title, subtitle, words) };
}

function axisParts({ table: columns, words, stream, periods, settings: { by } }: Answer) {
  return timeAxis(columns, stream, periods, by, words);
}

function byPeriod({ table: columns, settings: { by } }: Answer, selection: Selection) {
  return cellReader(groupBy(columns, selection, [{ facet: 'date', by }]));
}

function volume(answer: Answer, finding: FindingBlock): TimeChart {
  const { words, stream, periods, settings } = answer;
  const read = byPeriod(answer, stream);
  const n = periods.reduce((sum, period) => sum + read(period).cases, 0);
  return {
    type: 'line',
    ...textOf(answer, finding.text, words.text('analyses.mail.measure', { by: settings.by }), n),
    unit: words.text('analyses.column.cases'),
    ...axisParts(answer),
    series: [
      {
        code: ALL,
        label: words.text('analyses.mail.title'),
        colour: colour('none', ALL),
        values: periods.map((period) => read(period).cases),
      },
    ],
  };
}

/** Share of the stream among all cases of a period, with its interval. */
function share(answer: Answer): TimeChart {
  const { words, stream, everything, periods } = answer;
  const [part, whole] = [byPeriod(answer, stream), byPeriod(answer, everything)];
  const shares = periods.map((period) => wilson(part(period).cases, whole(period).cases));
  const percent = (value: number) => (Number.isNaN(value) ? null : 100 * value);
  const n = periods.reduce((sum, period) => sum + whole(period).cases, 0);
  return {
    type: 'line',
    ...textOf(answer, words.text('analyses.mail.shareTitle'), words.text('analyses.mail.shareMeasure'), n),
    unit: '%',
    ...axisParts(answer),
    series: [
      {
        code: ALL,
        label: words.text('analyses.mail.title'),
        colour: colour('none', ALL),
        values: shares.map((one) => percent(one.share)),
        low: shares.map(({ low }) => percent(low)),
        high: shares.map(({ high }) => percent(high)),
      },
    ],
  };
}

function sizes(answer: Answer): BarChart {
  const { table: columns, words, stream } = answer;
  const classes = countSizeClasses(columns, stream);
  const n = classes.reduce((sum, cases) => sum + cases, 0);
  const none = stream.count - n;
  const bar = (code: string, label: string, value: number) => ({ code, label, colour: colour('none', ALL), value });
  return {
    type: 'bar',
    ...textOf(answer, words.text('analyses.mail.sizeTitle'), words.text('analyses.mail.sizeMeasure'), n),
    unit: words.text('analyses.column.cases'),
    bars: [
      ...classes.map((cases, index) => bar(String(index), sizeLabel(index, words), cases)),
      ...(none > 0 ? [{ ...bar('none', words.text('analyses.mail.noMass'), none), hatched: true }] : []),
    ],
  };
}

function periodTable(answer: Answer): TableBlock {
  const { table: columns, words, stream, everything, periods, settings } = answer;
  const [part, whole] = [byPeriod(answer, stream), byPeriod(answer, everything)];
  const size = sizesBy(columns, stream, [{ facet: 'date', by: settings.by }], LARGEST);
  const short = incompletePeriods(columns, periods);
  const named = columnsOf(words);
  const percent = (key: string) => ({ ...named.text(key), unit: '%', numeric: true, decimals: 1 });
  const kg = (key: string) => ({ ...named.text(key), unit: words.text('units.symbol.kilogram'), numeric: true, decimals: 3 });
  const counted = (key: string) => ({ ...named.text(key), numeric: true, decimals: 0 });
  return {
    kind: 'table',
    title: words.text('analyses.mail.measure', { by: settings.by }),
    columns: [
      named.text('period'),
      named.cases,
      counted('allCases'),
      percent('share'),
      percent('shareLow'),
      percent('shareHigh'),
      named.massKg,
      counted('sized'),
      kg('medianKg'),
      kg('p90Kg'),
      percent('largestShare'),
      named.text('complete'),
    ],
    rows: periods.map((period) => {
      const interval = wilson(part(period).cases, whole(period).cases);
      const shares = [interval.share, interval.low, interval.high].map((value) => (Number.isNaN(value) ? null : 100 * value));
      const { n, median, p90, largest } = size(period);
      const complete = words.text(`analyses.guard.${short.includes(period) ? 'no' : 'yes'}`);
      const top = largest === null ? null : 100 * largest;
      return [period, part(period).cases, whole(period).cases, ...shares, part(period).kg, n, median, p90, top, complete];
    }),
    note: words.text('analyses.trends.note', { k: LARGEST }),
  };
}

function ranked({ table: columns, words, stream, settings: { level, top } }: Answer, facet: CodeFacet): TableBlock[] {
  const title = words.text('analyses.mail.ranked', { field: words.text(`analyses.fieldTitle.${facet}`) });
  return rankedTable(columns, stream, facet, { level: level as 1 | 2, top, title }, words);
}

function repeatedTable({ words, settings: { top, days, least } }: Answer, { groups }: Repeated): TableBlock[] {
  if (groups.length === 0) return [];
  const columns = columnsOf(words);
  const counted = (key: string) => ({ ...columns.text(key), numeric: true, decimals: 0 });
  return [
    {
      kind: 'table',
      title: words.text('analyses.mail.repeatedTitle', { days, least }),
      columns: [
        columns.text('countryLabel'),
        columns.text('origin'),
        columns.text('drugLabel'),
        counted('runs'),
        columns.cases,
        counted('longest'),
      ],
      rows: groups
        .slice(0, top)
        .map(({ reporter, origin, drug, runs, cases, longest }) => [
          joined('country', reporter, words),
          joined('departed', origin, words),
          joined('drug', drug, words),
          runs,
          cases,
          longest,
        ]),
      note: words.text('analyses.mail.repeatedNote', { n: groups.length, shown: Math.min(top, groups.length) }),
    },
  ];
}

function joined(facet: string, codes: string[], words: Wording): string {
  return codes.map((code) => words.label(facet, code)).join('; ');
}

function caveats({ table: columns, words, stream, months, periods }: Answer): Block[] {
  const short = incompletePeriods(columns, periods);
  const list = short.map((period) => periodLabel(period, words)).join(', ');
  return [
    ...(short.length > 0
      ? [caveat(words.text('analyses.trends.incomplete', { list, n: short.length, last: lastDayOf(columns, words) }))]
      : []),
    ...(months.undated > 0 ? [caveat(words.text('analyses.caveat.undated', { n: months.undated }))] : []),
    caveat(words.text('analyses.mail.marksCaveat')),
    caveat(words.text('analyses.mail.chance')),
    ...standingCaveats(
      columns,
      stream,
      words,
      RANKED.filter((facet) => columns.codes[facet]),
    ),
  ];
}
