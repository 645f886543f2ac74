import { Button } from '@mantine/core';
import { useState } from 'react';
import { useView } from '../../app/view.ts';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import type { ChartControl } from '../../blocks/marks.ts';
import { type OverviewInput, rankedChart } from '../../ui/panel-charts.ts';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { activeCodes, toggleAlso, toggleOnly } from '../../ui/toggle-filter.ts';
import { rankedDoubt } from './doubts.ts';

const FIRST = 12;

/** Ranked bars of one facet; a click filters, and filters no more on the second click. */
export function RankedPanel({ input, facet, isFetching }: { input: OverviewInput; facet: 'drug' | 'country'; isFetching: boolean }) {
  const { filter, panels, words } = input;
  const setFilter = useView((view) => view.setFilter);
  const [showsAll, setShowsAll] = useState(false);
  const count = (facet === 'drug' ? panels.drugs : panels.countries).length;
  const active = activeCodes(filter, facet);
  const control: ChartControl = {
    onMark: ({ code }, also) => setFilter(also ? toggleAlso(filter, facet, code) : toggleOnly(filter, facet, code)),
    isActive: ({ code }) => active.includes(code),
    hasActive: active.length > 0,
  };
  return (
    <>
      <ChartFigure
        chart={rankedChart(input, facet, showsAll ? count : FIRST)}
        control={control}
        isFetching={isFetching}
        tools={<PanelTools doubt={rankedDoubt(input, facet)} />}
      />
      {count > FIRST && (
        <Button variant="subtle" size="compact-xs" mt={4} onClick={() => setShowsAll(!showsAll)} aria-expanded={showsAll}>
          {showsAll ? words.text('explore.ranked.less', { count: FIRST }) : words.text('explore.ranked.all', { count })}
        </Button>
      )}
    </>
  );
}
