import { Button, Loader, SegmentedControl } from '@mantine/core';
import { IconChartDots3 } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { MAP_FACETS, RANKED_FACETS } from '../../../shared/domain/explore.ts';
import { useActions } from '../../app/actions.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useSaved, useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { Measure } from '../../ui/panel-charts.ts';
import { Screen } from '../../ui/screen.tsx';
import { useAnswered } from '../../ui/use-answered.ts';
import { useInTurn } from '../../ui/use-in-turn.ts';
import type { ExploreInput } from './charts.ts';
import classes from './explore.module.css';
import { FlowPanel, HeatPanel, MapPanel, RankedPanel, SizePanel, TimePanel } from './panels.tsx';
import { hasBrush, withoutBrush } from './without-brush.ts';

type Ranked = (typeof RANKED_FACETS)[number];
type Mapped = (typeof MAP_FACETS)[number];
const isMeasure = (value: unknown): value is Measure => value === 'cases' || value === 'mass';
const isRanked = (value: unknown): value is Ranked => RANKED_FACETS.some((facet) => facet === value);
const isMapped = (value: unknown): value is Mapped => MAP_FACETS.some((facet) => facet === value);

/** Six panels of one selection; a mark in any of them filters the others. */
export function ExploreScreen() {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const setFilter = useView((view) => view.setFilter);
  const split = useView((view) => view.split);
  const [measure, setMeasure] = useSaved<Measure>('explore.measure', 'cases', isMeasure);
  const [ranked, setRanked] = useSaved<Ranked>('explore.ranked', 'drug', isRanked);
  const [map, setMap] = useSaved<Mapped>('explore.map', 'country', isMapped);
  const onRanked = useCallback((facet: string) => isRanked(facet) && setRanked(facet), [setRanked]);
  const onMap = useCallback((facet: string) => isMapped(facet) && setMap(facet), [setMap]);
  const query = useQueryOf('explore.panels', { filter, split, ranked, map, language: words.language }, { areas: ['cases', 'imports'] });
  const answered = useAnswered(split, query.isPlaceholderData);
  const clear = () => setFilter(withoutBrush(filter));
  useActions([
    {
      id: 'explore-clear',
      titleKey: 'explorer.clear',
      keys: 'Escape',
      group: 'screen',
      when: () => hasBrush(filter) && isFree(),
      run: clear,
    },
  ]);
  if (query.error && !query.data) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.total === 0) return <NothingYet />;
  const actions = (
    <>
      {hasBrush(filter) && (
        <Button variant="subtle" color="gray" onClick={clear} aria-keyshortcuts="Escape">
          {words.text('explorer.clear')}
        </Button>
      )}
      <SegmentedControl
        aria-label={words.text('explore.measure.label')}
        value={measure}
        onChange={(value) => isMeasure(value) && setMeasure(value)}
        data={(['cases', 'mass'] as const).map((value) => ({ value, label: words.text(`explore.measure.${value}`) }))}
      />
    </>
  );
  return (
    <Screen title={words.text('frame.screen.explore')} lead={words.text('explorer.lead')} actions={actions}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      <Panels
        panels={query.data}
        filter={filter}
        split={answered}
        measure={measure}
        isFetching={query.isPlaceholderData}
        onRanked={onRanked}
        onMap={onMap}
      />
    </Screen>
  );
}

/** Escape belongs to whatever floats, such as a menu or a note. */
function isFree(): boolean {
  const floating = document.querySelectorAll('[role="menu"], [role="listbox"], [role="dialog"]');
  return ![...floating].some((one) => one.checkVisibility());
}

interface PanelsProps extends Omit<ExploreInput, 'words'> {
  isFetching: boolean;
  onRanked(facet: string): void;
  onMap(facet: string): void;
}

interface PanelEntry {
  id: string;
  width: 'whole' | 'wide' | 'narrow';
  draw(shared: { input: ExploreInput; isFetching: boolean }, props: PanelsProps): ReactNode;
}

/** In the order in which they stand and are drawn. */
const PANELS: PanelEntry[] = [
  { id: 'time', width: 'whole', draw: (shared) => <TimePanel {...shared} /> },
  { id: 'heat', width: 'wide', draw: (shared) => <HeatPanel {...shared} /> },
  { id: 'ranked', width: 'narrow', draw: (shared, { onRanked }) => <RankedPanel {...shared} onFacet={onRanked} /> },
  { id: 'flows', width: 'wide', draw: (shared) => <FlowPanel {...shared} /> },
  { id: 'sizes', width: 'narrow', draw: (shared) => <SizePanel {...shared} /> },
  { id: 'map', width: 'whole', draw: (shared, { onMap }) => <MapPanel {...shared} onFacet={onMap} /> },
];

/** The former figures of a panel stay until its new ones are drawn, panel by panel. */
function Panels(props: PanelsProps) {
  const words = useWords();
  const { panels, filter, split, measure } = props;
  const newest = useMemo<ExploreInput>(() => ({ panels, filter, split, measure, words }), [panels, filter, split, measure, words]);
  const shown = useInTurn(newest, PANELS.length);
  return (
    <div className={classes.grid}>
      {PANELS.map(({ id, width, draw }, at) => {
        const input = shown[at];
        return input ? (
          <section key={id} className={`${classes.panel} ${classes[width]}`} data-panel={id} data-pane>
            {draw({ input, isFetching: props.isFetching || input !== newest }, props)}
          </section>
        ) : null;
      })}
    </div>
  );
}

function Waiting() {
  const words = useWords();
  return (
    <Screen title={words.text('frame.screen.explore')}>
      <Loader size="sm" role="progressbar" aria-label={words.text('explore.loading')} />
    </Screen>
  );
}

function NothingYet() {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  return (
    <Screen title={words.text('frame.screen.explore')}>
      <EmptyState
        icon={<IconChartDots3 size={36} stroke={1.25} />}
        title={words.text('explore.nothing.title')}
        text={words.text('explorer.nothing')}
        action={<Button onClick={() => setScreen('import')}>{words.text('explore.nothing.act')}</Button>}
      />
    </Screen>
  );
}
