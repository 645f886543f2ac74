import { complement } from '../columns/bitmap.ts';
import { monthsBetween } from '../columns/calendar.ts';
import { isNotStated } from '../columns/codes.ts';
import { narrow, notStated, type Selection, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block, CaveatBlock, FindingBlock, TableBlock } from '../report/block.ts';
import type { Series, TimeChart } from '../report/chart.ts';
import { studentTwoSided } from '../statistics/distributions.ts';
import { adjust } from '../statistics/multiple.ts';
import { wilson } from '../statistics/proportion.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, shareOf, standingCaveats } from './parts/caveats.ts';
import { countValues } from './parts/counted.ts';
import { casesByMonth, displacementQuotient, type LevelChange, levelChange, without } from './parts/displaced.ts';
import { columnsOf, sourceLine, subtitleLine } from './parts/figure.ts';
import {
  breaksCaveat,
  breaksInside,
  countSizeClasses,
  flag,
  sizeLabel,
  within,
  withoutLargestReporter,
  withoutSizeClass,
} from './parts/guard.ts';
import { monthsOfSelection } from './parts/periods.ts';

const [ID, VERSION] = ['displacement', 1];
/** Months with a stated case that each side needs. */
const FEWEST_MONTHS = 6;
const MOST_VALUES = 12;
/** Values that take in the buffer when none are named. */
const BUFFER_VALUES = 3;
const [TREATED_COLOUR, BUFFER_COLOUR] = ['#0072b2', '#d55e00'];

const params = z.strictObject({
  facet: z
    .enum(['departed', 'destined', 'transited', 'produced', 'country', 'place', 'seizure-place', 'transport', 'concealment'])
    .default('departed'),
  code: z.string().max(80).default(''),
  intervention: z
    .string()
    .regex(/^(\d{4}-(0[1-9]|1[0-2]))?$/, 'a month is written YYYY-MM')
    .default(''),
  buffer: z.string().max(400).default(''),
  months: z.coerce.number().int().min(FEWEST_MONTHS).max(120).default(24),
  drug: z.string().max(20).default(''),
  acrossBreaks: flag(false),
});
type Settings = z.output<typeof params>;

/** Counts by month of the place of the measure, of the buffer, and of all cases that state the field. */
interface Counts {
  treated: number[];
  buffer: number[];
  stated: number[];
}

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  settings: Settings;
  /** Cases within the months compared that state the field. */
  stated: Selection;
  of: number;
  months: string[];
  /** Place of the month of the intervention. */
  at: number;
  bufferCodes: string[];
  counts: Counts;
}

/** Shares before and after a marked intervention, and whether what went from one place appeared in others. */
export const displacement = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, settings): Block[] {
    const { words, table: columns } = context;
    const drug = settings.drug ? [{ facet: 'drug' as const, in: [settings.drug] }] : [];
    const selection = select(columns, { all: [...context.filter.all, ...drug] });
    if (!settings.code || !settings.intervention) return [finding(words.text('analyses.displacement.unmarked'), 0, selection.count)];
    const answer = columns.codes[settings.facet] ? count(context, settings, selection) : undefined;
    if (!answer) return [finding(words.text('analyses.displacement.short', { months: FEWEST_MONTHS }), 0, selection.count)];
    const [first, last] = [answer.months[0] as string, answer.months.at(-1) as string];
    const breaks = breaksInside(columns, answer.stated, first, last);
    const guard = breaks.length > 0 ? [breaksCaveat(breaks, words.date(first), words.date(last), settings.acrossBreaks, words)] : [];
    const standing = standingCaveats(columns, within(columns, selection, { from: first, to: last }), words, [settings.facet]);
    if (breaks.length > 0 && !settings.acrossBreaks) {
      return [finding(words.text('analyses.displacement.refused'), answer.stated.count, answer.of), ...guard, ...standing];
    }
    return [...results(answer), ...guard, ...held(answer), ...standing];
  },
});

function finding(text: string, n: number, of: number): FindingBlock {
  return { kind: 'finding', text, n, of };
}

