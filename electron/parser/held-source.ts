import type { ByteSource, ByteStream } from './byte-source.ts';
import { faults } from './faults.ts';
import { LIMITS, READ_BYTES } from './limits.ts';

/** Keeps all bytes of a source in memory, so that they can be read more than once; `told` hears how many have come. */
export async function holdSource(source: ByteSource, told: (bytes: number) => void): Promise<ByteSource> {
  const parts = await readParts(source, LIMITS.heldBytes, faults.tooLargeToHold, told);
  return { ...memorySource(parts), verify: (whole) => source.verify(whole), close: () => source.close() };
}

/** All bytes of a stream as one piece; throws `tooLarge()` beyond `limit`. */
export async function readAll(stream: ByteStream, limit: number, tooLarge: () => Error): Promise<Uint8Array> {
  const parts = await readParts(stream, limit, tooLarge, () => {});
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

export function memorySource(parts: readonly Uint8Array[]): ByteSource {
  const starts: number[] = [];
  let bytes = 0;
  for (const part of parts) {
    starts.push(bytes);
    bytes += part.length;
  }
  let next = 0;
  const readAt = async (target: Uint8Array, offset: number, length: number, position: number): Promise<number> => {
    let part = starts.findLastIndex((start) => start <= position);
    let copied = 0;
    for (; part >= 0 && part < parts.length && copied < length; part++) {
      const from = position + copied - (starts[part] as number);
      const piece = (parts[part] as Uint8Array).subarray(from, from + length - copied);
      target.set(piece, offset + copied);
      copied += piece.length;
    }
    return copied;
  };
  return {
    bytes,
    async read(target, offset, length) {
      const count = await readAt(target, offset, length, next);
      next += count;
      return count;
    },
    verify: async () => {},
    close: async () => {},
    again: {
      readAt,
      rewind() {
        next = 0;
      },
    },
  };
}

async function readParts(stream: ByteStream, limit: number, tooLarge: () => Error, told: (bytes: number) => void): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let filled = 0;
  let total = 0;
  for (;;) {
    const count = await stream.read(buffer, filled, buffer.length - filled);
    filled += count;
    total += count;
    if (total > limit) throw tooLarge();
    if (count === 0 || filled === buffer.length) {
      parts.push(new Uint8Array(buffer.subarray(0, filled)));
      filled = 0;
    }
    if (count === 0) return parts;
    told(total);
  }
}
