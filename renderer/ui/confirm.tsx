import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../app/words.tsx';

/** Asks before an act that cannot be undone; the text names what is lost. */
export function Confirm(props: { open: boolean; title: string; children: ReactNode; act: string; onAct(): void; onClose(): void }) {
  const words = useWords();
  return (
    <Modal opened={props.open} onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': words.text('frame.close') }}>
      {props.children}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {words.text('frame.cancel')}
        </Button>
        <Button
          color="red"
          onClick={() => {
            props.onClose();
            props.onAct();
          }}
        >
          {props.act}
        </Button>
      </Group>
    </Modal>
  );
}
