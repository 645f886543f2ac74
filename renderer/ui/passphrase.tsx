import { PasswordInput, type PasswordInputProps, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Wording } from '../../shared/report/wording.ts';
import { useWords } from '../app/words.tsx';

export const SHORTEST_PASSPHRASE = 12;

/** A passphrase that may be revealed and pasted. Nothing is kept by the browser. */
export function PassphraseInput(props: PasswordInputProps) {
  const words = useWords();
  return (
    <PasswordInput
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': words.text('frame.passphrase.reveal'), tabIndex: 0 }}
      {...props}
    />
  );
}

/** How long a new passphrase is, in words: length counts, kinds of characters do not. */
export function strengthText(words: Wording, passphrase: string): string {
  const length = [...passphrase].length;
  if (length < SHORTEST_PASSPHRASE) return words.text('frame.passphrase.short', { missing: SHORTEST_PASSPHRASE - length });
  if (length < 20) return words.text('frame.passphrase.fair');
  return words.text('frame.passphrase.good');
}

/** A new passphrase typed twice; `onChange` gets it once both agree and it is long enough, null until then. */
export function NewPassphrase(props: { label: string; onChange(passphrase: string | null): void }) {
  const words = useWords();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [left, setLeft] = useState(false);
  const tell = (one: string, other: string) => {
    setFirst(one);
    setSecond(other);
    props.onChange(one === other && [...one].length >= SHORTEST_PASSPHRASE ? one : null);
  };
  const differs = left && second !== '' && first !== second;
  return (
    <Stack gap="sm">
      <div>
        <PassphraseInput
          label={props.label}
          description={words.text('frame.passphrase.advice')}
          value={first}
          required
          autoComplete="new-password"
          onChange={(event) => tell(event.currentTarget.value, second)}
        />
        <Text role="status" c="dimmed" mt={4} mih="1.4em">
          {first === '' ? '' : strengthText(words, first)}
        </Text>
      </div>
      <PassphraseInput
        label={words.text('frame.passphrase.again')}
        value={second}
        required
        autoComplete="new-password"
        error={differs ? words.text('frame.passphrase.differs') : undefined}
        onChange={(event) => tell(first, event.currentTarget.value)}
        onBlur={() => setLeft(true)}
      />
    </Stack>
  );
}
