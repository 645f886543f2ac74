import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { faults, fromSystem } from './faults.ts';
import { LIMITS } from './limits.ts';

/** Where the bytes of one file come from. */
export interface ByteSource {
  /** Size in bytes; 0 while it is not known. */
  bytes: number;
  /** Fills at most `length` bytes at `offset`; 0 at the end. */
  read(target: Uint8Array, offset: number, length: number): Promise<number>;
  /** Throws when the file is no longer the one that was opened, or was not read to its end though `whole` says so. */
  verify(whole: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A file on disk, compared before and after by size, time and inode. */
export async function openFileSource(path: string): Promise<ByteSource> {
  try {
    const target = await stat(path);
    if (target.isDirectory()) throw faults.folder();
    if (!target.isFile()) throw faults.notRegular();
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await sourceOf(handle, path).catch(async (error: unknown) => {
      await handle.close();
      throw error;
    });
  } catch (error) {
    throw fromSystem(error);
  }
}

async function sourceOf(handle: FileHandle, path: string): Promise<ByteSource> {
  const before = await identity(handle.stat({ bigint: true }));
  if (before.size > BigInt(LIMITS.fileBytes)) throw faults.tooLarge();
  let read = 0;
  return {
    bytes: Number(before.size),
    async read(target, offset, length) {
      const { bytesRead } = await handle.read(target, offset, length, null).catch((error: unknown) => {
        throw fromSystem(error);
      });
      read += bytesRead;
      if (read > Number(before.size)) throw faults.changed();
      return bytesRead;
    },
    async verify(whole) {
      const opened = await identity(handle.stat({ bigint: true }));
      const named = await identity(stat(path, { bigint: true })).catch(() => undefined);
      if ((whole && read !== Number(before.size)) || !same(before, opened) || !named || !same(before, named)) throw faults.changed();
    },
    close: () => handle.close(),
  };
}

interface Identity {
  size: bigint;
  mtimeNs: bigint;
  ino: bigint;
  dev: bigint;
}

async function identity(stats: Promise<Identity>): Promise<Identity> {
  const { size, mtimeNs, ino, dev } = await stats;
  return { size, mtimeNs, ino, dev };
}

function same(a: Identity, b: Identity): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino && a.dev === b.dev;
}

/** Bytes that arrive as messages, in order, ended by an empty chunk. */
export interface ChunkSource extends ByteSource {
  push(bytes: Uint8Array): void;
}

export function createChunkSource(): ChunkSource {
  const waiting: Uint8Array[] = [];
  let arrived: (() => void) | undefined;
  let used = 0;
  const first = async (): Promise<Uint8Array> => {
    while (waiting.length === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    return waiting[0] as Uint8Array;
  };
  return {
    bytes: 0,
    push(bytes) {
      waiting.push(bytes);
      arrived?.();
    },
    async read(target, offset, length) {
      const chunk = await first();
      const part = chunk.subarray(used, used + length);
      target.set(part, offset);
      used += part.length;
      if (used === chunk.length && chunk.length > 0) {
        waiting.shift();
        used = 0;
      }
      return part.length;
    },
    verify: async () => {},
    close: async () => {},
  };
}
