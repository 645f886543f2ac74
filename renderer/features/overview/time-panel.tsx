import { SegmentedControl } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import { type OverviewInput, type PanelSplit, timeChart } from '../../ui/panel-charts.ts';
import { useTimeControl } from '../../ui/panel-controls.ts';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { timeDoubt } from './doubts.ts';
import classes from './overview.module.css';

const SPLITS: PanelSplit[] = ['none', 'drug', 'transport', 'concealment', 'country'];

/** Cases per month with a chosen split. A click on a series filters it, dragging chooses months. */
export const TimePanel = memo(function TimePanel({ input, isFetching }: { input: OverviewInput; isFetching: boolean }) {
  const words = useWords();
  const split = useView((view) => view.split);
  const setSplit = useView((view) => view.setSplit);
  const control = useTimeControl(input);
  const chart = useMemo(() => timeChart(input), [input]);
  return (
    <ChartFigure chart={chart} control={control} isFetching={isFetching} tools={<PanelTools doubt={timeDoubt(input)} />}>
      <div className={classes.controls}>
        <SegmentedControl
          aria-label={words.text('explore.split.label')}
          value={split}
          onChange={(value) => setSplit(value as PanelSplit)}
          data={SPLITS.map((value) => ({ value, label: words.text(`explore.split.${value}`) }))}
        />
        <span className={classes.hint}>{words.text('explore.time.hint')}</span>
      </div>
    </ChartFigure>
  );
});
