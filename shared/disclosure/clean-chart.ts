import { REST } from '../analysis/parts/figure.ts';
import type { TableBlock } from '../report/block.ts';
import type { Chart, HeatChart, TimeChart } from '../report/chart.ts';
import type { ReadTable } from './read-table.ts';

interface Drawn {
  block: TableBlock;
  read: ReadTable;
  figures: ReadonlyMap<string, number>;
}

/**
 * A chart that draws what a table prints, without the words beside it, which may hold other figures; null for any other. To be used where the
 * table prints every figure: then the sum of what is drawn together is known as well.
 */
export function cleanChart(chart: Chart, tables: readonly Drawn[]): Chart | null {
  const table = tables.find((one) => (chart.type === 'heat' ? isHeatOf(chart, one) : isTimeOf(chart, one)));
  if (!table) return null;
  const { title } = table.block;
  return { ...chart, title, subtitle: '', source: '', alt: title };
}

function isTimeOf(chart: Chart, { figures }: Drawn): boolean {
  if (chart.type !== 'line' && chart.type !== 'stacked') return false;
  const { series, periods, band }: TimeChart = chart;
  if (band || series.some(({ low, high }) => low || high)) return false;
  return series.every(
    ({ code, values }) =>
      code === REST || values.every((value, at) => value === null || value === figureAt(figures, periods[at]?.key ?? '', code)),
  );
}

function figureAt(figures: ReadonlyMap<string, number>, period: string, code: string): number | undefined {
  return (
    figures.get(JSON.stringify([period, code])) ?? figures.get(JSON.stringify([period, null])) ?? figures.get(JSON.stringify([period]))
  );
}

/** Pairs that do not occur are drawn as nothing. */
function isHeatOf({ x, y, values }: HeatChart, { figures }: Drawn): boolean {
  return values.every((row, down) =>
    row.every((value, across) => value === (figures.get(JSON.stringify([y[down]?.code, x[across]?.code])) ?? 0)),
  );
}
