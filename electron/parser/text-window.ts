import type { ByteSource } from './byte-source.ts';
import { LIMITS, READ_BYTES } from './limits.ts';
import { findTextFault, type TextFault, unfinishedBytes } from './text-faults.ts';
import { openText } from './text-source.ts';

/** A stretch of the file's text that moves forward; it always has room for one record and one read. */
export interface TextWindow {
  readonly bytes: Buffer;
  /** First byte not read yet, and the byte after the last. */
  position: number;
  end: number;
  /** True once the text has been read to its end. */
  final: boolean;
  /** The first byte in the window that cannot be text. */
  fault: TextFault | undefined;
  /** Drops what is before `position` and reads more; at most `LIMITS.recordBytes` may be left unread. */
  fill(): Promise<void>;
  /** Where a byte of the window stands in the file; -1 when the file is not UTF-8. */
  placeInFile(at: number): number;
  encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';
  bytesRead(): number;
  digest(): string;
}

const CAPACITY = LIMITS.recordBytes + READ_BYTES + 64;

export async function openTextWindow(source: ByteSource): Promise<TextWindow> {
  const text = await openText(source);
  let dropped = text.markBytes;
  let checked = 0;

  const look = () => {
    const to = window.end - (window.final ? 0 : unfinishedBytes(window.bytes, window.end));
    window.fault ??= findTextFault(window.bytes, checked, to);
    checked = Math.max(checked, to);
  };

  const window: TextWindow = {
    bytes: Buffer.allocUnsafe(CAPACITY),
    position: 0,
    end: 0,
    final: false,
    fault: undefined,
    async fill() {
      window.bytes.copyWithin(0, window.position, window.end);
      dropped += window.position;
      checked -= window.position;
      window.end -= window.position;
      window.position = 0;
      const count = await text.read(window.bytes, window.end, READ_BYTES);
      window.end += count;
      window.final = count === 0;
      look();
    },
    placeInFile: (at) => (text.encoding.startsWith('utf-16') ? -1 : dropped + at),
    encoding: text.encoding,
    bytesRead: text.bytesRead,
    digest: text.digest,
  };
  return window;
}
