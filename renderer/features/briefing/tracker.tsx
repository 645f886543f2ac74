import { Button } from '@mantine/core';
import { IconListCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Recommendation } from '../../../shared/contract/recommendations.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './briefing.module.css';
import { RecommendationCard } from './recommendation-card.tsx';
import { RecommendationForm } from './recommendation-form.tsx';

/** Recommendations of meetings, what was done about each, and what the next questionnaire still needs. */
export function Tracker() {
  const words = useWords();
  const query = useQueryOf('recommendations.list', {}, { areas: ['recommendations'] });
  const [edited, setEdited] = useState<Recommendation | 'new' | null>(null);
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const list = query.data.recommendations;
  const add = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited('new')}>
      {words.text('tracker.new')}
    </Button>
  );
  return (
    <>
      {list.length === 0 ? (
        <EmptyState
          icon={<IconListCheck size={36} stroke={1.25} />}
          title={words.text('tracker.none')}
          text={words.text('tracker.noneText')}
          action={add}
        />
      ) : (
        <>
          <p>{words.text('tracker.needed', { count: neededOf(list).length, of: list.length })}</p>
          {add}
          <ul className={classes.findings} aria-label={words.text('briefing.tab.recommendations')}>
            {list.map((one) => (
              <RecommendationCard key={one.id} recommendation={one} onEdit={() => setEdited(one)} />
            ))}
          </ul>
        </>
      )}
      {edited === null ? null : <RecommendationForm recommendation={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

/** Those a questionnaire will ask about and that have no answer yet. */
function neededOf(list: Recommendation[]): Recommendation[] {
  return list.filter(({ state, actions }) => state !== 'not-applicable' && actions.length === 0);
}
