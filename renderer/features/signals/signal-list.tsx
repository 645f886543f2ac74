import { UnstyledButton } from '@mantine/core';
import type { SignalCard } from '../../../shared/contract/signals.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import classes from './signals.module.css';
import { SparkBand } from './spark-band.tsx';

/** The cards, the newest month and the surest first. */
export function SignalList(props: { signals: SignalCard[]; chosen: SignalCard | undefined; onChoose: (key: string) => void }) {
  const words = useWords();
  const { signals, chosen, onChoose } = props;
  if (signals.length === 0) return <p className={classes.soft}>{words.text('signals.page.empty')}</p>;
  return (
    <section className={classes.list} aria-label={words.text('signals.page.list')} data-pane>
      <ul onKeyDown={moveInList}>
        {signals.map((signal) => (
          <li key={signal.key}>
            <UnstyledButton
              className={classes.card}
              data-item
              aria-current={signal.key === chosen?.key ? 'true' : undefined}
              onClick={() => onChoose(signal.key)}
            >
              <span className={classes.cardHead}>
                <strong>{signal.combination}</strong>
                <span className={classes.soft}>{words.date(signal.month)}</span>
              </span>
              <SparkBand chart={signal.chart} />
              <span className={classes.cardFoot}>
                <span>{`${signal.kindLabel}: ${words.number(signal.observed)} / ${words.number(signal.expected, 1)}`}</span>
                <span className={classes.state} data-state={signal.state}>
                  {words.text(`signals.state.${signal.state}`)}
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <p className={classes.soft}>{words.text('signals.page.keys')}</p>
    </section>
  );
}
