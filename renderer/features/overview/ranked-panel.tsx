import { Button } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import { type OverviewInput, rankedChart } from '../../ui/panel-charts.ts';
import { useCodeControl } from '../../ui/panel-controls.ts';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { rankedDoubt } from './doubts.ts';

const FIRST = 12;

/** Ranked bars of one facet; a click filters, and filters no more on the second click. */
export const RankedPanel = memo(function RankedPanel({
  input,
  facet,
  isFetching,
}: {
  input: OverviewInput;
  facet: 'drug' | 'country';
  isFetching: boolean;
}) {
  const { panels, words } = input;
  const [showsAll, setShowsAll] = useState(false);
  const count = (facet === 'drug' ? panels.drugs : panels.countries).length;
  const most = showsAll ? count : FIRST;
  const control = useCodeControl(input, facet);
  const chart = useMemo(() => rankedChart(input, facet, most), [input, facet, most]);
  return (
    <>
      <ChartFigure chart={chart} control={control} isFetching={isFetching} tools={<PanelTools doubt={rankedDoubt(input, facet)} />} />
      {count > FIRST && (
        <Button variant="subtle" size="compact-xs" mt={4} onClick={() => setShowsAll(!showsAll)} aria-expanded={showsAll}>
          {showsAll ? words.text('explore.ranked.less', { count: FIRST }) : words.text('explore.ranked.all', { count })}
        </Button>
      )}
    </>
  );
});
