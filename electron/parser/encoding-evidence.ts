import { SINGLE_BYTE_ENCODINGS, type SingleByteEncoding } from '../../shared/csv/encodings.ts';
import type { EncodingCandidate } from '../../shared/understand/survey.ts';
import { plausibility } from './encoding-plausibility.ts';
import { codePoints, UNDEFINED } from './single-byte.ts';
import { countUtf8 } from './text-faults.ts';

/** Gathers what speaks for one encoding or another in text that is not UTF-8. */
export interface EncodingEvidence {
  add(bytes: Uint8Array): void;
  judge(): EncodingJudgement;
}

export interface EncodingJudgement {
  /** Best first; encodings that would read the very same text are named once, the most usual one. Empty where no encoding gives text. */
  candidates: EncodingCandidate[];
  /** No other candidate reads plausibly. */
  proven: boolean;
  /** Most of it is UTF-8, so some bytes are damaged or come from elsewhere. */
  damagedUtf8: boolean;
}

const LINES = 400;
const LINE_BYTES = 300;
const SAMPLE_LINES = 5;

export function createEncodingEvidence(): EncodingEvidence {
  const seen = new Uint32Array(256);
  const lines = new Map<string, Uint8Array>();
  const line = new Uint8Array(LINE_BYTES);
  let length = 0;
  let odd = false;

  const endLine = () => {
    if (odd && lines.size < LINES) lines.set(Buffer.from(line.subarray(0, length)).toString('latin1'), line.slice(0, length));
    length = 0;
    odd = false;
  };

  return {
    add(bytes) {
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        if (byte === 10 || byte === 13) {
          endLine();
          continue;
        }
        if (byte >= 0x80) {
          seen[byte] = (seen[byte] as number) + 1;
          if (length >= LINE_BYTES && !odd) {
            line.copyWithin(0, LINE_BYTES / 2, LINE_BYTES);
            length = LINE_BYTES / 2;
          }
          odd = true;
        }
        if (length < LINE_BYTES) line[length++] = byte;
      }
    },
    judge() {
      endLine();
      return judgeEncodings(seen, [...lines.values()]);
    },
  };
}

function judgeEncodings(seen: Uint32Array, lines: Uint8Array[]): EncodingJudgement {
  const readings = new Map<string, SingleByteEncoding>();
  for (const encoding of SINGLE_BYTE_ENCODINGS) {
    const points = codePoints(encoding);
    const used = [...points].filter((_, byte) => byte >= 0x80 && (seen[byte] as number) > 0);
    if (used.some((point) => point === UNDEFINED || (point >= 0x80 && point < 0xa0))) continue;
    const reading = used.join();
    if (!readings.has(reading)) readings.set(reading, encoding);
  }
  const candidates = [...readings.values()].map((encoding) => candidateOf(encoding, lines)).sort((a, b) => b.score - a.score);
  return { candidates, proven: isProven(candidates, lines), damagedUtf8: isDamagedUtf8(lines) };
}

function candidateOf(encoding: SingleByteEncoding, lines: Uint8Array[]): Candidate {
  const points = codePoints(encoding);
  const sample = lines.slice(0, SAMPLE_LINES).map((line) => textOf(line, points));
  return { encoding, score: Math.round(scoreOf(points, lines, () => true) * 1000) / 1000, sample };
}

interface Candidate extends EncodingCandidate {
  encoding: SingleByteEncoding;
}

/** Mean plausibility of the letters beyond ASCII that are asked for; -1 where there are none. */
function scoreOf(points: Uint16Array, lines: Uint8Array[], counts: (byte: number) => boolean): number {
  let sum = 0;
  let count = 0;
  for (const line of lines) {
    const part = plausibility(textOf(line, points), (at) => counts(line[at] as number));
    sum += part.sum;
    count += part.count;
  }
  return count === 0 ? -1 : sum / count;
}

function textOf(line: Uint8Array, points: Uint16Array): string {
  return Array.from(line, (byte) => String.fromCharCode(points[byte] as number)).join('');
}

const GOOD = 0.6;
const POOR = 0.2;
const ENOUGH = 3;

/** Compared letter by letter where two encodings differ: the best reads well there, every other one badly. */
function isProven(candidates: Candidate[], lines: Uint8Array[]): boolean {
  const [best, ...others] = candidates;
  if (!best || best.score < GOOD || countOdd(lines) < ENOUGH) return false;
  const own = codePoints(best.encoding);
  return others.every(({ encoding }) => {
    const points = codePoints(encoding);
    const differs = (byte: number) => points[byte] !== own[byte];
    return scoreOf(own, lines, differs) >= GOOD && scoreOf(points, lines, differs) <= POOR;
  });
}

function countOdd(lines: Uint8Array[]): number {
  return lines.reduce((sum, line) => sum + line.filter((byte) => byte >= 0x80).length, 0);
}

function isDamagedUtf8(lines: Uint8Array[]): boolean {
  let whole = 0;
  let broken = 0;
  for (const line of lines) {
    const counted = countUtf8(line);
    whole += counted.whole;
    broken += counted.broken;
  }
  return whole >= ENOUGH && whole >= broken * 4;
}
