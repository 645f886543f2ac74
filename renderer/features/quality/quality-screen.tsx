import { Button, Tabs } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useActions } from '../../app/actions.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useSaved, useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { RegimesTab } from './regimes/regimes-tab.tsx';
import { RepeatsTab } from './repeats-tab.tsx';
import { ReportTab } from './report-tab.tsx';

const TABS = ['report', 'repeats', 'regimes'] as const;
type Tab = (typeof TABS)[number];
const isTab = (value: unknown): value is Tab => TABS.some((tab) => tab === value);

/** What may be wrong in the data, what stands in it twice, and where reporting changed. Nothing is changed without a decision. */
export function QualityScreen() {
  const words = useWords();
  const [tab, setTab] = useSaved<Tab>('quality.tab', 'report', isTab);
  const state = useQueryOf('workspace.state', {}, { areas: ['workspace', 'cases', 'imports'] });
  useActions(
    TABS.map((id, at) => ({
      id: `checks-${id}`,
      titleKey: `checks.open.${id}`,
      keys: String(at + 1),
      group: 'screen' as const,
      run: () => setTab(id),
    })),
  );
  if (state.data?.cases === 0) return <NothingYet />;
  return (
    <Screen title={words.text('frame.screen.quality')} lead={words.text(`checks.lead.${tab}`)}>
      <Tabs value={tab} onChange={(value) => isTab(value) && setTab(value)} keepMounted={false}>
        <Tabs.List mb="sm">
          {TABS.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {words.text(`checks.tab.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="report">
          <ReportTab />
        </Tabs.Panel>
        <Tabs.Panel value="repeats">
          <RepeatsTab />
        </Tabs.Panel>
        <Tabs.Panel value="regimes">
          <RegimesTab />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}

function NothingYet() {
  const words = useWords();
  const setScreen = useView((view) => view.setScreen);
  return (
    <Screen title={words.text('frame.screen.quality')}>
      <EmptyState
        icon={<IconChecklist size={36} stroke={1.25} />}
        title={words.text('checks.empty.title')}
        text={words.text('checks.empty.text')}
        action={<Button onClick={() => setScreen('import')}>{words.text('checks.empty.act')}</Button>}
      />
    </Screen>
  );
}
