import { memo, useMemo } from 'react';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import { heatChart, type OverviewInput } from '../../ui/panel-charts.ts';
import { useHeatControl } from '../../ui/panel-controls.ts';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { heatDoubt } from './doubts.ts';

/** Concealment by transport; a click on a cell filters both. */
export const HeatPanel = memo(function HeatPanel({ input, isFetching }: { input: OverviewInput; isFetching: boolean }) {
  const control = useHeatControl(input);
  const chart = useMemo(() => heatChart(input), [input]);
  return <ChartFigure chart={chart} control={control} isFetching={isFetching} tools={<PanelTools doubt={heatDoubt(input)} />} />;
});
