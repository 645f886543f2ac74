import { ActionIcon, Button, NativeSelect, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Action, Recommendation } from '../../../shared/contract/recommendations.ts';
import { RECOMMENDATION_STATES } from '../../../shared/domain/states.ts';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { UndoNote } from '../../ui/undo-note.tsx';
import { ActionForm } from './action-form.tsx';
import classes from './briefing.module.css';
import { missingOf, textIn } from './tracked.ts';

/** One recommendation with its state and what was done about it. */
export function RecommendationCard({ recommendation, onEdit }: { recommendation: Recommendation; onEdit(): void }) {
  const words = useWords();
  const save = useCommand('recommendations.save');
  const remove = useCommand('recommendations.remove');
  const error = save.error ?? remove.error;
  const [acting, setActing] = useState<Action | 'new' | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [dropped, setDropped] = useState<Action | null>(null);
  const again = useCommand('recommendations.act');
  const { id, actions, editedAt: _at, editedBy: _by, ...fields } = recommendation;
  const text = textIn(recommendation.text, words.language);
  const facts = [
    textIn(recommendation.meeting, words.language),
    recommendation.adopted ? words.date(recommendation.adopted) : '',
    recommendation.reference,
  ];
  return (
    <li aria-label={text}>
      <p className={classes.findingText}>{text}</p>
      <p className={classes.soft}>{[...facts, recommendation.addressee, recommendation.theme].filter(Boolean).join(' · ')}</p>
      <div className={classes.findingFields}>
        <NativeSelect
          size="xs"
          label={words.text('tracker.state.label')}
          value={recommendation.state}
          onChange={(event) => {
            const state = RECOMMENDATION_STATES.find((one) => one === event.currentTarget.value);
            if (state) save.mutate({ id, ...fields, state });
          }}
          data={RECOMMENDATION_STATES.map((value) => ({ value, label: words.text(`tracker.state.${value}`) }))}
        />
      </div>
      <Needs recommendation={recommendation} />
      <ul className={classes.acts}>
        {actions.map((action) => (
          <ActionLine key={action.id} action={action} onEdit={() => setActing(action)} onDropped={() => setDropped(action)} />
        ))}
      </ul>
      {dropped ? (
        <UndoNote
          text={words.text('tracker.actRemoved')}
          error={again.error}
          isUndoing={again.isPending}
          onUndo={() => again.mutate(fieldsOf(dropped), { onSuccess: () => setDropped(null) })}
        />
      ) : null}
      {acting === null ? (
        <Button size="compact-xs" variant="default" onClick={() => setActing('new')}>
          {words.text('tracker.act')}
        </Button>
      ) : (
        <ActionForm recommendation={id} action={acting === 'new' ? null : acting} onClose={() => setActing(null)} />
      )}
      {error ? <ErrorNote error={error} /> : null}
      <div className={classes.corner}>
        <Tooltip label={words.text('tracker.edit')}>
          <ActionIcon aria-label={words.text('tracker.editNamed', { text })} onClick={onEdit}>
            <IconPencil size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={words.text('tracker.remove')}>
          <ActionIcon aria-label={words.text('tracker.removeNamed', { text })} onClick={() => setLeaving(true)}>
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <Confirm
        open={leaving}
        title={words.text('tracker.remove')}
        act={words.text('tracker.remove')}
        onAct={() => remove.mutate({ id })}
        onClose={() => setLeaving(false)}
      >
        {words.text('tracker.lost', { count: actions.length })}
      </Confirm>
    </li>
  );
}

/** What the next questionnaire asks and that is not there yet. */
function Needs({ recommendation }: { recommendation: Recommendation }) {
  const words = useWords();
  const needs = missingOf(recommendation);
  if (needs.length === 0) return null;
  return (
    <p className={classes.needs}>
      {words.text('tracker.need.label')} {needs.map((need) => words.text(`tracker.need.${need}`)).join(', ')}
    </p>
  );
}

/** What was noted, to be entered anew. */
function fieldsOf({ id: _id, editedAt: _at, editedBy: _by, ...fields }: Action) {
  return fields;
}

function ActionLine({ action, onEdit, onDropped }: { action: Action; onEdit(): void; onDropped(): void }) {
  const words = useWords();
  const drop = useCommand('recommendations.drop-action');
  const text = textIn(action.text, words.language);
  return (
    <li>
      <span>
        {action.date ? <span className={classes.soft}>{words.date(action.date)} </span> : null}
        {text}
        {action.findings.length > 0 ? (
          <span className={classes.soft}> {words.text('tracker.evidence', { count: action.findings.length })}</span>
        ) : null}
      </span>
      <ActionIcon size={24} aria-label={words.text('tracker.editNamed', { text })} onClick={onEdit}>
        <IconPencil size={13} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={words.text('tracker.removeNamed', { text })}
        loading={drop.isPending}
        onClick={() => void drop.mutateAsync({ id: action.id }).then(onDropped, () => undefined)}
      >
        <IconTrash size={13} aria-hidden />
      </ActionIcon>
      {drop.error ? <ErrorNote error={drop.error} /> : null}
    </li>
  );
}
