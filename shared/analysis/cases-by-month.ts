import { complement } from '../columns/bitmap.ts';
import { isNotStated } from '../columns/codes.ts';
import { groupBy } from '../columns/group-by.ts';
import { narrow, notStated, type Selection, select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { z } from '../contract/schema.ts';
import { breakDay } from '../regime/words.ts';
import type { Block, FindingBlock, TableBlock } from '../report/block.ts';
import type { Series, TimeChart } from '../report/chart.ts';
import type { Wording } from '../report/wording.ts';
import { type AnalysisContext, defineAnalysis } from './define.ts';
import { caveat, reportersByYear, shareOf, standingCaveats } from './parts/caveats.ts';
import { cellReader } from './parts/counted.ts';
import { ALL, colour, columnsOf, labelOf, REST, sourceLine, subtitleLine } from './parts/figure.ts';
import { breaksInside } from './parts/guard.ts';
import { incompleteCaveats } from './parts/incomplete.ts';
import { type MonthTable, monthTable } from './parts/months.ts';
import { timeAxis } from './parts/time-axis.ts';

const [ID, VERSION] = ['cases-by-month', 1];
/** A year with fewer stated cases says nothing about a share. */
const FEWEST_FOR_SHARE = 30;

const params = z.strictObject({
  split: z.enum(['none', 'drug', 'transport', 'concealment', 'country']).default('drug'),
  level: z.coerce.number().int().min(1).max(2).default(1),
  top: z.coerce.number().int().min(1).max(20).default(6),
});

/** What the parts of one answer share. */
interface Answer extends AnalysisContext {
  split: z.output<typeof params>['split'];
  level: 1 | 2;
  selection: Selection;
  months: MonthTable;
}

/** Cases and mass for each month and each value of a split; a month without a case stands as zero. */
export const casesByMonth = defineAnalysis({
  id: ID,
  version: VERSION,
  params,
  compute(context, { split, level, top }): Block[] {
    const selection = select(context.table, context.filter);
    const by = { level: level as 1 | 2, selection, split };
    const months = monthTable(context.table, selection, split === 'none' ? undefined : { facet: split, level: by.level }, ALL);
    const answer: Answer = { ...context, ...by, months };
    return [...figures(answer, top), ...caveats(answer)];
  },
});

function figures(answer: Answer, top: number): Block[] {
  const { words, months, selection } = answer;
  if (months.months.length === 0) return [{ kind: 'finding', text: words.text('analyses.cases-by-month.none'), n: 0, of: selection.count }];
  const findings = [peak(answer), ...leading(answer), ...change(answer)];
  return [...findings, { kind: 'chart', chart: chart(answer, top, (findings[1] ?? findings[0]) as FindingBlock) }, table(answer)];
}

function caveats({ table: columns, selection, words, months, split }: Answer): Block[] {
  const undated = months.undated > 0 ? [caveat(words.text('analyses.caveat.undated', { n: months.undated }))] : [];
  const incomplete = incompleteCaveats(columns, selection, months.months, words);
  return [...incomplete, ...undated, ...standingCaveats(columns, selection, words, split === 'none' ? [] : [split])];
}

function peak({ words, months, selection }: Answer): FindingBlock {
  const busiest = months.months.reduce((best, month) => (months.whole(month).cases > months.whole(best).cases ? month : best));
  const n = selection.count - months.undated;
  const text = words.text('analyses.cases-by-month.peak', {
    n,
    from: words.date(months.months[0] as string),
    to: words.date(months.months.at(-1) as string),
    month: words.date(busiest),
    peak: months.whole(busiest).cases,
  });
  return { kind: 'finding', text, n, of: selection.count };
}

function leading({ table: columns, words, months, selection, split }: Answer): FindingBlock[] {
  const most = months.values[0];
  if (split === 'none' || !most || isNotStated(most.code)) return [];
  const of = selection.count - narrow(columns, selection, notStated(columns, split)).count;
  const text = words.text('analyses.cases-by-month.leading', {
    field: words.text(`analyses.field.${split}`),
    label: labelOf(split, most.code, words),
    n: most.cases,
    of,
    share: words.percent(shareOf(most.cases, of)),
  });
  return [{ kind: 'finding', text, n: most.cases, of }];
}

/** The share of the leading value in the first and the last year, never without who reported in them. */
function change({ table: columns, words, months, selection, split, level }: Answer): FindingBlock[] {
  const most = months.values[0];
  if (split === 'none' || split === 'country' || !most || isNotStated(most.code)) return [];
  const stated = narrow(columns, selection, complement(notStated(columns, split), columns.rows));
  const year = { facet: 'date', by: 'year' } as const;
  const whole = cellReader(groupBy(columns, stated, [year], 'cases'));
  const part = cellReader(groupBy(columns, stated, [year, { facet: split, level }], 'cases'));
  const years = reportersByYear(columns, selection).filter(({ year: key }) => whole(key).cases >= FEWEST_FOR_SHARE);
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last || first === last) return [];
  const refused = breaksBetween(columns, selection, words, first.year, last.year);
  if (refused) return [{ kind: 'finding', text: refused, n: whole(first.year).cases + whole(last.year).cases, of: selection.count }];
  const text = words.text('analyses.cases-by-month.change', {
    field: words.text(`analyses.field.${split}`),
    label: labelOf(split, most.code, words),
    first: first.year,
    last: last.year,
    before: words.percent(shareOf(part(first.year, most.code).cases, whole(first.year).cases)),
    after: words.percent(shareOf(part(last.year, most.code).cases, whole(last.year).cases)),
    reportersBefore: first.reporters,
    reportersAfter: last.reporters,
  });
  return [{ kind: 'finding', text, n: whole(first.year).cases + whole(last.year).cases, of: selection.count }];
}

