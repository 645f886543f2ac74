import type { Encoding } from '../../shared/csv/encodings.ts';
import type { ByteStream } from './byte-source.ts';
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
  encoding: Encoding;
  /** True where UTF-8 was neither marked nor said. */
  assumed: boolean;
}

const CAPACITY = LIMITS.recordBytes + READ_BYTES + 64;

export async function openTextWindow(stream: ByteStream, said: Encoding | null): Promise<TextWindow> {
  const text = await openText(stream, said);
  let dropped = text.markBytes;
  let checked = 0;

  const look = () => {
    const to = window.end - (window.final ? 0 : unfinishedBytes(window.bytes, window.end));
    window.fault ??= findTextFault(window.bytes, checked, to);
    checked = Math.max(checked, to);
    const kind = window.final ? text.fault() : undefined;
    if (kind) window.fault ??= { kind, at: window.end };
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
      if (window.fault) window.fault.at -= window.position;
      window.end -= window.position;
      window.position = 0;
      const count = await text.read(window.bytes, window.end, READ_BYTES);
      window.end += count;
      window.final = count === 0;
      look();
    },
    placeInFile: (at) => (text.encoding.startsWith('utf-8') ? dropped + at : -1),
    encoding: text.encoding,
    assumed: text.assumed,
  };
  return window;
}
