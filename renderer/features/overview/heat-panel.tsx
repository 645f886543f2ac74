import { useView } from '../../app/view.ts';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import type { ChartControl } from '../../blocks/marks.ts';
import { activeCodes, toggleMarks } from '../../ui/toggle-filter.ts';
import { heatDoubt } from './doubts.ts';
import { heatChart, type PanelInput } from './panel-charts.ts';
import { PanelTools } from './panel-tools.tsx';

/** Concealment by transport; a click on a cell filters both. */
export function HeatPanel({ input, isFetching }: { input: PanelInput; isFetching: boolean }) {
  const setFilter = useView((view) => view.setFilter);
  const concealments = activeCodes(input.filter, 'concealment');
  const transports = activeCodes(input.filter, 'transport');
  const holds = (codes: string[], code: string | undefined) => codes.length === 0 || (code !== undefined && codes.includes(code));
  const control: ChartControl = {
    onMark: ({ code, key = '' }) =>
      setFilter(
        toggleMarks(input.filter, [
          { facet: 'concealment', code },
          { facet: 'transport', code: key },
        ]),
      ),
    hasActive: concealments.length + transports.length > 0,
    isActive: ({ code, key }) => concealments.length + transports.length > 0 && holds(concealments, code) && holds(transports, key),
  };
  return <ChartFigure chart={heatChart(input)} control={control} isFetching={isFetching} tools={<PanelTools doubt={heatDoubt(input)} />} />;
}
