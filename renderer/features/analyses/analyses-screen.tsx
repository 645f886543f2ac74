import { Loader, UnstyledButton } from '@mantine/core';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Screen } from '../../ui/screen.tsx';
import classes from './analyses.module.css';
import { AnalysisRun } from './analysis-run.tsx';
import { grouped } from './groups.ts';

export type ListedAnalysis = OutputOf<StowageContract['analyses.list']>['analyses'][number];

const isText = (value: unknown): value is string => typeof value === 'string';

/** Analyses by the question they answer; the chosen one runs on the selection. */
export function AnalysesScreen() {
  const words = useWords();
  const list = useQueryOf('analyses.list', { language: words.language });
  const [id, setId] = useSaved('analyses.last', '', isText);
  const analyses = list.data?.analyses ?? [];
  const chosen = analyses.find((one) => one.id === id) ?? analyses[0];
  return (
    <Screen title={words.text('frame.screen.analyses')} lead={words.text('explore.analyses.lead')}>
      {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Loader size="sm" role="progressbar" aria-label={words.text('explore.loading')} />}
      <div className={classes.panes}>
        <nav aria-label={words.text('explore.analyses.list')} data-pane>
          {grouped(analyses).map(({ group, analyses: ofGroup }) => (
            <section key={group} className={classes.group}>
              <h2>{words.text(`explorer.analyses.group.${group}`)}</h2>
              <ul className={classes.list}>
                {ofGroup.map((one) => (
                  <li key={one.id}>
                    <UnstyledButton
                      className={classes.item}
                      aria-current={one.id === chosen?.id ? 'true' : undefined}
                      onClick={() => setId(one.id)}
                    >
                      <strong>{one.question}</strong>
                      <span>{one.title}</span>
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        {chosen && <AnalysisRun key={chosen.id} analysis={chosen} />}
      </div>
    </Screen>
  );
}
