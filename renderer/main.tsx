import '@mantine/core/styles.layer.css';
import './app/theme.css';
import { createRoot } from 'react-dom/client';
import { createHostNative } from './app/host-native.ts';
import { createReconnectingClient } from './app/reconnect.ts';
import { Root } from './app/root.tsx';
import { createQueryClient } from './app/service.tsx';
import { connect } from './connect.ts';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Root client={createReconnectingClient(connect)} native={window.stowage ?? createHostNative()} cache={createQueryClient()} />,
  );
}
