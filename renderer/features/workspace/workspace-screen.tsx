import { Button, Group, NativeSelect } from '@mantine/core';
import { lockWorkspace } from '../../app/lock.ts';
import { useClient, useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Screen, Section } from '../../ui/screen.tsx';
import { Analysts } from './analysts.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { Factors } from './factors.tsx';
import { LogList } from './log-list.tsx';
import { Verify } from './verify.tsx';

const MINUTES = [1, 2, 5, 10, 15, 30, 60];

/** What the workspace holds, who may open it, when it locks, whether it is whole, and what was done in it. */
export function WorkspaceScreen() {
  const words = useWords();
  const client = useClient();
  const state = useQueryOf('workspace.state', {}, { areas: ['workspace'] });
  return (
    <Screen
      title={words.text('frame.workspace.title', { name: state.data?.name ?? '' })}
      lead={words.text('frame.workspace.lead')}
      actions={
        <Button variant="default" onClick={() => void lockWorkspace(client, 'person')}>
          {words.text('frame.act.lock')}
        </Button>
      }
    >
      {state.data ? (
        <Figures
          figures={[
            { label: words.text('frame.workspace.cases'), value: words.number(state.data.cases) },
            { label: words.text('frame.workspace.version'), value: words.number(state.data.dataVersion) },
            { label: words.text('frame.workspace.analyst'), value: state.data.analyst ?? '' },
          ]}
        />
      ) : null}
      <Section title={words.text('frame.workspace.idle')} lead={words.text('frame.workspace.idleNote')}>
        <IdleMinutes minutes={state.data?.idleMinutes ?? 10} />
      </Section>
      <Analysts current={state.data?.analyst ?? null} cases={state.data?.cases ?? 0} />
      <Factors />
      <ChangePassphrase />
      <Verify />
      <LogList />
    </Screen>
  );
}

function IdleMinutes({ minutes }: { minutes: number }) {
  const words = useWords();
  const settings = useCommand('workspace.settings');
  const choices = [...new Set([...MINUTES, minutes])].sort((a, b) => a - b);
  return (
    <>
      <Group>
        <NativeSelect
          aria-label={words.text('frame.workspace.idle')}
          value={String(minutes)}
          data={choices.map((count) => ({ value: String(count), label: words.text('frame.workspace.minutes', { count }) }))}
          onChange={(event) => settings.mutate({ idleMinutes: Number(event.currentTarget.value) })}
        />
      </Group>
      {settings.error ? <ErrorNote error={settings.error} /> : null}
    </>
  );
}
