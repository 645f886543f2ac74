import type { RawData, WebSocket } from 'ws';
import { isNestedTooDeep } from '../../shared/depth.ts';
import type { Channel, WireMessage } from '../../shared/rpc.ts';
import { decodeMessage, encodeMessage } from '../../shared/wire-codec.ts';

const POLICY_VIOLATION = 1008;
/** Deeper messages could exhaust the stack of the relay; the service itself refuses far shallower ones in words. */
const DEEPEST = 500;

/** A channel over a web socket with `binaryType = 'arraybuffer'`. A frame that is no message ends the connection. */
export function socketChannel(socket: WebSocket): Channel {
  socket.binaryType = 'arraybuffer';
  socket.on('error', () => socket.terminate());
  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => {
        const message = read(data, isBinary);
        if (message) listener(message);
        else socket.close(POLICY_VIOLATION);
      });
    },
    onClose: (listener) => socket.on('close', () => listener()),
    close: () => socket.close(),
  };
}

function read(data: RawData, isBinary: boolean): WireMessage | undefined {
  try {
    const bytes = data as ArrayBuffer;
    const message = decodeMessage(isBinary ? bytes : Buffer.from(bytes).toString('utf8'));
    return isNestedTooDeep(message, DEEPEST) ? undefined : message;
  } catch {
    return undefined;
  }
}
