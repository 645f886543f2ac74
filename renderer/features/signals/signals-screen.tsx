import { Button, NativeSelect, Tabs } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { SIGNAL_STATES, type SignalState } from '../../../shared/contract/signals.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useActions } from '../../app/actions.ts';
import { startJob, useCommand, useQueryOf } from '../../app/service.tsx';
import { useSaved, useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Screen } from '../../ui/screen.tsx';
import { type Change, changesOf } from './changes.ts';
import { NotComparable } from './not-comparable.tsx';
import { type ScanChoice, ScanSettingsRow, scanSettingsOf, useScanChoice } from './scan-settings.tsx';
import { SignalEvidence } from './signal-evidence.tsx';
import { SignalList } from './signal-list.tsx';
import classes from './signals.module.css';

const ALL = 'all';
type Shown = SignalState | typeof ALL;
const isShown = (value: unknown): value is Shown => value === ALL || SIGNAL_STATES.some((state) => state === value);

/** The inbox: what changed beyond chance, and what each signal rests on. */
export function SignalsScreen() {
  const words = useWords();
  const language = useView((view) => view.language);
  const listed = useQueryOf('signals.list', { language }, { areas: ['signals', 'cases', 'workspace'] });
  const [shown, setShown] = useSaved<Shown>('signals.state', ALL, isShown);
  const [tab, setTab] = useState<string | null>('list');
  const [choice, setChoice] = useScanChoice();
  const scan = useScan(choice);
  const signals = (listed.data?.signals ?? []).filter(({ state }) => shown === ALL || state === shown);
  const changes = changesOf(signals);
  const { chosen, choose, opened, toggle, move } = useChosen(changes, scan);
  const last = listed.data?.scan;
  if (listed.error) return <ErrorNote error={listed.error} />;
  if (listed.data && !last) return <NothingYet onScan={scan} />;
  return (
    <Screen
      title={words.text('signals.title')}
      lead={last ? leadOf(last, words) : words.text('signals.page.lead')}
      actions={
        <Button size="xs" onClick={scan}>
          {words.text('signals.page.again')}
        </Button>
      }
    >
      <ScanSettingsRow choice={choice} onChange={setChoice} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="list">{words.text('signals.page.list')}</Tabs.Tab>
          <Tabs.Tab value="refused">{words.text('signals.page.refused')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <NativeSelect
            size="xs"
            w={240}
            mb="xs"
            aria-label={words.text('signals.page.states')}
            value={shown}
            onChange={(event) => isShown(event.currentTarget.value) && setShown(event.currentTarget.value)}
            data={[ALL, ...SIGNAL_STATES].map((value) => ({
              value,
              label: words.text(value === ALL ? 'signals.page.all' : `signals.state.${value}`),
            }))}
          />
          <div className={classes.inbox}>
            <SignalList changes={changes} opened={opened} chosen={chosen} onChoose={choose} onToggle={toggle} />
            {chosen ? (
              <SignalEvidence
                signal={chosen}
                nested={changes.find(({ head }) => head.key === chosen.key)?.nested.length ?? 0}
                onMove={move}
              />
            ) : null}
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="refused">{last ? <NotComparable scan={last} /> : null}</Tabs.Panel>
      </Tabs>
    </Screen>
  );
}

function leadOf({ summary, stale, older }: { summary: string; stale: boolean; older: boolean }, words: Wording): string {
  const notes = [...(stale ? ['stale'] : []), ...(older ? ['older'] : [])];
  return [summary, ...notes.map((note) => words.text(`signals.page.${note}`))].join(' ');
}

function useScan(choice: ScanChoice): () => void {
  const filter = useView((view) => view.filter);
  return () => {
    const label = { key: 'signals.act.scan' };
    startJob('signals.scan', { filter, settings: scanSettingsOf(choice) }, { label }).catch(() => undefined);
  };
}

/** The signal shown, and the keys that go to the next and move it on. */
function useChosen(changes: Change[], scan: () => void) {
  const [key, setKey] = useState<string | null>(null);
  const [opened, setOpened] = useState<string[]>([]);
  const signals = changes.flatMap(({ head, nested }) => (opened.includes(head.key) ? [head, ...nested] : [head]));
  const toggle = (head: string): void => setOpened(opened.includes(head) ? opened.filter((one) => one !== head) : [...opened, head]);
  const moving = useCommand('signals.move');
  const at = Math.max(
    0,
    signals.findIndex((signal) => signal.key === key),
  );
  const chosen = signals[at];
  const step = (by: number): void => setKey(signals[Math.min(signals.length - 1, Math.max(0, at + by))]?.key ?? null);
  const move = (state: SignalState, reason = '', nested = false): void => {
    if (chosen) moving.mutate({ key: chosen.key, state, reason, nested });
  };
  useActions([
    { id: 'signals-next', titleKey: 'signals.act.next', keys: 'j', group: 'screen', run: () => step(1) },
    { id: 'signals-former', titleKey: 'signals.act.former', keys: 'k', group: 'screen', run: () => step(-1) },
    { id: 'signals-scan', titleKey: 'signals.act.scan', group: 'screen', run: scan },
    ...SIGNAL_STATES.map((state, place) => ({
      id: `signals-${state}`,
      titleKey: `signals.act.${state}`,
      keys: String(place + 1),
      group: 'screen' as const,
      when: () => chosen !== undefined,
      run: () => move(state),
    })),
  ]);
  return { chosen, choose: setKey, opened, toggle, move };
}

function NothingYet({ onScan }: { onScan: () => void }) {
  const words = useWords();
  return (
    <Screen title={words.text('signals.title')}>
      <EmptyState
        icon={<IconBell size={36} stroke={1.25} />}
        title={words.text('signals.page.lead')}
        text={words.text('signals.page.none')}
        action={<Button onClick={onScan}>{words.text('signals.page.scan')}</Button>}
      />
    </Screen>
  );
}
