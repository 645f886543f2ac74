import { isNotStated } from '../../columns/codes.ts';
import type { Cell, FindingBlock, TableBlock, TableColumn } from '../../report/block.ts';
import type { Series, TimeChart } from '../../report/chart.ts';
import { wilson } from '../../statistics/proportion.ts';
import { addMass, type Mass } from './counted.ts';
import { altLine, colour, columnsOf, labelOf, massNote, REST, sourceLine, subtitleLine } from './figure.ts';
import { periodLabel } from './periods.ts';
import { timeAxis } from './time-axis.ts';
import type { TrendsAnswer } from './trends-answer.ts';

function textOf(answer: TrendsAnswer, title: string, measure: string) {
  const { table, words, months, selection, method } = answer;
  const subtitle = subtitleLine(measure, selection.count - months.undated, { from: months.first, to: months.last }, words);
  return { title, subtitle, source: sourceLine(table, selection, words, method), alt: altLine(title, subtitle, words) };
}

function measureOf({ words, settings: { measure, split, by } }: TrendsAnswer): string {
  const key = `analyses.trends.${measure}${split === 'none' ? '' : 'By'}`;
  return words.text(key, { by, field: split === 'none' ? '' : words.text(`analyses.field.${split}`) });
}

function axisParts({ table, words, selection, periods, incomplete, settings: { by } }: TrendsAnswer) {
  return timeAxis(table, selection, periods, by, words, incomplete);
}

/** Counts or masses by period; the last months with what is still to be expected where that is known. */
export function mainChart(answer: TrendsAnswer, finding: FindingBlock): TimeChart {
  const { words, settings } = answer;
  return {
    type: settings.split === 'none' ? 'line' : 'stacked',
    ...textOf(answer, finding.text, measureOf(answer)),
    unit: settings.measure === 'mass' ? words.text('units.symbol.kilogram') : words.text('analyses.column.cases'),
    ...axisParts(answer),
    series: series(answer),
    ...expectedBand(answer),
  };
}

function expectedBand(answer: TrendsAnswer): Pick<TimeChart, 'band'> {
  const { words, periods, delayed, settings } = answer;
  if (!delayed || settings.by !== 'month' || settings.split !== 'none' || settings.measure !== 'counts') return {};
  const read = (pick: (at: number) => number | null) => periods.map((period) => expectedAt(answer, period, pick));
  return {
    band: {
      label: words.text('analyses.trends.expectedBand'),
      low: read((at) => delayed.low[at] as number),
      high: read((at) => delayed.high[at] as number),
      middle: read((at) => delayed.expected[at] as number),
    },
  };
}

/** A figure of the estimate for a month, with the cases of the sources whose delay is not known; null outside it and without any report. */
function expectedAt({ delayed, part, values }: TrendsAnswer, period: string, pick: (at: number) => number | null): number | null {
  const at = delayed?.months.indexOf(period) ?? -1;
  if (!delayed || at < 0 || delayed.reported[at] === 0 || delayed.complete[at] === 1) return null;
  const figure = pick(at);
  const others = part(period, values[0]?.code ?? '').cases - (delayed.reported[at] as number);
  return figure === null ? null : figure + others;
}

function series({ words, periods, values, part, settings: { split, top, measure } }: TrendsAnswer): Series[] {
  const stated = values.filter(({ code }) => !isNotStated(code));
  const read = (period: string, codes: string[]): Mass => {
    const cells = codes.map((code) => part(period, code));
    return measure === 'mass' ? addMass(cells) : cells.reduce((sum, { cases }) => sum + cases, 0);
  };
  const draw = (code: string, codes: string[]): Series => ({
    code,
    label: labelOf(split, code, words),
    colour: colour(split, code),
    values: periods.map((period) => read(period, codes)),
  });
  const rest = stated.slice(top).map(({ code }) => code);
  return [
    ...stated.slice(0, top).map(({ code }) => draw(code, [code])),
    ...(rest.length > 0 ? [draw(REST, rest)] : []),
    ...values.filter(({ code }) => isNotStated(code)).map(({ code }) => draw(code, [code])),
  ];
}

/** Shares among known values as lines with their intervals; a period without a known value breaks the line. */
export function shareChart(answer: TrendsAnswer): TimeChart {
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

/** A row for each period and value, with everything the charts show. */
export function trendsTable(answer: TrendsAnswer): TableBlock {
  const { words, periods, values, settings, part, incomplete } = answer;
  const rows = periods.flatMap((period) =>
    values.map(({ code }): Cell[] => {
      const { cases, kg } = part(period, code);
      const complete = words.text(`analyses.guard.${incomplete.includes(period) ? 'no' : 'yes'}`);
      return [
        period,
        periodLabel(period, words),
        code,
        labelOf(settings.split, code, words),
        cases,
        ...shareCells(answer, period, code),
        ...expectedCells(answer, period),
        kg,
        ...sizeCells(answer, period, code),
        complete,
      ];
    }),
  );
  const note = words.text('analyses.trends.note', { k: settings.largest });
  return { kind: 'table', title: measureOf(answer), columns: tableColumns(answer), rows, note: massNote(note, rows, words) };
}

function tableColumns(answer: TrendsAnswer): TableColumn[] {
  const columns = columnsOf(answer.words);
  const shares = [columns.counted('known'), columns.percent('share'), columns.percent('shareLow'), columns.percent('shareHigh')];
  const expected = ['expected', 'expectedLow', 'expectedHigh'].map(columns.counted);
  return [
    ...columns.dated('period'),
    columns.code('code'),
    columns.text('label'),
    columns.cases,
    ...(answer.settings.split === 'none' ? [] : shares),
    ...(hasExpected(answer) ? [...expected, columns.percent('reported')] : []),
    columns.massKg,
    columns.counted('sized'),
    columns.kg('medianKg'),
    columns.kg('p90Kg'),
    columns.percent('largestShare'),
    columns.text('complete'),
  ];
}

function hasExpected({ delayed, settings }: TrendsAnswer): boolean {
  return delayed !== undefined && settings.split === 'none' && settings.by === 'month';
}

function shareCells({ settings, part, known }: TrendsAnswer, period: string, code: string): Cell[] {
  if (settings.split === 'none') return [];
  const { share, low, high } = wilson(part(period, code).cases, known(period));
  if (isNotStated(code) || known(period) === 0) return [known(period), null, null, null];
  return [known(period), 100 * share, 100 * low, 100 * high];
}

function expectedCells(answer: TrendsAnswer, period: string): Cell[] {
  const { delayed } = answer;
  if (!delayed || !hasExpected(answer)) return [];
  const figures = [delayed.expected, delayed.low, delayed.high].map((list) => expectedAt(answer, period, (at) => list[at] as number));
  const at = delayed.months.indexOf(period);
  return [...figures, at < 0 || figures[0] === null ? null : 100 * (delayed.complete[at] as number)];
}

function sizeCells({ sizes }: TrendsAnswer, period: string, code: string): Cell[] {
  const { n, median, p90, largest } = sizes(period, code);
  return [n, median, p90, largest === null ? null : 100 * largest];
}
