import { constants, crc32, deflateRawSync } from 'node:zlib';

/** An entry whose packed bytes and claims are given as they are, so that archives can be made that no honest program writes. */
export interface RawEntry {
  name: string;
  packed: Buffer;
  /** What the archive says of the unpacked bytes. */
  bytes: number;
  crc: number;
}

export function packed(name: string, bytes: Uint8Array): RawEntry {
  return { name, packed: deflateRawSync(bytes), bytes: bytes.length, crc: crc32(bytes) };
}

/** `head`, then `block` so often that it makes `times` of it, then `tail`. The block is packed once, so that a gigabyte costs nothing. */
export function packedRepeat(name: string, head: string, block: Buffer, times: number, tail: string): RawEntry {
  const flush = (bytes: Uint8Array) => deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_FULL_FLUSH });
  const once = flush(block);
  const parts = [flush(Buffer.from(head)), ...Array.from({ length: times }, () => once), deflateRawSync(Buffer.from(tail))];
  let crc = crc32(head);
  for (let n = 0; n < times; n++) crc = crc32(block, crc);
  return { name, packed: Buffer.concat(parts), bytes: head.length + block.length * times + tail.length, crc: crc32(tail, crc) };
}

/** A zip file of these entries (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16). */
export function zipOf(entries: RawEntry[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, packed: bytes, bytes: unpacked, crc } of entries) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(unpacked, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), bytes);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, Buffer.from(name));
    at += 30 + name.length + bytes.length;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}
