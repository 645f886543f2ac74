import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import { keepService } from '../../electron/host/service-child.ts';
import { socketChannel } from '../../electron/host/socket-channel.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import { type PortLike, portChannel } from '../../shared/port-channel.ts';
import type { Channel } from '../../shared/rpc.ts';
import { type Served, serve } from '../../shared/rpc-server.ts';
import { probeContract, probeHandlers } from './probe-contract.ts';

/** A served probe contract and a way to reach it. */
export interface Reached {
  connect(): Promise<Channel>;
  stop(): Promise<void>;
}

export const TRANSPORTS: Record<string, () => Promise<Reached>> = {
  'a pair in memory': async () => {
    const join = servedHere();
    return {
      connect: async () => {
        const [client, server] = createChannelPair();
        join(server);
        return client;
      },
      stop: async () => undefined,
    };
  },
  'a message port': async () => {
    const join = servedHere();
    const opened: Channel[] = [];
    return {
      connect: async () => {
        const { port1, port2 } = new MessageChannel();
        join(portChannel(port1 as unknown as PortLike));
        const client = portChannel(port2 as unknown as PortLike);
        opened.push(client);
        return client;
      },
      stop: async () => {
        for (const channel of opened) channel.close();
      },
    };
  },
  'a web socket': async () => {
    const join = servedHere();
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => join(socketChannel(socket)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      connect: async () => {
        const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
        await once(socket, 'open');
        return socketChannel(socket);
      },
      stop: async () => {
        for (const client of sockets.clients) client.terminate();
        server.close();
      },
    };
  },
  'a child process': async () => {
    const keeper = keepService({ onOpened: () => undefined, entry: fileURLToPath(new URL('./probe-child.ts', import.meta.url)) });
    return {
      connect: async () => {
        const [client, relay] = createChannelPair();
        keeper.connect(relay);
        return client;
      },
      stop: () => keeper.stop(),
    };
  },
};

function servedHere(): (channel: Channel) => void {
  const served = new Set<Served>();
  const handlers = probeHandlers(() => {
    for (const one of served) one.changed(['cases']);
  });
  return (channel) => void served.add(serve(probeContract, handlers, channel, { checkOutput: true }));
}
