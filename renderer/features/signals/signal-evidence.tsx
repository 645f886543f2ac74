import { Button, Checkbox, Textarea, Title } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { SIGNAL_STATES, type SignalCard, type SignalState } from '../../../shared/contract/signals.ts';
import { useCommand } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ChartFigure } from '../../blocks/chart-figure.tsx';
import classes from './signals.module.css';

const HEADINGS = ['check', 'missing', 'vanish', 'method'] as const;

interface EvidenceProps {
  signal: SignalCard;
  /** Other signals that say part of the same change. */
  nested: number;
  onMove(state: SignalState, reason: string, nested: boolean): void;
}

/** Why the signal is one, what may explain it, and what was decided about it. */
export function SignalEvidence({ signal, nested, onMove }: EvidenceProps) {
  const words = useWords();
  return (
    <section className={classes.evidence} aria-label={words.text('signals.page.evidence')} data-pane>
      <ChartFigure chart={signal.chart} />
      <p>{signal.sure}</p>
      <ShowCases signal={signal} />
      {signal.gone ? <p className={classes.soft}>{words.text('signals.page.gone')}</p> : null}
      {HEADINGS.map((heading) => (
        <div key={heading}>
          <Title order={3}>{words.text(`signals.page.${heading}`)}</Title>
          {signal.evidence[heading].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ))}
      <MoveOn key={signal.key} signal={signal} nested={nested} onMove={onMove} />
      <History signal={signal} />
    </section>
  );
}

/** Those of the months under test; who is left out stays out. */
function ShowCases({ signal }: { signal: SignalCard }) {
  const words = useWords();
  const setFilter = useView((view) => view.setFilter);
  const setScreen = useView((view) => view.setScreen);
  const show = (): void => {
    setFilter(signal.filter);
    setScreen('cases');
  };
  return (
    <Button size="compact-xs" variant="default" my={6} leftSection={<IconListSearch size={14} aria-hidden />} onClick={show}>
      {words.text('explorer.analyses.cases')}
    </Button>
  );
}

function MoveOn({ signal, nested, onMove }: EvidenceProps) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const [together, setTogether] = useState(false);
  const keep = useCommand('signals.toFinding');
  const move = (state: SignalState): void => {
    onMove(state, reason.trim(), together && nested > 0);
    setReason('');
  };
  return (
    <div>
      <Title order={3}>{words.text('signals.page.move')}</Title>
      <Textarea
        size="xs"
        autosize
        minRows={1}
        label={words.text('signals.page.why')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {nested > 0 && (
        <Checkbox
          size="xs"
          mt={6}
          label={words.text('signals.page.together', { n: nested })}
          checked={together}
          onChange={(event) => setTogether(event.currentTarget.checked)}
        />
      )}
      <div className={classes.moves}>
        {SIGNAL_STATES.map((state, at) => (
          <Button key={state} size="compact-xs" variant={state === signal.state ? 'filled' : 'default'} onClick={() => move(state)}>
            {`${at + 1} ${words.text(`signals.state.${state}`)}`}
          </Button>
        ))}
        <Button size="compact-xs" variant="light" loading={keep.isPending} onClick={() => keep.mutate({ key: signal.key })}>
          {words.text('signals.page.finding')}
        </Button>
      </div>
      <p role="status">{keep.isSuccess ? words.text('signals.page.kept') : (keep.error?.message ?? '')}</p>
    </div>
  );
}

function History({ signal }: { signal: SignalCard }) {
  const words = useWords();
  if (signal.history.length === 0) return null;
  return (
    <div>
      <Title order={3}>{words.text('signals.page.history')}</Title>
      <ul>
        {signal.history.map(({ state, reason, at, by }) => (
          <li key={`${at} ${state}`}>
            {words.text('signals.page.moved', {
              state: words.text(`signals.state.${state}`),
              analyst: by,
              at: words.date(at.slice(0, 10)),
              reason: reason === '' ? 'none' : 'given',
              why: reason,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
