import { ChartFigure } from '../../blocks/chart-figure.tsx';
import { heatChart, type OverviewInput } from '../../ui/panel-charts.ts';
import { useHeatControl } from '../../ui/panel-controls.ts';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { heatDoubt } from './doubts.ts';

/** Concealment by transport; a click on a cell filters both. */
export function HeatPanel({ input, isFetching }: { input: OverviewInput; isFetching: boolean }) {
  const control = useHeatControl(input);
  return <ChartFigure chart={heatChart(input)} control={control} isFetching={isFetching} tools={<PanelTools doubt={heatDoubt(input)} />} />;
}
