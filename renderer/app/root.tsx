import { MantineProvider } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import type { Native } from '../../shared/native.ts';
import { App } from './app.tsx';
import { HostPrompt } from './host-prompt.tsx';
import { ServiceProvider, type StowageClient } from './service.tsx';
import { styleNonce, theme } from './theme.ts';
import { useView } from './view.ts';
import { WordsProvider } from './words.tsx';

/** The whole page over one client; tests mount it over a fake. `env` `test` leaves out portals and transitions. */
export function Root(props: { client: StowageClient; native: Native; cache: QueryClient; env?: 'default' | 'test' }) {
  const scheme = useView((view) => view.scheme);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme === 'light' ? 'light' : 'dark'}
      getStyleNonce={styleNonce}
      env={props.env ?? 'default'}
    >
      <ServiceProvider client={props.client} native={props.native} cache={props.cache}>
        <WordsProvider>
          <App />
          <HostPrompt />
        </WordsProvider>
      </ServiceProvider>
    </MantineProvider>
  );
}
