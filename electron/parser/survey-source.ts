import { randomFillSync } from 'node:crypto';
import { StowageError } from '../../shared/errors.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import type { Survey } from '../../shared/understand/survey.ts';
import type { ByteSource } from './byte-source.ts';
import { type Content, openContent } from './content.ts';
import { createEncodingEvidence, type EncodingJudgement } from './encoding-evidence.ts';
import { faults } from './faults.ts';
import { READ_BYTES } from './limits.ts';
import { createRawFile, type RawFile } from './raw-file.ts';
import { openRecordReader, type RecordReader } from './record-reader.ts';
import { type RowFacts, surveyRows } from './survey-rows.ts';

/** Reads a whole file once (twice where its encoding must be found) and tells what it holds; throws `unreadable-file`. */
export async function surveySource(
  source: ByteSource,
  fileName: string,
  progress: (bytesRead: number) => void,
  shape: FileShape = {},
): Promise<Survey> {
  const raw = createRawFile(source, progress);
  try {
    await raw.hold();
    return await surveyWhole(raw, fileName, shape);
  } catch (error) {
    await raw.verify(false);
    throw error;
  }
}

async function surveyWhole(raw: RawFile, fileName: string, shape: FileShape): Promise<Survey> {
  try {
    return await surveyOnce(raw, fileName, shape, undefined);
  } catch (error) {
    if (!asksForEncoding(error)) throw error;
    const judgement = await judgeEncoding(raw, fileName, shape);
    const best = judgement.candidates[0];
    if (!best || judgement.damagedUtf8) throw faults.unknownText();
    return surveyOnce(raw, fileName, { ...shape, file: { ...shape.file, encoding: best.encoding } }, judgement);
  }
}

function asksForEncoding(error: unknown): boolean {
  return error instanceof StowageError && error.code === 'needs-decision' && error.where?.questions?.[0]?.id === 'encoding';
}

const reopen = (raw: RawFile, fileName: string, shape: FileShape): Promise<Content> => {
  raw.rewind();
  return openContent(raw, { fileName, file: shape.file ?? {}, several: 'largest' });
};

async function judgeEncoding(raw: RawFile, fileName: string, shape: FileShape): Promise<EncodingJudgement> {
  const { stream } = await reopen(raw, fileName, shape);
  const evidence = createEncodingEvidence();
  const buffer = new Uint8Array(READ_BYTES);
  for (;;) {
    const count = await stream.read(buffer, 0, buffer.length);
    if (count === 0) return evidence.judge();
    evidence.add(buffer.subarray(0, count));
  }
}

async function surveyOnce(raw: RawFile, fileName: string, shape: FileShape, judged: EncodingJudgement | undefined): Promise<Survey> {
  const content = await reopen(raw, fileName, shape);
  const seeds = randomFillSync(new Uint32Array(4));
  const reader = await openRecordReader(content, seeds[0] as number);
  const rows = await surveyRows(reader, content, shape, seeds);
  return surveyOf({ content, reader, judged, rows }, fileName, await raw.finish());
}

interface Surveyed {
  content: Content;
  reader: RecordReader;
  judged?: EncodingJudgement | undefined;
  rows: RowFacts;
}

export function surveyOf({ content, reader, judged, rows }: Surveyed, fileName: string, read: { sha256: string; bytes: number }): Survey {
  const { format, entry, entries, sheets, sheet } = content;
  const file = { fileName, ...read, format, entry, entries };
  const encoding = content.typed ? null : encodingOf(reader, judged);
  return { file, encoding, delimiter: content.typed ? null : delimiterOf(reader), sheets, sheet, ...epochOf(content), ...rows };
}

function epochOf({ epoch }: Content): Pick<Survey, 'epoch'> {
  return epoch === undefined ? {} : { epoch };
}

function encodingOf(reader: RecordReader, judged: EncodingJudgement | undefined): NonNullable<Survey['encoding']> {
  const chosen = reader.window.encoding;
  if (!judged) return { chosen, proven: true, candidates: [] };
  return { chosen, proven: judged.proven, candidates: judged.candidates };
}

function delimiterOf({ dialect, guess }: RecordReader): NonNullable<Survey['delimiter']> {
  const chosen = String.fromCharCode(dialect.delimiter);
  return { chosen, proven: guess?.proven ?? true, candidates: guess?.candidates ?? [] };
}
