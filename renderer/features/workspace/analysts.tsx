import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { announce } from '../../app/announce.tsx';
import { startJob, useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import { NewPassphrase } from '../../ui/passphrase.tsx';
import { Section } from '../../ui/screen.tsx';

const SIGN = /^[\p{L}\p{N}._-]{1,16}$/u;

/** Who may open the workspace. Removing a person re-encrypts everything. */
export function Analysts({ current, cases }: { current: string | null; cases: number }) {
  const words = useWords();
  const list = useQueryOf('analysts.list', {}, { areas: ['analysts', 'workspace'] });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  const analysts = list.data?.analysts ?? [];
  const remove = (sign: string) =>
    startJob('analysts.remove', { sign }, { label: { key: 'frame.analysts.removing', values: { sign } }, cancellable: false }).then(
      () => announce(words.text('frame.analysts.removed', { sign })),
      () => undefined,
    );
  return (
    <Section
      title={words.text('frame.analysts.title')}
      lead={words.text('frame.analysts.lead')}
      actions={
        <Button variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {words.text('frame.analysts.add')}
        </Button>
      }
    >
      {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      <DataTable
        caption={words.text('frame.analysts.title')}
        rows={analysts}
        keyOf={(row) => row.sign}
        columns={[
          { key: 'sign', label: words.text('frame.analysts.sign'), value: (row) => row.sign },
          {
            key: 'added',
            label: words.text('frame.analysts.added'),
            oneLine: true,
            value: (row) => row.addedAt,
            show: (row) => instantText(words, row.addedAt),
          },
          {
            key: 'act',
            label: words.text('frame.analysts.access'),
            value: (row) => (row.sign === current ? 0 : 1),
            show: (row) =>
              row.sign === current ? (
                <Text c="dimmed">{words.text('frame.analysts.you')}</Text>
              ) : (
                <Button
                  variant="subtle"
                  color="red"
                  c="var(--bad)"
                  onClick={() => setRemoving(row.sign)}
                  aria-label={words.text('frame.analysts.removeNamed', { sign: row.sign })}
                >
                  {words.text('frame.analysts.remove')}
                </Button>
              ),
          },
        ]}
      />
      {adding ? <AddAnalyst onDone={() => setAdding(false)} /> : null}
      <Confirm
        open={removing !== null}
        title={words.text('frame.analysts.removeTitle', { sign: removing ?? '' })}
        act={words.text('frame.analysts.remove')}
        onAct={() => removing && void remove(removing)}
        onClose={() => setRemoving(null)}
      >
        <Text>{words.text('frame.analysts.removeText', { sign: removing ?? '', cases, shown: words.number(cases) })}</Text>
      </Confirm>
    </Section>
  );
}

function AddAnalyst({ onDone }: { onDone(): void }) {
  const words = useWords();
  const add = useCommand('analysts.add');
  const [sign, setSign] = useState('');
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === null || !SIGN.test(sign)) return;
    add.mutate(
      { sign, passphrase },
      {
        onSuccess: () => {
          announce(words.text('frame.analysts.addedNow', { sign }));
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420} mt="md">
        <TextInput
          label={words.text('frame.create.sign')}
          description={words.text('frame.create.signNote')}
          value={sign}
          required
          maxLength={16}
          error={sign !== '' && !SIGN.test(sign) ? words.text('frame.create.signWrong') : undefined}
          onChange={(event) => setSign(event.currentTarget.value)}
        />
        <NewPassphrase label={words.text('frame.analysts.passphrase')} onChange={setPassphrase} />
        {add.error ? <ErrorNote error={add.error} /> : null}
        <Group>
          <Button type="submit" loading={add.isPending} disabled={passphrase === null || !SIGN.test(sign)}>
            {words.text('frame.analysts.add')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {words.text('frame.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
