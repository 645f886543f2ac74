import type { ZipEntry } from '../zip/directory.ts';
import type { ZipArchive } from '../zip/open-zip.ts';
import { feed, nextToken, TOKENS, type XmlScanner } from './xml-scanner.ts';

/** Reads a part to its end, so that its checksum is proved, and shows each token. */
export async function walkXml(archive: ZipArchive, entry: ZipEntry, x: XmlScanner, onToken: (token: number) => void): Promise<void> {
  const drain = () => {
    for (let token = nextToken(x); token !== TOKENS.more; token = nextToken(x)) {
      onToken(token);
      if (token === TOKENS.end) return;
    }
  };
  for await (const piece of xmlPieces(archive, entry)) {
    feed(x, piece);
    drain();
  }
  feed(x, null);
  drain();
}

/** The part's bytes in UTF-8: a document in UTF-16, known by its first two bytes, is recoded. */
export async function* xmlPieces(archive: ZipArchive, entry: ZipEntry): AsyncGenerator<Uint8Array, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | null | undefined;
  const encoder = new TextEncoder();
  for await (const piece of archive.read(entry)) {
    if (decoder === undefined) decoder = decoderFor(piece);
    yield decoder ? encoder.encode(decoder.decode(piece, { stream: true })) : piece;
  }
  if (decoder) yield encoder.encode(decoder.decode());
}

/** A damaged unit becomes U+FFFD; the part's checksum has then already spoken, or its maker wrote it so. */
function decoderFor(piece: Uint8Array): InstanceType<typeof TextDecoder> | null {
  const [first, second] = piece;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be');
  return null;
}
