import { createHash, type Hash } from 'node:crypto';
import type { ByteSource, ByteStream } from './byte-source.ts';
import { holdSource } from './held-source.ts';
import type { RandomAccess } from './zip/random-access.ts';

/** The bytes of one file as they stand, hashed as they are read in order. */
export interface RawFile extends ByteStream {
  /** The first bytes, which will be read again. */
  start(length: number): Promise<Uint8Array>;
  /** Bytes of the whole file; 0 while it is not known. */
  size(): number;
  /** True when the file can be read again; `hold` makes it so. */
  repeatable(): boolean;
  hold(): Promise<void>;
  rewind(): void;
  access(): RandomAccess;
  /** Reads what was not read yet and checks that the file is still the same; SHA-256 (hex) and size of the whole file. */
  finish(): Promise<{ sha256: string; bytes: number }>;
  verify(whole: boolean): Promise<void>;
}

/** `told` hears after each read how many bytes have been read. */
export function createRawFile(source: ByteSource, told: (bytesRead: number) => void = () => {}): RawFile {
  let current = source;
  let pending = new Uint8Array(0);
  let hash: Hash = createHash('sha256');
  let bytesRead = 0;

  const unhashed = async (target: Uint8Array, offset: number, length: number): Promise<number> => {
    if (pending.length === 0) return current.read(target, offset, length);
    const part = pending.subarray(0, length);
    target.set(part, offset);
    pending = pending.subarray(part.length);
    return part.length;
  };
  const read: RawFile['read'] = async (target, offset, length) => {
    const count = await unhashed(target, offset, length);
    hash.update(target.subarray(offset, offset + count));
    bytesRead += count;
    told(bytesRead);
    return count;
  };
  const rewind = () => {
    current.again?.rewind();
    pending = new Uint8Array(0);
    hash = createHash('sha256');
    bytesRead = 0;
  };

  return {
    read,
    rewind,
    size: () => current.bytes,
    repeatable: () => current.again !== undefined,
    async start(length) {
      const start = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const count = await current.read(start, filled, length - filled);
        if (count === 0) break;
        filled += count;
      }
      pending = start.slice(0, filled);
      return start.subarray(0, filled);
    },
    async hold() {
      if (current.again) return;
      current = await holdSource({ ...source, read: unhashed }, told);
      rewind();
    },
    access() {
      const { bytes, again } = current;
      if (!again) throw new Error('The file was not held.');
      const readAt: RandomAccess['readAt'] = async (target, offset, length, position) => {
        const count = await again.readAt(target, offset, length, position);
        told(position + count);
        return count;
      };
      return { bytes, readAt };
    },
    async finish() {
      const rest = new Uint8Array(64 * 1024);
      while ((await read(rest, 0, rest.length)) > 0);
      await current.verify(true);
      return { sha256: hash.digest('hex'), bytes: bytesRead };
    },
    verify: (whole) => current.verify(whole),
  };
}
