import type { RawData, WebSocket } from 'ws';
import type { Channel, WireMessage } from '../../shared/rpc.ts';
import { decodeMessage, encodeMessage } from '../../shared/wire-codec.ts';

const POLICY_VIOLATION = 1008;

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
    return decodeMessage(isBinary ? bytes : Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
