import { groupBy } from '../../columns/group-by.ts';
import type { Selection } from '../../columns/select.ts';
import type { CodeFacet } from '../../domain/facets.ts';
import type { Cell, FindingBlock, TableBlock } from '../../report/block.ts';
import type { BarChart, TimeChart } from '../../report/chart.ts';
import type { Wording } from '../../report/wording.ts';
import { wilson } from '../../statistics/proportion.ts';
import { cellReader } from './counted.ts';
import { ALL, altLine, colour, columnsOf, massNote, sourceLine, subtitleLine } from './figure.ts';
import { countSizeClasses, sizeLabel } from './guard.ts';
import { incompletePeriods } from './incomplete.ts';
import { LARGEST, type MailAnswer } from './mail-answer.ts';
import { periodLabel } from './periods.ts';
import { rankedTable } from './ranked.ts';
import type { Repeated } from './repeated.ts';
import { sizesBy } from './sizes.ts';
import { timeAxis } from './time-axis.ts';

function textOf(answer: MailAnswer, title: string, measure: string, n: number) {
  const { table: columns, words, months, stream } = answer;
  const subtitle = subtitleLine(measure, n, { from: months.first, to: months.last }, words);
  const source = sourceLine(columns, stream, words, answer.method);
  return { title, subtitle, source, alt: altLine(title, subtitle, words) };
}

function axisParts({ table: columns, words, stream, periods, settings: { by } }: MailAnswer) {
  return timeAxis(columns, stream, periods, by, words);
}

function byPeriod({ table: columns, settings: { by } }: MailAnswer, selection: Selection) {
  return cellReader(groupBy(columns, selection, [{ facet: 'date', by }]));
}

export function volumeChart(answer: MailAnswer, finding: FindingBlock): TimeChart {
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
export function shareChart(answer: MailAnswer): TimeChart {
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

export function sizesChart(answer: MailAnswer): BarChart {
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

export function periodTable(answer: MailAnswer): TableBlock {
  const { table: columns, words, stream, everything, periods, settings } = answer;
  const [part, whole] = [byPeriod(answer, stream), byPeriod(answer, everything)];
  const size = sizesBy(columns, stream, [{ facet: 'date', by: settings.by }], LARGEST);
  const short = incompletePeriods(columns, stream, periods);
  const named = columnsOf(words);
  const rows = periods.map((period): Cell[] => {
    const interval = wilson(part(period).cases, whole(period).cases);
    const shares = [interval.share, interval.low, interval.high].map((value) => (Number.isNaN(value) ? null : 100 * value));
    const { n, median, p90, largest } = size(period);
    const complete = words.text(`analyses.guard.${short.includes(period) ? 'no' : 'yes'}`);
    const top = largest === null ? null : 100 * largest;
    return [
      period,
      periodLabel(period, words),
      part(period).cases,
      whole(period).cases,
      ...shares,
      part(period).kg,
      n,
      median,
      p90,
      top,
      complete,
    ];
  });
  const note = words.text('analyses.trends.note', { k: LARGEST });
  return {
    kind: 'table',
    title: words.text('analyses.mail.measure', { by: settings.by }),
    columns: [
      ...named.dated('period'),
      named.cases,
      named.counted('allCases'),
      named.percent('share'),
      named.percent('shareLow'),
      named.percent('shareHigh'),
      named.massKg,
      named.counted('sized'),
      named.kg('medianKg'),
      named.kg('p90Kg'),
      named.percent('largestShare'),
      named.text('complete'),
    ],
    rows,
    note: massNote(note, rows, words),
  };
}

export function rankedTables({ table: columns, words, stream, settings: { level, top } }: MailAnswer, facet: CodeFacet): TableBlock[] {
  const title = words.text('analyses.mail.ranked', { field: words.text(`analyses.fieldTitle.${facet}`) });
  return rankedTable(columns, stream, facet, { level: level as 1 | 2, top, title }, words);
}

export function repeatedTable({ words, settings: { top, days, least } }: MailAnswer, { groups }: Repeated): TableBlock[] {
  if (groups.length === 0) return [];
  const columns = columnsOf(words);
  return [
    {
      kind: 'table',
      title: words.text('analyses.mail.repeatedTitle', { days, least }),
      columns: [
        columns.text('countryLabel'),
        columns.text('origin'),
        columns.text('drugLabel'),
        columns.counted('runs'),
        columns.cases,
        columns.counted('longest'),
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
