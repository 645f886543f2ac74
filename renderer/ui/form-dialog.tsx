import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { StowageError } from '../../shared/errors.ts';
import { useWords } from '../app/words.tsx';
import { ErrorNote } from './error-note.tsx';

interface FormDialogProps {
  title: string;
  /** Name of the button that sends the form. */
  act: string;
  /** The form can be sent; until then its button is off, and Enter does nothing. */
  isReady: boolean;
  /** The command that it sends. */
  save: { error: StowageError | null; isPending: boolean };
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

/** A form that stands over the page: sent by its button or by Enter, left by Escape; what went wrong stands above the buttons. */
export function FormDialog({ title, act, isReady, save, onSubmit, onClose, children }: FormDialogProps) {
  const words = useWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onSubmit();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': words.text('frame.close') }}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          {children}
          {save.error ? <ErrorNote error={save.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.text('frame.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!isReady}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
