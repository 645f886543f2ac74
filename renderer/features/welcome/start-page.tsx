import { Title, UnstyledButton } from '@mantine/core';
import { IconCirclePlus, IconFlask, IconFolderOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { StowageError } from '../../../shared/errors.ts';
import type { Picked } from '../../../shared/native.ts';
import { asStowageError } from '../../app/jobs.ts';
import { useNative } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { bytesText, instantText } from '../../ui/format.ts';
import { Page } from './page.tsx';
import classes from './welcome.module.css';

export function StartPage({ onCreate, onOpen }: { onCreate(sample: boolean): void; onOpen(folder: Picked): void }) {
  const words = useWords();
  const native = useNative();
  const [error, setError] = useState<StowageError | null>(null);
  const choose = async () => {
    setError(null);
    try {
      const folder = await native.pickFolder('workspace');
      if (folder) onOpen(folder);
    } catch (thrown) {
      setError(asStowageError(thrown));
    }
  };
  const explore = async () => {
    const recents = await native.recents().catch(() => []);
    const made = recents.find((recent) => recent.name === words.text('frame.sample.name'));
    if (made) onOpen(made);
    else onCreate(true);
  };
  return (
    <Page wide title={words.text('frame.welcome.title')} lead={words.text('frame.welcome.lead')}>
      {error ? <ErrorNote error={error} /> : null}
      <div className={classes.columns}>
        <Recents onOpen={onOpen} />
        <section className={classes.start}>
          <Title order={2}>{words.text('frame.welcome.start')}</Title>
          <Choice
            icon={<IconCirclePlus size={17} aria-hidden />}
            name={words.text('frame.welcome.create')}
            note={words.text('frame.welcome.createNote')}
            onClick={() => onCreate(false)}
          />
          <Choice
            icon={<IconFolderOpen size={17} aria-hidden />}
            name={words.text('frame.welcome.open')}
            note={words.text('frame.welcome.openNote')}
            onClick={() => void choose()}
          />
          <Choice
            icon={<IconFlask size={17} aria-hidden />}
            name={words.text('frame.welcome.sample')}
            note={words.text('frame.welcome.sampleNote')}
            onClick={() => void explore()}
          />
        </section>
      </div>
      <p className={classes.privacy}>{words.text('frame.welcome.privacy')}</p>
    </Page>
  );
}

function Choice(props: { icon: ReactNode; name: string; note: string; onClick(): void }) {
  return (
    <UnstyledButton className={classes.choice} onClick={props.onClick}>
      {props.icon}
      <span>
        <strong>{props.name}</strong>
        <span className={classes.soft}>{props.note}</span>
      </span>
    </UnstyledButton>
  );
}

function Recents({ onOpen }: { onOpen(folder: Picked): void }) {
  const words = useWords();
  const native = useNative();
  const recents = useQuery({ queryKey: ['recents'], queryFn: () => native.recents(), staleTime: 0 });
  return (
    <section className={classes.recents}>
      <Title order={2}>{words.text('frame.welcome.recent')}</Title>
      {recents.error ? <ErrorNote error={asStowageError(recents.error)} onRetry={() => void recents.refetch()} /> : null}
      {recents.data?.length === 0 ? <p className={classes.soft}>{words.text('frame.welcome.noRecent')}</p> : null}
      <ul>
        {(recents.data ?? []).map((recent) => (
          <li key={recent.token}>
            <UnstyledButton className={classes.recent} onClick={() => onOpen(recent)}>
              <span className={classes.recentName}>{recent.name}</span>
              <span className={classes.soft}>
                {words.text('frame.welcome.lastUsed', { when: instantText(words, recent.lastUsed), size: bytesText(words, recent.bytes) })}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