/** Undefined where either side has too few months with a stated case. */
function count(context: AnalysisContext, settings: Settings, selection: Selection): Answer | undefined {
  const { table: columns } = context;
  const months = monthsAround(context, settings, selection);
  const at = months.indexOf(settings.intervention);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last || at < FEWEST_MONTHS || months.length - at < FEWEST_MONTHS) return undefined;
  const chosen = within(columns, selection, { from: first, to: last });
  const stated = narrow(columns, chosen, complement(notStated(columns, settings.facet), columns.rows));
  const before = within(columns, stated, { from: first, to: months[at - 1] as string });
  const bufferCodes = settings.buffer ? settings.buffer.split(',').map((code) => code.trim()) : usualBuffer(context, settings, before);
  const answer = { ...context, settings, stated, of: selection.count, months, at, bufferCodes };
  const counts = countsOf(answer, stated);
  const filled = (from: number, to?: number) => counts.stated.slice(from, to).filter((n) => n > 0).length;
  return filled(0, at) >= FEWEST_MONTHS && filled(at) >= FEWEST_MONTHS ? { ...answer, counts } : undefined;
}

function monthsAround({ table: columns }: AnalysisContext, { intervention, months }: Settings, selection: Selection): string[] {
  const bounds = monthsOfSelection(columns, selection);
  if (!bounds || intervention < bounds.first || intervention > bounds.last) return [];
  const all = monthsBetween(bounds.first, bounds.last);
  const at = all.indexOf(intervention);
  return all.slice(Math.max(0, at - months), at + months);
}

/** The largest other values before the intervention: chosen without a look at what came after. */
function usualBuffer({ table: columns }: AnalysisContext, { facet, code }: Settings, before: Selection): string[] {
  const others = without(columns, before, bitsOf(columns, facet, [code]));
  const level = code.includes('.') ? 2 : 1;
  const values = countValues(columns, others, { facet, level }).filter((value) => !isNotStated(value.code) && value.code !== code);
  return values.slice(0, BUFFER_VALUES).map((value) => value.code);
}

function bitsOf(columns: AnalysisContext['table'], facet: Settings['facet'], codes: string[]) {
  return select(columns, { all: [{ facet, in: codes }] }).bits;
}

function countsOf({ table: columns, settings, bufferCodes, months }: Omit<Answer, 'counts'>, stated: Selection): Counts {
  const treated = bitsOf(columns, settings.facet, [settings.code]);
  const buffer =
    bufferCodes.length > 0 ? narrow(columns, without(columns, stated, treated), bitsOf(columns, settings.facet, bufferCodes)) : undefined;
  return {
    treated: casesByMonth(columns, narrow(columns, stated, treated), months),
    buffer: buffer ? casesByMonth(columns, buffer, months) : months.map(() => 0),
    stated: casesByMonth(columns, stated, months),
  };
}

function results(answer: Answer): Block[] {
  const { counts, at, words } = answer;
  const change = levelChange(counts.treated, counts.stated, at);
  const others = counts.stated.map((n, month) => n - (counts.treated[month] as number));
  const bufferChange = levelChange(counts.buffer, others, at);
  const first = shareFinding(answer);
  const quotient = displacementQuotient({ before: sides(answer, 0, at), after: sides(answer, at) });
  return [
    first,
    ...(change ? [changeFinding(answer, 'level', change)] : []),
    ...(bufferChange ? [changeFinding(answer, 'bufferLevel', bufferChange)] : []),
    verdict(answer, change, bufferChange, quotient),
    {
      kind: 'number',
      label: words.text('analyses.displacement.quotient'),
      value: quotient,
      unit: '',
      note: words.text('analyses.displacement.quotientNote'),
    },
    { kind: 'chart', chart: chart(answer, first) },
    table(answer),
    caveat(words.text('analyses.displacement.notCause')),
    caveat(
      words.text(answer.settings.buffer ? 'analyses.displacement.bufferNamed' : 'analyses.displacement.bufferUsual', {
        list: bufferLabel(answer),
      }),
    ),
  ];
}

