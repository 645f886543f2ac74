import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useJobs } from './jobs.ts';
import { lockWorkspace } from './lock.ts';
import { useClient } from './service.tsx';
import { useWords } from './words.tsx';

const WARN_SECONDS = 20;
/** How often a busy person is reported to the service, which counts calls other than those for its state. */
const REPORT_MS = 20_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks after `minutes` without a sign of life, and says so twenty seconds before. Work under way keeps the workspace open. */
export function IdleGuard({ minutes }: { minutes: number }) {
  const words = useWords();
  const client = useClient();
  const last = useRef(Date.now());
  const reported = useRef(Date.now());
  const [left, setLeft] = useState<number | null>(null);
  const stay = () => {
    last.current = Date.now();
    reported.current = Date.now();
    setLeft(null);
    void client.call('view.get', {}).catch(() => undefined);
  };
  useEffect(() => {
    const live = () => {
      if (secondsLeft(last.current, minutes) <= WARN_SECONDS) return;
      last.current = Date.now();
      if (Date.now() - reported.current < REPORT_MS) return;
      reported.current = Date.now();
      void client.call('view.get', {}).catch(() => undefined);
    };
    const tick = setInterval(() => {
      if (useJobs.getState().jobs.some((job) => job.state === 'running')) last.current = Date.now();
      const seconds = secondsLeft(last.current, minutes);
      setLeft(seconds > WARN_SECONDS ? null : Math.max(0, seconds));
      if (seconds <= 0) void lockWorkspace(client, 'idle');
    }, 1000);
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, live, { passive: true });
    return () => {
      clearInterval(tick);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, live);
    };
  }, [client, minutes]);
  return (
    <Modal opened={left !== null} onClose={stay} title={words.text('frame.idle.title')} withCloseButton={false} closeOnClickOutside={false}>
      <Text role="timer">{words.text('frame.idle.text', { seconds: left ?? 0 })}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => void lockWorkspace(client, 'idle')}>
          {words.text('frame.act.lock')}
        </Button>
        <Button data-autofocus onClick={stay}>
          {words.text('frame.idle.stay')}
        </Button>
      </Group>
    </Modal>
  );
}

function secondsLeft(last: number, minutes: number): number {
  return Math.ceil((last + minutes * 60_000 - Date.now()) / 1000);
}
