import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { StowageError } from '../../../shared/errors.ts';
import type { Picked } from '../../../shared/native.ts';
import { asStowageError } from '../../app/jobs.ts';
import { useCommand, useNative } from '../../app/service.tsx';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NewPassphrase } from '../../ui/passphrase.tsx';
import { Page } from './page.tsx';

const NAME = /^[^\\/:*?"<>|\p{Cc}]{1,80}$/u;
export const SIGN = /^[\p{L}\p{N}._-]{1,16}$/u;

/** A new workspace: its name, its folder, the first analyst and a passphrase. A sample is filled with invented cases afterwards. */
export function CreateForm({ sample, onBack }: { sample: boolean; onBack(): void }) {
  const words = useWords();
  const native = useNative();
  const cache = useQueryClient();
  const create = useCommand('workspace.create');
  const [name, setName] = useState(sample ? words.text('frame.sample.name') : '');
  const [sign, setSign] = useState('');
  const [folder, setFolder] = useState<Picked | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [error, setError] = useState<StowageError | null>(null);
  const ready = NAME.test(name.trim()) && SIGN.test(sign) && folder !== null && passphrase !== null;
  const choose = () =>
    native.pickFolder('parent').then(
      (picked) => picked && setFolder(picked),
      (thrown) => setError(asStowageError(thrown)),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setError(null);
    create.mutate(
      { folder: folder.token, name: name.trim(), sign, passphrase },
      {
        onError: setError,
        onSuccess: async ({ recoveryCode, state }) => {
          cache.setQueryData(['workspace.state', {}], state);
          useSession.getState().open(await nameOf(native, name.trim(), folder), sign, { recoveryCode, sample });
        },
      },
    );
  };
  return (
    <Page
      title={words.text(sample ? 'frame.sample.title' : 'frame.create.title')}
      lead={words.text(sample ? 'frame.sample.lead' : 'frame.create.lead')}
      onBack={onBack}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={words.text('frame.create.name')}
            description={words.text('frame.create.nameNote')}
            required
            maxLength={80}
            value={name}
            error={name !== '' && !NAME.test(name.trim()) ? words.text('frame.create.nameWrong') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div>
            <Text fw={600}>{words.text('frame.create.folder')}</Text>
            <Group gap="sm" mt={2}>
              <Button variant="default" onClick={() => void choose()}>
                {words.text('frame.create.chooseFolder')}
              </Button>
              <Text c={folder ? 'var(--ink)' : 'dimmed'}>{folder ? folder.name : words.text('frame.create.noFolder')}</Text>
            </Group>
          </div>
          <TextInput
            label={words.text('frame.create.sign')}
            description={words.text('frame.create.signNote')}
            required
            maxLength={16}
            value={sign}
            error={sign !== '' && !SIGN.test(sign) ? words.text('frame.create.signWrong') : undefined}
            onChange={(event) => setSign(event.currentTarget.value)}
          />
          <NewPassphrase label={words.text('frame.create.passphrase')} onChange={setPassphrase} />
          {error ? <ErrorNote error={error} /> : null}
          <Group>
            <Button type="submit" disabled={!ready} loading={create.isPending}>
              {words.text('frame.create.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

/** The new workspace as the recent list knows it, so that it can be unlocked again; the parent folder's token where it does not. */
async function nameOf(native: ReturnType<typeof useNative>, name: string, parent: Picked): Promise<Picked> {
  const recents = await native.recents().catch(() => []);
  return recents.find((recent) => recent.name === name) ?? { token: parent.token, name };
}