/** Why the two years are not compared: breaks in reporting lie between them; the one of the reporter with the most cases is named. */
function breaksBetween(columns: ColumnTable, selection: Selection, words: Wording, first: string, last: string): string | undefined {
  const cases = casesOfReporters(columns, selection);
  const [one, ...others] = breaksInside(columns, selection, first, last).sort(
    (a, b) => Number(a.state === 'found') - Number(b.state === 'found') || cases(b.reporter) - cases(a.reporter) || (a.at < b.at ? -1 : 1),
  );
  if (!one) return undefined;
  return words.text('regimes.refused', {
    first,
    last,
    reporter: words.label('country', one.reporter),
    source: words.label('source', one.source),
    at: breakDay(one.at, words),
    state: one.state,
    others: others.length,
  });
}

function casesOfReporters(columns: ColumnTable, selection: Selection): (reporter: string) => number {
  const read = cellReader(groupBy(columns, selection, [{ facet: 'country', level: 2 }], 'cases'));
  return (reporter) => read(reporter).cases;
}

function chart(answer: Answer, top: number, finding: FindingBlock): TimeChart {
  const { table: columns, words, months, selection, split } = answer;
  const [from, to] = [months.months[0] as string, months.months.at(-1) as string];
  const measure =
    split === 'none'
      ? words.text('analyses.cases-by-month.measure')
      : words.text('analyses.cases-by-month.measureBy', { field: words.text(`analyses.field.${split}`) });
  const subtitle = subtitleLine(measure, selection.count - months.undated, { from, to }, words);
  return {
    type: split === 'none' ? 'line' : 'stacked',
    title: finding.text,
    subtitle,
    source: sourceLine(columns, selection, words, { id: ID, version: VERSION }),
    alt: words.text('analyses.common.alt', { title: finding.text, subtitle }),
    unit: words.text('analyses.column.cases'),
    ...timeAxis(columns, selection, months.months, 'month', words),
    series: series(answer, top),
  };
}

/** The values with the most cases, then the others together, then each kind of missing. */
function series({ words, months, split }: Answer, top: number): Series[] {
  const stated = months.values.filter(({ code }) => !isNotStated(code));
  const missing = months.values.filter(({ code }) => isNotStated(code));
  const draw = (code: string, codes: string[]): Series => ({
    code,
    label: labelOf(split, code, words),
    colour: colour(split, code),
    values: months.months.map((month) => codes.reduce((sum, one) => sum + months.part(month, one).cases, 0)),
  });
  const rest = stated.slice(top).map(({ code }) => code);
  return [
    ...stated.slice(0, top).map(({ code }) => draw(code, [code])),
    ...(rest.length > 0 ? [draw(REST, rest)] : []),
    ...missing.map(({ code }) => draw(code, [code])),
  ];
}

function table({ words, months, split }: Answer): TableBlock {
  const columns = columnsOf(words);
  return {
    kind: 'table',
    title: tableTitle(split, words),
    columns: [columns.month, columns.code('code'), columns.text('label'), columns.cases, columns.massKg],
    rows: months.months.flatMap((month) =>
      months.values.map(({ code }) => {
        const { cases, kg } = months.part(month, code);
        return [month, code, labelOf(split, code, words), cases, kg];
      }),
    ),
  };
}

function tableTitle(split: Answer['split'], words: Wording): string {
  if (split === 'none') return words.text('analyses.cases-by-month.measure');
  return words.text('analyses.cases-by-month.measureBy', { field: words.text(`analyses.field.${split}`) });
}
