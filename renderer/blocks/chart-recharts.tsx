import { lazy, memo, Suspense } from 'react';
import { assertNever } from '../../shared/errors.ts';
import type { Chart } from '../../shared/report/chart.ts';
import { BarChartView } from './bar-chart.tsx';
import { FlowChartView } from './flow-chart.tsx';
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

/** The outlines of the world come with the first map. */
const MapChartView = lazy(async () => ({ default: (await import('./map-chart.tsx')).MapChartView }));

const NO_CONTROL: ChartControl = {};

/** Draws a chart specification on screen: time and bars by Recharts, the heat map as a table a screen reader can walk. Drawn again only for another chart or control. */
export const ChartDrawing = memo(function ChartDrawing({ chart, width, scheme, control = NO_CONTROL }: ChartDrawingProps) {
  switch (chart.type) {
    case 'line':
    case 'stacked':
      return <TimeChartView chart={chart} width={width} scheme={scheme} control={control} />;
    case 'bar':
      return <BarChartView chart={chart} width={width} scheme={scheme} control={control} />;
    case 'heat':
      return <HeatTable chart={chart} width={width} scheme={scheme} control={control} />;
    case 'flow':
      return <FlowChartView chart={chart} width={width} scheme={scheme} control={control} />;
    case 'map':
      return (
        <Suspense fallback={<div style={{ height: width / 2 }} aria-busy="true" />}>
          <MapChartView chart={chart} width={width} scheme={scheme} control={control} />
        </Suspense>
      );
    default:
      return assertNever(chart);
  }
});
