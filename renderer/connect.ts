import { type Bridge, PORT_MESSAGE } from '../shared/native.ts';
import { portChannel } from '../shared/port-channel.ts';
import type { Channel } from '../shared/rpc.ts';
import { decodeMessage, encodeMessage } from '../shared/wire-codec.ts';
import { hostKey } from './app/host-key.ts';

declare global {
  interface Window {
    /** Present in Electron only. */
    stowage?: Bridge;
  }
}

/** A fresh channel to the service: the preload's port in Electron, a web socket to the page's own origin in the browser host. */
export function connect(): Promise<Channel> {
  return window.stowage ? connectPort(window.stowage) : connectSocket();
}

function connectPort(bridge: Bridge): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const receive = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
      window.removeEventListener('message', receive);
      resolve(portChannel(port));
    };
    window.addEventListener('message', receive);
    bridge.port().catch((error: unknown) => {
      window.removeEventListener('message', receive);
      reject(error instanceof Error ? error : new Error('The service did not start.'));
    });
  });
}

function connectSocket(): Promise<Channel> {
  const address = new URL('/rpc', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, hostKey() || []);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socketChannel(socket)));
    socket.addEventListener('error', () => reject(new Error('The service cannot be reached.')));
  });
}

function socketChannel(socket: WebSocket): Channel {
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage: (listener) =>
      socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => listener(decodeMessage(event.data))),
    onClose: (listener) => socket.addEventListener('close', () => listener()),
    close: () => socket.close(),
  };
}
