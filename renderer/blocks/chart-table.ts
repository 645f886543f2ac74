import { assertNever } from '../../shared/errors.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import type { BarChart, Chart, HeatChart, TimeChart } from '../../shared/report/chart.ts';
import type { Wording } from '../../shared/report/wording.ts';

/** The numbers of a chart as a table: for screen readers, for copying, and for doubt. */
export function chartTable(chart: Chart, words: Wording): TableBlock {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return timeTable(chart, words);
    case 'bar':
      return barTable(chart, words);
    case 'heat':
      return heatTable(chart, words);
    default:
      return assertNever(chart);
  }
}

function timeTable(chart: TimeChart, words: Wording): TableBlock {
  const columns = [
    { key: 'period', label: words.text('explore.table.period') },
    ...chart.series.map((series) => ({ key: series.code, label: series.label, unit: chart.unit, numeric: true })),
  ];
  const rows = chart.periods.map((period, at) => [period.label, ...chart.series.map((series) => series.values[at] ?? null)]);
  return { kind: 'table', title: chart.title, columns, rows };
}

function barTable(chart: BarChart, words: Wording): TableBlock {
  const columns = [
    { key: 'label', label: words.text('explore.table.value') },
    { key: 'value', label: chart.unit, numeric: true },
  ];
  return { kind: 'table', title: chart.title, columns, rows: chart.bars.map((bar) => [bar.label, bar.value]) };
}

function heatTable(chart: HeatChart, words: Wording): TableBlock {
  const columns = [
    { key: 'label', label: words.text('explore.table.value') },
    ...chart.x.map((column) => ({ key: column.code, label: column.label, unit: chart.unit, numeric: true })),
  ];
  const rows = chart.y.map((row, y) => [row.label, ...chart.x.map((_column, x) => chart.values[y]?.[x] ?? null)]);
  return { kind: 'table', title: chart.title, columns, rows };
}
