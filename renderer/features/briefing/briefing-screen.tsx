import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { Screen, Section } from '../../ui/screen.tsx';
import classes from './briefing.module.css';
import { Checks } from './checks.tsx';
import { Composer } from './compose/composer.tsx';
import { DocumentList } from './document-list.tsx';
import { FindingsBoard } from './findings-board.tsx';
import { FormerPacks } from './former-packs.tsx';
import { PackFiles } from './pack-files.tsx';
import { PackForm } from './pack-form.tsx';
import { Tracker } from './tracker.tsx';

const TABS = ['findings', 'documents', 'recommendations', 'packs'] as const;
type Tab = (typeof TABS)[number];
const isTab = (value: unknown): value is Tab => TABS.some((tab) => tab === value);
const isDocument = (value: unknown): value is number | null => value === null || typeof value === 'number';

/** From findings to documents: what was found, what is being written, what was recommended, and the packs that leave. */
export function BriefingScreen() {
  const words = useWords();
  const [tab, setTab] = useSaved<Tab>('briefing.tab', 'documents', isTab);
  const [open, setOpen] = useSaved<number | null>('briefing.document', null, isDocument);
  if (open !== null) return <Composer key={open} id={open} onClose={() => setOpen(null)} />;
  return (
    <Screen title={words.text('frame.screen.briefing')} lead={words.text(`briefing.lead.${tab}`)}>
      <Tabs value={tab} onChange={(value) => isTab(value) && setTab(value)} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {words.text(`briefing.tab.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="documents">
          <DocumentList onOpen={setOpen} />
        </Tabs.Panel>
        <Tabs.Panel value="findings">
          <FindingsBoard />
        </Tabs.Panel>
        <Tabs.Panel value="recommendations">
          <Tracker onOpen={setOpen} />
        </Tabs.Panel>
        <Tabs.Panel value="packs">
          <Packs />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}

/** A pack: what it will hold, what to know before, and the files once they are written. */
function Packs() {
  const words = useWords();
  const [built, setBuilt] = useState<OutputOf<StowageContract['packs.build']> | null>(null);
  return (
    <>
      <div className={classes.panes}>
        <PackForm onBuilt={setBuilt} />
        <Checks />
      </div>
      {built && (
        <Section title={words.text('briefing.done.title')} lead={words.text('briefing.done.lead', { count: built.files.length })}>
          {built.notPrinted ? <p className={classes.stale}>{words.text('briefing.notPrinted')}</p> : null}
          <PackFiles files={built.files} />
        </Section>
      )}
      <Section title={words.text('briefing.former.title')}>
        <FormerPacks />
      </Section>
    </>
  );
}