function sum(values: number[], from: number, to?: number): number {
  return values.slice(from, to).reduce((total, value) => total + value, 0);
}

/** Counts of the place (a), the buffer (b) and the rest (c) from one month to another. */
function sides({ counts }: Answer, from: number, to?: number) {
  const [a, b] = [sum(counts.treated, from, to), sum(counts.buffer, from, to)];
  return { a, b, c: sum(counts.stated, from, to) - a - b };
}

function labelsOf({ settings, words }: Answer) {
  return {
    label: words.label(settings.facet, settings.code),
    field: words.text(`analyses.field.${settings.facet}`),
    month: words.date(settings.intervention),
  };
}

function bufferLabel({ bufferCodes, settings, words }: Answer): string {
  return bufferCodes.map((code) => words.label(settings.facet, code)).join(', ') || words.text('analyses.displacement.noBuffer');
}

function shareFinding(answer: Answer): FindingBlock {
  const { counts, at, words } = answer;
  const [nb, ob, na, oa] = [sum(counts.treated, 0, at), sum(counts.stated, 0, at), sum(counts.treated, at), sum(counts.stated, at)];
  const shares = { before: words.percent(shareOf(nb, ob)), after: words.percent(shareOf(na, oa)) };
  const text = words.text('analyses.displacement.share', { ...labelsOf(answer), ...shares, nb, ob, na, oa });
  return finding(text, nb + na, ob + oa);
}

function changeFinding(answer: Answer, key: 'level' | 'bufferLevel', { ratio, low, high }: LevelChange): FindingBlock {
  const { words, counts } = answer;
  const values = { ratio: words.number(ratio, 2), low: words.number(low, 2), high: words.number(high, 2), list: bufferLabel(answer) };
  const text = words.text(`analyses.displacement.${key}`, { ...labelsOf(answer), ...values });
  return finding(text, sum(key === 'level' ? counts.treated : counts.buffer, 0), sum(counts.stated, 0));
}

/** Only a fall that its interval bears out, beside a rise that its own bears out, is called consistent with displacement. */
function verdict(answer: Answer, change: LevelChange | undefined, buffer: LevelChange | undefined, quotient: number | null): FindingBlock {
  const { words, counts } = answer;
  const fell = change !== undefined && change.high < 1;
  const rose = buffer !== undefined && buffer.low > 1 && quotient !== null && quotient < 0;
  const alsoFell = buffer !== undefined && buffer.high < 1 && quotient !== null && quotient > 0;
  const key = fell && rose ? 'consistent' : fell && alsoFell ? 'wider' : fell ? 'fellOnly' : 'notShown';
  const text = words.text(`analyses.displacement.${key}`, { ...labelsOf(answer), list: bufferLabel(answer) });
  return finding(text, sum(counts.treated, 0) + sum(counts.buffer, 0), sum(counts.stated, 0));
}

function chart(answer: Answer, first: FindingBlock): TimeChart {
  const { table: columns, stated, words, months, counts, settings } = answer;
  const measure = words.text('analyses.displacement.measure', labelsOf(answer));
  const subtitle = subtitleLine(measure, sum(counts.stated, 0), { from: months[0] as string, to: months.at(-1) as string }, words);
  return {
    type: 'line',
    title: first.text,
    subtitle,
    source: sourceLine(columns, stated, words, { id: ID, version: VERSION }),
    alt: words.text('analyses.common.alt', { title: first.text, subtitle }),
    unit: '%',
    periods: months.map((key) => ({ key, label: words.date(key) })),
    series: [
      series({ code: settings.code, label: labelsOf(answer).label, colour: TREATED_COLOUR }, counts.treated, counts.stated),
      ...(answer.bufferCodes.length > 0
        ? [series({ code: 'buffer', label: bufferLabel(answer), colour: BUFFER_COLOUR }, counts.buffer, counts.stated)]
        : []),
    ],
    rules: [{ key: settings.intervention, label: words.text('analyses.displacement.rule') }],
  };
}

