import type { StowageError } from '../../shared/errors.ts';
import type { EncodingCandidate } from '../../shared/understand/survey.ts';
import { createEncodingEvidence } from './encoding-evidence.ts';
import { faults, nameRow, undecided } from './faults.ts';
import type { TextWindow } from './text-window.ts';

/** The refusal of text that is not UTF-8: a question where another encoding gives text, else a damaged file. */
export function refuseEncoding(window: TextWindow, row: number, line: number, byte: number): StowageError {
  const evidence = createEncodingEvidence();
  evidence.add(window.bytes.subarray(0, window.end));
  const { candidates, damagedUtf8 } = evidence.judge();
  if (damagedUtf8) return faults.damagedUtf8(row, line, byte);
  if (candidates.length === 0 || isCut(window)) return faults.encoding(row, line, byte);
  const where = byte < 0 ? { row, line } : { row, line, byte };
  const what = `${nameRow(row, line)} holds bytes that are not UTF-8 text, so its encoding must be said.`;
  return undecided(what, { id: 'encoding', options: candidates.map(({ encoding }) => encoding), evidence: readings(candidates) }, where);
}

/** True when the only fault is that the text ends inside a character. */
function isCut(window: TextWindow): boolean {
  const at = window.fault?.at ?? 0;
  const lead = window.bytes[at] as number;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return window.final && lead >= 0xc2 && lead < 0xf5 && at + length > window.end && isTail(window.bytes.subarray(at + 1, window.end));
}

function isTail(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x80 && byte < 0xc0);
}

const SHOWN = 3;

/** How a line reads in each of the likeliest encodings. */
function readings(candidates: EncodingCandidate[]): string {
  return candidates
    .slice(0, SHOWN)
    .map(({ encoding, sample }) => `${encoding}: ${sample[0] ?? ''}`)
    .join('\n');
}
