import { Button, Group, SegmentedControl, Switch } from '@mantine/core';
import { IconClipboardText, IconFileText, IconListCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Recommendation } from '../../../shared/contract/recommendations.ts';
import { useActions } from '../../app/actions.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './briefing.module.css';
import { PasteDialog } from './paste-dialog.tsx';
import { RecommendationCard } from './recommendation-card.tsx';
import { RecommendationForm } from './recommendation-form.tsx';
import { TakeBack } from './take-back.tsx';
import { GROUPINGS, type Grouping, groupBy, missingOf } from './tracked.ts';

const isGrouping = (value: unknown): value is Grouping => GROUPINGS.some((one) => one === value);

/** Recommendations of meetings, what was done about each, and what the next questionnaire still needs. */
export function Tracker({ onOpen }: { onOpen(document: number): void }) {
  const words = useWords();
  const query = useQueryOf('recommendations.list', {}, { areas: ['recommendations'] });
  const [edited, setEdited] = useState<Recommendation | 'new' | null>(null);
  const [isPasting, setPasting] = useState(false);
  const [entered, setEntered] = useState<number[]>([]);
  useActions([
    { id: 'tracker-new', titleKey: 'tracker.new', keys: 'n', group: 'screen', run: () => setEdited('new') },
    { id: 'tracker-paste', titleKey: 'tracker.paste.title', keys: 'p', group: 'screen', run: () => setPasting(true) },
  ]);
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const list = query.data.recommendations;
  const add = (
    <Group gap="sm" justify={list.length === 0 ? 'center' : 'flex-start'}>
      <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited('new')}>
        {words.text('tracker.new')}
      </Button>
      <Button variant="default" leftSection={<IconClipboardText size={15} aria-hidden />} onClick={() => setPasting(true)}>
        {words.text('tracker.paste.title')}
      </Button>
      {list.length > 0 ? <DraftReply onOpen={onOpen} /> : null}
    </Group>
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
          {add}
          <TakeBack ids={entered} onDone={() => setEntered([])} />
          <Grouped list={list} onEdit={setEdited} />
        </>
      )}
      {edited === null ? null : <RecommendationForm recommendation={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {isPasting ? <PasteDialog onClose={() => setPasting(false)} onEntered={setEntered} /> : null}
    </>
  );
}

function Grouped({ list, onEdit }: { list: Recommendation[]; onEdit(one: Recommendation): void }) {
  const words = useWords();
  const [grouping, setGrouping] = useSaved<Grouping>('briefing.tracker', 'meeting', isGrouping);
  const [isNeeded, setNeeded] = useState(false);
  const unanswered = list.filter((one) => missingOf(one).includes('answer')).length;
  const shown = isNeeded ? list.filter((one) => missingOf(one).length > 0) : list;
  return (
    <>
      <p className={classes.needed} role="status">
        {words.text('tracker.needed', { count: unanswered, of: list.length })}
      </p>
      <Group gap="md">
        <SegmentedControl
          aria-label={words.text('tracker.by.label')}
          value={grouping}
          onChange={(value) => isGrouping(value) && setGrouping(value)}
          data={GROUPINGS.map((value) => ({ value, label: words.text(`tracker.by.${value}`) }))}
        />
        <Switch label={words.text('tracker.onlyNeeded')} checked={isNeeded} onChange={(event) => setNeeded(event.currentTarget.checked)} />
      </Group>
      {groupBy(shown, grouping, words.language).map(([name, ofGroup]) => (
        <section key={name} className={classes.group}>
          <h2>{titleOf(name, grouping, words)}</h2>
          <ul className={classes.findings} aria-label={titleOf(name, grouping, words)}>
            {ofGroup.map((one) => (
              <RecommendationCard key={one.id} recommendation={one} onEdit={() => onEdit(one)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function titleOf(name: string, grouping: Grouping, words: ReturnType<typeof useWords>): string {
  if (name === '') return words.text('tracker.by.none');
  return grouping === 'state' ? words.text(`tracker.state.${name}`) : name;
}

/** A reply to the questionnaire, drafted from what is noted here. */
function DraftReply({ onOpen }: { onOpen(document: number): void }) {
  const words = useWords();
  const create = useCommand('documents.create');
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileText size={15} aria-hidden />}
        loading={create.isPending}
        onClick={() => create.mutate({ template: 'questionnaire' }, { onSuccess: ({ id }) => onOpen(id) })}
      >
        {words.text('tracker.reply')}
      </Button>
      {create.error ? <ErrorNote error={create.error} /> : null}
    </>
  );
}
