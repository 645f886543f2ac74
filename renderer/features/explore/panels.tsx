import { Button, SegmentedControl, Select } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { REST } from '../../../shared/analysis/parts/figure.ts';
import { FLOW_ROLES, MAP_FACETS, RANKED_FACETS } from '../../../shared/domain/explore.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { useView } from '../../app/view.ts';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import type { ChartControl } from '../../blocks/marks.ts';
import { facetName } from '../../ui/capital.ts';
import { heatChart, type PanelSplit, timeChart } from '../../ui/panel-charts.ts';
import { useCodeControl, useHeatControl, useTimeControl } from '../../ui/panel-controls.ts';
import type { PanelAnalysis } from '../../ui/panel-pin.tsx';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { activeCodes, dateRange, toggleAlso, toggleOnly, toggleRange } from '../../ui/toggle-filter.ts';
import { Brush } from './brush.tsx';
import { binLabel, type ExploreInput, flowChart, mapChart, rankedChart, sizesChart } from './charts.ts';
import { doubtOf } from './doubts.ts';
import classes from './explore.module.css';
import { binCode, chosenBins, toggleBin, withBins } from './mass-bins.ts';

interface PanelProps {
  input: ExploreInput;
  isFetching: boolean;
}

const FIRST = 12;
const SPLITS: PanelSplit[] = ['none', 'drug', 'transport', 'concealment', 'country'];
const isSplit = (facet: string): facet is PanelSplit => SPLITS.some((split) => split === facet);

/** The analysis that says what changed from year to year in the shares of a facet. */
function byMonth(split: PanelSplit): PanelAnalysis {
  return { analysis: 'cases-by-month', settings: { split } };
}

/** Cases per month: dragging on the chart, or the handles below it, choose months. */
export const TimePanel = memo(function TimePanel({ input, isFetching }: PanelProps) {
  const { words, filter, panels } = input;
  const split = useView((view) => view.split);
  const setSplit = useView((view) => view.setSplit);
  const setFilter = useView((view) => view.setFilter);
  const control = useTimeControl(input);
  const chart = useMemo(() => timeChart(input), [input]);
  const { keys } = panels.months;
  return (
    <>
      <ChartFigure
        chart={chart}
        control={control}
        isFetching={isFetching}
        tools={<PanelTools doubt={doubtOf(input, 'time')} pin={byMonth(input.split)} />}
      >
        <div className={classes.controls}>
          <SegmentedControl
            aria-label={words.text('explore.split.label')}
            value={split}
            onChange={(value) => setSplit(value as PanelSplit)}
            data={SPLITS.map((value) => ({ value, label: words.text(`explore.split.${value}`) }))}
          />
        </div>
      </ChartFigure>
      <Brush
        kind="months"
        steps={keys.map((key) => words.date(key))}
        chosen={chosenMonths(dateRange(filter), keys)}
        onChoose={(first, last) => setFilter(toggleRange(filter, keys[first] ?? '', keys[last] ?? ''))}
      />
    </>
  );
});

/** Places of the first and last month within a range of dates; a year means its months. */
function chosenMonths(range: ReturnType<typeof dateRange>, keys: string[]): [number, number] | undefined {
  if (!range) return undefined;
  const inside = keys.flatMap((key, at) =>
    key >= (range.from ?? '').slice(0, 7) && key <= `${range.to ?? '9999'}-99`.slice(0, 7) ? [at] : [],
  );
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? undefined : [first, last];
}

/** Concealment by transport; a click on a cell filters both. */
export const HeatPanel = memo(function HeatPanel({ input, isFetching }: PanelProps) {
  const control = useHeatControl(input);
  const chart = useMemo(() => heatChart(input), [input]);
  return (
    <ChartFigure
      chart={chart}
      control={control}
      isFetching={isFetching}
      tools={<PanelTools doubt={doubtOf(input, 'heat')} pin={{ analysis: 'concealment-transport', settings: {} }} />}
    />
  );
});

