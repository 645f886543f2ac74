import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NewPassphrase, PassphraseInput } from '../../ui/passphrase.tsx';
import { Section } from '../../ui/screen.tsx';

/** The current passphrase once, the new one twice. The data is not encrypted anew. */
export function ChangePassphrase() {
  const words = useWords();
  const change = useCommand('passphrase.change');
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState<string | null>(null);
  const toggle = () => {
    change.reset();
    setCurrent('');
    setNext(null);
    setOpen(!open);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next !== null) change.mutate({ current, next }, { onSuccess: () => setOpen(false) });
  };
  return (
    <Section
      title={words.text('frame.passphrase.title')}
      lead={words.text('frame.passphrase.lead')}
      actions={
        <Button variant="default" aria-expanded={open} onClick={toggle}>
          {words.text('frame.passphrase.change')}
        </Button>
      }
    >
      <Text role="status">{change.isSuccess && !open ? words.text('frame.passphrase.changed') : ''}</Text>
      {open ? (
        <form onSubmit={submit}>
          <Stack gap="sm" maw={420}>
            <PassphraseInput
              label={words.text('frame.passphrase.current')}
              value={current}
              required
              autoComplete="current-password"
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
            <NewPassphrase label={words.text('frame.passphrase.next')} onChange={setNext} />
            {change.error ? <ErrorNote error={change.error} /> : null}
            <Group>
              <Button type="submit" loading={change.isPending} disabled={current === '' || next === null}>
                {words.text('frame.passphrase.change')}
              </Button>
              <Button variant="default" onClick={toggle}>
                {words.text('frame.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : null}
    </Section>
  );
}
