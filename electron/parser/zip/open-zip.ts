import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { archiveFaults } from './archive-faults.ts';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { isEncrypted, readDirectory, type ZipEntry } from './directory.ts';
import { type RandomAccess, readPiece } from './random-access.ts';

/** A zip archive whose list of contents was checked: nothing overlaps, nothing exceeds the caps, names are unique. */
export interface ZipArchive {
  /** Files, in the order of the list of contents; folders are left out. */
  entries: ZipEntry[];
  /**
   * The unpacked bytes, in pieces that are valid until the next is asked for. Throws `unreadable-file` when they are not what the list says
   * (size, CRC-32), which may be known only after the last piece.
   */
  read(entry: ZipEntry): AsyncGenerator<Uint8Array, void, undefined>;
}

/** Throws `unreadable-file`: cut, damaged, several disks, over the caps. */
export async function openZip(access: RandomAccess): Promise<ZipArchive> {
  if (access.bytes > ARCHIVE_LIMITS.fileBytes) throw archiveFaults.fileTooLarge();
  const entries = await readDirectory(access);
  return { entries: entries.filter(({ name }) => !name.endsWith('/')), read: (entry) => readEntry(access, entry) };
}

const PACKED_STEP = 64 * 1024;
const UNPACKED_STEP = 128 * 1024;

async function* readEntry(access: RandomAccess, entry: ZipEntry): AsyncGenerator<Uint8Array, void, undefined> {
  if (entry.encrypted) throw archiveFaults.encrypted(entry.name);
  if (entry.method !== 0 && entry.method !== 8) throw archiveFaults.method(entry.name);
  const from = await findData(access, entry);
  let sum = 0;
  let bytes = 0;
  for await (const piece of entry.method === 0 ? readPacked(access, entry, from) : inflate(access, entry, from)) {
    bytes += piece.length;
    if (bytes > entry.bytes) throw archiveFaults.entry(entry.name, 'it unpacks to more than the archive says');
    sum = crc32(piece, sum);
    yield piece;
  }
  if (bytes !== entry.bytes) throw archiveFaults.entry(entry.name, 'it unpacks to less than the archive says');
  if (sum !== entry.crc) throw archiveFaults.entry(entry.name, 'its checksum is wrong');
}

async function* inflate(access: RandomAccess, entry: ZipEntry, from: number): AsyncGenerator<Uint8Array, void, undefined> {
  const inflater = createInflateRaw({ chunkSize: UNPACKED_STEP });
  pipeline(Readable.from(readPacked(access, entry, from)), inflater, () => {});
  try {
    for await (const piece of inflater) yield piece as Uint8Array;
  } catch (error) {
    throw isZlibError(error) ? archiveFaults.entry(entry.name, 'it cannot be unpacked') : error;
  }
  if (inflater.bytesWritten !== entry.packedBytes) throw archiveFaults.entry(entry.name, 'it ends before the place the archive says');
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code));
}

async function* readPacked(access: RandomAccess, entry: ZipEntry, from: number): AsyncGenerator<Buffer, void, undefined> {
  for (let position = 0; position < entry.packedBytes; ) {
    const piece = await readPiece(access, from + position, Math.min(PACKED_STEP, entry.packedBytes - position));
    if (piece.length === 0) throw archiveFaults.entry(entry.name, 'the file ends inside it');
    position += piece.length;
    yield piece;
  }
}

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const HAS_DESCRIPTOR = 8;

/** Where the packed bytes begin; the entry's own header must say the same as the list of contents. */
async function findData(access: RandomAccess, entry: ZipEntry): Promise<number> {
  const head = await readPiece(access, entry.at, LOCAL_BYTES + entry.rawName.length);
  const fault = archiveFaults.entry(entry.name, 'its own header says other than the list of contents');
  if (head.length < LOCAL_BYTES + entry.rawName.length || head.readUInt32LE(0) !== LOCAL_SIGNATURE) throw fault;
  const flags = head.readUInt16LE(6);
  if (isEncrypted(flags)) throw archiveFaults.encrypted(entry.name);
  if (head.readUInt16LE(8) !== entry.method) throw fault;
  if (head.readUInt16LE(26) !== entry.rawName.length || !head.subarray(LOCAL_BYTES).equals(entry.rawName)) throw fault;
  if ((flags & HAS_DESCRIPTOR) === 0 && !saysTheSame(head, entry)) throw fault;
  const from = entry.at + LOCAL_BYTES + entry.rawName.length + head.readUInt16LE(28);
  if (from + entry.packedBytes > entry.until) throw archiveFaults.entry(entry.name, 'it reaches into the next one');
  return from;
}

const IN_EXTRA = 0xffffffff;

function saysTheSame(head: Buffer, entry: ZipEntry): boolean {
  const same = (at: number, value: number) => head.readUInt32LE(at) === value || head.readUInt32LE(at) === IN_EXTRA;
  return head.readUInt32LE(14) === entry.crc && same(18, entry.packedBytes) && same(22, entry.bytes);
}
