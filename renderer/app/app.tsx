import { Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Recent } from '../../shared/native.ts';
import { RecoveryCode } from '../features/welcome/recovery-code.tsx';
import { WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { LiveRegion } from './announce.tsx';
import { Frame } from './frame.tsx';
import { useGlobalActions } from './global-actions.ts';
import { useKeptView } from './keep-view.ts';
import { listenForKeys } from './keyboard.ts';
import { KeysHelp } from './keys-help.tsx';
import { forgetContent } from './lock.ts';
import { Palette } from './palette.tsx';
import { fillWithSample } from './sample.ts';
import { useClient, useNative, useQueryOf } from './service.tsx';
import { useSession } from './session.ts';
import { useView } from './view.ts';
import { useWords } from './words.tsx';

/** Chooses between welcome, the recovery code of a new workspace, the frame, and the frame with its content hidden. */
export function App() {
  const client = useClient();
  const cache = useQueryClient();
  const state = useQueryOf('workspace.state', {}, { areas: ['workspace'] });
  const { recoveryCode, lockedBy, folder } = useSession();
  const open = (state.data?.open ?? false) && lockedBy === null;
  const viewReady = useViewReady(open);
  useScheme();
  useGlobalActions(open);
  useEffect(() => listenForKeys(window), []);
  useEffect(() => client.onClosed(() => open && useSession.getState().locked('service')), [client, open]);
  useEffect(() => {
    if (state.data && !state.data.open && useSession.getState().lockedBy === null && open) useSession.getState().locked('service');
  }, [state.data, open]);
  useSampleFilled(open && recoveryCode === null);
  useKnownFolder(open ? (state.data?.name ?? null) : null);
  useEffect(() => {
    if (open) return () => forgetContent(cache);
    return undefined;
  }, [open, cache]);

  return (
    <>
      <LiveRegion />
      <Palette />
      <KeysHelp />
      {content()}
    </>
  );

  function content() {
    if (recoveryCode !== null) return <RecoveryCode code={recoveryCode} />;
    if (open && state.data) return viewReady ? <Frame state={state.data} /> : <Waiting />;
    if (lockedBy !== null && folder) return <Frame state={null} />;
    if (state.error) return <ErrorNote error={state.error} onRetry={() => void state.refetch()} />;
    return state.data ? <WelcomeScreen /> : <Waiting />;
  }
}

/** Fills a new sample workspace once its recovery code has been kept. */
function useSampleFilled(open: boolean): void {
  const sample = useSession((session) => session.sample);
  useEffect(() => {
    if (!open || !sample) return;
    useSession.getState().filled();
    void fillWithSample();
  }, [open, sample]);
}

/** After a reload the window no longer knows which folder is open: the list of recent ones does, so that it can be unlocked again. */
function useKnownFolder(name: string | null): void {
  const native = useNative();
  useEffect(() => {
    if (name === null || useSession.getState().folder) return;
    const learn = (recents: Recent[]) => {
      const found = recents.find((recent) => recent.name === name);
      if (found && !useSession.getState().folder) useSession.getState().open(found, null);
    };
    native.recents().then(learn, () => undefined);
  }, [name, native]);
}

/** True once what the workspace remembers of the view is in place, so that nothing jumps after opening. */
function useViewReady(open: boolean): boolean {
  const client = useClient();
  const [ready, setReady] = useState(false);
  const arrive = useCallback(() => setReady(true), []);
  useKeptView(client, open, arrive);
  useEffect(() => {
    if (!open) setReady(false);
  }, [open]);
  return ready;
}

function useScheme(): void {
  const scheme = useView((view) => view.scheme);
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme;
  }, [scheme]);
}

/** Nothing for 300 ms, then a spinner with its name. */
export function Waiting() {
  const words = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return late ? <Loader size="sm" m="xl" role="status" aria-label={words.text('frame.waiting')} /> : null;
}
