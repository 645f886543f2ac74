import type { Channel, WireMessage } from './rpc.ts';
import { decodeMessage, encodeMessage } from './wire-codec.ts';

declare function queueMicrotask(callback: () => void): void;

/**
 * Two ends of a channel inside one process. Messages go through the codec, so that a payload which would not
 * survive a real transport does not survive this one either.
 */
export function createChannelPair(): [Channel, Channel] {
  const left = createEnd();
  const right = createEnd();
  left.join(right);
  right.join(left);
  return [left.channel, right.channel];
}

interface End {
  channel: Channel;
  join(other: End): void;
  receive(encoded: string | ArrayBuffer): void;
  end(): void;
}

function createEnd(): End {
  const messages: ((message: WireMessage) => void)[] = [];
  const closings: (() => void)[] = [];
  let other: End | undefined;
  let open = true;
  const end = () => {
    if (!open) return;
    open = false;
    for (const listener of closings) listener();
  };
  return {
    join: (peer) => {
      other = peer;
    },
    receive: (encoded) => {
      const message = open ? readMessage(encoded) : undefined;
      if (message) for (const listener of messages) listener(message);
    },
    end,
    channel: {
      post: (message) => {
        if (!open) return;
        const encoded = encodeMessage(message);
        queueMicrotask(() => other?.receive(encoded));
      },
      onMessage: (listener) => messages.push(listener),
      onClose: (listener) => closings.push(listener),
      close: () => {
        end();
        queueMicrotask(() => other?.end());
      },
    },
  };
}

/** What is not a message of the contract is dropped, as on every other transport. */
function readMessage(encoded: string | ArrayBuffer): WireMessage | undefined {
  try {
    return decodeMessage(encoded);
  } catch {
    return undefined;
  }
}
