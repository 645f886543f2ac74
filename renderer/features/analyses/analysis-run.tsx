import { Loader } from '@mantine/core';
import { useState } from 'react';
import { useQueryOf } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { BlockView } from '../../blocks/block-view.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { numbered } from '../../ui/numbered.ts';
import classes from './analyses.module.css';
import type { ListedAnalysis } from './analyses-screen.tsx';
import { initialValues, settingsOf } from './settings.ts';
import { SettingsForm } from './settings-form.tsx';

/** Settings, the blocks that follow from them, and below how they were made. */
export function AnalysisRun({ analysis }: { analysis: ListedAnalysis }) {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const settings = settingsOf(analysis.settings);
  const [values, setValues] = useState(() => initialValues(settings));
  const run = useQueryOf(
    'analyses.run',
    { id: analysis.id, settings: values, filter, language: words.language },
    { areas: ['cases', 'imports'] },
  );
  return (
    <article className={classes.run} aria-busy={run.isFetching} data-pane>
      <h2 className={classes.question}>{analysis.question}</h2>
      <div className={classes.columns}>
        {settings.length > 0 && (
          <section className={classes.settings} aria-label={words.text('explore.analyses.settings')}>
            <SettingsForm settings={settings} values={values} onChange={setValues} />
          </section>
        )}
        <div className={classes.blocks} data-fetching={run.isPlaceholderData || undefined}>
          {run.error && <ErrorNote error={run.error} onRetry={() => void run.refetch()} />}
          {run.isLoading && <Loader size="sm" aria-label={words.text('explore.loading')} />}
          {numbered(run.data?.blocks ?? []).map(({ at, item }) => (
            <BlockView key={at} block={item} />
          ))}
          <Method analysis={analysis} dataVersion={run.data?.dataVersion} />
        </div>
      </div>
    </article>
  );
}

function Method({ analysis, dataVersion }: { analysis: ListedAnalysis; dataVersion: number | undefined }) {
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
      {dataVersion !== undefined && <p>{words.text('explore.analyses.version', { version: dataVersion })}</p>}
    </section>
  );
}
