import { assertNever } from '../../shared/errors.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { BarChartView } from './bar-chart.tsx';
import { HeatTable } from './heat-table.tsx';
import type { ChartControl } from './marks.ts';
import { TimeChartView } from './time-chart.tsx';

export interface ChartDrawingProps {
  chart: Chart;
  /** Pixels; the height follows from the kind of chart. */
  width: number;
  scheme: 'light' | 'dark';
  control?: ChartControl;
}

/** Draws a chart specification on screen: time and bars by Recharts, the heat map as a table a screen reader can walk. */
export function ChartDrawing({ chart, width, scheme, control = {} }: ChartDrawingProps) {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return <TimeChartView chart={chart} width={width} scheme={scheme} control={control} />;
    case 'bar':
      return <BarChartView chart={chart} width={width} scheme={scheme} control={control} />;
    case 'heat':
      return <HeatTable chart={chart} width={width} scheme={scheme} control={control} />;
    default:
      return assertNever(chart);
  }
}
