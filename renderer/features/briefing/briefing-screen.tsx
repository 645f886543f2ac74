import { useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useWords } from '../../app/words.tsx';
import { Screen, Section } from '../../ui/screen.tsx';
import classes from './briefing.module.css';
import { Checks } from './checks.tsx';
import { FormerPacks } from './former-packs.tsx';
import { PackFiles } from './pack-files.tsx';
import { PackForm } from './pack-form.tsx';

type Built = OutputOf<StowageContract['packs.build']>;

/** A briefing pack of the selection: what it will hold, what to know before, and the files once they are written. */
export function BriefingScreen() {
  const words = useWords();
  const [built, setBuilt] = useState<Built | null>(null);
  return (
    <Screen title={words.text('frame.screen.briefing')} lead={words.text('briefing.lead')}>
      <div className={classes.panes}>
        <PackForm onBuilt={setBuilt} />
        <Checks />
      </div>
      {built && (
        <Section title={words.text('briefing.done.title')} lead={words.text('briefing.done.lead', { count: built.files.length })}>
          <PackFiles files={built.files} />
        </Section>
      )}
      <Section title={words.text('briefing.former.title')}>
        <FormerPacks />
      </Section>
    </Screen>
  );
}
