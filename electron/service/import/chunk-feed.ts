import type { ParserPort } from '../context.ts';

const CHUNK_BYTES = 1024 ** 2;
/** Bytes that may wait on the parser's side; it acknowledges what it has read by each progress. */
const AHEAD_BYTES = 4 * 1024 ** 2;

/** Sends bytes to the parser, a bounded stretch ahead of what has been read. */
export interface ChunkFeed {
  read(count: number): void;
}

export function createChunkFeed(port: ParserPort, chunks: Iterator<Uint8Array>): ChunkFeed {
  let sent = 0;
  let ended = false;
  return {
    read(count) {
      while (!ended && sent < count + AHEAD_BYTES) {
        const next = chunks.next();
        ended = next.done === true;
        if (!next.done) sent += next.value.length;
        port.post({ kind: 'chunk', bytes: next.done ? new Uint8Array(0) : next.value });
      }
    },
  };
}

/** An upload in pieces; each is a copy, since it travels. */
export function* byteFeed(bytes: Uint8Array): Generator<Uint8Array, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.slice(at, at + CHUNK_BYTES);
}
