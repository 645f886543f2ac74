import type { ByteStream } from './byte-source.ts';

/** Pieces of bytes as one stream; a piece need not be valid after the next is asked for. */
export function streamOf(pieces: AsyncGenerator<Uint8Array, void, undefined>): ByteStream {
  let piece: Uint8Array = new Uint8Array(0);
  return {
    async read(target, offset, length) {
      while (piece.length === 0) {
        const next = await pieces.next();
        if (next.done) return 0;
        piece = next.value;
      }
      const part = piece.subarray(0, length);
      target.set(part, offset);
      piece = piece.subarray(part.length);
      return part.length;
    },
  };
}
