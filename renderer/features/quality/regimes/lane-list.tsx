import { TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { RegimeLane } from '../../../../shared/contract/regimes.ts';
import { useWords } from '../../../app/words.tsx';
import { moveInList } from '../../../ui/arrow-list.ts';
import classes from './regimes.module.css';

const MOST_SHOWN = 150;

export function keyOf({ source, reporter }: RegimeLane): string {
  return `${source} ${reporter}`;
}

/** Reporters by source, most cases first, each with its breaks that wait for a decision. */
export function LaneList({ lanes, chosen, onChoose }: { lanes: RegimeLane[]; chosen: string; onChoose(key: string): void }) {
  const words = useWords();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const found = lanes.filter((lane) => `${lane.reporterLabel} ${lane.sourceLabel}`.toLocaleLowerCase().includes(wanted));
  const shown = found.slice(0, MOST_SHOWN);
  const isMixed = new Set(lanes.map(({ source }) => source)).size > 1;
  const hasChosen = shown.some((lane) => keyOf(lane) === chosen);
  return (
    <div className={classes.lanes}>
      <TextInput
        type="search"
        aria-label={words.text('checks.regimes.search')}
        placeholder={words.text('checks.regimes.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes.laneList} aria-label={words.text('checks.regimes.lanes')} onKeyDown={moveInList}>
        {shown.map((lane, at) => (
          <li key={keyOf(lane)}>
            <LaneLine
              lane={lane}
              namesSource={isMixed}
              isChosen={keyOf(lane) === chosen}
              takesTab={hasChosen ? keyOf(lane) === chosen : at === 0}
              onChoose={() => onChoose(keyOf(lane))}
            />
          </li>
        ))}
      </ul>
      {found.length > shown.length ? (
        <p className={classes.soft}>
          {words.text('checks.more', { left: found.length - shown.length, shown: words.number(found.length - shown.length) })}
        </p>
      ) : null}
    </div>
  );
}

function LaneLine(props: { lane: RegimeLane; namesSource: boolean; isChosen: boolean; takesTab: boolean; onChoose(): void }) {
  const words = useWords();
  const { lane, isChosen } = props;
  const open = lane.breaks.filter(({ state }) => state === 'found').length;
  const confirmed = lane.breaks.filter(({ state }) => state === 'confirmed').length;
  return (
    <UnstyledButton
      data-item
      tabIndex={props.takesTab ? 0 : -1}
      aria-current={isChosen || undefined}
      className={classes.laneLine}
      onClick={props.onChoose}
    >
      <span className={classes.laneName}>
        <strong>{lane.reporterLabel}</strong>
        <span className={classes.soft}>{words.number(lane.total)}</span>
      </span>
      <span className={classes.laneFacts}>
        {props.namesSource ? <span>{lane.sourceLabel}</span> : null}
        {open > 0 ? <span className={classes.open}>{words.text('checks.regimes.open', { breaks: open })}</span> : null}
        {confirmed > 0 ? <span>{words.text('checks.regimes.confirmed', { breaks: confirmed })}</span> : null}
      </span>
    </UnstyledButton>
  );
}
