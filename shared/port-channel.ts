import type { Channel } from './rpc.ts';
import { isWireMessage } from './wire-codec.ts';

/** What message ports have in common in the page and in Node. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start?(): void;
  close(): void;
}

/** A channel over a message port. What is not a message of the contract is dropped. */
export function portChannel(port: PortLike): Channel {
  let open = true;
  const closings: (() => void)[] = [];
  const end = () => {
    if (!open) return;
    open = false;
    for (const listener of closings) listener();
  };
  port.addEventListener('close', end);
  return {
    post: (message) => {
      if (open) port.postMessage(message);
    },
    onMessage: (listener) => {
      port.addEventListener('message', ({ data }) => {
        if (open && isWireMessage(data)) listener(data);
      });
      port.start?.();
    },
    onClose: (listener) => closings.push(listener),
    close: () => {
      port.close();
      end();
    },
  };
}
