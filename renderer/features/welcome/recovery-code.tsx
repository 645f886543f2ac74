import { Button, Checkbox, CopyButton, Group } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { announce } from '../../app/announce.tsx';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { Page } from './page.tsx';
import classes from './welcome.module.css';

/** The recovery code, this once. The person says that it is kept before going on. */
export function RecoveryCode({ code }: { code: string }) {
  const words = useWords();
  const [kept, setKept] = useState(false);
  return (
    <Page title={words.text('frame.recovery.title')} lead={words.text('frame.recovery.lead')}>
      <code className={classes.code} data-recovery-code>
        {code}
      </code>
      <Group gap="sm" className={classes.noPrint}>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => {
                copy();
                announce(words.text('frame.copied'));
              }}
            >
              {words.text(copied ? 'frame.copied' : 'frame.copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
          {words.text('frame.recovery.print')}
        </Button>
      </Group>
      <p className={classes.note}>{words.text('frame.recovery.warning')}</p>
      <div className={classes.noPrint}>
        <Checkbox label={words.text('frame.recovery.kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
        <Button mt="md" disabled={!kept} onClick={() => useSession.getState().kept()}>
          {words.text('frame.recovery.go')}
        </Button>
      </div>
    </Page>
  );
}
