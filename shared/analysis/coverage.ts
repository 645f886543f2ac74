import { NO_PERIOD } from '../columns/axis.ts';
import { isNotStated } from '../columns/codes.ts';
import { groupBy } from '../columns/group-by.ts';
import { narrow, notStated, type Selection, select } from '../columns/select.ts';
import { z } from '../contract/schema.ts';
import type { Block, FindingBlock, TableBlock } from '../report/block.ts';
import type { BarChart, HeatChart } from '../report/chart.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { shareOf, standingCaveats } from './parts/caveats.ts';
import { type Counted, cellReader, countValues } from './parts/counted.ts';
import { colour, columnsOf, REST, sourceLine, subtitleLine, yearsOf } from './parts/figure.ts';

const [ID, VERSION] = ['coverage', 1];

const params = z.strictObject({ top: z.coerce.number().int().min(1).max(60).default(15) });

/** Fields whose share not stated is shown; `mass` means not convertible to kilograms. */
const FIELDS = ['transport', 'concealment', 'seizure-place', 'produced', 'departed', 'destined', 'mass'] as const;
type Field = (typeof FIELDS)[number];

type Read = ReturnType<typeof cellReader>;

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  selection: Selection;
  years: string[];
  /** Reporting countries, most cases first. */
  reporters: Counted[];
  cases: Read;
  missing: { field: Field; count: number; cases: Read }[];
}

/** Who reported in which year, and how much of what they reported is stated. */
export const coverage = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, { top }): Block[] {
    const answer = count(context);
    const findings = [steady(answer), ...largest(answer), unstated(answer)];
    const caveats = standingCaveats(context.table, answer.selection, context.words, []);
    if (answer.reporters.length === 0) return [...findings, ...caveats];
    return [
      ...findings,
      { kind: 'chart', chart: heat(answer, top, findings[0] as FindingBlock) },
      { kind: 'chart', chart: bars(answer, findings.at(-1) as FindingBlock) },
      table(answer),
      ...caveats,
    ];
  },
});

const DIMENSIONS = [
  { facet: 'country', level: 2 },
  { facet: 'date', by: 'year' },
] as const;

function count(context: AnalysisContext): Answer {
  const { table: columns, filter } = context;
  const selection = select(columns, filter);
  const read = (part: Selection): Read => cellReader(groupBy(columns, part, [...DIMENSIONS], 'cases'));
  const grouped = groupBy(columns, selection, [DIMENSIONS[1]], 'cases');
  const years = (grouped.keys[0] as string[]).filter((year, at) => year !== NO_PERIOD && (grouped.cases[at] as number) > 0);
  const missing = FIELDS.map((field) => {
    const part = narrow(columns, selection, notStated(columns, field));
    return { field, count: part.count, cases: read(part) };
  });
  return { ...context, selection, years, reporters: countValues(columns, selection, DIMENSIONS[0]), cases: read(selection), missing };
}

/** Countries with a case in every year, and what they hold. */
function steady({ words, selection, years, reporters, cases }: Answer): FindingBlock {
  const named = reporters.filter(({ code }) => !isNotStated(code));
  const always = named.filter(({ code }) => years.every((year) => cases(code, year).cases > 0));
  const n = always.reduce((sum, { code }) => sum + years.reduce((held, year) => held + cases(code, year).cases, 0), 0);
  const text = words.text('analyses.coverage.steady', {
    reporters: named.length,
    years: years.length,
    always: always.length,
    n,
    of: selection.count,
    share: words.percent(shareOf(n, selection.count)),
  });
  return { kind: 'finding', text, n, of: selection.count };
}

function largest({ words, selection, reporters }: Answer): FindingBlock[] {
  const most = reporters[0];
  if (!most || isNotStated(most.code)) return [];
  const text = words.text('analyses.coverage.largest', {
    label: words.label('country', most.code),
    n: most.cases,
    of: selection.count,
    share: words.percent(shareOf(most.cases, selection.count)),
  });
  return [{ kind: 'finding', text, n: most.cases, of: selection.count }];
}

function unstated({ words, selection, missing }: Answer): FindingBlock {
  const of = selection.count;
  const share = (field: Field): string => words.percent(shareOf(countOf(missing, field), of));
  const n = countOf(missing, 'concealment');
  const text = words.text('analyses.coverage.unstated', { n, of, concealment: share('concealment'), transport: share('transport') });
  return { kind: 'finding', text, n, of };
}

function countOf(missing: Answer['missing'], field: Field): number {
  return missing.find((one) => one.field === field)?.count ?? 0;
}

function heat(answer: Answer, top: number, finding: FindingBlock): HeatChart {
  const { words, years, reporters, cases } = answer;
  const shown = reporters.slice(0, top);
  const rest = reporters.slice(top);
  const row = (codes: Counted[]): number[] => years.map((year) => codes.reduce((sum, { code }) => sum + cases(code, year).cases, 0));
  const restLabel = words.text('analyses.coverage.rest', { n: rest.length });
  return {
    type: 'heat',
    ...textOf(answer, finding, words.text('analyses.coverage.measure')),
    unit: words.text('analyses.column.cases'),
    x: years.map((year) => ({ code: year, label: year })),
    y: [
      ...shown.map(({ code }) => ({ code, label: words.label('country', code), ...(isNotStated(code) ? { hatched: true } : {}) })),
      ...(rest.length > 0 ? [{ code: REST, label: restLabel }] : []),
    ],
    values: [...shown.map((value) => row([value])), ...(rest.length > 0 ? [row(rest)] : [])],
  };
}

function bars(answer: Answer, finding: FindingBlock): BarChart {
  const { words, selection, missing } = answer;
  const bars = missing.map(({ field, count }) => ({
    code: field,
    label: words.text(`analyses.fieldTitle.${field}`),
    colour: colour('none', field),
    value: Math.round(1000 * shareOf(count, selection.count)) / 10,
  }));
  return {
    type: 'bar',
    ...textOf(answer, finding, words.text('analyses.coverage.measureUnstated')),
    unit: '%',
    bars: bars.sort((a, b) => b.value - a.value),
  };
}

function textOf({ table: columns, words, selection }: Answer, finding: FindingBlock, measure: string) {
  const subtitle = subtitleLine(measure, selection.count, yearsOf(columns, selection), words);
  const source = sourceLine(columns, selection, words, { id: ID, version: VERSION });
  return { title: finding.text, subtitle, source, alt: words.text('analyses.common.alt', { title: finding.text, subtitle }) };
}

/** One row for each country and year with a case; shares in per cent. */
function table({ words, years, reporters, cases, missing }: Answer): TableBlock {
  const columns = columnsOf(words);
  const shares = missing.map(({ field }) => ({
    key: `${field}NotStated`,
    label: words.text('analyses.column.notStated', { field: words.text(`analyses.fieldTitle.${field}`) }),
    unit: '%',
    numeric: true,
    decimals: 1,
  }));
  const pairs = reporters.flatMap(({ code }) => years.map((year) => ({ code, year, cases: cases(code, year).cases })));
  return {
    kind: 'table',
    title: words.text('analyses.coverage.measure'),
    columns: [columns.code('country'), columns.text('countryLabel'), columns.text('year'), columns.cases, ...shares],
    rows: pairs
      .filter((pair) => pair.cases > 0)
      .map((pair) => [
        pair.code,
        words.label('country', pair.code),
        pair.year,
        pair.cases,
        ...missing.map((field) => 100 * shareOf(field.cases(pair.code, pair.year).cases, pair.cases)),
      ]),
  };
}
