import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { RegimeLane } from '../../../../shared/contract/regimes.ts';
import { breakDay } from '../../../../shared/regime/words.ts';
import { announce } from '../../../app/announce.tsx';
import { noteSaved } from '../../../app/keep-view.ts';
import { useCommand } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { instantText } from '../../../ui/format.ts';
import { Section } from '../../../ui/screen.tsx';
import classes from './regimes.module.css';

type Break = RegimeLane['breaks'][number];
type State = Break['state'];
const ORDER: State[] = ['found', 'confirmed', 'dismissed'];

/** Breaks of a reporter with what changed, before and after. Each is confirmed or dismissed, and may be reopened. */
export function BreakList({ lane, chosen, onChoose }: { lane: RegimeLane; chosen: number | null; onChoose(id: number): void }) {
  const words = useWords();
  const breaks = [...lane.breaks].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.at.localeCompare(b.at));
  return (
    <Section title={words.text('checks.breaks.title', { breaks: breaks.length })} lead={words.text('checks.breaks.lead')}>
      {breaks.length === 0 ? <p className={classes.soft}>{words.text('checks.breaks.none')}</p> : null}
      <ul className={classes.breaks}>
        {breaks.map((one) => (
          <li key={one.id}>
            <OneBreak found={one} isChosen={one.id === chosen} onChoose={() => onChoose(one.id)} />
          </li>
        ))}
      </ul>
      <DeclareBreak lane={lane} />
    </Section>
  );
}

function OneBreak({ found, isChosen, onChoose }: { found: Break; isChosen: boolean; onChoose(): void }) {
  const words = useWords();
  const decide = useCommand('regimes.decide');
  const [reason, setReason] = useState('');
  const card = useRef<HTMLElement>(null);
  const { source, reporter, at, state } = found;
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const to = (next: State) =>
    decide.mutate(
      { source, reporter, at, state: next, reason: reason.trim() },
      {
        onSuccess: () => {
          noteSaved();
          setReason('');
          announce(words.text(`checks.breaks.now.${next}`));
        },
      },
    );
  return (
    <article ref={card} className={classes.break} data-state={state} data-chosen={isChosen || undefined} onFocus={onChoose} data-break={at}>
      <h3>
        {breakDay(at, words)} <span className={classes.soft}>· {words.text(`regimes.state.${state}`)}</span>
      </h3>
      <Evidence found={found} />
      {found.decidedBy ? (
        <p className={classes.soft}>
          {words.text('checks.breaks.decided', { by: found.decidedBy, at: instantText(words, found.decidedAt) })}
          {found.reason ? ` ${found.reason}` : ''}
        </p>
      ) : null}
      {decide.error ? <ErrorNote error={decide.error} /> : null}
      {state === 'found' ? (
        <>
          <Textarea
            label={words.text('checks.breaks.reason')}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group gap="xs" mt={6}>
            <Button disabled={decide.isPending} onClick={() => to('confirmed')}>
              {words.text('checks.breaks.confirm')}
            </Button>
            <Button variant="default" disabled={decide.isPending || reason.trim() === ''} onClick={() => to('dismissed')}>
              {words.text('checks.breaks.dismiss')}
            </Button>
            {reason.trim() === '' ? <span className={classes.soft}>{words.text('checks.breaks.reasonNote')}</span> : null}
          </Group>
        </>
      ) : (
        <Button variant="subtle" disabled={decide.isPending} onClick={() => to('found')}>
          {words.text('checks.breaks.reopen')}
        </Button>
      )}
    </article>
  );
}

/** What is otherwise from the day on, and how seldom chance would do as much. */
function Evidence({ found }: { found: Break }) {
  const words = useWords();
  if (found.evidence.length === 0) return <p className={classes.soft}>{words.text('checks.breaks.declared')}</p>;
  const p = Math.min(...found.evidence.map((one) => one.p));
  return (
    <ul className={classes.evidence}>
      {found.evidence.map((one) => (
        <li key={`${one.code} ${one.text}`}>{one.text}</li>
      ))}
      <li className={classes.soft}>{words.text('regimes.evidence.chance', { p: chanceText(words, p) })}</li>
    </ul>
  );
}

/** The bound above a probability: 1 in 10,000 where it is smaller still. */
function chanceText(words: ReturnType<typeof useWords>, p: number): string {
  const bound = Math.max(1e-4, 10 ** Math.ceil(Math.log10(Math.max(p, 1e-12))));
  return words.percent(Math.min(1, bound), bound < 0.01 ? 2 : 0);
}

/** A break that is known otherwise, such as from the reporter itself. */
function DeclareBreak({ lane }: { lane: RegimeLane }) {
  const words = useWords();
  const decide = useCommand('regimes.decide');
  const [at, setAt] = useState('');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at === '' || reason.trim() === '') return;
    const { source, reporter } = lane;
    decide.mutate(
      { source, reporter, at, state: 'confirmed', reason: reason.trim() },
      {
        onSuccess: () => {
          noteSaved();
          setAt('');
          setReason('');
        },
      },
    );
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={words.text('checks.breaks.declare')}>
      <TextInput type="date" label={words.text('checks.breaks.day')} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
      <TextInput
        className={classes.grow}
        label={words.text('checks.breaks.source')}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={at === '' || reason.trim() === ''} loading={decide.isPending}>
        {words.text('checks.breaks.declare')}
      </Button>
      {decide.error ? <ErrorNote error={decide.error} /> : null}
    </form>
  );
}