function series(named: Pick<Series, 'code' | 'label' | 'colour'>, part: number[], whole: number[]): Series {
  const shares = part.map((n, month) => wilson(n, whole[month] as number));
  const percent = (value: number) => (Number.isNaN(value) ? null : 100 * value);
  return {
    ...named,
    values: shares.map(({ share }) => percent(share)),
    low: shares.map(({ low }) => percent(low)),
    high: shares.map(({ high }) => percent(high)),
  };
}

/** Each value with its share of the cases outside the place of the measure, and the change of its odds among them. */
function table(answer: Answer): TableBlock {
  const { table: columns, settings, stated, months, at, words, counts } = answer;
  const treated = bitsOf(columns, settings.facet, [settings.code]);
  const others = without(columns, stated, treated);
  const values = countValues(columns, others, { facet: settings.facet, level: settings.code.includes('.') ? 2 : 1 });
  const whole = casesByMonth(columns, others, months);
  const rows = values
    .filter(({ code }) => !isNotStated(code) && code !== settings.code)
    .slice(0, MOST_VALUES)
    .map(({ code }) => ({ code, part: casesByMonth(columns, narrow(columns, others, bitsOf(columns, settings.facet, [code])), months) }))
    .map(({ code, part }) => ({ code, part, whole, change: levelChange(part, whole, at) }));
  const q = adjust(
    rows.map(({ change }) => (change ? studentTwoSided(Math.abs(change.z), change.degrees) : Number.NaN)),
    'BH',
  );
  const own = { code: settings.code, part: counts.treated, whole: counts.stated, change: levelChange(counts.treated, counts.stated, at) };
  const lines = [{ ...own, q: null }, ...rows.map((row, index) => ({ ...row, q: Number.isNaN(q[index]) ? null : (q[index] as number) }))];
  const named = columnsOf(words);
  const number = (key: string, decimals: number, unit?: string) => named.text(key, { numeric: true, decimals, ...(unit ? { unit } : {}) });
  return {
    kind: 'table',
    title: words.text('analyses.displacement.table', labelsOf(answer)),
    note: words.text('analyses.displacement.tableNote'),
    columns: [
      named.code('code'),
      named.text('label'),
      number('casesBefore', 0),
      number('casesAfter', 0),
      number('shareBefore', 1, '%'),
      number('shareAfter', 1, '%'),
      number('oddsChange', 3),
      number('oddsLow', 3),
      number('oddsHigh', 3),
      { ...number('q', 4), probability: true },
    ],
    rows: lines.map(({ code, part, whole: all, change, q: adjusted }) => [
      code,
      words.label(settings.facet, code),
      sum(part, 0, at),
      sum(part, at),
      100 * shareOf(sum(part, 0, at), sum(all, 0, at)),
      100 * shareOf(sum(part, at), sum(all, at)),
      change?.ratio ?? null,
      change?.low ?? null,
      change?.high ?? null,
      adjusted,
    ]),
  };
}

/** The change of level again without the largest reporter and without the largest class of case size. */
function held(answer: Answer): CaveatBlock[] {
  const { table: columns, stated, words, settings, at } = answer;
  const reporter = withoutLargestReporter(columns, stated);
  const sizes = countSizeClasses(columns, narrow(columns, stated, bitsOf(columns, settings.facet, [settings.code])));
  const largest = sizes.indexOf(Math.max(...sizes));
  const rest = [
    ...(reporter ? [{ what: words.label('country', reporter.code), selection: reporter.selection }] : []),
    ...(sizes[largest]
      ? [
          {
            what: words.text('analyses.routes.sizeClass', { size: sizeLabel(largest, words) }),
            selection: withoutSizeClass(columns, stated, largest),
          },
        ]
      : []),
  ];
  return rest.map(({ what, selection }) => {
    const counts = countsOf(answer, selection);
    const change = levelChange(counts.treated, counts.stated, at);
    if (!change) return caveat(words.text('analyses.displacement.unsettledWithout', { what }));
    const values = { what, ratio: words.number(change.ratio, 2), low: words.number(change.low, 2), high: words.number(change.high, 2) };
    return caveat(words.text('analyses.displacement.without', values));
  });
}
