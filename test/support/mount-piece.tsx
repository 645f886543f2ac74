import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { listenForKeys } from '../../renderer/app/keyboard.ts';
import { createReconnectingClient } from '../../renderer/app/reconnect.ts';
import { createQueryClient, ServiceProvider } from '../../renderer/app/service.tsx';
import { useView } from '../../renderer/app/view.ts';
import { WordsProvider } from '../../renderer/app/words.tsx';
import { contract, type StowageContract } from '../../shared/contract/index.ts';
import { StowageError } from '../../shared/errors.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import type { Area, Handlers } from '../../shared/rpc.ts';
import { serve } from '../../shared/rpc-server.ts';
import { completeJsdom } from './chart-page.tsx';

/**
 * One piece of the page over these handlers, in English and light; what is asked is added to `calls`. Answers with a function that tells the
 * page what changed.
 */
export function mountPiece(
  piece: ReactNode,
  made: Partial<Handlers<StowageContract>>,
  calls: { method: string; input: unknown }[],
): (areas: Area[]) => void {
  completeJsdom();
  useView.getState().reset();
  useView.setState({ language: 'en', scheme: 'light' });
  let changed: (areas: Area[]) => void = () => undefined;
  const connect = async () => {
    const [page, service] = createChannelPair();
    const server = serve(contract, recorded(made, calls), service, { checkOutput: true });
    changed = (areas) => server.changed(areas);
    return page;
  };
  const native = { pickFile: async () => null, pickFolder: async () => null, recents: async () => [] };
  listenForKeys(window);
  render(
    <MantineProvider env="test">
      <WordsProvider>
        <ServiceProvider client={createReconnectingClient(connect)} native={native} cache={createQueryClient()}>
          {piece}
        </ServiceProvider>
      </WordsProvider>
    </MantineProvider>,
  );
  return (areas) => changed(areas);
}

function recorded(made: Partial<Handlers<StowageContract>>, calls: { method: string; input: unknown }[]): Handlers<StowageContract> {
  const entries = Object.keys(contract).map((method) => [
    method,
    (input: never, call: never) => {
      calls.push({ method, input });
      const handler = made[method as keyof StowageContract] as ((input: never, call: never) => unknown) | undefined;
      if (!handler) throw new StowageError('not-found', 'The made-up service does not know this. Nothing was changed.');
      return handler(input, call);
    },
  ]);
  return Object.fromEntries(entries) as Handlers<StowageContract>;
}
