import { Button, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { UnlockForm } from './unlock-form.tsx';
import classes from './welcome.module.css';

/** Inside the frame, in place of the content. */
export function LockScreen() {
  const words = useWords();
  const { folder, sign, lockedBy, leave } = useSession();
  const title = words.text('frame.lock.title');
  useEffect(() => {
    document.title = `${title} · Stowage`;
  }, [title]);
  if (!folder) return null;
  return (
    <div className={classes.narrow}>
      <Title order={1}>{title}</Title>
      <p className={classes.lead}>{words.text(`frame.lock.${lockedBy ?? 'person'}`, { name: folder.name })}</p>
      <UnlockForm folder={folder} sign={sign} />
      <Button variant="transparent" px={0} mt="lg" onClick={leave}>
        {words.text('frame.lock.other')}
      </Button>
    </div>
  );
}
