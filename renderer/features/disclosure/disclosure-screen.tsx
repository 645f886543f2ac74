import { Tabs } from '@mantine/core';
import { useActions } from '../../app/actions.ts';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Ledger } from './ledger.tsx';
import { MissingList } from './missing-list.tsx';
import { Permissions } from './permissions.tsx';
import { Rules } from './rules.tsx';

const TABS = ['missing', 'permissions', 'rules', 'ledger'] as const;
type Tab = (typeof TABS)[number];
const isTab = (value: unknown): value is Tab => TABS.some((tab) => tab === value);

/** What may leave: what is missing, who agreed to what, which figures are kept back, and what has been told. */
export function DisclosureScreen() {
  const words = useWords();
  const [tab, setTab] = useSaved<Tab>('disclosure.tab', 'missing', isTab);
  useActions(
    TABS.map((id, at) => ({
      id: `disclosure-${id}`,
      titleKey: `disclosure.screen.tab.${id}`,
      keys: `mod+${at + 1}`,
      group: 'screen' as const,
      run: () => setTab(id),
    })),
  );
  return (
    <Screen title={words.text('disclosure.screen.title')} lead={words.text('disclosure.screen.lead')}>
      <Tabs value={tab} onChange={(value) => isTab(value) && setTab(value)} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {words.text(`disclosure.screen.tab.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="missing">
          <MissingList />
        </Tabs.Panel>
        <Tabs.Panel value="permissions">
          <Permissions />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules />
        </Tabs.Panel>
        <Tabs.Panel value="ledger">
          <Ledger />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
