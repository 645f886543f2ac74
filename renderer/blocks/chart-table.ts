import { assertNever } from '../../shared/errors.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import type { BarChart, Chart, FlowChart, HeatChart, MapChart, TimeChart } from '../../shared/report/chart.ts';
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
    case 'flow':
      return flowTable(chart, words);
    case 'map':
      return mapTable(chart, words);
    default:
      return assertNever(chart);
  }
}

function timeTable(chart: TimeChart, words: Wording): TableBlock {
  const lines = [
    ...chart.series.flatMap(({ code, label, values, low, high }) => [{ code, label, values }, ...ends({ code, label, low, high }, words)]),
    ...(chart.band ? ends({ ...chart.band, code: 'expected' }, words) : []),
  ];
  const columns = [
    { key: 'period', label: words.text('explore.table.period') },
    ...lines.map(({ code, label }) => ({ key: code, label, unit: chart.unit, numeric: true })),
  ];
  const rows = chart.periods.map((period, at) => [period.label, ...lines.map(({ values }) => values[at] ?? null)]);
  return { kind: 'table', title: chart.title, columns, rows };
}

interface Ends {
  code: string;
  label: string;
  low: (number | null)[] | undefined;
  high: (number | null)[] | undefined;
}

function ends({ code, label, low, high }: Ends, words: Wording): { code: string; label: string; values: (number | null)[] }[] {
  if (!low || !high) return [];
  return [
    { code: `${code}-low`, label: words.text('explore.table.low', { label }), values: low },
    { code: `${code}-high`, label: words.text('explore.table.high', { label }), values: high },
  ];
}

function barTable(chart: BarChart, words: Wording): TableBlock {
  const hasEnds = chart.bars.some(({ low, high }) => low !== undefined && high !== undefined);
  const end = (key: 'low' | 'high') => ({ key, label: words.text(`explore.table.${key}`, { label: chart.unit }), numeric: true });
  const columns = [
    { key: 'label', label: words.text('explore.table.value') },
    { key: 'value', label: chart.unit, numeric: true },
    ...(hasEnds ? [end('low'), end('high')] : []),
  ];
  const rows = chart.bars.map(({ label, value, low, high }) => [label, value, ...(hasEnds ? [low ?? null, high ?? null] : [])]);
  return { kind: 'table', title: chart.title, columns, rows };
}

/** A row for each ribbon, named by the columns it joins. */
function flowTable(chart: FlowChart, words: Wording): TableBlock {
  const nodes = new Map(chart.nodes.map((node) => [node.key, `${chart.columns[node.column]?.label ?? ''}: ${node.label}`]));
  const rows = chart.links.map(({ from, to, value }) => [nodes.get(from) ?? from, nodes.get(to) ?? to, value]);
  return { kind: 'table', title: chart.title, columns: fromToColumns(chart.unit, words), rows };
}

/** The shaded areas, then the lines between them, then what has no place on the map. */
function mapTable(chart: MapChart, words: Wording): TableBlock {
  const rows = [
    ...chart.areas.map(({ label, value }) => [label, null, value]),
    ...chart.flows.map(({ fromLabel, toLabel, value }) => [fromLabel, toLabel, value]),
    ...(chart.unplaced ?? []).map(({ label, value }) => [label, null, value]),
  ];
  const [first, ...others] = fromToColumns(chart.unit, words);
  const columns = [{ key: 'from', label: chart.flows.length > 0 ? (first?.label ?? '') : words.text('explore.table.value') }, ...others];
  return { kind: 'table', title: chart.title, columns, rows };
}

function fromToColumns(unit: string, words: Wording): TableBlock['columns'] {
  return [
    { key: 'from', label: words.text('explore.table.from') },
    { key: 'to', label: words.text('explore.table.to') },
    { key: 'value', label: unit, numeric: true },
  ];
}

function heatTable(chart: HeatChart, words: Wording): TableBlock {
  const columns = [
    { key: 'label', label: words.text('explore.table.value') },
    ...chart.x.map((column) => ({ key: column.code, label: column.label, unit: chart.unit, numeric: true })),
  ];
  const rows = chart.y.map((row, y) => [row.label, ...chart.x.map((_column, x) => chart.values[y]?.[x] ?? null)]);
  return { kind: 'table', title: chart.title, columns, rows };
}
