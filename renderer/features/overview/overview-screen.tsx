import { Button, Loader, SegmentedControl } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useQueryOf } from '../../app/service.tsx';
import { useSaved, useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { Measure, OverviewInput } from '../../ui/panel-charts.ts';
import { Screen } from '../../ui/screen.tsx';
import { useAnswered } from '../../ui/use-answered.ts';
import { useInTurn } from '../../ui/use-in-turn.ts';
import { Findings } from './findings.tsx';
import { HeatPanel } from './heat-panel.tsx';
import { Numbers } from './numbers.tsx';
import classes from './overview.module.css';
import { QualityPanel } from './quality-panel.tsx';
import { RankedPanel } from './ranked-panel.tsx';
import { TimePanel } from './time-panel.tsx';

const isMeasure = (value: unknown): value is Measure => value === 'cases' || value === 'mass';

/** The profile of the selection: sentences, numbers, and panels that filter one another. */
export function OverviewScreen() {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const split = useView((view) => view.split);
  const [measure, setMeasure] = useSaved<Measure>('overview.measure', 'cases', isMeasure);
  const query = useQueryOf('profile.panels', { filter, split, language: words.language }, { areas: ['cases', 'imports'] });
  const answered = useAnswered(split, query.isPlaceholderData);
  if (query.error && !query.data) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.total === 0) return <NothingYet />;
  const input: OverviewInput = { panels: query.data, filter, split: answered, measure, words };
  const choice = (
    <SegmentedControl
      aria-label={words.text('explore.measure.label')}
      value={measure}
      onChange={(value) => isMeasure(value) && setMeasure(value)}
      data={(['cases', 'mass'] as const).map((value) => ({ value, label: words.text(`explore.measure.${value}`) }))}
    />
  );
  return (
    <Screen title={words.text('frame.screen.overview')} lead={words.text('explore.lead')} actions={choice}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      <Findings filter={filter} isTurn={!query.isFetching} />
      <Numbers input={input} />
      <Panels input={input} isFetching={query.isPlaceholderData} />
    </Screen>
  );
}

interface PanelEntry {
  id: string;
  width: 'whole' | 'wide' | 'narrow';
  draw(shared: { input: OverviewInput; isFetching: boolean }): ReactNode;
}

/** In the order in which they stand and are drawn. */
const PANELS: PanelEntry[] = [
  { id: 'time', width: 'whole', draw: (shared) => <TimePanel {...shared} /> },
  { id: 'heat', width: 'wide', draw: (shared) => <HeatPanel {...shared} /> },
  { id: 'drug', width: 'narrow', draw: (shared) => <RankedPanel {...shared} facet="drug" /> },
  { id: 'country', width: 'narrow', draw: (shared) => <RankedPanel {...shared} facet="country" /> },
  { id: 'quality', width: 'wide', draw: (shared) => <QualityPanel {...shared} /> },
];

/** The former figures of a panel stay until its new ones are drawn, panel by panel. */
function Panels({ input, isFetching }: { input: OverviewInput; isFetching: boolean }) {
  const { panels, filter, split, measure, words } = input;
  const newest = useMemo<OverviewInput>(() => ({ panels, filter, split, measure, words }), [panels, filter, split, measure, words]);
  const shown = useInTurn(newest, PANELS.length);
  return (
    <div className={classes.grid}>
      {PANELS.map(({ id, width, draw }, at) => {
        const input = shown[at];
        return input ? (
          <div key={id} className={`${classes.panel} ${classes[width]}`} data-first={at === 0 || undefined} data-panel={id}>
            {draw({ input, isFetching: isFetching || input !== newest })}
          </div>
        ) : null;
      })}
    </div>
  );
}

function Waiting() {
  const words = useWords();
  return (
    <Screen title={words.text('frame.screen.overview')}>
      <Loader size="sm" role="progressbar" aria-label={words.text('explore.loading')} />
    </Screen>
  );
}

function NothingYet() {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  return (
    <Screen title={words.text('frame.screen.overview')}>
      <EmptyState
        icon={<IconChartHistogram size={36} stroke={1.25} />}
        title={words.text('explore.nothing.title')}
        text={words.text('explore.nothing.text')}
        action={<Button onClick={() => setScreen('import')}>{words.text('explore.nothing.act')}</Button>}
      />
    </Screen>
  );
}
