import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Picked } from '../../../shared/native.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PassphraseInput } from '../../ui/passphrase.tsx';

/** Sign and passphrase, or the recovery code. Wrong entries stay in the field, so that a slip can be corrected. */
export function UnlockForm({ folder, sign: lastSign }: { folder: Picked; sign: string | null }) {
  const words = useWords();
  const cache = useQueryClient();
  const look = useQueryOf('workspace.look', { folder: folder.token }, { areas: ['workspace', 'analysts'] });
  const unlock = useCommand('workspace.unlock');
  const [chosen, setChosen] = useState<string | null>(lastSign);
  const [secret, setSecret] = useState('');
  const [byCode, setByCode] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const signs = look.data?.signs ?? [];
  const sign = chosen !== null && signs.includes(chosen) ? chosen : (signs[0] ?? null);
  useEffect(() => {
    if (look.data) field.current?.focus();
  }, [look.data]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = byCode ? { recoveryCode: secret } : { passphrase: secret, ...(sign ? { sign } : {}) };
    unlock.mutate(
      { folder: folder.token, ...key },
      {
        onError: () => field.current?.select(),
        onSuccess: (state) => {
          cache.setQueryData(['workspace.state', {}], state);
          useSession.getState().open(folder, state.analyst ?? sign);
        },
      },
    );
  };
  if (look.error) return <ErrorNote error={look.error} onRetry={() => void look.refetch()} />;
  return (
    <form onSubmit={submit} aria-busy={unlock.isPending}>
      <Stack gap="md">
        {byCode ? null : (
          <NativeSelect
            label={words.text('frame.unlock.sign')}
            data={signs}
            value={sign ?? ''}
            disabled={signs.length === 0}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        {byCode ? (
          <TextInput
            ref={field}
            label={words.text('frame.unlock.code')}
            description={words.text('frame.unlock.codeNote')}
            value={secret}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        ) : (
          <PassphraseInput
            ref={field}
            label={words.text('frame.unlock.passphrase')}
            value={secret}
            autoComplete="current-password"
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        )}
        {unlock.error ? <ErrorNote error={unlock.error} /> : null}
        <Group justify="space-between">
          <Button type="submit" loading={unlock.isPending} disabled={secret === '' || !look.data}>
            {words.text('frame.unlock.act')}
          </Button>
          <Button
            variant="subtle"
            onClick={() => {
              setByCode(!byCode);
              setSecret('');
              unlock.reset();
            }}
          >
            {words.text(byCode ? 'frame.unlock.usePassphrase' : 'frame.unlock.useCode')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
