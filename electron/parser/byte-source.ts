import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { faults, fromSystem } from './faults.ts';
import { LIMITS } from './limits.ts';

/** Bytes that come in order. */
export interface ByteStream {
  /** Fills at most `length` bytes at `offset`; 0 at the end. */
  read(target: Uint8Array, offset: number, length: number): Promise<number>;
}

/** Where the bytes of one file come from. */
export interface ByteSource extends ByteStream {
  /** Size in bytes; 0 while it is not known. */
  bytes: number;
  /** Throws when the file is no longer the one that was opened, or was not read to its end though `whole` says so. */
  verify(whole: boolean): Promise<void>;
  close(): Promise<void>;
  /** Absent where bytes come once and are gone; `holdSource` keeps them. */
  again?: Again;
}

/** What a source offers whose bytes can be read more than once. */
export interface Again {
  /** Makes `read` begin anew. */
  rewind(): void;
  /** Fills `length` bytes that stand at `position`, fewer at the end. */
  readAt(target: Uint8Array, offset: number, length: number, position: number): Promise<number>;
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
  let next = 0;
  const readAt = async (target: Uint8Array, offset: number, length: number, position: number): Promise<number> => {
    const { bytesRead } = await handle.read(target, offset, length, position).catch((error: unknown) => {
      throw fromSystem(error);
    });
    if (position + bytesRead > Number(before.size)) throw faults.changed();
    return bytesRead;
  };
  return {
    bytes: Number(before.size),
    async read(target, offset, length) {
      const bytesRead = await readAt(target, offset, length, next);
      next += bytesRead;
      return bytesRead;
    },
    async verify(whole) {
      const opened = await identity(handle.stat({ bigint: true }));
      const named = await identity(stat(path, { bigint: true })).catch(() => undefined);
      if ((whole && next !== Number(before.size)) || !same(before, opened) || !named || !same(before, named)) throw faults.changed();
    },
    close: () => handle.close(),
    again: {
      readAt,
      rewind() {
        next = 0;
      },
    },
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