/** Ranked bars of one facet, which the person chooses. */
export const RankedPanel = memo(function RankedPanel({ input, isFetching, onFacet }: PanelProps & { onFacet(facet: string): void }) {
  const { panels, words } = input;
  const { facet, values } = panels.ranked;
  const [showsAll, setShowsAll] = useState(false);
  const control = useCodeControl(input, facet);
  const count = values.length;
  const most = showsAll ? count : FIRST;
  const chart = useMemo(() => rankedChart(input, most), [input, most]);
  return (
    <>
      <ChartFigure
        chart={chart}
        control={control}
        isFetching={isFetching}
        tools={<PanelTools doubt={doubtOf(input, 'ranked')} pin={isSplit(facet) ? byMonth(facet) : undefined} />}
      >
        <FacetChoice label={words.text('explorer.facet.ranked')} facets={RANKED_FACETS} facet={facet} onFacet={onFacet} words={words} />
      </ChartFigure>
      {count > FIRST && (
        <Button variant="subtle" size="compact-xs" mt={4} onClick={() => setShowsAll(!showsAll)} aria-expanded={showsAll}>
          {showsAll ? words.text('explore.ranked.less', { count: FIRST }) : words.text('explore.ranked.all', { count })}
        </Button>
      )}
    </>
  );
});

interface FacetChoiceProps {
  label: string;
  facets: readonly CodeFacet[];
  facet: CodeFacet;
  onFacet(facet: string): void;
  words: ExploreInput['words'];
}

function FacetChoice({ label, facets, facet, onFacet, words }: FacetChoiceProps) {
  return (
    <div className={classes.controls}>
      <Select
        aria-label={label}
        size="xs"
        w={220}
        maw="100%"
        allowDeselect={false}
        value={facet}
        onChange={(next) => next && onFacet(next)}
        data={facets.map((value) => ({ value, label: facetName(words, value) }))}
      />
    </div>
  );
}

/** How large cases are; a click chooses a size, the handles a range. */
export const SizePanel = memo(function SizePanel({ input, isFetching }: PanelProps) {
  const { filter, panels, words } = input;
  const { bins } = panels.sizes;
  const setFilter = useView((view) => view.setFilter);
  const chosen = chosenBins(filter, bins);
  const chart = useMemo(() => sizesChart(input), [input]);
  const control = useMemo<ChartControl>(() => {
    const within = chosenBins(filter, bins);
    return {
      onMark: ({ code }, also) => setFilter(toggleBin(filter, bins, code, also)),
      isActive: ({ code }) => {
        const at = bins.findIndex((bin) => binCode(bin) === code);
        return within !== undefined && at >= within[0] && at <= within[1];
      },
      hasActive: within !== undefined,
    };
  }, [filter, bins, setFilter]);
  return (
    <>
      <ChartFigure chart={chart} control={control} isFetching={isFetching} tools={<PanelTools doubt={doubtOf(input, 'sizes')} />} />
      <Brush
        kind="sizes"
        steps={bins.map((bin) => binLabel(bin, words))}
        chosen={chosen}
        onChoose={(first, last) => setFilter(withBins(filter, bins, first, last))}
      />
    </>
  );
});

const isRole = (key: string | undefined): key is (typeof FLOW_ROLES)[number] => FLOW_ROLES.some((role) => role === key);

/** From origin to departure to destination; a click on a country filters by it in that role. */
export const FlowPanel = memo(function FlowPanel({ input, isFetching }: PanelProps) {
  const { filter } = input;
  const setFilter = useView((view) => view.setFilter);
  const chart = useMemo(() => flowChart(input), [input]);
  const control = useMemo<ChartControl>(
    () => ({
      onMark: ({ code, key }, also) => {
        if (!isRole(key) || code === REST) return;
        setFilter(also ? toggleAlso(filter, key, code) : toggleOnly(filter, key, code));
      },
      isActive: ({ code, key }) => isRole(key) && activeCodes(filter, key).includes(code),
      hasActive: FLOW_ROLES.some((role) => activeCodes(filter, role).length > 0),
    }),
    [filter, setFilter],
  );
  return (
    <ChartFigure
      chart={chart}
      control={control}
      isFetching={isFetching}
      tools={<PanelTools doubt={doubtOf(input, 'flows')} pin={{ analysis: 'routes', settings: {} }} />}
    />
  );
});

/** Where: countries of the chosen role shaded, the most frequent stated routes as lines. */
export const MapPanel = memo(function MapPanel({ input, isFetching, onFacet }: PanelProps & { onFacet(facet: string): void }) {
  const { panels, words } = input;
  const { facet } = panels.map;
  const control = useCodeControl(input, facet);
  const chart = useMemo(() => mapChart(input), [input]);
  return (
    <ChartFigure chart={chart} control={control} isFetching={isFetching} tools={<PanelTools doubt={doubtOf(input, 'map')} />}>
      <FacetChoice label={words.text('explorer.facet.map')} facets={MAP_FACETS} facet={facet} onFacet={onFacet} words={words} />
    </ChartFigure>
  );
});
