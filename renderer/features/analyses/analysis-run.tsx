import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowBackUp, IconListSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useSaved, useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { BlockView } from '../../blocks/block-view.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { numbered } from '../../ui/numbered.ts';
import { PinFinding } from '../../ui/pin-finding.tsx';
import classes from './analyses.module.css';
import type { ListedAnalysis } from './analyses-screen.tsx';
import { initialValues, settingsOf, type Values, valuesFrom } from './settings.ts';
import { SettingsForm } from './settings-form.tsx';
import { UsedLine } from './used-line.tsx';

type Result = OutputOf<StowageContract['analyses.run']>;

const TYPING_MS = 350;
const SLOW_MS = 300;

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Settings, the blocks that follow from them, and below how they were made. */
export function AnalysisRun({ analysis }: { analysis: ListedAnalysis }) {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  const settings = settingsOf(analysis.settings);
  const [kept, keep] = useSaved<Values>(`analyses.settings.${analysis.id}`, {}, isValues);
  const values = valuesFrom(settings, kept);
  const run = useRun(analysis.id, values);
  const isUsual = JSON.stringify(values) === JSON.stringify(initialValues(settings));
  return (
    <article className={classes.run} aria-busy={run.isFetching} data-pane>
      <h2 className={classes.question}>{analysis.question}</h2>
      <div className={classes.acts}>
        <Button variant="default" leftSection={<IconListSearch size={14} aria-hidden />} onClick={() => setScreen('cases')}>
          {words.text('explorer.analyses.cases')}
        </Button>
        {!isUsual && (
          <Button variant="subtle" color="gray" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={() => keep({})}>
            {words.text('explorer.analyses.reset')}
          </Button>
        )}
        {run.isSlow && (
          <span className={classes.waiting}>
            <Loader size="xs" role="progressbar" aria-label={words.text('explore.loading')} />
            <Button variant="subtle" color="gray" onClick={run.stop}>
              {words.text('explorer.analyses.cancel')}
            </Button>
          </span>
        )}
      </div>
      <div className={classes.columns}>
        {settings.length > 0 && (
          <section className={classes.settings} aria-label={words.text('explore.analyses.settings')}>
            <SettingsForm settings={settings} values={values} onChange={keep} />
          </section>
        )}
        <div className={classes.blocks} data-fetching={run.isFormer || undefined}>
          {run.error && <ErrorNote error={run.error} onRetry={run.again} />}
          {run.isStopped && <Stopped onAgain={run.again} />}
          {run.result && <ResultView result={run.result} filter={run.filter} />}
          <Method analysis={analysis} />
        </div>
      </div>
    </article>
  );
}

/** The blocks, each finding with its pin, and what they were made with. */
function ResultView({ result, filter }: { result: Result; filter: Filter }) {
  const { analysis, settings, dataVersion, blocks } = result;
  const findings = blocks.filter((block) => block.kind === 'finding');
  return (
    <>
      {numbered(blocks).map(({ at, item }) =>
        item.kind === 'finding' ? (
          <div key={at}>
            <BlockView block={item} />{' '}
            <PinFinding
              key={JSON.stringify([settings, filter, dataVersion])}
              analysis={analysis}
              settings={settings}
              filter={filter}
              finding={findings.indexOf(item)}
            />
          </div>
        ) : (
          <BlockView key={at} block={item} />
        ),
      )}
      <UsedLine settings={settings} filter={filter} dataVersion={dataVersion} />
    </>
  );
}

/** Runs an analysis on the selection. The former result stays while a new one is made, and after one that failed. */
function useRun(id: string, values: Values) {
  const { language } = useWords();
  const filter = useView((view) => view.filter);
  const cache = useQueryClient();
  const [settings] = useDebouncedValue(values, TYPING_MS);
  const input = { id, settings, filter, language };
  const query = useQueryOf('analyses.run', input, { areas: ['cases', 'imports'] });
  const fresh = query.isPlaceholderData ? undefined : query.data;
  const [last, setLast] = useState<{ result: Result; filter: typeof filter } | null>(null);
  // The filter of a result is kept with it, so that the line of settings never speaks of another.
  if (fresh && fresh !== last?.result) setLast({ result: fresh, filter });
  const isSlow = useSlow(query.isFetching);
  return {
    result: last?.result,
    filter: last?.filter ?? filter,
    error: query.error,
    isFetching: query.isFetching,
    isFormer: !fresh && last !== null,
    isSlow,
    isStopped: !query.isFetching && !fresh && !query.error,
    stop: () => void cache.cancelQueries({ queryKey: ['analyses.run', input], exact: true }),
    again: () => void query.refetch(),
  };
}

/** True once something has lasted long enough to be worth saying. */
function useSlow(isFetching: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    setIsSlow(false);
    if (!isFetching) return;
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isFetching]);
  return isSlow;
}

function Stopped({ onAgain }: { onAgain(): void }) {
  const words = useWords();
  return (
    <p role="status">
      {words.text('explorer.analyses.cancelled')}{' '}
      <Button variant="subtle" size="compact-xs" onClick={onAgain}>
        {words.text('explorer.analyses.again')}
      </Button>
    </p>
  );
}

function Method({ analysis }: { analysis: ListedAnalysis }) {
  const words = useWords();
  return (
    <section className={classes.method}>
      <h3>{words.text('explore.tool.method')}</h3>
      <p>{analysis.method}</p>
      <p>
        <strong>{words.text('explore.analyses.assumes')}</strong> {analysis.assumes}
      </p>
      <p>
        <strong>{words.text('explore.analyses.vanishes')}</strong> {analysis.vanishes}
      </p>
    </section>
  );
}
