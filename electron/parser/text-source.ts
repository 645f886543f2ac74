import { createHash } from 'node:crypto';
import type { SourceHeader } from '../../shared/parser-protocol.ts';
import type { ByteSource } from './byte-source.ts';
import { faults } from './faults.ts';
import { READ_BYTES } from './limits.ts';
import { knownFormat } from './signature.ts';

/** The file as UTF-8 bytes, whatever its byte order mark says it was written in. */
export interface TextSource {
  encoding: SourceHeader['encoding'];
  /** Bytes of the file that stand before the first byte of text. */
  markBytes: number;
  /** Fills at most `length` bytes at `offset`; 0 at the end. `length` is at least 16. */
  read(target: Uint8Array, offset: number, length: number): Promise<number>;
  /** Bytes of the file read so far. */
  bytesRead(): number;
  /** SHA-256 of all bytes read so far, hex; ends the source. */
  digest(): string;
}

const LONGEST_SIGNATURE = 16;

/** Looks at the first bytes: refuses what is plainly another format, and finds the encoding. */
export async function openText(source: ByteSource): Promise<TextSource> {
  const hash = createHash('sha256');
  let bytesRead = 0;
  const raw = async (target: Uint8Array, offset: number, length: number): Promise<number> => {
    const count = await source.read(target, offset, length);
    hash.update(target.subarray(offset, offset + count));
    bytesRead += count;
    return count;
  };
  const start = await readStart(raw);
  if (start.length === 0) throw faults.empty();
  const format = knownFormat(start);
  if (format) throw faults.known(format);
  const { encoding, markBytes } = findEncoding(start);
  const rest = start.subarray(markBytes);
  const read = encoding.startsWith('utf-16') ? decoding(raw, rest, encoding) : continuing(raw, rest);
  return {
    encoding,
    markBytes,
    read,
    bytesRead: () => bytesRead,
    digest: () => hash.digest('hex'),
  };
}

type Read = TextSource['read'];

async function readStart(raw: Read): Promise<Uint8Array> {
  const start = new Uint8Array(LONGEST_SIGNATURE);
  let length = 0;
  while (length < start.length) {
    const count = await raw(start, length, start.length - length);
    if (count === 0) break;
    length += count;
  }
  return start.subarray(0, length);
}

function findEncoding(start: Uint8Array): {
  encoding: SourceHeader['encoding'];
  markBytes: number;
} {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8-bom', markBytes: 3 };
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  return { encoding: 'utf-8', markBytes: 0 };
}

/** First what was already read, then the rest as it is. */
function continuing(raw: Read, rest: Uint8Array): Read {
  let pending = rest;
  return async (target, offset, length) => {
    if (pending.length === 0) return raw(target, offset, length);
    target.set(pending, offset);
    const count = pending.length;
    pending = pending.subarray(count);
    return count;
  };
}

/** UTF-16 to UTF-8; a unit of two bytes becomes at most three. */
function decoding(raw: Read, rest: Uint8Array, encoding: string): Read {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const wide = new Uint8Array(READ_BYTES);
  let pending = rest;
  let ended = false;
  return async (target, offset, length) => {
    while (!ended) {
      const space = Math.min(wide.length, Math.floor(length / 3) * 2 - LONGEST_SIGNATURE);
      const count = pending.length || (await raw(wide, 0, Math.max(2, space)));
      const bytes = pending.length ? pending : wide.subarray(0, count);
      pending = pending.subarray(pending.length);
      ended = count === 0;
      const text = decodeStrictly(decoder, bytes, !ended);
      if (text.length > 0) return new TextEncoder().encodeInto(text, target.subarray(offset, offset + length)).written;
    }
    return 0;
  };
}

function decodeStrictly(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw faults.utf16();
  }
}
