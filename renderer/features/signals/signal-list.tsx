import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { SignalCard } from '../../../shared/contract/signals.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import type { Change } from './changes.ts';
import classes from './signals.module.css';
import { SparkBand } from './spark-band.tsx';

interface SignalListProps {
  changes: Change[];
  /** Key of the surest signal of each change whose other signals are shown too. */
  opened: readonly string[];
  chosen: SignalCard | undefined;
  onChoose(key: string): void;
  onToggle(key: string): void;
}

/** The cards, the newest month and the surest first; signals of one change stand together. */
export function SignalList({ changes, opened, chosen, onChoose, onToggle }: SignalListProps) {
  const words = useWords();
  if (changes.length === 0) return <p className={classes.soft}>{words.text('signals.page.empty')}</p>;
  const card = (signal: SignalCard) => <Card signal={signal} isChosen={signal.key === chosen?.key} onChoose={onChoose} />;
  return (
    <section className={classes.list} aria-label={words.text('signals.page.list')} data-pane>
      <ul onKeyDown={moveInList}>
        {changes.map(({ head, nested }) => {
          const isOpen = opened.includes(head.key);
          return (
            <li key={head.key}>
              {card(head)}
              {nested.length > 0 && (
                <UnstyledButton className={classes.more} data-item aria-expanded={isOpen} onClick={() => onToggle(head.key)}>
                  {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
                  {words.text('signals.page.nested', { n: nested.length })}
                </UnstyledButton>
              )}
              {isOpen && nested.length > 0 && (
                <ul className={classes.nested}>
                  {nested.map((signal) => (
                    <li key={signal.key}>{card(signal)}</li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      <p className={classes.soft}>{words.text('signals.page.keys')}</p>
    </section>
  );
}

function Card({ signal, isChosen, onChoose }: { signal: SignalCard; isChosen: boolean; onChoose(key: string): void }) {
  const words = useWords();
  return (
    <UnstyledButton
      className={classes.card}
      data-item
      data-signal={signal.key}
      aria-current={isChosen ? 'true' : undefined}
      onClick={() => onChoose(signal.key)}
    >
      <span className={classes.cardHead}>
        <strong>{signal.combination}</strong>
        <span className={classes.soft}>{words.date(signal.month)}</span>
      </span>
      {signal.rest !== '' && <span className={classes.soft}>{signal.rest}</span>}
      <SparkBand chart={signal.chart} />
      <span className={classes.cardFoot}>
        <span>{`${signal.kindLabel}: ${words.number(signal.observed)} / ${words.number(signal.expected, 1)}`}</span>
        <span className={classes.state} data-state={signal.state}>
          {words.text(`signals.state.${signal.state}`)}
        </span>
      </span>
    </UnstyledButton>
  );
}
