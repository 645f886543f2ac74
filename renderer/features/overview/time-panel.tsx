import { SegmentedControl } from '@mantine/core';
import { REST } from '../../../shared/analysis/parts/figure.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import type { ChartControl } from '../../blocks/marks.ts';
import { activeCodes, dateRange, toggleAlso, toggleOnly, toggleRange } from '../../ui/toggle-filter.ts';
import { timeDoubt } from './doubts.ts';
import classes from './overview.module.css';
import { type PanelInput, type PanelSplit, timeChart } from './panel-charts.ts';
import { PanelTools } from './panel-tools.tsx';

const SPLITS: PanelSplit[] = ['none', 'drug', 'transport', 'concealment', 'country'];

/** Cases per month with a chosen split. A click on a series filters it, dragging chooses months. */
export function TimePanel({ input, isFetching }: { input: PanelInput; isFetching: boolean }) {
  const words = useWords();
  const split = useView((view) => view.split);
  const setSplit = useView((view) => view.setSplit);
  const control = useTimeControl(input, split);
  return (
    <ChartFigure chart={timeChart(input, split)} control={control} isFetching={isFetching} tools={<PanelTools doubt={timeDoubt(input)} />}>
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
}

function useTimeControl({ filter }: PanelInput, split: PanelSplit): ChartControl {
  const setFilter = useView((view) => view.setFilter);
  const range = dateRange(filter);
  const ranged: ChartControl = {
    onRange: (from, to) => setFilter(toggleRange(filter, from, to)),
    range: range ? { from: range.from ?? '0000', to: range.to ?? '9999' } : undefined,
  };
  if (split === 'none') return ranged;
  const active = activeCodes(filter, split);
  return {
    ...ranged,
    onMark: ({ code }, also) => {
      if (code !== REST) setFilter(also ? toggleAlso(filter, split, code) : toggleOnly(filter, split, code));
    },
    isActive: ({ code }) => active.includes(code),
    hasActive: active.length > 0,
  };
}
